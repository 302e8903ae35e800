import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { resolveConfig } from "../../src/config/config.ts";
import type { BaselineSource, Log } from "../../src/ports.ts";
import { serializeResult } from "../../src/report/result.ts";
import { recall } from "../../src/steps/recall.ts";
import { useTemporaryFolder } from "../files/temporary-folder.ts";
import { scenarios } from "../report/scenarios.ts";

const newFolder = useTemporaryFolder();
const pass = scenarios["pass"]?.();
if (pass === undefined) throw new Error("the scenario is gone");
const saved = serializeResult(pass);

/** What a change that brings `now` along, where `atBase` stands at the merge base, is told of its baseline file. */
async function recalled(now: string, atBase: string | undefined | Error) {
  const folder = newFolder();
  writeFileSync(join(folder, "accepted.json"), now);
  const warnings: string[] = [];
  const log = { warn: (text: string) => warnings.push(text) } as unknown as Log;
  const baselines: BaselineSource = {
    asked: "artifact",
    earlier: async function* () {
      yield* [];
    },
    readAtBase: async () => (atBase instanceof Error ? await Promise.reject(atBase) : atBase),
  };
  const config = resolveConfig([
    { origin: "input", settings: { model: "m.onnx", samples: "samples", baseline: "accepted.json" } },
  ]);
  const memory = await recall(config, {
    log,
    signal: new AbortController().signal,
    workingDirectory: folder,
    environment: {},
    baselines,
  });
  return { loosened: memory.loosened ?? [], warnings };
}

describe("a baseline file of the repository", () => {
  test("that is the merge base's own loosens nothing", async () => {
    expect(await recalled(saved, saved)).toEqual({ loosened: [], warnings: [] });
  });

  test("that differs from the merge base's is named as replaced here", async () => {
    const { loosened } = await recalled(saved.replace("0.1.0", "0.1.1"), saved);
    expect(loosened).toMatchObject([
      { setting: "baseline", subject: "accepted.json", before: "that of the merge base" },
    ]);
    expect(loosened[0]?.text).toContain("replaced here");
  });

  test("that was not there at the merge base is named as well", async () => {
    const { loosened } = await recalled(saved, undefined);
    expect(loosened).toMatchObject([{ setting: "baseline", before: "none", after: "replaced here" }]);
  });

  test("of which the merge base can't be read is warned of, and the job goes on", async () => {
    const { loosened, warnings } = await recalled(saved, new Error("HTTP 403"));
    expect(loosened).toEqual([]);
    expect(warnings).toEqual([
      expect.stringContaining("Whether accepted.json was changed here can't be told"),
    ]);
  });
});
