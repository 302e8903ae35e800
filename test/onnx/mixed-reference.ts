import { createHash } from "node:crypto";
import type { ModelProto } from "onnx-buf";
import { emulate, floatNodes, prepareEmulation } from "../../src/onnx/emulate.ts";
import { encodeModel } from "../../src/onnx/encode.ts";
import { indexGraph } from "../../src/onnx/graph.ts";
import { dropIdleCasts } from "../../src/onnx/idle-casts.ts";
import type { PrecisionPlan } from "../../src/onnx/plan.ts";
import { everythingFp16, everythingFp32, keepInFp32 } from "../../src/onnx/plan.ts";
import { declaresHalfPrecision } from "../../src/onnx/rounding.ts";
import { inferTypes } from "../../src/onnx/types.ts";

/** What a mixed model says by its own types: each FP16 tensor rounded, nothing else. */
export function takenAtItsWord(mixed: ModelProto): ModelProto {
  const graph = indexGraph(mixed);
  const isMixed = declaresHalfPrecision(inferTypes(graph));
  return dropIdleCasts(emulate(mixed, isMixed ? everythingFp16 : everythingFp32(graph)).model);
}

export interface NamedPlan {
  readonly name: string;
  readonly plan: PrecisionPlan;
}

/** Everything in FP16, everything in FP32, each node alone in either, and some picked by a fixed sequence. */
export function manyPlans(model: ModelProto, singles = 40, randoms = 6): NamedPlan[] {
  const graph = indexGraph(model);
  const ids = floatNodes(prepareEmulation(model, everythingFp32(graph)).decision).map((node) => node.id);
  const next = sequence(ids.length);
  const alone = ids.slice(0, singles);
  return [
    { name: "all FP16", plan: everythingFp16 },
    { name: "all FP32", plan: everythingFp32(graph) },
    ...alone.map((id) => ({ name: `${id} in FP32`, plan: keepInFp32([id]) })),
    ...alone.map((id) => ({
      name: `${id} in FP16`,
      plan: keepInFp32([...graph.nodeById.keys()].filter((each) => each !== id)),
    })),
    ...Array.from({ length: randoms }, (_, index) => ({
      name: `picked ${index}`,
      plan: keepInFp32(ids.filter(() => next() < (index + 1) / (randoms + 1))),
    })),
  ];
}

/** Pseudo-random numbers from 0 to 1, the same in every run (Numerical Recipes' linear congruential generator). */
export function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** SHA-256 of the model's file. */
export function fileHash(model: ModelProto): string {
  const hash = createHash("sha256");
  encodeModel(model).forEach((piece) => hash.update(piece));
  return hash.digest("hex");
}
