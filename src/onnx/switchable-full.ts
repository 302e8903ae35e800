import type { NodeProto } from "onnx-buf";
import type { Value } from "./graph.ts";
import { findValue } from "./graph.ts";
import type { BranchContext, LeafOptions } from "./switchable-context.ts";
import { constantsHere, givenName, identity, outerName, renamed } from "./switchable-context.ts";
import { isPacked } from "./switchable-packing.ts";
import { readsUnrounded } from "./switchable-reads.ts";
import type { SwitchUnit } from "./switchable-units.ts";

/** Units in FP32, one after the other in one graph, so that what ONNX Runtime fuses lies together. */
export function fullLeaf(
  units: readonly SwitchUnit[],
  context: BranchContext,
  options: LeafOptions,
): NodeProto[] {
  const nodes: NodeProto[] = [];
  const local = new Map<string, string>();
  const here = constantsHere(context);
  for (const unit of units) {
    const packed = packedConstants(unit, local, context, options);
    nodes.push(
      ...[...packed.values()].flatMap((value) =>
        here.write(value, outerName(context, options.around, value, false)),
      ),
      renamed(context, unit.fullNode.proto, {
        input: (index, name) => {
          const constant = packed.get(index);
          return constant === undefined
            ? (local.get(name) ?? nameOutside(unit, index, name, context, options))
            : here.name(constant);
        },
        output: (_, name) => {
          const value = findValue(unit.scope, name);
          const given = value === undefined ? undefined : givenName(options, value, false);
          const chosen = given ?? context.names.take(`${name}__fp32`);
          local.set(name, chosen);
          return chosen;
        },
      }),
    );
    for (const { value } of options.targets.filter((target) => target.unrounded)) {
      const name = local.get(value.name);
      if (name !== undefined && unit.outputs.includes(value)) {
        nodes.push(identity(name, options.nameOf({ value, unrounded: true })));
      }
    }
  }
  return nodes;
}

/**
 * Constants from outside that the unit packs, by input position; those of a branch around this one are made there by
 * another unit of the group. A composite's own node packs none.
 */
function packedConstants(
  { halfNodes }: SwitchUnit,
  local: ReadonlyMap<string, string>,
  { constants, floatConstants }: BranchContext,
  { around }: LeafOptions,
): Map<number, Value> {
  const [node, ...more] = halfNodes;
  const found = new Map<number, Value>();
  if (node === undefined || more.length > 0) {
    return found;
  }
  for (const [index, value] of node.inputs.entries()) {
    const isHere = value === undefined || local.has(value.name);
    const known = value !== undefined && around.values.has(value) ? floatConstants : constants;
    if (!isHere && isPacked(node, index, known)) {
      found.set(index, value);
    }
  }
  return found;
}

function nameOutside(
  unit: SwitchUnit,
  index: number,
  name: string,
  context: BranchContext,
  { around }: LeafOptions,
): string {
  const value = findValue(unit.scope, name);
  if (value === undefined) {
    return name;
  }
  // A composite's own node reads no shapes; any other is the same in both precisions.
  const [node, ...more] = unit.halfNodes;
  const isItself = more.length === 0 && node?.inputs[index] === value;
  return outerName(
    context,
    around,
    value,
    isItself && node !== undefined && readsUnrounded(context.prepared, node, index),
  );
}
