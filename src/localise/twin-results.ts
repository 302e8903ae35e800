import type { Value } from "../onnx/graph.ts";
import type { ErrorNumbers, ValueNumbers } from "./statistics.ts";
import { noElements } from "./statistics.ts";
import { needsMaskedError, needsMaskedValue, readError, readValue } from "./statistics-graph.ts";
import type { TwinPart } from "./twin-model.ts";
import type { ErrorKind, Measures } from "./twin-part.ts";

/** What was measured on one sample. */
export interface SampleResults {
  readonly values: Map<Value, ValueNumbers>;
  readonly errors: Map<Value, Partial<Record<ErrorKind, ErrorNumbers>>>;
  /** Whether the FP16 chain's value was finite, for values without errors of their own. */
  readonly isFinite: Map<Value, boolean>;
  /** Largest sum of magnitudes by node id of the expanded graph. */
  readonly accumulations: Map<string, number>;
  /** Outputs whose shape in the FP16 chain is another than in the FP32 chain. */
  readonly otherShape: Set<Value>;
}

/** Measurements that have to be repeated in the masked form. */
export interface Doubtful {
  readonly values: ReadonlySet<Value>;
  readonly errors: ReadonlyMap<Value, ReadonlySet<ErrorKind>>;
}

export function newResults(): SampleResults {
  return {
    values: new Map(),
    errors: new Map(),
    isFinite: new Map(),
    accumulations: new Map(),
    otherShape: new Set(),
  };
}

/**
 * Takes the vector that a part returned for one sample into `results` and returns what to measure again. Throws
 * RangeError when it has another length than the part said: a defect.
 */
export function takeNumbers(part: TwinPart, vector: Float32Array, results: SampleResults): Doubtful {
  const values = new Set<Value>();
  const errors = new Map<Value, Set<ErrorKind>>();
  let offset = 0;
  for (const slot of part.slots) {
    const numbers = vector.subarray(offset, offset + slot.width);
    offset += slot.width;
    switch (slot.kind) {
      case "finite":
        results.isFinite.set(slot.value, Number.isFinite(numbers[0]));
        break;
      case "accumulation":
        results.accumulations.set(slot.node.id, numbers[0] as number);
        break;
      case "value": {
        const elements = slot.elements ?? numbers[0] ?? Number.NaN;
        const rest = slot.elements === undefined ? numbers.subarray(1) : numbers;
        results.values.set(slot.value, readValue(rest, elements));
        if (!slot.isMasked && needsMaskedValue(rest, elements)) values.add(slot.value);
        break;
      }
      default: {
        const { elements } = results.values.get(slot.value) ?? noElements;
        if (isOtherShape(numbers)) {
          results.otherShape.add(slot.value);
          break;
        }
        const known = results.errors.get(slot.value) ?? {};
        results.errors.set(slot.value, { ...known, [slot.kind]: readError(numbers, elements) });
        if (!slot.isMasked && needsMaskedError(numbers, elements)) {
          errors.set(slot.value, (errors.get(slot.value) ?? new Set<ErrorKind>()).add(slot.kind));
        }
      }
    }
  }
  if (offset !== vector.length) {
    throw new RangeError(`the twin graph returned ${vector.length} numbers instead of ${offset}`);
  }
  return { values, errors };
}

/** A largest difference of -1 with a smallest of -1 and a sum of squares of -1 can't be measured. */
function isOtherShape(numbers: Float32Array): boolean {
  return numbers.every((number) => number === -1);
}

export function hasDoubts(doubtful: Doubtful): boolean {
  return doubtful.values.size > 0 || doubtful.errors.size > 0;
}

/** Everything that is doubtful in any of several. */
export function joinDoubts(all: readonly Doubtful[]): Doubtful {
  const values = new Set(all.flatMap((each) => [...each.values]));
  const errors = new Map<Value, Set<ErrorKind>>();
  for (const each of all) {
    for (const [value, kinds] of each.errors) {
      const joined = errors.get(value) ?? new Set<ErrorKind>();
      kinds.forEach((kind) => joined.add(kind));
      errors.set(value, joined);
    }
  }
  return { values, errors };
}

/** Measures in the masked form what was doubtful, and the sizes that its errors need. */
export function measureAgain(doubtful: Doubtful, plain: Measures): Measures {
  return {
    detail: plain.detail,
    form: "masked",
    wantsValue: (value) => doubtful.values.has(value),
    wantsError: (_, value, kind) => doubtful.errors.get(value)?.has(kind) === true,
    wantsFinite: () => false,
    wantsAccumulation: () => false,
    shapeOf: plain.shapeOf,
  };
}
