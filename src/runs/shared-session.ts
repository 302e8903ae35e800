import type { Engine, EngineSession, SessionOptions } from "../engines/engine.ts";

/** A session that several steps use one after the other. */
export interface SharedSession {
  /** Opens the shared session as long as it is whole and free, and others of its own else. */
  readonly engine: Engine;
  /**
   * Ends it. That it broke while it was lent is no error here: whoever broke it was told.
   * @throws EngineError when it did not end as it should.
   */
  close(): Promise<void>;
}

/**
 * Lends a session that is open already to the steps after the one that it was opened for: starting an engine costs more
 * than most of them. `options` are those that it was opened with; a step that wants others gets one of its own.
 */
export function shareSession(engine: Engine, session: EngineSession, options: SessionOptions): SharedSession {
  let isLent = false;
  let isBroken = false;
  const guarded = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work;
    } catch (error) {
      isBroken = true;
      throw error;
    }
  };
  const lent: EngineSession = {
    run: async (job) => await guarded(session.run(job)),
    describe: async (path, timeoutMs) => await guarded(session.describe(path, timeoutMs)),
    close: async () => {
      isLent = false;
    },
  };
  return {
    engine: {
      ...engine,
      open: async (wanted) => {
        const isSame = wanted.workFolder === options.workFolder && wanted.threads === options.threads;
        if (!isSame || isLent || isBroken) return await engine.open(wanted);
        isLent = true;
        return lent;
      },
    },
    close: async () => {
      if (isBroken) await session.close().catch(() => undefined);
      else await session.close();
    },
  };
}
