import { z } from "zod";
import { EngineError } from "../../errors.ts";
import type { EngineLayer, EngineTensor, LayerPrecision } from "../real-engine.ts";

const tensorSchema = z.looseObject({
  Name: z.string().optional(),
  Datatype: z.string().optional(),
  DataType: z.string().optional(),
  Format: z.string().optional(),
  "Format/Datatype": z.string().optional(),
});
const layerSchema = z.looseObject({
  Name: z.string(),
  LayerType: z.string().optional(),
  Inputs: z.array(tensorSchema).optional(),
  Outputs: z.array(tensorSchema).optional(),
  TacticName: z.string().optional(),
  Metadata: z.string().optional(),
});
/** 8.6 and 10: `Bindings` is a list of names. 11: `I/O Tensors`. Without detailed verbosity a layer is only its name. */
const fileSchema = z.union([
  z.looseObject({
    Layers: z.array(z.union([layerSchema, z.string()])),
    "I/O Tensors": z.array(tensorSchema).optional(),
  }),
  z.array(z.union([layerSchema, z.string()])),
]);

/** What an engine says about itself. */
export interface LayerInfo {
  readonly layers: readonly EngineLayer[];
  /** Types of inputs and outputs, as far as they are told. */
  readonly bindings: ReadonlyMap<string, string>;
}

/**
 * Reads `--exportLayerInfo` of 8.6, 10.x and 11.x.
 * @throws EngineError `protocol` when it is none of these.
 */
export function parseLayerInfo(text: string): LayerInfo {
  const parsed = fileSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    throw new EngineError("protocol", "trtexec's layer information has a form that is not known.", {
      advice: "Please report it with the version of TensorRT.",
    });
  }
  const file = Array.isArray(parsed.data) ? { Layers: parsed.data } : parsed.data;
  const layers = file.Layers.filter((layer) => typeof layer !== "string");
  const bindings = new Map<string, string>();
  for (const { Inputs = [], Outputs = [] } of layers) {
    for (const tensor of [...Inputs, ...Outputs]) {
      const type = typeOf(tensor);
      if (tensor.Name !== undefined && type !== undefined) bindings.set(tensor.Name, type);
    }
  }
  for (const tensor of ("I/O Tensors" in file ? file["I/O Tensors"] : undefined) ?? []) {
    const type = typeOf(tensor);
    if (tensor.Name !== undefined && type !== undefined) bindings.set(tensor.Name, type);
  }
  return { layers: layers.map(toLayer), bindings };
}

/** Between the entries of Metadata. */
const separators = ["\u001d", "\u001e", "\u001f"];

/** Some versions write them as they are, which JSON does not allow. */
function escapeSeparators(text: string): string {
  return separators.reduce(
    (escaped, each) => escaped.replaceAll(each, JSON.stringify(each).slice(1, -1)),
    text,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(escapeSeparators(text));
  } catch (cause) {
    throw new EngineError(
      "protocol",
      `trtexec's layer information is not JSON: ${(cause as Error).message}.`,
      {
        cause,
      },
    );
  }
}

type WrittenTensor = z.output<typeof tensorSchema>;

function toLayer({
  Name,
  LayerType,
  Inputs = [],
  Outputs = [],
  TacticName,
  Metadata,
}: z.output<typeof layerSchema>): EngineLayer {
  const precision = precisionOf(LayerType, [...Outputs, ...Inputs]);
  return {
    name: Name,
    ...(LayerType === undefined ? {} : { type: LayerType }),
    onnxNodes: nodesOf(Metadata ?? "", Name),
    ...(precision === undefined ? {} : { precision }),
    inputs: Inputs.map(toTensor),
    outputs: Outputs.map(toTensor),
    ...(TacticName === undefined ? {} : { tactic: TacticName }),
  };
}

function toTensor(tensor: WrittenTensor): EngineTensor {
  const format = tensor.Format ?? tensor["Format/Datatype"];
  return {
    ...(tensor.Name === undefined ? {} : { name: tensor.Name }),
    dtype: typeOf(tensor) ?? "unknown",
    ...(format === undefined ? {} : { format }),
  };
}

/** `Half` of newer versions, or the type within prose: `Row major linear FP16 format`. */
function typeOf(tensor: WrittenTensor): string | undefined {
  const text = tensor.Datatype ?? tensor.DataType ?? tensor["Format/Datatype"] ?? "";
  const word = /\b(float|half|fp32|fp16|bf16|bfloat16|int8|int32|int64|uint8|bool|fp8|int4)\b/i.exec(
    text,
  )?.[1];
  return word === undefined ? undefined : (shortNames[word.toLowerCase()] ?? word.toLowerCase());
}

const shortNames: Readonly<Record<string, string>> = { float: "fp32", half: "fp16", bfloat16: "bf16" };
const floatTypes = new Set(["fp32", "fp16", "bf16", "fp8", "int8"]);

/** One layer of these holds many operators, whose precision its borders do not tell. */
const fusedTypes = new Set(["myelin", "kgen"]);

/** Of the first float output, else of the first float input; unknown inside a fused layer whose tensors differ. */
function precisionOf(
  type: string | undefined,
  tensors: readonly WrittenTensor[],
): LayerPrecision | undefined {
  const types = tensors.map(typeOf).filter((each) => each !== undefined);
  const floats = new Set(types.filter((each) => floatTypes.has(each)));
  if (floats.size > 1 && fusedTypes.has((type ?? "").toLowerCase())) return undefined;
  const [found] = floats;
  return found === undefined ? (types.length === 0 ? undefined : "other") : (found as LayerPrecision);
}

/**
 * Nodes in `[ONNX Layer: NAME]` entries, which U+001E and U+001F separate; a node in a local function has
 * ` | Local Function: …` behind its name. Without metadata the parts of a fused layer's name, joined by ` + `.
 */
function nodesOf(metadata: string, name: string): string[] {
  const entries = separators.reduce((parts, each) => parts.flatMap((part) => part.split(each)), [metadata]);
  const nodes = entries.flatMap((entry) => {
    const node = /^\[ONNX Layer: (.*?)(?: \| Local Function: .*)?\]$/s.exec(entry.trim())?.[1];
    return node === undefined ? [] : [node];
  });
  if (nodes.length > 0) return [...new Set(nodes)];
  return name.startsWith("Reformatting") || name.startsWith("{") ? [] : name.split(" + ");
}
