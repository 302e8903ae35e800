import { compareRun } from "../compare/outputs.ts";
import type { EngineSample } from "../engines/engine.ts";
import { EngineError } from "../errors.ts";
import { everythingFp16 } from "../onnx/plan.ts";
import type { OutputTensors } from "../ports.ts";
import type { EngineRunResult } from "../report/engine-schema.ts";
import { hasEqualRows, repeatFirstRow } from "../tensor/rows.ts";
import { hasExactRepeats } from "./exact-repeats.ts";
import { type FaultContext, tryBuild } from "./fault-context.ts";

type KernelTest = NonNullable<EngineRunResult["tests"]>[number];

/** Two runs that should agree may differ by rounding, which stays below this on healthy networks. */
const agreeRelRms = 0.02;

/**
 * Tests that tell a faulty kernel from precision, none of which needs a reference: rounding treats equal rows alike, gives
 * the same bits twice, and does not care for the size of a batch.
 * @returns whether the engine that was built for them is right: then the judged one is wrong by its choice of kernels.
 */
export async function runKernelTests(
  context: FaultContext,
): Promise<{ readonly tests: KernelTest[]; readonly isRebuiltRight: boolean }> {
  const [first] = context.runs.samples;
  const batch = first === undefined ? undefined : batchOf(first);
  const rows = first === undefined || batch === undefined ? undefined : firstRows(first, batch);
  const single = first === undefined || batch === undefined ? undefined : firstRows(first, 1);
  const isFree = single !== undefined && hasFreeBatch(context);
  const samples = [
    ...context.runs.samples,
    ...(rows === undefined ? [] : [rows]),
    ...(isFree ? [single] : []),
  ];
  const tried = await tryBuild(context, {
    label: "kernel-tests",
    plan: everythingFp16,
    samples,
    want: { repeats: 2, builds: 2 },
  });
  if (tried === undefined) return { tests: [], isRebuiltRight: false };
  const count = context.runs.samples.length;
  const [build, other] = tried.answer.builds;
  const ofRows = rows === undefined ? undefined : build.samples[count]?.outputs;
  const ofSingle = isFree ? build.samples[count + (rows === undefined ? 0 : 1)]?.outputs : undefined;
  const tests = [
    repeatTest(hasExactRepeats(tried.answer)),
    rebuildTest(
      build.samples.map(({ outputs }) => outputs),
      other?.samples.map(({ outputs }) => outputs),
    ),
    rowTest(ofRows, batch),
    batchTest(ofRows, ofSingle, batch),
    await levelTest(context),
  ];
  return { tests, isRebuiltRight: tried.passed };
}

function repeatTest(isExact: boolean): KernelTest {
  return {
    name: "same engine twice",
    outcome: isExact ? "passed" : "failed",
    text: isExact
      ? "Two runs give the same bits."
      : "Two runs of one engine on one input give other bits: a race in a kernel.",
  };
}

function rebuildTest(one: readonly OutputTensors[], other: readonly OutputTensors[] | undefined): KernelTest {
  const name = "another build";
  if (other === undefined) return { name, outcome: "not-run", text: "The engine was built once." };
  const difference = largestDifference(one, other);
  return difference <= agreeRelRms
    ? { name, outcome: "passed", text: `A second build agrees to ${difference.toPrecision(2)} of its rms.` }
    : { name, outcome: "failed", text: "A second build gives other results: the choice of kernels decides." };
}

function rowTest(outputs: OutputTensors | undefined, batch: number | undefined): KernelTest {
  const name = "identical rows";
  if (outputs === undefined || batch === undefined) {
    return { name, outcome: "not-run", text: "The inputs share no batch axis of two rows or more." };
  }
  const unequal = [...outputs]
    .filter(([, { shape }]) => shape[0] === batch)
    .find(([, t]) => !hasEqualRows(t));
  return unequal === undefined
    ? { name, outcome: "passed", text: `${batch} identical rows give identical rows.` }
    : {
        name,
        outcome: "failed",
        text: `${batch} identical rows give unequal rows of ${JSON.stringify(unequal[0])}: a kernel is wrong, whatever the precision.`,
      };
}

/** The first row of a batch of identical rows against the same row alone. */
function batchTest(
  ofRows: OutputTensors | undefined,
  ofSingle: OutputTensors | undefined,
  batch: number | undefined,
): KernelTest {
  const name = "batch 1 against batch n";
  if (ofRows === undefined || ofSingle === undefined || batch === undefined) {
    return { name, outcome: "not-run", text: "The model's batch size is fixed." };
  }
  const alone = new Map([...ofSingle].filter(([, { shape }]) => shape[0] === 1));
  const repeated = new Map([...alone].map(([key, tensor]) => [key, repeatFirstRow(tensor, batch)]));
  const compared = new Map([...ofRows].filter(([key]) => repeated.has(key)));
  const difference = largestDifference([repeated], [compared]);
  return difference <= agreeRelRms
    ? { name, outcome: "passed", text: `A row alone and in a batch of ${batch} agree.` }
    : {
        name,
        outcome: "failed",
        text: `A row alone and in a batch of ${batch} differ: a kernel depends on the batch.`,
      };
}

async function levelTest(context: FaultContext): Promise<KernelTest> {
  const name = "optimisation level 0";
  try {
    const tried = await tryBuild(context, {
      label: "level-0",
      plan: everythingFp16,
      options: { optLevel: 0 },
    });
    if (tried === undefined) return { name, outcome: "not-run", text: "The budget of builds is spent." };
    return tried.passed
      ? {
          name,
          outcome: "failed",
          text: "Without optimisation the engine is right: a fusion or a kernel is at fault.",
        }
      : { name, outcome: "passed", text: "Without optimisation the engine is wrong as well." };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { name, outcome: "not-run", text: error.message };
  }
}

function largestDifference(one: readonly OutputTensors[], other: readonly OutputTensors[]): number {
  const { outputs, findings } = compareRun(
    one.map((reference, at) => ({ sample: String(at), reference, candidate: other[at] as OutputTensors })),
  );
  if (findings.length > 0) return Number.POSITIVE_INFINITY;
  return Math.max(
    0,
    ...outputs.map((output) => {
      if (output.kind === "exact") return output.metrics.mismatches > 0 ? Number.POSITIVE_INFINITY : 0;
      return output.metrics.nonFiniteMismatches > 0 ? Number.POSITIVE_INFINITY : output.metrics.relRms;
    }),
  );
}

/** The size of the first axis when all inputs share it and it is 2 or more. */
function batchOf({ inputs }: EngineSample): number | undefined {
  const sizes = new Set([...inputs.values()].map(({ shape }) => shape[0]));
  const [size] = sizes;
  return sizes.size === 1 && size !== undefined && size > 1 ? size : undefined;
}

function firstRows({ inputs }: EngineSample, count: number): EngineSample {
  return {
    id: `first row x ${count}`,
    inputs: new Map([...inputs].map(([name, tensor]) => [name, repeatFirstRow(tensor, count)])),
  };
}

/** Every input declares its first axis as dynamic. */
function hasFreeBatch({ opened }: FaultContext): boolean {
  const { graph } = opened.model;
  const initialized = new Set(graph?.initializer.map(({ name }) => name));
  const inputs = (graph?.input ?? []).filter(({ name }) => !initialized.has(name));
  return inputs.every(({ type }) => {
    if (type?.value.case !== "tensorType") return false;
    const size = type.value.value.shape?.dim[0]?.value;
    return size?.case === "dimParam" || (size?.case === "dimValue" && size.value < 0n);
  });
}
