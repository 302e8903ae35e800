import type { NodeProto } from "onnx-buf";
import type { Value } from "./graph.ts";
import { branch, freshNames, ifNode } from "./switchable-branches.ts";
import type { BranchContext, Environment, LeafOptions } from "./switchable-context.ts";
import { fullLeaf } from "./switchable-full.ts";
import { halfLeaf } from "./switchable-half.ts";
import type { Target } from "./switchable-reads.ts";
import { targetsOf } from "./switchable-reads.ts";
import type { Step, Stretch } from "./switchable-stretches.ts";
import { asUnit, asUnits, stretchNodes } from "./switchable-stretches.ts";
import type { ConditionOf } from "./switchable-tree.ts";
import { writeGroup } from "./switchable-tree.ts";

/** Names of the scalars that decide on a stretch. */
export interface StretchConditions {
  /** All its units run in half precision. */
  readonly allHalf: string;
  /** All its units run in FP32. */
  readonly allFull: string;
}

/** Names of the scalars that decide on everything. */
export interface StretchWriting {
  readonly context: BranchContext;
  readonly ofUnit: ConditionOf;
  readonly ofStretch: (stretch: Stretch) => StretchConditions;
}

/** A stretch in half precision, in FP32, and unit by unit for what lies between unless its units are joined. */
export function writeStretch(stretch: Stretch, writing: StretchWriting, options: LeafOptions): NodeProto[] {
  const { context } = writing;
  const { allHalf, allFull } = writing.ofStretch(stretch);
  const units = asUnits(stretch);
  const nodes = stretchNodes(stretch);
  const half = branch(context, "half", (nameOf) => halfLeaf(nodes, context, { ...options, nameOf }));
  const full = branch(context, "full", (nameOf) => fullLeaf(units, context, { ...options, nameOf }));
  if (stretch.isJoined) {
    return [ifNode(allHalf, half, full, context, options)];
  }
  const mixed = branch(context, "mixed", (nameOf) =>
    writeSteps(stretch.steps, writing, { ...options, nameOf }),
  );
  const other = branch(context, "other", (nameOf) => [
    ifNode(allFull, full, mixed, context, { ...options, nameOf }),
  ]);
  return [ifNode(allHalf, half, other, context, options)];
}

function writeSteps(
  steps: readonly Step[],
  writing: StretchWriting,
  { around, targets, nameOf }: LeafOptions,
): NodeProto[] {
  const { context } = writing;
  const nodes: NodeProto[] = [];
  const values = new Map<Value, string>(around.values);
  const unrounded = new Map<Value, string>(around.unrounded);
  const fresh = freshNames(context, "step");
  const name = (target: Target): string => {
    const isAsked = targets.some(
      (each) => each.value === target.value && each.unrounded === target.unrounded,
    );
    return isAsked ? nameOf(target) : fresh(target);
  };
  for (const step of steps) {
    const made = stepTargets(step, context);
    const here: Environment = { values: new Map(values), unrounded: new Map(unrounded) };
    const inner = { around: here, targets: made, nameOf: name };
    if (made.length > 0) {
      nodes.push(...writeStep(step, writing, inner));
    }
    for (const target of made) {
      (target.unrounded ? unrounded : values).set(target.value, name(target));
    }
  }
  return nodes;
}

/** One step where it stands, with its results under the names that `options` say. */
export function writeStep(step: Step, writing: StretchWriting, options: LeafOptions): NodeProto[] {
  if ("plain" in step) {
    return fullLeaf([asUnit(step.plain)], writing.context, options);
  }
  return "group" in step
    ? writeGroup(step.group, writing.context, writing.ofUnit, options)
    : writeStretch(step, writing, options);
}

/** What a step has to give. */
export function stepTargets(step: Step, { prepared }: BranchContext): Target[] {
  if ("plain" in step) {
    return targetsOf(asUnit(step.plain).outputs, [step.plain], prepared);
  }
  if ("steps" in step) {
    return targetsOf(step.outputs, stretchNodes(step), prepared);
  }
  const last = step.group.units.at(-1);
  return last === undefined ? [] : targetsOf(last.outputs, last.halfNodes, prepared);
}
