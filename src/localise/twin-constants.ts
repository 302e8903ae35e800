import type { TensorProto } from "onnx-buf";
import { findAttribute } from "../onnx/attributes.ts";
import { dtypeOf } from "../onnx/data-type.ts";
import type { Value } from "../onnx/graph.ts";
import { readInitializer, tensorProto } from "../onnx/initializer.ts";
import type { RoundingFormat } from "../onnx/rounding.ts";
import { elementType } from "../onnx/types.ts";
import { decodeFloats } from "../tensor/decode-floats.ts";
import { encodeFloat16s } from "../tensor/float16.ts";
import { readNumbers } from "../tensor/read-numbers.ts";
import { elementCount, type Tensor } from "../tensor/tensor.ts";
import { measureTensorValues, type ValueNumbers } from "./statistics.ts";
import { rootOf } from "./twin-facts.ts";

/** What is known of a constant without running anything. */
export interface ConstantNumbers extends ValueNumbers {
  /** The value, when there is just one element. */
  readonly scalar: number | undefined;
}

/** Opens the elements of an initializer, wherever they are stored. */
export type OpenTensor = (tensor: TensorProto) => Tensor;

/**
 * The tensor behind a value that the model holds: an initializer, a Constant, or one of these reshaped or cast to
 * float. Undefined for all else, constant or not: the graph measures it. A Cast rounds to float32, which the numbers
 * of it ignore.
 */
export function constantTensor(value: Value): TensorProto | undefined {
  const tensor = storedTensor(value);
  return tensor !== undefined && dtypeOf(tensor.dataType) !== undefined ? tensor : undefined;
}

function storedTensor(value: Value): TensorProto | undefined {
  const root = rootOf(value);
  if (root.initializer !== undefined) return root.initializer;
  const maker = root.producer?.node;
  if (maker === undefined || maker.domain !== "") return undefined;
  if (maker.proto.opType === "Cast" && maker.inputs[0] !== undefined) return storedTensor(maker.inputs[0]);
  if (maker.proto.opType !== "Constant") return undefined;
  const [attribute] = maker.proto.attribute;
  switch (attribute?.name) {
    case "value":
      return findAttribute(maker.proto, "value")?.t;
    case "value_float":
      return tensorProto(root.name, "float32", [], Float32Array.of(attribute.f));
    case "value_floats":
      return tensorProto(
        root.name,
        "float32",
        [attribute.floats.length],
        Float32Array.from(attribute.floats),
      );
    default:
      return undefined;
  }
}

/** Numbers of a constant. Throws InputError as `readInitializer` does. */
export function measureConstant(proto: TensorProto, open: OpenTensor = readInitializer): ConstantNumbers {
  const tensor = open(proto);
  const numbers = measureTensorValues(tensor);
  return { ...numbers, scalar: elementCount(tensor.shape) === 1 ? firstNumber(tensor) : undefined };
}

/** Rounds constants of the model before the engine sees them. */
export type RoundConstant = (value: Value, format: RoundingFormat, name: string) => TensorProto | undefined;

/** Elements that are rounded here at most, over all constants. */
const mostRounded = 1 << 24;

/**
 * A function that gives the FP16 copy of a float32 initializer as an initializer of its own, each made once. The engine
 * would make the very same from two Casts, but folding them costs it more than everything else it prepares, since it
 * goes over the whole graph again afterwards. Undefined for what only the engine may round: constants that a caller may
 * replace, whose copies are no constants there either, BF16, and all beyond the first 2^24 elements.
 */
export function constantRounder(irVersion: bigint, open: OpenTensor = readInitializer): RoundConstant {
  const known = new Map<string, TensorProto>();
  let left = mostRounded;
  return (value, format, name) => {
    const found = known.get(name);
    const source = value.initializer;
    const isReplaceable = value.isGraphInput && irVersion >= 4n;
    if (found !== undefined || source === undefined) return found;
    if (format !== "float16" || isReplaceable || source.dataType !== elementType.float) return undefined;
    const shape = source.dims.map(Number);
    const elements = elementCount(shape);
    if (elements > left) return undefined;
    left -= elements;
    const rounded = tensorProto(name, "float32", shape, roundAll(open(source), elements));
    known.set(name, rounded);
    return rounded;
  };
}

function roundAll(tensor: Tensor, elements: number): Float32Array<ArrayBuffer> {
  const values = new Float32Array(elements);
  tensor.read(0, new Uint8Array(values.buffer));
  const codes = new Uint16Array(elements);
  encodeFloat16s(values, codes);
  decodeFloats(new Uint8Array(codes.buffer), "float16", values);
  return values;
}

function firstNumber(tensor: Tensor): number | undefined {
  const into = new Float64Array(1);
  readNumbers(tensor, 0, into);
  return into[0];
}
