import { create } from "@bufbuild/protobuf";
import type { AttributeProto } from "onnx-buf";
import { AttributeProto_AttributeType, AttributeProtoSchema } from "onnx-buf";
import { intAttribute, newIntAttribute } from "./attributes.ts";
import type { GraphNode } from "./graph.ts";
import type { NodeWriter } from "./node-writer.ts";
import type { ValueTypes } from "./types.ts";
import { declaredShape, elementType } from "./types.ts";

/** What the expansion needs to know about an Attention node. */
export interface Attention {
  readonly node: GraphNode;
  /** Element type of q, k and v, to which the specification's casts return. */
  readonly element: number;
  readonly is3d: boolean;
  readonly queryHeads: number;
  readonly keyHeads: number;
  /** Query heads and key heads are known to be equally many. */
  readonly sameHeads: boolean;
  readonly maskIsBool: boolean;
  /** The mask is known to cover every key, so that nothing is left to pad. */
  readonly maskIsWhole: boolean;
  /** Which intermediate is returned as the fourth output: 0 q k^T, 1 after softcap, 2 with bias, 3 softmax. */
  readonly exposedStage: number;
}

/** Reads attributes, types and declared shapes. */
export function readAttention(node: GraphNode, types: ValueTypes): Attention {
  const [q, k, , mask] = node.inputs;
  const queryHeads = intAttribute(node.proto, "q_num_heads", 0);
  const keyHeads = intAttribute(node.proto, "kv_num_heads", 0);
  const queryShape = q && declaredShape(q);
  const keyShape = k && declaredShape(k);
  const is3d = queryShape === undefined ? queryHeads > 0 : queryShape.length === 3;
  const keyCount = node.inputs[4] === undefined ? keyShape?.[is3d ? 1 : 2] : undefined;
  const heads = is3d ? [queryHeads, keyHeads] : [queryShape?.[1], keyShape?.[1]];
  return {
    node,
    element: (q && types.get(q)?.element) ?? elementType.float,
    is3d,
    queryHeads,
    keyHeads,
    sameHeads: heads[0] !== undefined && heads[0] === heads[1],
    maskIsBool: mask !== undefined && types.get(mask)?.element === elementType.bool,
    maskIsWhole: mask !== undefined && keyCount !== undefined && declaredShape(mask)?.at(-1) === keyCount,
    exposedStage: intAttribute(node.proto, "qk_matmul_output_mode", 0),
  };
}

/** A Cast from `from` to `to`, or nothing when these are the same. */
export function castTo(writer: NodeWriter, name: string, to: number, from: number): string {
  return from === to ? name : writer.add("Cast", [name], { attributes: [newIntAttribute("to", to)] });
}

/** Sizes of the axes from `start` up to `end` as a vector. */
export function sizesOf(writer: NodeWriter, name: string, start: number, end?: number): string {
  const attributes = [newIntAttribute("start", start)];
  if (end !== undefined) {
    attributes.push(newIntAttribute("end", end));
  }
  return writer.add("Shape", [name], { attributes });
}

/** The `perm` attribute of Transpose. */
export function permutation(axes: readonly number[]): AttributeProto {
  return create(AttributeProtoSchema, {
    name: "perm",
    type: AttributeProto_AttributeType.INTS,
    ints: axes.map(BigInt),
  });
}
