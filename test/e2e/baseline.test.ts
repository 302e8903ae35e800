import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { decodeModel } from "../../src/onnx/decode.ts";
import { encodeModel } from "../../src/onnx/encode.ts";
import { type GateResult, parseResult, serializeResult } from "../../src/report/result.ts";
import { useTemporaryFolder } from "../files/temporary-folder.ts";
import { renumbered } from "../support/renumbered.ts";
import { root } from "../support/run-process.ts";
import { float32, runCli, safetensors } from "./gate-case.ts";

const newFolder = useTemporaryFolder();

/** Recorded outputs that are off by `errors`; the job is judged without running anything. */
function writeJob(folder: string, errors: Readonly<Record<string, number>>): void {
  const sample = join(folder, "samples", "0000");
  mkdirSync(sample, { recursive: true });
  const arrays = (shift: (name: string) => number) =>
    Object.fromEntries(Object.keys(errors).map((name) => [name, float32([100 + shift(name), 200])]));
  writeFileSync(join(sample, "inputs.safetensors"), safetensors({ x: float32([1]) }));
  writeFileSync(join(sample, "reference.safetensors"), safetensors(arrays(() => 0)));
  writeFileSync(join(sample, "candidate.safetensors"), safetensors(arrays((name) => errors[name] as number)));
}

const limits = "tolerances: [{output: boxes, unit: px, max-abs: 1}]\n";

/** Runs a job in a folder of its own and gives its status, its text and its result. */
async function run(
  folder: string,
  {
    errors = { boxes: 0.5 },
    config = limits,
    args = [],
  }: { errors?: Record<string, number>; config?: string; args?: string[] },
) {
  writeJob(folder, errors);
  writeFileSync(join(folder, "fp16-gate.yml"), config);
  const ran = await runCli(
    folder,
    "check",
    "--samples",
    "samples",
    "--engine",
    "recorded",
    "--key",
    "detector",
    ...args,
  );
  const path = join(folder, "fp16-gate-out", "result.json");
  const result = parseResult(readFileSync(path, "utf8"), path);
  return { ...ran, result, path };
}

/** A job, and one after it that is compared with it. */
async function twoJobs(before: Parameters<typeof run>[1], after: Parameters<typeof run>[1]) {
  const base = await run(newFolder(), before);
  return await run(newFolder(), { ...after, args: ["--baseline", base.path, ...(after.args ?? [])] });
}

describe("a job after another", () => {
  test("that fails anew fails, and is told with both figures", async () => {
    const { status, stdout, result } = await twoJobs({}, { errors: { boxes: 4 } });
    expect(status).toBe(1);
    expect(stdout).toMatch(/New since `.*`.*: `boxes` 0.5 -> 4 px/);
    expect(result.baseline?.outputs).toMatchObject([
      { name: "boxes", state: "new", before: 0.5, after: 4, accepted: 0.5 },
    ]);
  });

  test("that changes documentation only is not blocked by a failure that the base has as well", async () => {
    const { status, stdout, result } = await twoJobs({ errors: { boxes: 4 } }, { errors: { boxes: 4 } });
    expect(status).toBe(0);
    expect(result.verdict.kind).toBe("pass");
    expect(result.baseline?.outputs[0]?.state).toBe("known");
    expect(result.baseline?.accepted).toBeUndefined();
    expect(result.outputs[0]).toMatchObject({ passed: true, level: "warn" });
    expect(stdout).toContain("known: 4 px on the base already");
  });

  test("fails by a known failure where the configuration says so", async () => {
    const config = `${limits}known: fail\n`;
    const { status, result } = await twoJobs(
      { errors: { boxes: 4 }, config },
      { errors: { boxes: 4 }, config },
    );
    expect(status).toBe(1);
    expect(result.baseline?.outputs[0]?.state).toBe("known");
  });

  test("fails when the known failure has grown", async () => {
    expect((await twoJobs({ errors: { boxes: 4 } }, { errors: { boxes: 8 } })).status).toBe(1);
  });

  test("that repairs it has improved", async () => {
    const { status, result } = await twoJobs({ errors: { boxes: 4 } }, {});
    expect(status).toBe(0);
    expect(result.baseline?.outputs[0]?.state).toBe("improved");
  });

  test("fails by a limit against the base that no absolute limit would have caught", async () => {
    const config = `${limits}regression: [{output: boxes, factor: 1.5, amount: 0.1 px}]\n`;
    const { status, stdout, result } = await twoJobs(
      { errors: { boxes: 0.25 }, config },
      { errors: { boxes: 0.75 }, config },
    );
    expect(status).toBe(1);
    expect(stdout).toContain("`boxes` off by 0.75 px (against the base at most 0.375 px)");
    expect(result.baseline?.outputs[0]?.state).toBe("new");
  });

  test("carries the accepted jobs on", async () => {
    const first = await run(newFolder(), {});
    const second = await run(newFolder(), { errors: { boxes: 0.6 }, args: ["--baseline", first.path] });
    const third = await run(newFolder(), { args: ["--baseline", second.path] });
    expect(third.result.history?.map(({ outputs }) => outputs[0]?.value.toFixed(1))).toEqual(["0.5", "0.6"]);
    expect(third.stdout).toContain("accepted jobs, oldest first, and this one");
  });
});

describe("a baseline that can't be used leaves the absolute limits, and is said", () => {
  const broken: [string, (base: GateResult) => string, string][] = [
    ["text that is no JSON", () => "{", "is not JSON"],
    ["a result of another schema", () => '{"schemaVersion": 0}', "schemaVersion 0"],
    ["a result with unknown keys", (base) => JSON.stringify({ ...base, surprise: 1 }), "surprise"],
    [
      "a failure that was turned into a pass",
      (base) => JSON.stringify({ ...base, verdict: { ...base.verdict, kind: "pass", exitCode: 0 } }),
      "did not pass",
    ],
    [
      "a result of another key",
      (base) => serializeResult({ ...base, job: { key: "other" } }),
      "is of `other`",
    ],
    ["a result of no key", (base) => serializeResult({ ...base, job: undefined }), "names no key"],
    [
      "an old one",
      (base) => serializeResult({ ...base, job: { key: "detector", date: "2020-01-01T00:00:00.000Z" } }),
      "days old",
    ],
    ["brackets without end", () => "[".repeat(100_000), "nested deeper"],
  ];
  test.each(broken)("%s", async (_, change, said) => {
    const base = await run(newFolder(), { errors: { boxes: 4 } });
    writeFileSync(base.path, change(base.result));
    const { status, result } = await run(newFolder(), {
      errors: { boxes: 4 },
      args: ["--baseline", base.path],
    });
    expect(status).toBe(1);
    expect(result.baseline?.base).toBeUndefined();
    expect(result.baseline?.notes.join("\n")).toContain(said);
  });

  test.each(["nowhere/result.json", "."])("the path %s", async (path) => {
    const { status, result } = await run(newFolder(), { errors: { boxes: 4 }, args: ["--baseline", path] });
    expect(status).toBe(1);
    expect(result.baseline?.notes.join("\n")).toMatch(/There is no file|no regular file|EISDIR/);
  });

  test("outputs of another engine are not comparable: a known failure excuses nothing", async () => {
    const base = await run(newFolder(), { errors: { boxes: 4 } });
    writeFileSync(base.path, serializeResult({ ...base.result, engine: { name: "tensorrt", notes: [] } }));
    const { status, stdout, result } = await run(newFolder(), {
      errors: { boxes: 4 },
      args: ["--baseline", base.path],
    });
    expect(status).toBe(1);
    expect(result.baseline).toMatchObject({ base: { comparable: false }, outputs: [], layers: [] });
    expect(stdout).toContain("Not comparable with");
  });
});

describe("a job that loosens its own gate", () => {
  const loose = "tolerances: [{output: boxes, unit: px, max-abs: 5}]\n";

  test("is named in the second line, though it passes", async () => {
    const { status, stdout, result } = await twoJobs({}, { errors: { boxes: 4 }, config: loose });
    expect(status).toBe(0);
    expect(stdout.split("\n")[1]).toBe("! Limits loosened here: `boxes` max-abs 1 px -> 5 px.");
    expect(result.loosened).toMatchObject([
      { setting: "max-abs", subject: "boxes", before: "1 px", after: "5 px" },
    ]);
  });

  test("is judged by the limits of the base where config-from says so", async () => {
    const args = ["--config-from", "base"];
    const { status, result } = await twoJobs({}, { errors: { boxes: 4 }, config: loose, args });
    expect(status).toBe(1);
    expect(result.config?.effective?.tolerances[0]?.fail).toEqual({ maxAbs: 1 });
    const warned = await twoJobs({}, { errors: { boxes: 4 }, config: `${limits}enforce: warn\n`, args });
    expect(warned.status).toBe(1);
  });

  test("could not be judged by a base that is not there", async () => {
    const { status, result } = await run(newFolder(), {
      args: ["--config-from", "base", "--baseline", "none"],
    });
    expect(status).toBe(3);
    expect(result.verdict.kind).toBe("error");
  });
});

describe("a waiver", () => {
  const config = (expires: string) =>
    `${limits}waivers: [{output: boxes, reason: new head, by: ana, expires: ${expires}}]\n`;

  test("lets a crossed limit pass, and is shown", async () => {
    const { status, stdout, result } = await run(newFolder(), {
      errors: { boxes: 4 },
      config: config('"2999-12-31"'),
    });
    expect(status).toBe(0);
    expect(result.waivers).toMatchObject([{ state: "used", by: "ana" }]);
    expect(stdout).toContain("waiver used: output `boxes`: waived by ana: new head, until 2999-12-31.");
  });

  test("that expired lets it fail, and says why", async () => {
    const { status, stdout } = await run(newFolder(), {
      errors: { boxes: 4 },
      config: config('"2020-12-31"'),
    });
    expect(status).toBe(1);
    expect(stdout).toContain("expired on 2020-12-31; what it covered fails again");
  });

  test.each([
    ["no date", config("soon"), 'expires: "soon" is not a date'],
    [
      "both an output and a layer",
      `${limits}waivers: [{output: a, layer: b, reason: r, by: b, expires: "2999-01-01"}]\n`,
      "exactly one",
    ],
    ["no reason", `${limits}waivers: [{output: a, reason: "", by: b, expires: "2999-01-01"}]\n`, "reason"],
  ])("with %s is refused", async (_, text, said) => {
    const { status, stdout } = await run(newFolder(), { config: text });
    expect(status).toBe(2);
    expect(stdout).toContain(said);
  });
});

describe("accept", () => {
  test("makes a failing result the accepted one, with who and why, and carries the history on", async () => {
    const good = await run(newFolder(), {});
    const folder = newFolder();
    const bad = await run(folder, { errors: { boxes: 4 } });
    const file = join(folder, "baseline.json");
    expect((await runCli(folder, "accept", good.path, "--baseline", file)).status).toBe(0);
    const unsaid = await runCli(folder, "accept", bad.path, "--baseline", file);
    expect([unsaid.status, unsaid.stderr]).toEqual([2, expect.stringContaining("without a reason")]);
    const said = await runCli(
      folder,
      "accept",
      bad.path,
      "--baseline",
      file,
      "--reason",
      "agreed",
      "--by",
      "ana",
    );
    expect(said.status).toBe(0);
    const { result } = await run(newFolder(), { errors: { boxes: 4 }, args: ["--baseline", file] });
    expect(result.baseline?.accepted?.accepted).toMatchObject({ by: "ana", reason: "agreed" });
    expect(result.history).toHaveLength(2);
  });

  test("refuses what was not judged, what is of another key, and what is no result", async () => {
    const folder = newFolder();
    const good = await run(folder, {});
    const other = join(folder, "other.json");
    writeFileSync(other, serializeResult({ ...good.result, job: { key: "other" } }));
    const error = await run(newFolder(), { config: "nonsense: 1\n" });
    for (const [args, said] of [
      [[error.path], "nothing was judged"],
      [[good.path, "--baseline", other], 'the baseline of "other"'],
      [["missing.json"], "no such file"],
      [["fp16-gate.yml"], "is not JSON"],
    ] as const) {
      const refused = await runCli(folder, "accept", ...args);
      expect(refused.status).toBe(2);
      expect(refused.stderr).toContain(said);
    }
    expect(readFileSync(other, "utf8")).toContain('"key": "other"');
  });
});

describe("the trained detector", () => {
  const detector = join(root, "examples", "detector");
  let folder: string;

  async function check(model: string, out: string, ...more: string[]) {
    const samples = join(detector, "job-b", "samples");
    const config = join(detector, "fp16-gate.yml");
    const args = ["--samples", samples, "--config", config, "--key", "detector", "--out", out];
    const ran = await runCli(folder, "check", model, ...args, ...more);
    const path = join(folder, out, "result.json");
    return { ...ran, path, result: parseResult(readFileSync(path, "utf8"), path) };
  }

  beforeAll(() => {
    folder = newFolder();
  });

  test("exported anew under other names fails by what is known, in the same layers", async () => {
    const path = join(detector, "job-b", "model.onnx");
    const base = await check(path, "base");
    expect(base.status).toBe(1);
    const again = join(folder, "again.onnx");
    writeFileSync(again, Buffer.concat(encodeModel(renumbered(decodeModel(readFileSync(path), "model")))));
    const { status, result } = await check(again, "again", "--baseline", base.path);
    expect(status).toBe(0);
    expect(result.baseline?.outputs.map(({ name, state }) => [name, state])).toEqual([
      ["boxes", "known"],
      ["scores", "ok"],
    ]);
    expect(result.baseline?.layers.map(({ state }) => state)).toEqual(result.layers.map(() => "known"));
    expect(result.baseline?.layerCounts).toMatchObject({ new: 0, added: 0, vanished: 0, improved: 0 });
    expect(result.layers.map(({ key }) => key)).toEqual(base.result.layers.map(({ key }) => key));
  });
});
