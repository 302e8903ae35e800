import { create } from "@bufbuild/protobuf";
import type { ModelProto, NodeProto } from "onnx-buf";
import { ValueInfoProtoSchema } from "onnx-buf";
import type { EngineSample } from "../engines/engine.ts";
import { writeModel } from "../files/model-writer.ts";
import { findAttribute, intAttribute } from "../onnx/attributes.ts";
import type { GraphNode, ModelGraph, Value } from "../onnx/graph.ts";
import { readInitializer } from "../onnx/initializer.ts";
import { copyMessage } from "../onnx/message-copy.ts";
import { modelNameScope, newNode } from "../onnx/node-writer.ts";
import type { Course } from "../onnx/unfold.ts";
import type { OutputTensors } from "../ports.ts";
import { readNumbers } from "../tensor/read-numbers.ts";
import { elementCount } from "../tensor/tensor.ts";
import type { TwinOptions } from "./twin-session.ts";

/** Rounds of a Loop or Scan that are looked at, and nodes that they may come to. */
const mostRounds = 16;
const mostCopies = 4_000;

/** What a node does in some of the samples. */
export interface SeenCourse {
  readonly course: Course;
  readonly samples: readonly EngineSample[];
}

/**
 * What an If, Loop or Scan of the main graph does in the samples, by a run of the FP32 model that tells what the node
 * reads. Of a Loop that works out itself when to end, only the first round is certain.
 * @throws EngineError when the model can't be run.
 */
export async function findCourses(
  options: TwinOptions,
  graph: ModelGraph,
  owner: GraphNode,
): Promise<SeenCourse[]> {
  const { opType } = owner.proto;
  if (opType !== "If" && opType !== "Loop" && opType !== "Scan") return [];
  const told = await readInputs(options, graph, owner);
  if (opType === "If") return branchesTaken(options, owner, told);
  const nodes = Math.max(1, owner.bodies[0]?.scope.nodes.length ?? 1);
  const rounds = told.map((numbers) => roundsOf(owner, numbers));
  const running = options.samples.filter((_, at) => (rounds[at] ?? 0) > 0);
  const least = Math.min(...rounds.filter((count) => count > 0));
  if (running.length === 0 || !Number.isFinite(least)) return [];
  const room = Math.max(1, Math.floor(mostCopies / nodes));
  const count = Math.min(least, mostRounds, room, endsByItself(owner) ? 1 : least);
  const isWhole = rounds.every((each) => each === count) && !endsByItself(owner);
  return [{ course: { kind: "iterations", count, isWhole }, samples: running }];
}

function branchesTaken(
  { samples }: TwinOptions,
  owner: GraphNode,
  told: readonly (readonly number[])[],
): SeenCourse[] {
  return ["then_branch", "else_branch"].flatMap((attribute): SeenCourse[] => {
    const taking = samples.filter((_, at) => (told[at]?.[0] === 0) === (attribute === "else_branch"));
    const exists = owner.bodies.some((body) => body.attribute === attribute);
    return taking.length > 0 && exists ? [{ course: { kind: "branch", attribute }, samples: taking }] : [];
  });
}

/** Of a Loop the trip count and the first condition (told as absent: no bound, true); of a Scan the length. */
function roundsOf(owner: GraphNode, told: readonly number[]): number {
  if (owner.proto.opType === "Scan") return told[0] ?? 0;
  const [bound = Number.NaN, condition = 1] = told;
  if (condition === 0) return 0;
  return Number.isNaN(bound) ? (endsByItself(owner) ? 1 : mostRounds) : bound;
}

/** A Loop whose body works out whether to go on. */
function endsByItself({ proto, bodies }: GraphNode): boolean {
  const scope = bodies[0]?.scope;
  if (proto.opType !== "Loop" || scope === undefined) return false;
  let value = scope.outputs[0];
  while (value?.producer?.node.proto.opType === "Identity") value = value.producer.node.inputs[0];
  const isHandedOn = value === scope.inputs[1] || value?.scope !== scope;
  return !isHandedOn && (value === undefined || !isTrue(value));
}

function isTrue({ producer, initializer }: Value): boolean {
  const tensor =
    initializer ??
    (producer?.node.proto.opType === "Constant" ? findAttribute(producer.node.proto, "value")?.t : undefined);
  if (tensor === undefined || tensor.externalData.length > 0) return false;
  const number = new Float64Array(1);
  readNumbers(readInitializer(tensor), 0, number);
  return number[0] === 1;
}

/** For each sample: the numbers that `roundsOf` and `branchesTaken` read. */
async function readInputs(options: TwinOptions, graph: ModelGraph, owner: GraphNode): Promise<number[][]> {
  const { names, model } = writeQuestions(graph, owner);
  const { original, workFolder, threads, signal, samples, timeoutMs } = options;
  const path = writeModel(model, workFolder, "bodies-told.onnx", { original });
  const { perModel } = await options.engine.run({
    workFolder,
    threads,
    ...(signal === undefined ? {} : { signal }),
    models: [{ key: "told", path }],
    samples,
    timeoutMs,
  });
  const outputs: readonly OutputTensors[] = perModel.get("told")?.outputs ?? [];
  return outputs.map((tensors) =>
    names.map((name) => {
      const tensor = name === undefined ? undefined : tensors.get(name);
      if (tensor === undefined || elementCount(tensor.shape) === 0) return Number.NaN;
      const number = new Float64Array(1);
      const axis = axisOf(owner);
      readNumbers(tensor, axis < 0 ? axis + elementCount(tensor.shape) : axis, number);
      return number[0] as number;
    }),
  );
}

/** A Scan is told its length by the shape of its first sequence, along its axis. */
function axisOf({ proto }: GraphNode): number {
  if (proto.opType !== "Scan") return 0;
  return Number(findAttribute(proto, "scan_input_axes")?.ints[0] ?? 0);
}

function writeQuestions(
  graph: ModelGraph,
  { proto }: GraphNode,
): { model: ModelProto; names: (string | undefined)[] } {
  const scope = modelNameScope(graph.model);
  const isScan = proto.opType === "Scan";
  const sequences = intAttribute(proto, "num_scan_inputs", 0);
  const asked = isScan
    ? proto.input.slice(proto.input.length - sequences).slice(0, 1)
    : proto.input.slice(0, proto.opType === "If" ? 1 : 2);
  const nodes: NodeProto[] = [];
  const names = asked.map((name) => {
    if (name === "") return undefined;
    const told = scope.take("told");
    nodes.push(newNode("", isScan ? "Shape" : "Identity", [name], told));
    return told;
  });
  const main = graph.main.proto;
  return {
    names,
    model: copyMessage(graph.model, {
      graph: copyMessage(main, {
        node: [...main.node, ...nodes],
        output: names.flatMap((name) => (name === undefined ? [] : [create(ValueInfoProtoSchema, { name })])),
      }),
    }),
  };
}
