import { create } from "@bufbuild/protobuf";
import type {
  AttributeProto,
  GraphProto,
  ModelProto,
  NodeProto,
  TensorProto,
  ValueInfoProto,
} from "onnx-buf";
import {
  AttributeProtoSchema,
  GraphProtoSchema,
  AttributeProto_AttributeType as Kind,
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProtoSchema,
  ValueInfoProtoSchema,
} from "onnx-buf";
import { decodeModel } from "../../src/onnx/decode.ts";
import { encoded } from "./build-model.ts";

const types: Record<string, number> = {
  float: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  bool: 9,
  half: 10,
  double: 11,
  bf16: 16,
};

/**
 * A model from lines of text, decoded and checked like a file:
 *
 *     opset 17                    opset com.microsoft 1          ir 8
 *     input x float 2,n           output y [float 2,n]           value t float 2
 *     weight w float 2 = 1 2      (dims `-` for a scalar; half and bf16 values as they are, rounded towards zero)
 *     a, , b = com.microsoft::Op(x, , w) axis=1 alpha=0.5 perm=[0,1] mode="linear" body={name}  @node name
 *     graph name ... end          a body, used by `attribute={name}`
 */
export function textModel(text: string): ModelProto {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  const bodies = new Map<string, GraphProto>();
  const main: string[] = [];
  const opsets: { domain: string; version: bigint }[] = [];
  let irVersion = 10n;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] as string;
    const words = line.split(/\s+/);
    if (words[0] === "graph") {
      const end = lines.indexOf("end", at);
      bodies.set(words[1] ?? "", parseGraph(lines.slice(at + 1, end), bodies, words[1] ?? ""));
      at = end;
    } else if (words[0] === "opset") {
      opsets.push({ domain: words.length > 2 ? (words[1] ?? "") : "", version: BigInt(words.at(-1) ?? "") });
    } else if (words[0] === "ir") {
      irVersion = BigInt(words[1] ?? "");
    } else {
      main.push(line);
    }
  }
  const stated = opsets.some(({ domain }) => domain === "")
    ? opsets
    : [...opsets, { domain: "", version: 20n }];
  const model = create(ModelProtoSchema, {
    irVersion,
    opsetImport: stated,
    graph: parseGraph(main, bodies, "main"),
  });
  return decodeModel(encoded(model), "test model");
}

function parseGraph(
  lines: readonly string[],
  bodies: ReadonlyMap<string, GraphProto>,
  name: string,
): GraphProto {
  const graph = create(GraphProtoSchema, { name });
  for (const line of lines) {
    const [keyword, ...rest] = line.split(/\s+/);
    if (keyword === "input") {
      graph.input.push(declaration(rest));
    } else if (keyword === "output") {
      graph.output.push(declaration(rest));
    } else if (keyword === "value") {
      graph.valueInfo.push(declaration(rest));
    } else if (keyword === "weight") {
      graph.initializer.push(parseWeight(rest));
    } else {
      graph.node.push(parseNode(line, bodies));
    }
  }
  return graph;
}

function declaration([name = "", type, dims]: readonly string[]): ValueInfoProto {
  if (type === undefined) {
    return create(ValueInfoProtoSchema, { name });
  }
  const dim = parseDims(dims).map((size) => ({
    value: /^\d+$/.test(size)
      ? { case: "dimValue" as const, value: BigInt(size) }
      : { case: "dimParam" as const, value: size },
  }));
  const shape = dims === undefined ? {} : { shape: { dim } };
  return create(ValueInfoProtoSchema, {
    name,
    type: { value: { case: "tensorType", value: { elemType: elementOf(type), ...shape } } },
  });
}

function parseDims(dims: string | undefined): string[] {
  return dims === undefined || dims === "-" ? [] : dims.split(",");
}

function elementOf(type: string): number {
  const element = types[type];
  if (element === undefined) {
    throw new Error(`unknown type ${type}`);
  }
  return element;
}

function parseWeight([name = "", type = "", dims = "", , ...values]: readonly string[]): TensorProto {
  return textTensor(type, parseDims(dims).map(Number), values.map(Number), name);
}

/** A tensor with the given numbers, in raw_data. */
export function textTensor(
  type: string,
  dims: readonly number[],
  values: readonly number[],
  name = "",
): TensorProto {
  return create(TensorProtoSchema, {
    name,
    dataType: elementOf(type),
    dims: dims.map(BigInt),
    rawData: rawBytes(type, values),
  });
}

function rawBytes(type: string, values: readonly number[]): Uint8Array<ArrayBuffer> {
  switch (type) {
    case "float":
      return new Uint8Array(Float32Array.from(values).buffer);
    case "double":
      return new Uint8Array(Float64Array.from(values).buffer);
    case "int64":
      return new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    case "int32":
      return new Uint8Array(Int32Array.from(values).buffer);
    case "int8":
      return new Uint8Array(Int8Array.from(values).buffer);
    case "half":
      return new Uint8Array(Uint16Array.from(values, halfCode).buffer);
    case "bf16":
      return new Uint8Array(Uint16Array.from(values, (value) => floatBits(value) >>> 16).buffer);
    default:
      return Uint8Array.from(values);
  }
}

function floatBits(value: number): number {
  return new Uint32Array(Float32Array.of(value).buffer)[0] as number;
}

/** float16 code of a number that float16 holds exactly, infinities included; anything else is a mistake in the test. */
function halfCode(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (size === Number.POSITIVE_INFINITY) {
    return sign | 0x7c00;
  }
  const exponent = size < 2 ** -14 ? -15 : Math.floor(Math.log2(size));
  const step = 2 ** (Math.max(exponent, -14) - 10);
  if (size % step !== 0 || size > 65504) {
    throw new Error(`${value} is no float16`);
  }
  return sign | (exponent === -15 ? size / step : ((exponent + 15) << 10) | (size / step - 1024));
}

function parseNode(line: string, bodies: ReadonlyMap<string, GraphProto>): NodeProto {
  const match = /^(.*?)=\s*(?:([\w.]+)::)?(\w+)\((.*?)\)\s*([^@]*)(?:@(.*))?$/.exec(line);
  if (match === null) {
    throw new Error(`no node: ${line}`);
  }
  const [, outputs = "", domain = "", opType, inputs = "", attributes = "", name = ""] = match;
  return create(NodeProtoSchema, {
    opType: opType ?? "",
    domain,
    name: name.trim(),
    input: inputs.trim() === "" ? [] : inputs.split(",").map((input) => input.trim()),
    output: outputs.split(",").map((output) => output.trim()),
    attribute: [...attributes.matchAll(/(\w+)=(\[[^\]]*\]|"[^"]*"|\{[^}]*\}|<[^>]*>|\S+)/g)].map(
      ([, key = "", text = ""]) => parseAttribute(key, text, bodies),
    ),
  });
}

function parseAttribute(name: string, text: string, bodies: ReadonlyMap<string, GraphProto>): AttributeProto {
  const inner = text.slice(1, -1);
  if (text.startsWith("{")) {
    return create(AttributeProtoSchema, { name, type: Kind.GRAPH, g: bodies.get(inner) as GraphProto });
  }
  if (text.startsWith("<")) {
    const [type = "", dims = "", , ...values] = inner.trim().split(/\s+/);
    const t = textTensor(type, parseDims(dims).map(Number), values.map(Number));
    return create(AttributeProtoSchema, { name, type: Kind.TENSOR, t });
  }
  if (text.startsWith("[")) {
    return create(AttributeProtoSchema, { name, type: Kind.INTS, ints: inner.split(",").map(BigInt) });
  }
  if (text.startsWith('"')) {
    return create(AttributeProtoSchema, { name, type: Kind.STRING, s: new TextEncoder().encode(inner) });
  }
  return /^-?\d+$/.test(text)
    ? create(AttributeProtoSchema, { name, type: Kind.INT, i: BigInt(text) })
    : create(AttributeProtoSchema, { name, type: Kind.FLOAT, f: Number(text) });
}
