import type { Engine, EngineSession, SessionOptions } from "../engines/engine.ts";
import { onnxruntimePackage } from "../engines/pinned-package.ts";
import { createWorkFolder, type WorkFolder } from "../files/work-folder.ts";
import type { GateSurroundings } from "../surroundings.ts";
import { embeddedEngine } from "./embedded-engine.ts";

/** The embedded engine with its process started, and the folder that it works in. */
export interface StartedEngine {
  readonly engine: Engine;
  readonly session: EngineSession;
  readonly options: SessionOptions;
}

/** What came of starting the embedded engine. That it could not be started is told by whoever needs it. */
export interface EngineStart {
  readonly version: string;
  /** @throws EngineError when there is no native library, or no room for the work folder. */
  readonly started: () => StartedEngine;
  /** Ends the process, if it is still there, and removes the folder. How the process ended does not matter any more. */
  readonly end: () => Promise<void>;
}

/** Starts the embedded engine's process, which then gets ready by itself. This never throws. */
export async function startEmbeddedEngine(
  { ortPath, threads }: { readonly ortPath: string | undefined; readonly threads: number },
  { log, signal, environment }: Pick<GateSurroundings, "log" | "signal" | "environment">,
): Promise<EngineStart> {
  const { version } = onnxruntimePackage;
  let work: WorkFolder | undefined;
  try {
    work = createWorkFolder();
    const folder = work;
    const engine = embeddedEngine(ortPath, { log, signal, environment });
    const options = { workFolder: folder.path, threads, signal };
    const session = await engine.open(options);
    return {
      version,
      started: () => ({ engine, session, options }),
      end: async () => {
        await session.close().catch(() => undefined);
        folder.remove();
      },
    };
  } catch (error) {
    work?.remove();
    const fail = (): never => {
      throw error;
    };
    return { version, started: fail, end: async () => await Promise.resolve() };
  }
}
