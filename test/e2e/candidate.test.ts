import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ModelProto } from "onnx-buf";
import { expect, test } from "vitest";
import { decodeModel } from "../../src/onnx/decode.ts";
import { encodeModel } from "../../src/onnx/encode.ts";
import { copyMessage } from "../../src/onnx/message-copy.ts";
import { mixModel } from "../../src/onnx/mixed.ts";
import { keepInFp32 } from "../../src/onnx/plan.ts";
import { parseResult } from "../../src/report/result.ts";
import { candidateFolder } from "../compare/candidate-fixtures.ts";
import { useTemporaryFolder } from "../files/temporary-folder.ts";
import { model, node, tensor, value } from "../onnx/build-model.ts";
import { detectorPlan } from "../overrides/forms/detector-plan.ts";
import { root } from "../support/run-process.ts";
import { float32, runCli, writeCase } from "./gate-case.ts";

const newFolder = useTemporaryFolder();
const converted = (name: string): string => join(candidateFolder, `${name}.onnx`);

/** `check` of the model that the converters got, with one of their models as the candidate. */
async function check(candidate: string, ...more: string[]) {
  const folder = newFolder();
  const samples = join(candidateFolder, "sample");
  const args = ["check", converted("model"), "--samples", samples, "--candidate", candidate, ...more];
  const run = await runCli(folder, ...args);
  const path = join(folder, "fp16-gate-out", "result.json");
  const result = parseResult(readFileSync(path, "utf8"), path);
  const page = readFileSync(join(folder, "fp16-gate-out", "report.html"), "utf8");
  const summary = readFileSync(join(folder, "fp16-gate-out", "summary.md"), "utf8");
  return { status: run.status, text: run.stdout + run.stderr, result, page, summary };
}

test("a model whose inputs and outputs are FP16 is judged on FP32 samples, and every report says what was changed", async () => {
  const { status, text, result, page, summary } = await check(converted("onnxconverter-common"));
  expect(status).toBe(0);
  expect(result.legs.filter(({ judged }) => judged).map(({ kind }) => kind)).toEqual(["candidate"]);
  expect(result.legs.find(({ kind }) => kind === "conversion")?.passed).toBe(true);
  expect(result.candidate?.precision).toMatchObject({ fp16Nodes: 11, fp32Nodes: 0 });
  expect(result.nodes.length).toBeGreaterThan(0);
  for (const report of [text, page]) {
    expect(report).toContain("the magnitude was clamped in 1 of 6 elements (-1e9 became -10000)");
  }
  expect(summary).toContain("the magnitude was clamped in 1 of 6 elements (-1e9 became -10000)");
  expect(summary).toContain("Where it differs from the FP32 model in more than precision");
});

test("a model that fails without any rounding is the converter's fault, and no layer is blamed", async () => {
  const { status, result } = await check(converted("onnxconverter-common-unclipped"));
  expect(status).toBe(1);
  expect(result.diagnosis?.kind).toBe("conversion");
  expect(result.diagnosis?.text).toContain("Without any rounding the converted model is already off");
  expect(result.legs.map(({ kind, passed }) => [kind, passed])).toContainEqual([
    "candidate-unrounded",
    false,
  ]);
  expect([result.layers, result.layersUnavailable]).toEqual([
    [],
    "No layer is looked for: the converted model fails without any rounding, so what differs from the FP32 model is to blame.",
  ]);
});

const detector = join(root, "examples", "detector");

/** Without modules and source lines, as AutoCast leaves a model. */
function withoutMetadata(model: ModelProto): ModelProto {
  const graph = model.graph as NonNullable<ModelProto["graph"]>;
  const node = graph.node.map((each) => copyMessage(each, { metadataProps: [] }));
  return copyMessage(model, { graph: copyMessage(graph, { node }) });
}

/** `check` of the retrained detector with its mixed form under a plan, which lost its metadata. */
async function checkDetector(fp32Nodes: readonly string[]) {
  const folder = newFolder();
  const original = join(detector, "job-b", "model.onnx");
  const model = decodeModel(readFileSync(original), original);
  const mixed = withoutMetadata(mixModel(model, keepInFp32(fp32Nodes)).model);
  const candidate = join(folder, "mixed.onnx");
  writeFileSync(candidate, Buffer.concat(encodeModel(mixed)));
  const samples = join(detector, "job-b", "samples");
  const config = join(detector, "fp16-gate.yml");
  const args = ["--samples", samples, "--config", config, "--candidate", candidate, "--out", folder];
  const run = await runCli(folder, "check", original, ...args);
  const path = join(folder, "result.json");
  return { status: run.status, result: parseResult(readFileSync(path, "utf8"), path), mixed };
}

test("a model that fails by its rounding has its own nodes blamed, with the lines of the FP32 model", async () => {
  const { status, result, mixed } = await checkDetector([]);
  expect(status).toBe(1);
  expect(result.legs.map(({ kind, passed }) => [kind, passed])).toContainEqual(["candidate-unrounded", true]);
  expect(result.diagnosis?.kind).toBe("precision");
  expect(result.candidate?.differences.filter(({ level }) => level === "warn")).toEqual([]);
  expect(result.overrides).toBeUndefined();
  expect(result.engine?.notes.join(" ")).toContain("check the FP32 model without candidate");
  const names = new Set(mixed.graph?.node.map(({ name }) => name));
  expect(result.layers.length).toBeGreaterThan(0);
  for (const { node, module, source } of result.layers) {
    expect(names).toContain(node);
    expect(module).toMatch(/^(?:decode_boxes|normalize_origin)$/);
    expect(source?.file).toMatch(/model\.py$/);
  }
});

test("the same model with the plan's nodes in FP32 passes", async () => {
  const plan = detectorPlan();
  const kept = [...plan.nodes, ...plan.carriers].map(({ id }) => id);
  const { status, result } = await checkDetector(kept);
  expect(status).toBe(0);
  expect(result.candidate?.precision.fp32Nodes).toBeGreaterThanOrEqual(plan.nodes.length);
  expect(result.candidate?.differences.filter(({ level }) => level === "warn")).toEqual([]);
});

test("explain: never leaves the verdict and the differences", async () => {
  const { status, result } = await check(converted("onnxconverter-common-unclipped"), "--explain", "never");
  expect(status).toBe(1);
  expect(result.candidate?.differences[0]).toMatchObject({ kind: "overflow", name: "bn.running_var" });
  expect(result.layersUnavailable).toBeUndefined();
});

test("a model that no engine takes is refused, and what is wrong with it is kept", async () => {
  const { status, text, result } = await check(converted("onnxconverter-common-io"));
  expect(status).toBe(2);
  expect(text).toContain("MatMul `head/matmul` reads FLOAT and FLOAT16");
  expect(result.candidate?.differences[0]).toMatchObject({ kind: "mixed-types", node: "head/matmul" });
});

test("an FP32 model is no candidate", async () => {
  const { status, text } = await check(converted("model"));
  expect(status).toBe(2);
  expect(text).toMatch(/model\.onnx holds no FP16 or BF16 tensor.*says nothing about FP16/s);
  expect(text).toMatch(/give it as MODEL alone/);
});

test("a candidate that is missing is an error of the input", async () => {
  const { status, text } = await check("nowhere.onnx");
  expect(status).toBe(2);
  expect(text).toContain("nowhere.onnx: no such file");
});

test.each(["recorded", "onnxruntime"])("a candidate contradicts engine %s", async (engine) => {
  const { status, text } = await check(converted("autocast"), "--engine", engine);
  expect(status).toBe(2);
  expect(text).toContain(`candidate contradicts engine ${engine}`);
});

/** A made FP32 model and a candidate for it, judged. */
async function checkMade(candidate: ReturnType<typeof model>) {
  const folder = newFolder();
  const paths = writeCase(folder);
  const other = writeCase(newFolder(), { model: candidate }).model;
  const run = await runCli(folder, "check", paths.model, "--samples", paths.samples, "--candidate", other);
  return { status: run.status, text: run.stdout + run.stderr };
}

const half = (graph: Parameters<typeof model>[0] = {}) =>
  model({ input: [value("x", 10)], output: [value("y", 10)], ...graph });

test("a candidate made in memory passes", async () => {
  expect(await checkMade(half())).toMatchObject({ status: 0 });
});

test("a candidate of another model is refused", async () => {
  const { status, text } = await checkMade(half({ node: [node("Abs", ["x"], ["y"])] }));
  expect(status).toBe(2);
  expect(text).toMatch(/is not a conversion of .*model\.onnx: only 0 of its 1 nodes have a counterpart/s);
});

test("a candidate with other weights is refused", async () => {
  const scaled = (factor: number, type: number) => {
    const bytes = type === 10 ? Uint16Array.of(0x3c00, 0x4000) : Float32Array.of(factor, factor * 2);
    return model({
      input: [value("x", type)],
      output: [value("y", type)],
      node: [node("Mul", ["x", "w"], ["y"])],
      initializer: [tensor({ name: "w", dataType: type, dims: [2n], rawData: new Uint8Array(bytes.buffer) })],
    });
  };
  const folder = newFolder();
  const { model: path, samples } = writeCase(folder, {
    model: scaled(5, 1),
    samples: {
      "0000/inputs.safetensors": { x: float32([1, 2]) },
      "0000/reference.safetensors": { y: float32([5, 20]) },
    },
  });
  const other = writeCase(newFolder(), { model: scaled(1, 10) }).model;
  const run = await runCli(folder, "check", path, "--samples", samples, "--candidate", other);
  expect(run.status).toBe(2);
  expect(run.stdout + run.stderr).toContain("2 of 2 numbers in its constants are others");
});

test("a candidate without one of the inputs is refused by name", async () => {
  const { status, text } = await checkMade(
    half({ input: [value("z", 10)], node: [node("Neg", ["z"], ["y"])] }),
  );
  expect(status).toBe(2);
  expect(text).toContain("The input `x` is missing");
});

test("a candidate without one of the outputs fails", async () => {
  const { status, text } = await checkMade(
    half({ output: [value("z", 10)], node: [node("Neg", ["x"], ["z"])] }),
  );
  expect(status).toBe(2);
  expect(text).toContain("no output in common");
});

test("a candidate with a further output fails unless that is allowed", async () => {
  const two = half({
    output: [value("y", 10), value("z", 10)],
    node: [node("Neg", ["x"], ["y"]), node("Abs", ["x"], ["z"])],
  });
  const { status, text } = await checkMade(two);
  expect(status).toBe(1);
  expect(text).toContain("The output `z` is new");
});

test("a model in half precision has no FP32 form to compare a candidate with", async () => {
  const folder = newFolder();
  const paths = writeCase(folder, { model: half() });
  const run = await runCli(
    folder,
    "check",
    paths.model,
    "--samples",
    paths.samples,
    "--candidate",
    paths.model,
  );
  expect(run.status).toBe(2);
  expect(run.stdout + run.stderr).toContain(
    "holds FP16 or BF16 tensors, so a candidate can't be compared with it",
  );
});
