import type { GraphNode } from "./graph.ts";
import type { SwitchUnit } from "./switchable-units.ts";

/**
 * Normalisations and GELUs that are spelled out: ONNX Runtime makes one operator of each at level basic when all their
 * nodes are in FP32 and the operator set has it (LayerNormalization from 17, Gelu from 20). Each pattern is a list of
 * units in graph order; only the last is read from outside.
 */
export function fusedPatterns(units: readonly SwitchUnit[]): SwitchUnit[][] {
  const unitOf = new Map(
    units.flatMap((unit) => (unit.halfNodes.length === 1 ? [[unit.halfNodes[0], unit] as const] : [])),
  );
  const taken = new Set<SwitchUnit>();
  const patterns: SwitchUnit[][] = [];
  for (const unit of units) {
    const nodes = normalizationAt(unit.fullNode) ?? geluAt(unit.fullNode);
    const members = (nodes ?? []).map((node) => unitOf.get(node));
    const known = members.filter((member) => member !== undefined);
    const isWhole = known.length > 0 && known.length === members.length;
    if (isWhole && !known.some((member) => taken.has(member)) && isClosed(known)) {
      const chosen = new Set(known);
      chosen.forEach((member) => taken.add(member));
      patterns.push(units.filter((each) => chosen.has(each)));
    }
  }
  return patterns;
}

/** All but the last are read only by others of the pattern, in one scope. */
function isClosed(members: readonly SwitchUnit[]): boolean {
  const nodes = new Set(members.flatMap((member) => member.halfNodes));
  const readOutside = members.filter((member) =>
    member.outputs.some((value) => value.isReturned || value.uses.some((use) => !nodes.has(use.node))),
  );
  return readOutside.length <= 1 && members.every((member) => member.scope === members[0]?.scope);
}

/** From the square root: d = x - mean(x); d / sqrt(mean(d^2) + epsilon) * scale + bias. */
function normalizationAt(root: GraphNode): GraphNode[] | undefined {
  const epsilon = is(root, "Sqrt") ? maker(root, "Add") : undefined;
  const variance = epsilon && maker(epsilon, "ReduceMean");
  const square = variance && maker(variance, "Pow");
  const division = reader(root, "Div");
  const scale = division && reader(division, "Mul");
  const bias = scale && reader(scale, "Add");
  // Older exporters subtract the mean twice, once for each reader.
  const centred = [square && maker(square, "Sub"), division && maker(division, "Sub")];
  const means = centred.map((node) => node && maker(node, "ReduceMean"));
  const nodes = [...means, ...centred, square, variance, epsilon, root, division, scale, bias];
  return nodes.every((node) => node !== undefined) ? nodes : undefined;
}

/** From Erf: x / sqrt(2), erf, + 1, and two factors (x and 1/2) in either order. */
function geluAt(erf: GraphNode): GraphNode[] | undefined {
  const argument = is(erf, "Erf") ? (maker(erf, "Div") ?? maker(erf, "Mul")) : undefined;
  const sum = reader(erf, "Add");
  const product = sum && reader(sum, "Mul");
  if (argument === undefined || sum === undefined || product === undefined) {
    return undefined;
  }
  const factor = maker(product, "Mul");
  const isBefore = factor?.inputs.some((value) => argument.inputs.includes(value)) === true;
  const other = isBefore ? factor : reader(product, "Mul");
  return other === undefined ? undefined : [argument, erf, sum, product, other];
}

function is(node: GraphNode, opType: string): boolean {
  return node.domain === "" && node.proto.opType === opType;
}

/** The node of that operator which makes an input. */
function maker(node: GraphNode, opType: string): GraphNode | undefined {
  return node.inputs
    .map((value) => value?.producer?.node)
    .find((each) => each !== undefined && is(each, opType));
}

/** The node of that operator which alone reads the first output. */
function reader(node: GraphNode, opType: string): GraphNode | undefined {
  const [value] = node.outputs;
  const [use, ...more] = value?.uses ?? [];
  const isSole = value?.isReturned === false && more.length === 0;
  return isSole && use !== undefined && is(use.node, opType) ? use.node : undefined;
}
