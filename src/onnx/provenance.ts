import type { ModelProto, NodeProto } from "onnx-buf";
import type { GraphNode, ModelGraph, Scope, Value } from "./graph.ts";
import { indexGraph } from "./graph.ts";
import { createNodeNameReader, parameterModule } from "./module-path.ts";
import type { SourceFrame } from "./provenance-frames.ts";
import { createTraceReader, readDocString } from "./provenance-frames.ts";
import { statedModule } from "./provenance-scopes.ts";
import { plainText } from "./provenance-text.ts";

/**
 * Where a node comes from. All texts are the model's own claims: bounded, on one line, free of control characters, but
 * neither escaped nor checked against any file.
 */
export interface NodeProvenance {
  /** Path in the PyTorch model, as in `named_modules()`; empty for the root module, undefined when unknown. */
  readonly module?: string;
  /** Qualified Python class of that module. */
  readonly moduleClass?: string;
  /** Lines of the model's own code, innermost first; PyTorch and installed packages left out. */
  readonly frames: readonly SourceFrame[];
  /**
   * What `module` was taken from. inherited: from the node that makes the first input, else from one that reads an
   * output. none: `module` is undefined, and `reason` says why.
   */
  readonly origin: "metadata" | "name" | "inherited" | "none";
  readonly reason?: string;
}

/** A module and its nodes, by id, in the order of the graph. */
export interface ModuleGroup {
  readonly module: string | undefined;
  readonly moduleClass?: string;
  readonly nodes: readonly string[];
}

const unknownOrigin =
  "neither the metadata of PyTorch's dynamo exporter nor the node names of the older one lead to a module";

/**
 * Where every node of a model, whose local functions are inlined, comes from; by node id as in `indexGraph`.
 * Throws what `indexGraph` throws; metadata, however malformed, is never an error.
 */
export function nodeProvenance(model: ModelProto): Map<string, NodeProvenance> {
  return graphProvenance(indexGraph(model));
}

/** The same for a graph that is indexed already. */
export function graphProvenance(graph: ModelGraph): Map<string, NodeProvenance> {
  const readName = createNodeNameReader(
    graph.nodes.map((node) => node.proto.name),
    initializers(graph.main).map((value) => value.name),
  );
  const readTrace = createTraceReader();
  const found = new Map<string, NodeProvenance>();
  for (const node of graph.nodes) {
    found.set(node.id, ownProvenance(node.proto, readName, readTrace));
  }
  inherit(graph, found);
  return found;
}

/**
 * Where the initializers of the main graph come from, by name: from the name (`blocks.2.attn.qkv.weight`), else from
 * the first node that reads it. `nodes` is what `graphProvenance` gave.
 */
export function initializerProvenance(
  graph: ModelGraph,
  nodes: ReadonlyMap<string, NodeProvenance>,
): Map<string, NodeProvenance> {
  return new Map(
    initializers(graph.main).map((value) => {
      const consumer = value.uses[0]?.node;
      const reader = consumer === undefined ? undefined : nodes.get(consumer.id);
      const module = parameterModule(value.name);
      if (module !== undefined) {
        return [value.name, { module: plainText(module), frames: reader?.frames ?? [], origin: "name" }];
      }
      return [
        value.name,
        reader?.module === undefined ? none(reader?.frames ?? []) : { ...reader, origin: "inherited" },
      ];
    }),
  );
}

/** Groups nodes by module, in the order in which modules first occur in `ids`. */
export function groupByModule(
  ids: Iterable<string>,
  provenance: ReadonlyMap<string, NodeProvenance>,
): ModuleGroup[] {
  const groups = new Map<string | undefined, { moduleClass: string | undefined; nodes: string[] }>();
  for (const id of ids) {
    const { module, moduleClass } = provenance.get(id) ?? {};
    const group = groups.get(module) ?? { moduleClass, nodes: [] };
    group.moduleClass ??= moduleClass;
    group.nodes.push(id);
    groups.set(module, group);
  }
  return [...groups].map(([module, { moduleClass, nodes }]) => ({
    module,
    ...(moduleClass === undefined ? {} : { moduleClass }),
    nodes,
  }));
}

function initializers(scope: Scope): Value[] {
  return [...scope.values.values()].filter((value) => value.initializer !== undefined);
}

function none(frames: readonly SourceFrame[]): NodeProvenance {
  return { frames, origin: "none", reason: unknownOrigin };
}

/** What the node itself states. */
function ownProvenance(
  proto: NodeProto,
  readName: (nodeName: string) => string | undefined,
  readTrace: (trace: string) => SourceFrame[],
): NodeProvenance {
  let [trace, scopes, classes, namespace]: (string | undefined)[] = [];
  for (const { key, value } of proto.metadataProps) {
    if (key === "pkg.torch.onnx.stack_trace") {
      trace = value;
    } else if (key === "pkg.torch.onnx.name_scopes") {
      scopes = value;
    } else if (key === "pkg.torch.onnx.class_hierarchy") {
      classes = value;
    } else if (key === "namespace") {
      namespace = value;
    }
  }
  const frames = trace === undefined ? readDocString(proto.docString) : readTrace(trace);
  const stated = statedModule(scopes, classes, namespace);
  if (stated !== undefined) {
    return { ...stated, frames, origin: "metadata" };
  }
  const module = readName(proto.name);
  return module === undefined ? none(frames) : { module: plainText(module), frames, origin: "name" };
}

/**
 * Fills gaps: forwards from the producer of the first input that has one, then backwards from the first consumer,
 * then forwards again for what hangs on a node that only the backward pass reached.
 */
function inherit(graph: ModelGraph, found: Map<string, NodeProvenance>): void {
  const gaps = graph.nodes.filter((node) => found.get(node.id)?.module === undefined);
  const take = (node: GraphNode, sources: Iterable<GraphNode>): void => {
    const own = found.get(node.id);
    if (own === undefined || own.module !== undefined) {
      return;
    }
    for (const source of sources) {
      const { module, moduleClass, frames = [] } = found.get(source.id) ?? {};
      if (module !== undefined) {
        found.set(node.id, {
          module,
          ...(moduleClass === undefined ? {} : { moduleClass }),
          frames: own.frames.length > 0 ? own.frames : frames,
          origin: "inherited",
        });
        return;
      }
    }
  };
  const owners = gaps.length === 0 ? new Map<Scope, GraphNode>() : bodyOwners(graph);
  const forwards = (): void => gaps.forEach((node) => take(node, producers(node, owners)));
  forwards();
  [...gaps].reverse().forEach((node) => take(node, consumers(node)));
  forwards();
}

function bodyOwners(graph: ModelGraph): Map<Scope, GraphNode> {
  return new Map(graph.nodes.flatMap((node) => node.bodies.map(({ scope }) => [scope, node] as const)));
}

/** Nodes that make this one's inputs, in order; inside a body its owner comes last. */
function* producers(node: GraphNode, owners: ReadonlyMap<Scope, GraphNode>): Generator<GraphNode> {
  for (const value of node.inputs) {
    if (value?.producer !== undefined) {
      yield value.producer.node;
    }
  }
  const owner = owners.get(node.scope);
  if (owner !== undefined) {
    yield owner;
  }
}

function* consumers(node: GraphNode): Generator<GraphNode> {
  for (const value of node.outputs) {
    for (const use of value?.uses ?? []) {
      yield use.node;
    }
  }
}
