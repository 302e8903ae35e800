import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { EngineError } from "../../src/errors.ts";
import { startEmbeddedEngine } from "../../src/runs/started-engine.ts";
import { useTemporaryFolder } from "../files/temporary-folder.ts";

const newFolder = useTemporaryFolder();
const log = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  debug: () => undefined,
  progress: () => undefined,
  group: async <Result>(_: string, work: () => Promise<Result>) => await work(),
};
const surroundings = { log, signal: new AbortController().signal, environment: {} };
const config = { ortPath: undefined, threads: 1 };

afterEach(() => vi.unstubAllEnvs());

describe("an engine that was started early", () => {
  it("leaves neither process nor folder when nobody needed it", async () => {
    const temporary = join(newFolder(), "tmp");
    mkdirSync(temporary);
    vi.stubEnv("TMPDIR", temporary);
    const start = await startEmbeddedEngine(config, surroundings);
    const { workFolder } = start.started().options;
    expect(existsSync(workFolder)).toBe(true);
    await start.end();
    await start.end();
    expect(readdirSync(temporary)).toEqual([]);
    await expect(start.started().session.describe("model.onnx", 1000)).rejects.toBeInstanceOf(EngineError);
  });

  it("tells what stood in the way to whoever needs it, and only then", async () => {
    vi.stubEnv("TMPDIR", join(newFolder(), "none"));
    const start = await startEmbeddedEngine(config, surroundings);
    expect(start.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(() => start.started()).toThrow(expect.objectContaining({ category: "storage" }));
    await start.end();
  });
});
