// A trtexec for tests, of any version: builds an "engine" that remembers its model, runs it on ONNX Runtime's CPU, and writes
// files as that version does. Made from the descriptions of 8.6, 10.x and 11.x, not recorded.
//   node fake-trtexec.mjs SCENARIO [ARGUMENT…]
// SCENARIO is JSON: {version: "8601", log, fail, wrongInput, noRaw, short, nan, precision, inputType, forgets: [LAYER]}
import { readFileSync, writeFileSync } from "node:fs";
import ort from "onnxruntime-node";

const [, , text, ...args] = process.argv;
const scenario = JSON.parse(text);
const { version } = scenario;
const major = version.length <= 4 ? Number(version[0]) : Number(version.slice(0, -4));
const flag = (name) => args.find((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3);
const has = (name) => args.includes(`--${name}`);
const banner = `TensorRT.trtexec [TensorRT v${version}]`;

process.stdout.write(`&&&& RUNNING ${banner} # trtexec ${args.join(" ")}\n`);
if (has("help")) process.exit(0);
process.stdout.write("[I] Selected Device: NVIDIA A2\n[I] Compute Capability: 8.6\n");
if (scenario.log !== undefined) process.stdout.write(`${scenario.log}\n`);
if (scenario.fail !== undefined) {
  process.stderr.write(`[E] ${scenario.fail}\n&&&& FAILED ${banner}\n`);
  process.exit(1);
}
const absent = major >= 11 ? ["fp16", "precisionConstraints", "layerPrecisions", "layerOutputTypes"] : [];
if (major < 9) absent.push("stronglyTyped");
const unknown = args.find((each) => absent.some((name) => each.startsWith(`--${name}`)));
if (unknown !== undefined) {
  process.stdout.write(`Unknown option: ${unknown}\n`);
  process.exit(1);
}

const names =
  major < 10
    ? { float32: "Float", int64: "Int32", int32: "Int32", bool: "Bool", float16: "Half" }
    : { float32: "fp32", int64: "int64", int32: "int32", bool: "bool", float16: "fp16" };
const arrays = { float32: Float32Array, int64: BigInt64Array, int32: Int32Array, bool: Uint8Array };
const shown = (name) => name.replaceAll(/[^A-Za-z0-9._,-]/g, "_");

function layers(engine) {
  const asked = engine.args.some((each) => each === "--fp16" || each === "--stronglyTyped") || major >= 11;
  const type = scenario.precision ?? (asked ? "FP16" : "FP32");
  const word = type === "FP16" ? "Half" : "Float";
  const tensor = (name) =>
    major >= 11
      ? { Name: name, Datatype: word, Format: "Row major linear", Dimensions: [2, 3] }
      : { Name: name, Dimensions: [2, 3], "Format/Datatype": `Row major linear ${type} format` };
  const layer = {
    Name: "double + turn",
    LayerType: "kgen",
    Inputs: [tensor("inner")],
    Outputs: [tensor("other")],
    TacticName: "__myl_MulNeg_myl0_0",
    Metadata: "[ONNX Layer: double]\u001e[ONNX Layer: turn | Local Function: f]\u001f[ONNX Layer: shift]",
  };
  const file =
    major >= 11
      ? {
          Layers: [layer],
          "I/O Tensors": [
            { Name: "x", IOMode: "Input", DataType: scenario.inputType ?? "Float", Dimensions: [2, 3] },
          ],
        }
      : { Layers: [layer], Bindings: ["x", "y"] };
  return JSON.stringify(file);
}

function build() {
  const engine = { onnx: flag("onnx"), args };
  writeFileSync(flag("saveEngine"), JSON.stringify(engine));
  for (const [, name] of (flag("layerPrecisions") ?? "").matchAll(/'([^']*)':fp32/g)) {
    const isSaid = major >= 10 && !(scenario.forgets ?? []).includes(name);
    if (isSaid) process.stdout.write(`[I] Set layer ${name} to precision fp32\n`);
  }
  process.stdout.write("[I] Engine built in 1.25 sec.\n");
  return engine;
}

function readInput({ name, type, shape }, file) {
  const bytes = new Uint8Array(readFileSync(file));
  const isNarrow = type === "int64" && major < 10;
  const values = new arrays[isNarrow ? "int32" : type](bytes.buffer);
  const given = /:([\dx]+)/
    .exec(flag("shapes") ?? "")?.[1]
    .split("x")
    .map(Number);
  const dims = shape.map((size, at) => (typeof size === "number" ? size : given[at]));
  const dumped = scenario.wrongInput === true ? Buffer.alloc(bytes.length) : bytes;
  writeFileSync(`${shown(name)}.input.${dims.map((size) => `${size}.`).join("")}${names[type]}.raw`, dumped);
  return new ort.Tensor(type, isNarrow ? BigInt64Array.from(values, (each) => BigInt(each)) : values, dims);
}

/** Six digits, as a C++ stream writes them, with NaN and infinities bare. */
function digitsOf(value) {
  const number = Number(value);
  if (Number.isNaN(number)) return "-nan";
  if (!Number.isFinite(number)) return number > 0 ? "inf" : "-inf";
  return String(Number(number.toPrecision(6)));
}

function writeOutput(name, { type, dims, data }) {
  const values = type === "int64" && major < 10 ? Int32Array.from(data, Number) : data;
  if (scenario.nan === true && type === "float32") values.fill(Number.NaN);
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  const file = `${shown(name)}.output.${dims.map((size) => `${size}.`).join("")}${names[type]}.raw`;
  if (scenario.noRaw !== true) writeFileSync(file, scenario.short === true ? bytes.subarray(4) : bytes);
  const digits = [...values].map(digitsOf).join(", ");
  return `{ "name" : "${name}"\n  , "dimensions" : "${dims.join("x")}"\n  , "values" : [ ${digits} ]\n  }`;
}

async function run(engine) {
  const session = await ort.InferenceSession.create(engine.onnx, { logSeverityLevel: 3 });
  const given = (flag("loadInputs") ?? "").matchAll(/'([^']*)':([^,]*)/g);
  const files = new Map([...given].map(([, name, file]) => [name, file]));
  const feeds = Object.fromEntries(
    session.inputMetadata.map((input) => [input.name, readInput(input, files.get(input.name))]),
  );
  const outputs = Object.entries(await session.run(feeds));
  const exported = outputs.map(([name, tensor]) => writeOutput(name, tensor));
  writeFileSync("output.json", `[\n  ${exported.join("\n, ")}\n]\n`);
  if (flag("exportTimes") !== undefined) {
    const times = Array.from({ length: 100 }, (_, at) => ({ computeMs: 1 + at / 100, latencyMs: 2 }));
    writeFileSync(flag("exportTimes"), JSON.stringify(times));
  }
}

const loaded = flag("loadEngine");
const engine = loaded === undefined ? build() : JSON.parse(readFileSync(loaded, "utf8"));
if (flag("exportLayerInfo") !== undefined) writeFileSync(flag("exportLayerInfo"), layers(engine));
if (!has("skipInference")) await run(engine);
process.stdout.write(`&&&& PASSED ${banner} # trtexec ${args.join(" ")}\n`);
