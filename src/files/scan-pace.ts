import { setImmediate } from "node:timers/promises";
import { EngineError } from "../errors.ts";

const breatheEveryMs = 50;

/**
 * Between two tensors of long work: lets signals through now and then, and ends the work when it was aborted.
 * @throws EngineError when `signal` is aborted.
 */
export function createPace(signal: AbortSignal | undefined): () => Promise<void> {
  let lastMs = performance.now();
  return async () => {
    if (performance.now() - lastMs > breatheEveryMs) {
      await setImmediate();
      lastMs = performance.now();
    }
    if (signal?.aborted === true) {
      throw new EngineError("crashed", "the scan was interrupted.", { status: String(signal.reason) });
    }
  };
}
