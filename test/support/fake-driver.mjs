// A driver of the protocol for tests: runs the FP32 model on ONNX Runtime's CPU, changes the outputs as a scenario says, and
// misbehaves on demand.
//   node fake-driver.mjs [SCENARIO] JOB
// SCENARIO is JSON: {behave (short, hang, lenient, …), fail, engine, typing, layers, outputs: {fp32|fp16|mixed: {NAME: {add, fill}}},
//   unsteady: {NAME: difference of the second run}, rebuilds: {NAME: difference of the second build},
//   fault: {at: TENSOR, add, splitBy: MARKS that hide it, fp32: NODES that repair it, rows: one addend a row,
//   onlyIn: "file": only in a given engine}, applied: {NODE: status}}
import { existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { ModelProtoSchema, NodeProtoSchema, TensorProtoSchema, ValueInfoProtoSchema } from "onnx-buf";
import ort from "onnxruntime-node";

const [, , ...args] = process.argv;
const jobPath = args.at(-1);
const scenario = args.length > 1 ? JSON.parse(args[0]) : {};
const job = JSON.parse(readFileSync(jobPath, "utf8"));
const folder = dirname(jobPath);
const out = join(folder, job.outDir);
const at = (path) => resolve(folder, path);

const kinds = {
  "<f4": [Float32Array, "float32"],
  "<f2": [Uint16Array, "float16"],
  "<f8": [Float64Array, "float64"],
  "<i8": [BigInt64Array, "int64"],
  "<i4": [Int32Array, "int32"],
  "|b1": [Uint8Array, "bool"],
};

function readNpy(path) {
  const bytes = readFileSync(path);
  const headerBytes = bytes.readUInt16LE(8);
  const header = bytes.subarray(10, 10 + headerBytes).toString("latin1");
  const [, descr] = /'descr': '([^']+)'/.exec(header);
  const shape = [.../'shape': \(([^)]*)\)/.exec(header)[1].matchAll(/\d+/g)].map(([size]) => Number(size));
  const [Values, dtype] = kinds[descr];
  const data = new Uint8Array(bytes.subarray(10 + headerBytes));
  return new ort.Tensor(dtype, new Values(data.buffer), shape);
}

function npy({ type, data, dims }) {
  const [descr] = Object.entries(kinds).find(([, [, dtype]]) => dtype === type);
  const shape = dims.length === 1 ? `${dims[0]},` : dims.join(", ");
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape}), }`;
  const text = `${header.padEnd(Math.ceil((header.length + 11) / 64) * 64 - 11)}\n`;
  const size = Buffer.alloc(2);
  size.writeUInt16LE(text.length);
  return Buffer.concat([
    Buffer.from("\x93NUMPY\x01\x00", "latin1"),
    size,
    Buffer.from(text, "latin1"),
    Buffer.from(data.buffer, data.byteOffset, data.byteLength),
  ]);
}

/** What the scenario makes of an output. */
function changed(name, tensor, extra) {
  const change = scenario.outputs?.[job.precision]?.[name] ?? {};
  if (tensor.type !== "float32") return tensor;
  const fill = change.fill === undefined ? undefined : Number(change.fill);
  const values = tensor.data.map((value) => (fill ?? value) + (change.add ?? 0) + extra);
  return new ort.Tensor("float32", values, tensor.dims);
}

/** The model with the tensors that are to be marked as outputs, and with the fault behind one tensor. */
function preparedModel() {
  const model = fromBinary(ModelProtoSchema, readFileSync(scenario.model ?? at(job.models.source)));
  const { graph } = model;
  const { fault } = scenario;
  const marks = job.want.intermediates ?? [];
  const isHidden =
    fault === undefined ||
    job.precision === "fp32" ||
    (fault.onlyIn === "file" && job.engineFile === null) ||
    (fault.splitBy ?? []).some((mark) => marks.includes(mark)) ||
    (fault.fp32 ?? []).some((node) => job.fp32Nodes.includes(node));
  if (!isHidden) {
    const place = graph.node.findIndex(({ output }) => output.includes(fault.at));
    const maker = graph.node[place];
    maker.output = maker.output.map((name) => (name === fault.at ? "right" : name));
    const add = create(NodeProtoSchema, { opType: "Add", input: ["right", "wrong"], output: [fault.at] });
    graph.node.splice(place + 1, 0, add);
    const rows = fault.rows ?? [fault.add];
    const rawData = new Uint8Array(Float32Array.from(rows).buffer);
    const dims = fault.rows === undefined ? [] : [BigInt(rows.length), 1n];
    graph.initializer.push(create(TensorProtoSchema, { name: "wrong", dataType: 1, dims, rawData }));
  }
  const known = new Set(graph.output.map(({ name }) => name));
  for (const name of marks) {
    if (!known.has(name)) graph.output.push(create(ValueInfoProtoSchema, { name }));
  }
  return toBinary(ModelProtoSchema, model);
}

async function runAll(extra) {
  const session = await ort.InferenceSession.create(preparedModel(), { logSeverityLevel: 3 });
  const results = [];
  for (const { inputs } of job.samples) {
    const feeds = Object.fromEntries(Object.entries(inputs).map(([name, file]) => [name, readNpy(at(file))]));
    const outputs = await session.run(feeds);
    results.push(
      Object.fromEntries(
        Object.entries(outputs).map(([name, tensor]) => [name, changed(name, tensor, extra[name] ?? 0)]),
      ),
    );
  }
  return results;
}

let files = 0;
function write(outputs) {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, tensor]) => {
      const file = `${files++}.npy`;
      let bytes = npy(tensor);
      if (scenario.behave === "short") bytes = bytes.subarray(0, bytes.length - 4);
      if (scenario.behave === "dtype")
        bytes = npy({
          ...tensor,
          dims: tensor.dims,
          type: "int32",
          data: new Int32Array(tensor.data.length),
        });
      if (scenario.behave === "link") symlinkSync("/dev/zero", join(out, file));
      else writeFileSync(join(out, file), bytes);
      return [name, scenario.behave === "escape" ? `../out/${file}` : file];
    }),
  );
}

async function oneBuild(build) {
  const runs = [];
  for (let run = 0; run < (job.want.repeats ?? 1); run++) {
    const extra = {};
    for (const [name, value] of Object.entries(scenario.unsteady ?? {})) extra[name] = run === 1 ? value : 0;
    for (const [name, value] of Object.entries(scenario.rebuilds ?? {}))
      extra[name] = (extra[name] ?? 0) + (build === 1 ? value : 0);
    runs.push(await runAll(extra));
  }
  return {
    samples: job.samples.map((_, sample) => {
      const marks = new Set(job.want.intermediates ?? []);
      const split = (isMarked) => (run) =>
        write(
          Object.fromEntries(Object.entries(run[sample]).filter(([name]) => marks.has(name) === isMarked)),
        );
      const [outputs, ...further] = runs.map(split(false));
      return {
        outputs,
        intermediates: split(true)(runs[0]),
        ...(further.length === 0 ? {} : { repeats: further.map((each) => ({ outputs: each })) }),
      };
    }),
    build: {
      seconds: 0.5,
      sizeBytes: scenario.sizeBytes?.[job.precision] ?? 1000,
      flags: [job.precision.toUpperCase()],
    },
    ...(job.want.latency ? { latencyMs: { median: 1, p95: 1.5, runs: 10, method: "wall-clock" } } : {}),
    ...(job.want.layers
      ? { layers: scenario.layers?.[job.precision] ?? [{ name: "all", onnxNodes: [] }] }
      : {}),
  };
}

function tamper(answer) {
  const [first] = answer.samples;
  const name = Object.keys(first?.outputs ?? {})[0];
  if (scenario.behave === "extra") first.outputs.surplus = first.outputs[name];
  if (scenario.behave === "missing") delete first.outputs[name];
  if (scenario.behave === "unknown-key") answer.latency = 3;
  if (scenario.behave === "fewer-samples") answer.samples.pop();
  if (scenario.behave === "wrong-protocol") answer.protocol = 2;
  if (scenario.behave === "from-cache") answer.build.fromCache = true;
  if (scenario.behave === "no-latency") delete answer.latencyMs;
  if (scenario.behave === "absent-file") first.outputs[name] = "nowhere.npy";
  if (scenario.behave === "applied") answer.applied = [{ node: "another", status: "in-model" }];
  return answer;
}

const knownKeys =
  "protocol models precision typing fp32Nodes engineFile samples shapes want options outDir".split(" ");
const knownOptions = ["optLevel", "plugins", "tf32", "keepEngine", "timingCache"];

function refuse(message) {
  process.stderr.write(`job: ${message}\n`);
  process.exit(2);
}

function checkJob() {
  if (job.protocol !== 1) refuse(`protocol ${job.protocol} is not known.`);
  const unknown = Object.keys(job).find((key) => !knownKeys.includes(key));
  if (unknown !== undefined) refuse(`job.json: unknown key ${unknown}.`);
  const option = Object.keys(job.options).find((key) => !knownOptions.includes(key));
  if (option !== undefined) refuse(`options: ${option} is not known.`);
  if (!existsSync(at(job.models.source))) refuse(`${job.models.source} does not exist.`);
}

async function main() {
  const { behave, fail } = scenario;
  if (behave !== "lenient") checkJob();
  if (fail !== undefined) {
    process.stderr.write(`some log line\n${fail}\n`);
    process.exit(1);
  }
  if (behave === "hang") {
    writeFileSync(join(dirname(folder), "hanging.pid"), String(process.pid));
    await sleep(600_000);
  }
  if (behave === "signal") process.kill(process.pid, "SIGSEGV");
  if (behave === "silent") return;
  mkdirSync(out, { recursive: true });
  if (behave === "garbage") {
    writeFileSync(join(out, "result.json"), "Segmentation fau");
    return;
  }
  const builds = [];
  for (let build = 0; build < (job.want.builds ?? 1); build++) builds.push(await oneBuild(build));
  const [first, ...further] = builds;
  const answer = tamper({
    protocol: 1,
    engine: { name: "fake", version: "1.0", device: "CPU", details: { model: "FP32" }, ...scenario.engine },
    typing: scenario.typing ?? job.typing,
    ...first,
    ...(further.length === 0 ? {} : { builds: further }),
    applied: job.fp32Nodes.map((node) => ({ node, status: scenario.applied?.[node] ?? "in-model" })),
    notes: scenario.notes ?? [],
  });
  writeFileSync(join(out, "result.tmp"), JSON.stringify(answer));
  renameSync(join(out, "result.tmp"), join(out, "result.json"));
}

await main();
