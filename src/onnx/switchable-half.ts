import type { NodeProto } from "onnx-buf";
import type { GraphNode, Value } from "./graph.ts";
import { newCast } from "./node-writer.ts";
import type { RoundingPlacement } from "./placement.ts";
import { placeRounding } from "./placement.ts";
import { everythingFp16 } from "./plan.ts";
import type { RoundingFormat } from "./rounding.ts";
import type { BranchContext, LeafOptions } from "./switchable-context.ts";
import { constantsHere, givenName, identity, outerName, remember, renamed } from "./switchable-context.ts";
import { isPacked } from "./switchable-packing.ts";
import { readsUnrounded } from "./switchable-reads.ts";
import { elementType } from "./types.ts";

/** What is known while a branch in half precision is written. */
interface HalfBranch {
  readonly context: BranchContext;
  readonly options: LeafOptions;
  readonly placement: RoundingPlacement;
  /** Values that are made in the branch. */
  readonly inside: ReadonlySet<Value | undefined>;
  /** Values from outside of which a rounded copy was written. */
  readonly copied: Set<Value>;
  readonly local: (value: Value) => string;
  readonly source: (value: Value) => string;
  readonly copy: (value: Value) => string;
}

/**
 * Nodes in half precision, one after the other. They round whatever they read from outside but constants, which
 * changes nothing where it is rounded already; values of their own are rounded as in any emulation.
 */
export function halfLeaf(
  nodes: readonly GraphNode[],
  context: BranchContext,
  options: LeafOptions,
): NodeProto[] {
  const half = startHalf(nodes, context, options);
  const here = constantsHere(context);
  return nodes.flatMap((node) => [
    ...outerCopies(node, half),
    ...packedInFull(node, half).flatMap((value) => here.write(value, value.name)),
    renamed(context, node.proto, {
      input: (index, name) => {
        const value = node.inputs[index];
        if (value === undefined) {
          return name;
        }
        return isPackedInFull(node, index, half) ? here.name(value) : nameRead(node, index, value, half);
      },
      output: (index, name) => {
        const value = node.outputs[index];
        return value === undefined ? name : half.source(value);
      },
    }),
    ...node.outputs.flatMap((value) => (value === undefined ? [] : castsAfter(value, half))),
  ]);
}

function startHalf(nodes: readonly GraphNode[], context: BranchContext, options: LeafOptions): HalfBranch {
  const { prepared, names } = context;
  const inside = new Set(nodes.flatMap((node) => node.outputs));
  const placement = placeRounding(
    { ...prepared.graph, nodes },
    prepared.decision,
    everythingFp16,
    roundedOutside(nodes, inside, context),
  );
  const local = remember((value) => givenName(options, value, false) ?? names.take(`${value.name}__fp16`));
  return {
    context,
    options,
    placement,
    inside,
    copied: new Set(),
    local,
    source: remember((value) =>
      placement.outputs.has(value)
        ? (givenName(options, value, true) ?? names.take(`${value.name}__unrounded`))
        : local(value),
    ),
    copy: remember((value) => names.take(`${value.name}__rounded`)),
  };
}

/** Constants from outside: what reads them takes their rounded copies there, unless it packs them here. */
function roundedOutside(
  nodes: readonly GraphNode[],
  inside: ReadonlySet<Value | undefined>,
  { prepared, constants }: BranchContext,
): Map<Value, RoundingFormat> {
  const rounded = new Map<Value, RoundingFormat>();
  const packed = new Set(
    nodes.flatMap((node) => node.inputs.filter((_, index) => isPacked(node, index, constants))),
  );
  for (const node of nodes) {
    for (const [index, value] of node.inputs.entries()) {
      const format = prepared.decision.byNode.get(node)?.inputs[index];
      const isOutside = value !== undefined && format !== undefined && !inside.has(value);
      if (isOutside && constants.has(value) && !packed.has(value)) {
        rounded.set(value, format);
      }
    }
  }
  return rounded;
}

function nameRead(node: GraphNode, index: number, value: Value, half: HalfBranch): string {
  const reading = half.placement.readings.get(node)?.[index] ?? "value";
  if (reading === "copy") {
    return half.copy(value);
  }
  if (!half.inside.has(value)) {
    return nameOutside(node, index, value, half);
  }
  return reading === "unrounded" ? half.source(value) : half.local(value);
}

function nameOutside(node: GraphNode, index: number, value: Value, { context, options }: HalfBranch): string {
  const { decision, stored } = context.prepared;
  const format = decision.byNode.get(node)?.inputs[index];
  if (format !== undefined && context.constants.has(value) && stored?.get(value) !== format) {
    return context.constantCopy(value, format);
  }
  return outerName(context, options.around, value, readsUnrounded(context.prepared, node, index));
}

/** A constant that the node reads as it is, and packs. */
function isPackedInFull(node: GraphNode, index: number, { context, inside }: HalfBranch): boolean {
  const isRounded = context.prepared.decision.byNode.get(node)?.inputs[index] !== undefined;
  return !isRounded && !inside.has(node.inputs[index]) && isPacked(node, index, context.constants);
}

function packedInFull(node: GraphNode, half: HalfBranch): Value[] {
  return node.inputs.filter(
    (value, index): value is Value => value !== undefined && isPackedInFull(node, index, half),
  );
}

/** Rounded copies of what the node reads from outside, where no earlier node had them made. */
function outerCopies(node: GraphNode, half: HalfBranch): NodeProto[] {
  return node.inputs.flatMap((value, index) => {
    const isDue = half.placement.readings.get(node)?.[index] === "copy";
    const format = value === undefined ? undefined : half.placement.copies.get(value);
    if (!isDue || value === undefined || format === undefined) {
      return [];
    }
    if (half.inside.has(value) || half.copied.has(value)) {
      return [];
    }
    half.copied.add(value);
    return castPair(nameOutside(node, index, value, half), half.copy(value), format, half);
  });
}

/** What has to follow a value of the branch: its rounding, its rounded copy, its unrounded self for others. */
function castsAfter(value: Value, half: HalfBranch): NodeProto[] {
  const { placement, options, local, source, copy } = half;
  const rounded = placement.outputs.get(value);
  const copied = placement.copies.get(value);
  const unrounded = givenName(options, value, true);
  return [
    ...(rounded === undefined ? [] : castPair(source(value), local(value), rounded, half)),
    ...(copied === undefined ? [] : castPair(local(value), copy(value), copied, half)),
    ...(unrounded === undefined || rounded !== undefined ? [] : [identity(local(value), unrounded)]),
  ];
}

function castPair(
  from: string,
  to: string,
  format: RoundingFormat,
  { context: { names } }: HalfBranch,
): NodeProto[] {
  const between = names.take(`${to}__${format}`);
  return [newCast(from, between, elementType[format]), newCast(between, to, elementType.float)];
}
