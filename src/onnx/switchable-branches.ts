import { create } from "@bufbuild/protobuf";
import type { GraphProto, NodeProto } from "onnx-buf";
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  GraphProtoSchema,
  ValueInfoProtoSchema,
} from "onnx-buf";
import { newNode } from "./node-writer.ts";
import { halfFormat } from "./rounding.ts";
import type { BranchContext, LeafOptions } from "./switchable-context.ts";
import { remember } from "./switchable-context.ts";
import type { Target } from "./switchable-reads.ts";
import { elementType } from "./types.ts";

/** One side of an If, with the names that its targets have in it. */
export interface Branch {
  readonly nodes: readonly NodeProto[];
  readonly nameOf: (target: Target) => string;
}

/** A branch with fresh names. */
export function branch(
  context: BranchContext,
  suffix: string,
  write: (nameOf: (target: Target) => string) => NodeProto[],
): Branch {
  const nameOf = freshNames(context, suffix);
  return { nodes: write(nameOf), nameOf };
}

/** Fresh names for targets, the same whenever asked. */
export function freshNames(context: BranchContext, suffix: string): (target: Target) => string {
  const plain = remember((value) => context.names.take(`${value.name}__${suffix}`));
  const exact = remember((value) => context.names.take(`${value.name}__${suffix}_unrounded`));
  return ({ value, unrounded }) => (unrounded ? exact(value) : plain(value));
}

/** An If on the scalar `condition` that gives the targets under the names that `options` say. */
export function ifNode(
  condition: string,
  whenTrue: Branch,
  whenFalse: Branch,
  context: BranchContext,
  { targets, nameOf }: LeafOptions,
): NodeProto {
  const attribute = (name: string, side: Branch) =>
    create(AttributeProtoSchema, {
      name,
      type: AttributeProto_AttributeType.GRAPH,
      g: branchGraph(name, side, targets, context),
    });
  const node = newNode(context.names.take("Switch"), "If", [condition], "", [
    attribute("then_branch", whenTrue),
    attribute("else_branch", whenFalse),
  ]);
  node.output = targets.map(nameOf);
  return node;
}

function branchGraph(
  name: string,
  { nodes, nameOf }: Branch,
  targets: readonly Target[],
  { prepared }: BranchContext,
): GraphProto {
  const output = targets.map((target) => {
    const type = prepared.types.get(target.value);
    const elemType = halfFormat(type) === undefined ? type?.element : elementType.float;
    return create(ValueInfoProtoSchema, {
      name: nameOf(target),
      ...(type?.kind === "tensor" && elemType !== undefined
        ? { type: { value: { case: "tensorType" as const, value: { elemType } } } }
        : {}),
    });
  });
  return create(GraphProtoSchema, { name, node: [...nodes], output });
}
