import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ModelProto } from "onnx-buf";
import { describe, expect, test } from "vitest";
import { useTemporaryFolder } from "../files/temporary-folder.ts";
import { model, node, tensor, value } from "../onnx/build-model.ts";
import { root } from "../support/run-process.ts";
import { float32, runCli, writeCase } from "./gate-case.ts";

const newFolder = useTemporaryFolder();

interface Saved {
  verdict: {
    kind: string;
    exitCode: number;
    findings: { leg: string; name: string; level: string; passed: boolean }[];
    error?: { category?: string; message: string; advice?: string };
  };
  diagnosis?: { kind: string; text: string };
  legs: { kind: string; judged: boolean; passed: boolean; skipped?: string }[];
  layers: { node: string }[];
  layersUnavailable?: string;
  overrides: {
    status: string;
    nodes: string[];
    plans?: object[];
    reasons?: { node: string; reason: string }[];
    verifiedOn?: string;
    text: string;
    latency?: object;
  };
  engine: { name: string; version: string; notes: string[]; realisedPrecision?: string };
  engineRun?: {
    engineFile?: string;
    noise: { kind: string; value: number }[];
    tests: { name: string; outcome: string }[];
    fault: { kind: string; nodes: string[]; marks?: string[]; fp32Nodes?: string[] };
    layers: { name: string; nodes: string[]; modules?: string[] }[];
    precision: { realised: string };
  };
}

/** y = 2x + 1 in four steps over two rows: everything is exact in FP16. */
function stepwise(): ModelProto {
  const shape = [2, 3];
  const scalar = (name: string, x: number) =>
    tensor({ name, dataType: 1, dims: [], rawData: new Uint8Array(Float32Array.of(x).buffer) });
  return model({
    input: [value("x", 1, shape)],
    output: [value("y", 1, shape)],
    initializer: [scalar("one", 1), scalar("two", 2)],
    node: [
      node("Mul", ["x", "two"], ["a"], { name: "double" }),
      node("Neg", ["a"], ["b"], { name: "turn" }),
      node("Sub", ["one", "b"], ["c"], { name: "shift" }),
      node("Relu", ["c"], ["y"], { name: "clip" }),
    ],
  });
}

const steps = {
  model: stepwise(),
  samples: {
    "0000/inputs.safetensors": { x: float32([1, 2, 3, 4, 5, 6], [2, 3]) },
    "0000/reference.safetensors": { y: float32([3, 5, 7, 9, 11, 13], [2, 3]) },
  },
};

/** y = x * x / x: overflows in FP16 at 300, in the middle only. */
const overflowing = {
  model: model({
    node: [
      node("Mul", ["x", "x"], ["s"], { name: "square" }),
      node("Div", ["s", "x"], ["y"], { name: "back" }),
    ],
  }),
  samples: {
    "0000/inputs.safetensors": { x: float32([300, 400]) },
    "0000/reference.safetensors": { y: float32([300, 400]) },
  },
};

async function check(
  parts: Parameters<typeof writeCase>[1],
  scenario: object,
  ...more: string[]
): Promise<{ status: number | string; text: string; comment: string; result: Saved }> {
  const folder = newFolder();
  const { model, samples } = writeCase(folder, parts);
  const driver = [process.execPath, join(root, "test/support/fake-driver.mjs"), JSON.stringify(scenario)];
  const run = await runCli(
    folder,
    "check",
    model,
    "--samples",
    samples,
    "--engine",
    "driver",
    "--driver",
    JSON.stringify(driver),
    ...more,
  );
  const saved = join(folder, "fp16-gate-out", "result.json");
  return {
    status: run.status,
    text: run.stdout + run.stderr,
    comment: readFileSync(join(folder, "fp16-gate-out", "comment.md"), "utf8"),
    result: JSON.parse(readFileSync(saved, "utf8")) as Saved,
  };
}

describe("the engine decides, the emulation explains", () => {
  test("both right: pass, with the engine that ran and without an FP32 engine", async () => {
    const { status, result } = await check(steps, {});
    expect(status).toBe(0);
    expect(result).toMatchObject({
      diagnosis: { kind: "healthy" },
      engine: { name: "fake", version: "1.0" },
    });
    expect(result.legs.find(({ judged }) => judged)?.kind).toBe("engine-fp16");
    expect(result.legs.find(({ kind }) => kind === "engine-fp32")?.skipped).toContain("not needed");
  });

  test("emulation wrong, engine right: pass with a warning that names what only a fusion protects", async () => {
    const { status, text, result } = await check(overflowing, {});
    expect(status).toBe(0);
    expect(result).toMatchObject({ verdict: { kind: "pass" }, diagnosis: { kind: "latent" } });
    expect(result.diagnosis?.text).toContain("Only a fusion protects `square`");
    expect(result.layers.map(({ node }) => node)).toContain("square");
    expect(result.verdict.findings.filter(({ leg, passed }) => leg === "emulation" && !passed)).not.toEqual(
      [],
    );
    expect(text).toMatch(/^PASS.*with \d warnings?/);
  });

  test("both wrong, FP32 engine right: fail, precision", async () => {
    const { status, result } = await check(overflowing, { outputs: { fp16: { y: { fill: "Infinity" } } } });
    expect(status).toBe(1);
    expect(result.diagnosis?.kind).toBe("precision");
    expect(result.legs.find(({ kind }) => kind === "engine-fp32")?.passed).toBe(true);
    expect(result.layers.map(({ node }) => node)).toContain("square");
  });

  test("a graph that can't be emulated is judged all the same", async () => {
    const special = model(
      {
        input: [value("x", 1, [2, 3])],
        output: [value("y", 1, [2, 3])],
        node: [node("Special", ["x"], ["y"], { name: "special", domain: "my.ops" })],
      },
      {
        opsetImport: [
          { $typeName: "onnx.OperatorSetIdProto", domain: "", version: 20n },
          { $typeName: "onnx.OperatorSetIdProto", domain: "my.ops", version: 1n },
        ],
      },
    );
    const folder = newFolder();
    const { model: path } = writeCase(folder, steps);
    const { status, result } = await check({ ...steps, model: special }, { model: path }, "--typing", "weak");
    expect(status).toBe(0);
    expect(result.layersUnavailable).toContain("Special");
  });
});

describe("emulation right, engine wrong", () => {
  const at = (result: Saved) => result.engineRun?.fault;

  test("FP32 at the place repairs it: a kernel that accumulates in FP16", async () => {
    const { status, result } = await check(steps, { fault: { at: "b", add: 50, fp32: ["turn"] } });
    expect(status).toBe(1);
    expect(result.diagnosis?.kind).toBe("engine");
    expect(at(result)).toMatchObject({ kind: "accumulation", nodes: ["turn"], fp32Nodes: ["turn"] });
    expect(result.legs.find(({ kind }) => kind === "engine-mixed")?.passed).toBe(true);
  });

  test("nothing repairs it: a kernel, named by the first wrong tensor", async () => {
    const { result } = await check(steps, { fault: { at: "c", add: 50 } });
    expect(at(result)).toMatchObject({ kind: "kernel", nodes: ["shift"] });
    expect(result.diagnosis?.text).toContain("`shift`");
    expect(result.diagnosis?.text).toContain("the part of the graph that ends there is wrong as well");
  });

  test("a mark repairs it: a fusion, with the one tensor that splits it", async () => {
    const { result } = await check(steps, { fault: { at: "c", add: 50, splitBy: ["b"] } });
    expect(at(result)).toMatchObject({ kind: "fusion", marks: ["b"], nodes: ["turn", "shift"] });
  });

  test("unequal rows from identical rows show a faulty kernel", async () => {
    const { result } = await check(steps, { fault: { at: "c", rows: [0, 50] } });
    expect(result.engineRun?.tests.find(({ name }) => name === "identical rows")?.outcome).toBe("failed");
    expect(result.engineRun?.tests.find(({ name }) => name === "same engine twice")?.outcome).toBe("passed");
  });
});

describe("a built engine", () => {
  const engineFile = (): string => {
    const path = join(newFolder(), "model.engine");
    writeFileSync(path, "plan");
    return path;
  };

  test("the verdict is on that file", async () => {
    const { status, result } = await check(steps, {}, "--engine-file", engineFile());
    expect(status).toBe(0);
    expect(result.engineRun?.engineFile).toMatch(/model\.engine$/);
  });

  test("a file that is wrong where a new build is right is told apart", async () => {
    const scenario = { fault: { at: "c", add: 50, onlyIn: "file" } };
    const { status, result } = await check(steps, scenario, "--engine-file", engineFile());
    expect(status).toBe(1);
    expect(result.engineRun?.fault).toMatchObject({ kind: "build", nodes: [] });
    expect(result.diagnosis?.text).toContain("Built again, the engine is right");
  });

  test("an FP32 file is a warning, since it is what the user built", async () => {
    const layers = { fp16: [{ name: "k", onnxNodes: ["double"], precision: "fp32" }] };
    const { status, text } = await check(steps, { layers }, "--engine-file", engineFile());
    expect(status).toBe(0);
    expect(text).toContain("with 1 warning");
  });

  test("it can't be built several times", async () => {
    const { status } = await check(steps, {}, "--engine-file", engineFile(), "--builds", "2");
    expect(status).toBe(2);
  });
});

describe("overrides on the engine", () => {
  const broken = { y: { fill: "Infinity" } };

  test("the plan of the search holds there: verified on it, with the latency", async () => {
    const { status, result } = await check(overflowing, { outputs: { fp16: broken } });
    expect(status).toBe(1);
    expect(result.overrides).toMatchObject({
      status: "found",
      nodes: ["square", "back"],
      verifiedOn: "fake 1.0 on CPU, strong typing",
      latency: { beforeMs: 1, afterMs: 1, p95BeforeMs: 1.5, p95AfterMs: 1.5 },
    });
    expect(result.legs.find(({ kind }) => kind === "engine-mixed")?.passed).toBe(true);
  });

  test("the engine needs more than the emulation: the search goes on with it as judge", async () => {
    const longer = {
      model: model({
        node: [
          node("Mul", ["x", "x"], ["s"], { name: "square" }),
          node("Div", ["s", "x"], ["d"], { name: "back" }),
          node("Neg", ["d"], ["y"], { name: "turn" }),
        ],
      }),
      samples: { ...overflowing.samples, "0000/reference.safetensors": { y: float32([-300, -400]) } },
    };
    const { result } = await check(longer, { fault: { at: "s", add: 1e9, fp32: ["turn"] } });
    expect(result.overrides.nodes).toEqual(["square", "back", "turn"]);
    expect(result.overrides.verifiedOn).toContain("fake 1.0");
    expect(result.overrides.text).toContain("The engine needed 2 tries");
  });

  test("a sum that the engine does in FP16 is kept in FP32 as well, and says why", async () => {
    const values = Array.from({ length: 400 }, (_, at) => 300 + (at % 100));
    const mean = 349.5;
    const centred = {
      model: model({
        input: [value("x", 1, [400])],
        output: [value("y", 1, [400])],
        node: [
          node("Mul", ["x", "x"], ["s"], { name: "square" }),
          node("Div", ["s", "x"], ["d"], { name: "back" }),
          node("ReduceMean", ["x"], ["m"], { name: "mean" }),
          node("Sub", ["d", "m"], ["y"], { name: "centre" }),
        ],
      }),
      samples: {
        "0000/inputs.safetensors": { x: float32(values) },
        "0000/reference.safetensors": { y: float32(values.map((x) => x - mean)) },
      },
    };
    const { result } = await check(
      centred,
      { fault: { at: "m", add: 1e9, fp32: ["mean"] } },
      "--max-abs",
      "1",
    );
    expect(result.overrides.nodes).toEqual(["square", "back", "mean"]);
    expect(result.overrides.verifiedOn).toContain("fake 1.0");
    expect(result.overrides.reasons).toContainEqual(
      expect.objectContaining({
        node: "mean",
        cause: "accumulation-overflow",
        reason:
          "ReduceMean stays within 350, but the magnitudes it adds up reach 1.4e5 > 65504: an engine that accumulates " +
          "in FP16 may overflow. Without it in FP32 the limits are broken.",
        unlinked: expect.stringContaining("neither the metadata"),
      }),
    );
  });

  test("no plan holds there: nothing claims to be verified on it", async () => {
    const { result, text, comment } = await check(overflowing, { outputs: { fp16: broken, mixed: broken } });
    expect(result.overrides).toMatchObject({ nodes: ["square", "back"], verifiedOn: "emulation" });
    for (const said of [result.overrides.text, text, comment]) {
      expect(said).toMatch(/none of \d plans meets the limits: they hold in the emulation only/);
    }
    expect(result.legs.find(({ kind }) => kind === "engine-mixed")).toBeUndefined();
  });

  const squareInHalf = { mixed: [{ name: "k", onnxNodes: ["square"], precision: "fp16" }] };

  test("an override that the engine did not follow is left out, where the rest holds without", async () => {
    const { result } = await check(overflowing, {
      outputs: { fp16: broken },
      layers: squareInHalf,
    });
    expect(result.overrides).toMatchObject({
      status: "found",
      nodes: ["back"],
      verifiedOn: "fake 1.0 on CPU, strong typing",
      latency: { beforeMs: 1, afterMs: 1 },
    });
    expect(result.overrides.plans).toBeUndefined();
    expect(result.overrides.text).toContain(
      "Left out, since the limits hold on the engine without: `square` (the engine runs it in FP16).",
    );
    expect(result.legs.filter(({ kind }) => kind === "engine-mixed")).toHaveLength(1);
    expect(result.verdict.findings.filter(({ name }) => name === "override")).toEqual([]);
  });

  test("it stays, with a warning, where the rest does not hold without", async () => {
    const { result } = await check(overflowing, {
      fault: { at: "s", add: 1e9, fp32: ["square"] },
      layers: squareInHalf,
    });
    expect(result.overrides).toMatchObject({
      nodes: ["square", "back"],
      verifiedOn: "fake 1.0 on CPU, strong typing",
    });
    expect(result.overrides.text).toContain(
      "Without `square` (the engine runs it in FP16) the plan does not hold",
    );
    expect(result.verdict.findings).toContainEqual(
      expect.objectContaining({ name: "override", expected: "fp32", actual: "fp16", level: "warn" }),
    );
  });

  test("an engine that passes is not built again to verify anything", async () => {
    const { result } = await check(overflowing, {});
    expect(result.legs.find(({ kind }) => kind === "engine-mixed")).toBeUndefined();
    expect(result.overrides.verifiedOn).toBe("emulation");
  });
});

describe("noise", () => {
  test("a limit inside the noise of two runs is a configuration error with the figures", async () => {
    const { status, result } = await check(steps, { unsteady: { y: 0.5 } }, "--max-abs", "0.25");
    expect(status).toBe(2);
    expect(result.verdict.error?.message).toContain("0.25");
    expect(result.verdict.error?.message).toContain("0.5");
  });

  test("a limit beyond the noise stands, and the worst run is judged", async () => {
    const { status, result, text } = await check(steps, { unsteady: { y: 0.5 } }, "--max-abs", "1");
    expect(status).toBe(0);
    expect(text).toContain("off by 0.5");
    expect(result.engineRun?.noise).toContainEqual(
      expect.objectContaining({ kind: "run-to-run", metric: "max-abs", value: 0.5 }),
    );
  });

  test("builds are compared, and a limit inside their difference is refused", async () => {
    const { status, result } = await check(
      steps,
      { rebuilds: { y: 0.5 } },
      "--max-abs",
      "0.25",
      "--builds",
      "2",
    );
    expect(status).toBe(2);
    expect(result.verdict.error?.advice).toContain("builds");
  });
});

describe("realised precision", () => {
  const layer = (precision: string) => ({ name: `k_${precision}`, onnxNodes: ["double"], precision });

  test("an FP16 engine that is FP32 fails, though its outputs are right", async () => {
    const { status, result } = await check(steps, { layers: { fp16: [layer("fp32")] } });
    expect(status).toBe(1);
    expect(result.engineRun?.precision.realised).toBe("fp32");
    expect(result.diagnosis?.text).toContain("nothing was judged in FP16");
  });

  test("layers are listed with their nodes", async () => {
    const { status, result } = await check(steps, { layers: { fp16: [layer("fp16"), layer("fp32")] } });
    expect(status).toBe(0);
    expect(result.engine.realisedPrecision).toBe("1 FP16, 1 FP32 layers");
    expect(result.engineRun?.layers[0]).toMatchObject({ name: "k_fp16", nodes: ["double"] });
  });
});

describe("could not judge: exit 3, one line", () => {
  test.each([
    [{ behave: "garbage" }, /not JSON/],
    [{ behave: "short" }, /bytes follow it/],
    [{ behave: "signal" }, /SIGSEGV/],
    [{ fail: "unavailable: there is no CUDA device" }, /no CUDA device/],
    [{ fail: "out-of-memory: 12 GiB were asked for" }, /12 GiB/],
    [{ fail: "unsupported-operator: GridSample; TensorRT 10.0 has it" }, /GridSample/],
    [{ fail: "wrong-device: built for 8.6, this is 9.0" }, /built for 8.6/],
    [
      { outputs: { fp16: { y: { fill: "NaN" } }, fp32: { y: { fill: "NaN" } } } },
      /NaN or infinity in every element/,
    ],
  ])("%j", async (scenario, message) => {
    const { status, text, result } = await check(steps, scenario);
    expect(status).toBe(3);
    expect(result.verdict.kind).toBe("error");
    expect(result.verdict.error?.message).toMatch(message);
    expect(result.verdict.error?.message).not.toContain("\n");
    expect(text).toMatch(/^ERROR/);
  });

  test("NaN in FP16 alone is a verdict: fail", async () => {
    const { status } = await check(steps, { outputs: { fp16: { y: { fill: "NaN" } } } });
    expect(status).toBe(1);
  });

  test("a driver that is not there", async () => {
    const folder = newFolder();
    const { model, samples } = writeCase(folder, steps);
    const run = await runCli(
      folder,
      "check",
      model,
      "--samples",
      samples,
      "--engine",
      "driver",
      "--driver",
      '["no-such-driver"]',
    );
    expect(run.status).toBe(3);
    expect(run.stdout).toContain("no-such-driver");
  });
});

describe("trtexec", () => {
  const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

  function putTrtexec(folder: string, scenario: object): string {
    const path = join(folder, "trtexec");
    const words = [process.execPath, join(root, "test/support/fake-trtexec.mjs"), JSON.stringify(scenario)];
    writeFileSync(path, `#!/bin/sh\nexec ${words.map(quoted).join(" ")} "$@"\n`, { mode: 0o755 });
    return path;
  }

  async function checkWith(scenario: object): Promise<{ status: number | string; result: Saved }> {
    const folder = newFolder();
    const { model, samples } = writeCase(folder, steps);
    const trtexec = ["--engine", "trtexec", "--trtexec-path", putTrtexec(folder, scenario)];
    const { status } = await runCli(folder, "check", model, "--samples", samples, ...trtexec);
    const saved = readFileSync(join(folder, "fp16-gate-out", "result.json"), "utf8");
    return { status, result: JSON.parse(saved) as Saved };
  }

  test.each(["8601", "101300", "110100"])("v%s is judged by its raw bindings", async (version) => {
    const { status, result } = await checkWith({ version });
    expect(status).toBe(0);
    expect(result.engine).toMatchObject({ name: "tensorrt", realisedPrecision: "1 FP16 layers" });
    expect(result.engineRun?.layers[0]?.nodes).toEqual(["double", "turn", "shift"]);
  });

  test("PASSED over NaN fails", async () => {
    expect((await checkWith({ version: "101300", nan: true })).status).toBe(3);
  });

  test("an engine that fell back to FP32 fails", async () => {
    const { status, result } = await checkWith({ version: "101300", precision: "FP32" });
    expect(status).toBe(1);
    expect(result.verdict.findings).toContainEqual(
      expect.objectContaining({ name: "precision", actual: "fp32" }),
    );
  });
});

describe("doctor", () => {
  const doctor = async (scenario: object) => {
    const driver = [process.execPath, join(root, "test/support/fake-driver.mjs"), JSON.stringify(scenario)];
    return await runCli(newFolder(), "doctor", "--driver", JSON.stringify(driver));
  };

  test("a driver that keeps to the protocol ends with 0, one that does not with 1", async () => {
    const good = await doctor({});
    expect([good.status, good.stdout]).toEqual([
      0,
      expect.stringContaining("The driver keeps to the protocol."),
    ]);
    const bad = await doctor({ behave: "missing" });
    expect([bad.status, bad.stdout]).toEqual([1, expect.stringContaining("gave no output")]);
  });
});

describe("options of an engine that does not read them: exit 2", () => {
  test.each([
    [["--engine", "driver"], "no command"],
    [["--python", "python3"], "python is given, but engine emulated does not read it"],
    [["--engine", "onnxruntime", "--engine-file", "a.engine"], "engine-file is given"],
    [["--engine", "driver", "--driver", "[1]"], "no JSON array of texts"],
  ])("%j", async (args, message) => {
    const folder = newFolder();
    const { model, samples } = writeCase(folder, steps);
    const run = await runCli(folder, "check", model, "--samples", samples, ...args);
    expect(run.status).toBe(2);
    expect(run.stdout).toContain(message);
  });
});

test("the work folder stays only when asked", async () => {
  const { text } = await check(steps, {}, "--keep-work", "true");
  const path = /Work folder: (\S+)/.exec(text)?.[1] ?? "";
  expect(existsSync(join(path, "job-1-fp16", "driver.log"))).toBe(true);
  rmSync(path, { recursive: true });
  expect((await check(steps, {})).text).not.toContain("Work folder");
});
