import type { Engine } from "../engines/engine.ts";
import { findNativeLibrary } from "../engines/native-library.ts";
import { createOnnxruntimeEngine } from "../engines/onnxruntime.ts";
import type { Log } from "../ports.ts";

/**
 * ONNX Runtime on the CPU, in a child process. Nothing native is looked for before the engine's first use.
 * @param ortPath the option of that name.
 */
export function embeddedEngine(
  ortPath: string | undefined,
  options: {
    readonly log: Log;
    readonly signal: AbortSignal;
    readonly environment: NodeJS.ProcessEnv;
  },
): Engine {
  return createOnnxruntimeEngine({
    environment: options.environment,
    findLibrary: async () =>
      await findNativeLibrary({
        environment: options.environment,
        log: options.log,
        signal: options.signal,
        ...(ortPath === undefined ? {} : { ortPath }),
      }),
  });
}
