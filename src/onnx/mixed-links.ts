import { intAttribute } from "./attributes.ts";
import { carriedInputPositions } from "./data-movement.ts";
import type { GraphNode, ModelGraph, Scope, Value } from "./graph.ts";
import type { NodeForm } from "./mixed-forms.ts";
import { isFloat32 } from "./mixed-forms.ts";
import type { RoundingPlacement } from "./placement.ts";
import type { ValueTypes } from "./types.ts";

/** Numbers that move unchanged from `sources` to `targets`, all in one type: through a carrier, or in and out of a body. */
export interface Link {
  readonly targets: readonly Value[];
  readonly sources: readonly Value[];
  /** Something in it only exists in FP32. */
  readonly staysFloat32: boolean;
}

/** Every link, and where nodes and bodies belong to one. */
export interface Links {
  readonly all: readonly Link[];
  /** By input position of a carrier, If, Loop or Scan. */
  readonly inputs: ReadonlyMap<GraphNode, readonly (Link | undefined)[]>;
  /** By position of a body's output. */
  readonly returns: ReadonlyMap<Scope, readonly (Link | undefined)[]>;
}

interface Linking {
  readonly types: ValueTypes;
  readonly all: Link[];
  readonly inputs: Map<GraphNode, (Link | undefined)[]>;
  readonly returns: Map<Scope, (Link | undefined)[]>;
}

/** Where a link ends: an input of a node, or an output of a body. */
type End =
  | { readonly node: GraphNode; readonly input: number }
  | { readonly scope: Scope; readonly output: number };

/** Finds all links of a model whose nodes have the given forms. */
export function findLinks(
  graph: ModelGraph,
  types: ValueTypes,
  forms: ReadonlyMap<GraphNode, NodeForm>,
  placement: RoundingPlacement,
): Links {
  const linking: Linking = { types, all: [], inputs: new Map(), returns: new Map() };
  for (const node of graph.nodes) {
    const form = forms.get(node);
    if (form === "carrier") {
      const readings = placement.readings.get(node);
      const positions = carriedInputPositions(node) ?? [];
      const moved = positions.filter((input) => readings?.[input] !== "unrounded");
      addLink(
        linking,
        node.outputs,
        moved.map((input) => ({ node, input })),
        moved.length < positions.length,
      );
    } else if (form === "control") {
      linkBodies(linking, node);
    }
  }
  return linking;
}

function linkBodies(linking: Linking, node: GraphNode): void {
  switch (node.proto.opType) {
    case "If":
      return linkIf(linking, node);
    case "Loop":
      return linkLoop(linking, node);
    default:
      return linkScan(linking, node);
  }
}

function linkIf(linking: Linking, node: GraphNode): void {
  node.outputs.forEach((value, output) => {
    addLink(
      linking,
      [value],
      node.bodies.map(({ scope }) => ({ scope, output })),
    );
  });
}

/** Inputs: trip count, condition, state; body: iteration, condition, state -> condition, state, scanned. */
function linkLoop(linking: Linking, node: GraphNode): void {
  for (const { scope } of node.bodies) {
    const stateCount = node.inputs.length - 2;
    node.outputs.forEach((value, index) => {
      const returned = { scope, output: index + 1 };
      if (index < stateCount) {
        addLink(linking, [scope.inputs[index + 2], value], [{ node, input: index + 2 }, returned]);
      } else {
        addLink(linking, [value], [returned]);
      }
    });
  }
}

/** Inputs and body inputs: state, then what is scanned; outputs likewise. */
function linkScan(linking: Linking, node: GraphNode): void {
  for (const { scope } of node.bodies) {
    const stateCount = node.inputs.length - intAttribute(node.proto, "num_scan_inputs", 0);
    node.outputs.forEach((value, output) => {
      if (output < stateCount) {
        addLink(
          linking,
          [scope.inputs[output], value],
          [
            { node, input: output },
            { scope, output },
          ],
        );
      } else {
        addLink(linking, [value], [{ scope, output }]);
      }
    });
    for (let input = stateCount; input < node.inputs.length; input += 1) {
      addLink(linking, [scope.inputs[input]], [{ node, input }]);
    }
  }
}

/** A result that nobody takes leaves its link without a type to agree on: it stays FP32. */
function addLink(
  linking: Linking,
  targets: readonly (Value | undefined)[],
  ends: readonly End[],
  staysFloat32 = false,
): void {
  const floatTargets = targets.filter((value) => isFloat32(value, linking.types));
  const floatEnds = ends.filter((end) => isFloat32(valueAt(end), linking.types));
  if (floatTargets.length === 0 && floatEnds.length === 0) {
    return;
  }
  const link: Link = {
    targets: floatTargets,
    sources: floatEnds.map(valueAt) as Value[],
    staysFloat32: staysFloat32 || floatTargets.length === 0 || floatEnds.length < ends.length,
  };
  linking.all.push(link);
  for (const end of floatEnds) {
    if ("node" in end) {
      linksOf(linking.inputs, end.node)[end.input] = link;
    } else {
      linksOf(linking.returns, end.scope)[end.output] = link;
    }
  }
}

function valueAt(end: End): Value | undefined {
  return "node" in end ? end.node.inputs[end.input] : end.scope.outputs[end.output];
}

function linksOf<Key>(map: Map<Key, (Link | undefined)[]>, key: Key): (Link | undefined)[] {
  let links = map.get(key);
  if (links === undefined) {
    links = [];
    map.set(key, links);
  }
  return links;
}
