import { freemem } from "node:os";
import type { ModelProto } from "onnx-buf";
import type { Engine, EngineSample } from "../engines/engine.ts";
import { EngineError } from "../errors.ts";
import type { OpenedModel } from "../files/model.ts";
import { collectSubjects } from "../localise/twin.ts";
import { type ConstantNumbers, constantRounder, type OpenTensor } from "../localise/twin-constants.ts";
import { findTwinFacts, type TwinFacts } from "../localise/twin-facts.ts";
import type { TwinDetail } from "../localise/twin-part.ts";
import { type Division, divideGraph } from "../localise/twin-split.ts";
import { prepareEmulation } from "../onnx/emulate.ts";
import type { ModelGraph, Value } from "../onnx/graph.ts";
import { readInitializer } from "../onnx/initializer.ts";
import { everythingFp16 } from "../onnx/plan.ts";
import type { Twin } from "./twin-parts.ts";
import { findSizes, type Sizes } from "./twin-sizes.ts";

/** What every measuring needs. */
export interface TwinOptions {
  /** Functions inlined. */
  readonly model: ModelProto;
  /** Where the model's weights are. */
  readonly original: OpenedModel;
  /** Element types that an engine told: see `EmulationOptions`. */
  readonly knownTypes?: ReadonlyMap<string, number>;
  /** float32 in place of half precision. */
  readonly samples: readonly EngineSample[];
  readonly engine: Engine;
  readonly workFolder: string;
  /** For each run of a part over all samples. */
  readonly timeoutMs: number;
  readonly threads: number;
  readonly signal?: AbortSignal;
  /** For the tensors and weights of one session; by default half of what the machine has free. */
  readonly memoryBudgetBytes?: number;
  /** Nodes of the model in one session. */
  readonly largestPartNodes?: number;
}

/** Far beyond any real model; each node costs the engine milliseconds before anything runs: minutes for this many. */
export const mostMeasuredNodes = 20_000;
/**
 * Nodes of the model in one session. A session takes the engine longer than in proportion to its nodes: of a chain of
 * 10,000, light measurements took 62 s in parts of 1,000 and 25 s in parts of 200. Each cut costs files, so that a
 * graph of ordinary size is left in one piece.
 */
const partNodes = { light: 200, full: 128 } as const;
const wholeNodes = 300;

/**
 * Finds out what both chains of a model share.
 * @throws EngineError when the model can't be emulated or is too large.
 */
export function prepareFacts({ model, knownTypes }: TwinOptions): TwinFacts {
  const prepared = prepareEmulation(model, everythingFp16, knownTypes === undefined ? {} : { knownTypes });
  refuseTooManyNodes(prepared.original.graph);
  return findTwinFacts(prepared);
}

/** @throws EngineError (unsupported) for a graph of more than `mostMeasuredNodes` nodes. */
export function refuseTooManyNodes({ main }: ModelGraph): void {
  const count = main.nodes.length;
  if (count <= mostMeasuredNodes) return;
  throw new EngineError(
    "unsupported",
    `The model has ${count} nodes, more than the ${mostMeasuredNodes} that can be measured one by one.`,
    { advice: "Judge a part of the network at a time." },
  );
}

/** Opens a session, and closes it whatever happens; its own fault counts only when nothing else failed. */
export async function withTwin<Result>(
  facts: TwinFacts,
  constants: ReadonlyMap<Value, ConstantNumbers>,
  options: TwinOptions,
  action: (twin: Twin) => Promise<Result>,
): Promise<Result> {
  const { original, workFolder, timeoutMs, threads, signal } = options;
  const session = await options.engine.open({
    workFolder,
    threads,
    ...(signal === undefined ? {} : { signal }),
  });
  let result: Result;
  try {
    result = await action({
      facts,
      subjects: collectSubjects(facts, (value) => constants.has(value)),
      original,
      roundConstant: constantRounder(options.model.irVersion, openTensor(original)),
      session,
      workFolder,
      timeoutMs,
    });
  } catch (error) {
    await session.close().catch(() => undefined);
    throw error;
  }
  await session.close();
  return result;
}

/** Sizes of the tensors, and the parts that fit into memory; the FP32 chain may be run once for that. */
export async function divide(
  twin: Twin,
  options: TwinOptions,
  detail: TwinDetail,
): Promise<Division & { memoryBytes: number; sizes: Sizes }> {
  const sizes = await findSizes(twin, options.samples);
  const memoryBytes = options.memoryBudgetBytes ?? freemem() / 2;
  const isWhole = twin.facts.prepared.graph.main.nodes.length <= wholeNodes;
  const nodes = options.largestPartNodes ?? (isWhole ? wholeNodes : partNodes[detail]);
  return { ...divideGraph(twin.facts, sizes.elementsOf, { memoryBytes, nodes }), memoryBytes, sizes };
}

/** Reads a tensor of the model, wherever its elements are. */
export function openTensor(original: OpenedModel): OpenTensor {
  return (tensor) => readInitializer(tensor, original.openExternal);
}
