import { describe, expect, it } from "vitest";
import type { Engine, EngineRun, EngineSession } from "../../src/engines/engine.ts";
import { EngineError } from "../../src/errors.ts";
import { shareSession } from "../../src/runs/shared-session.ts";

const options = { workFolder: "/work", threads: 2 };
const job = { models: [], samples: [], timeoutMs: 1 };
const nothing: EngineRun = { perModel: new Map() };

/** An engine that counts what is opened and closed; its sessions fail once `fails` is set. */
function countingEngine() {
  const state = { opened: 0, closed: 0, fails: false };
  const open = async (): Promise<EngineSession> => {
    state.opened += 1;
    return await Promise.resolve({
      run: async () => {
        if (state.fails) throw new EngineError("crashed", "The child died.");
        return await Promise.resolve(nothing);
      },
      describe: async () => await Promise.resolve({ inputs: [], outputs: [] }),
      close: async () => {
        state.closed += 1;
        if (state.fails) throw new EngineError("crashed", "It did not end as it should.");
        await Promise.resolve();
      },
    });
  };
  const engine: Engine = {
    name: "counting",
    version: "1",
    open,
    run: async () => await Promise.resolve(nothing),
    describe: async () => await Promise.resolve({ inputs: [], outputs: [] }),
  };
  return { engine, state };
}

async function share() {
  const { engine, state } = countingEngine();
  const shared = shareSession(engine, await engine.open(options), options);
  return { shared, state };
}

describe("a shared session", () => {
  it("is lent to one step after the other, and closed once", async () => {
    const { shared, state } = await share();
    for (let step = 0; step < 3; step += 1) {
      const session = await shared.engine.open(options);
      expect(await session.run(job)).toBe(nothing);
      await session.close();
    }
    await shared.close();
    expect(state).toMatchObject({ opened: 1, closed: 1 });
  });

  it("is not lent twice at a time, nor to a step that wants other threads or another folder", async () => {
    const { shared, state } = await share();
    await shared.engine.open(options);
    await shared.engine.open(options);
    expect(state.opened).toBe(2);
    const { shared: other, state: others } = await share();
    await other.engine.open({ ...options, threads: 1 });
    await other.engine.open({ ...options, workFolder: "/elsewhere" });
    expect(others.opened).toBe(3);
  });

  it("is not lent again after it broke, and its end is no error then", async () => {
    const { shared, state } = await share();
    const session = await shared.engine.open(options);
    state.fails = true;
    await expect(session.run(job)).rejects.toThrow("The child died");
    await session.close();
    state.fails = false;
    await (await shared.engine.open(options)).run(job);
    expect(state.opened).toBe(2);
    state.fails = true;
    await expect(shared.close()).resolves.toBeUndefined();
  });

  it("tells when it did not end as it should", async () => {
    const { shared, state } = await share();
    state.fails = true;
    await expect(shared.close()).rejects.toThrow("did not end");
  });
});
