import { InputError } from "../errors.ts";
import { formatShape, type Tensor } from "../tensor/tensor.ts";
import { quote } from "./label.ts";
import { type DeclaredValue, formatDimensions, type ModelSignature } from "./signature.ts";

/** The tensors of one sample that a model's declaration speaks about. */
export interface FittedSample {
  readonly id: string;
  readonly inputs: ReadonlyMap<string, Tensor>;
  readonly reference: ReadonlyMap<string, Tensor>;
}

/** Sizes of the named dynamic axes of one sample, each with the tensor that set it. */
type BoundAxes = Map<string, { readonly size: number; readonly tensor: string }>;

/**
 * Checks a sample against what the model declares: names, element types and shapes of its inputs, and the sizes of
 * its references under the same named dynamic axes. A float32 sample may feed a float16 or bfloat16 input (and the
 * other way round): converting is what the gate is about. Any other difference is refused.
 * @throws InputError that names the sample, the tensor and both sides.
 */
export function checkSampleFits(signature: ModelSignature, sample: FittedSample): void {
  const known = [...signature.requiredInputs, ...signature.optionalInputs];
  for (const { name } of signature.requiredInputs) {
    if (!sample.inputs.has(name)) {
      throw new InputError(`sample ${sample.id}: input ${quote(name)} of the model is missing.`, {
        advice: `The sample holds ${listNames(sample.inputs.keys())}.`,
      });
    }
  }
  for (const name of sample.inputs.keys()) {
    if (!known.some((input) => input.name === name)) {
      throw new InputError(`sample ${sample.id}: the model has no input ${quote(name)}.`, {
        advice: `Its inputs are ${listNames(known.map((input) => input.name))}.`,
      });
    }
  }
  const axes: BoundAxes = new Map();
  for (const declared of known) {
    const given = sample.inputs.get(declared.name);
    if (given === undefined) continue;
    checkElementType(declared, given, sample.id);
    checkShape(declared, given, `sample ${sample.id}: input ${quote(declared.name)}`, axes);
  }
  for (const declared of signature.outputs) {
    const given = sample.reference.get(declared.name);
    // Exporters leave stale declarations on outputs, which engines only warn of: another rank is for the run to decide.
    if (given !== undefined && given.shape.length === declared.dimensions?.length) {
      checkShape(declared, given, `sample ${sample.id}: reference of output ${quote(declared.name)}`, axes);
    }
  }
}

const exchangeable: ReadonlySet<string> = new Set(["float32", "float16", "bfloat16"]);

function checkElementType(declared: DeclaredValue, given: Tensor, sampleId: string): void {
  if (declared.dtype === undefined || declared.dtype === given.dtype) return;
  if (exchangeable.has(declared.dtype) && exchangeable.has(given.dtype)) return;
  throw new InputError(
    `sample ${sampleId}: input ${quote(declared.name)} is ${given.dtype}, but the model takes ${declared.dtype}.`,
    { advice: "Capture the samples with the types that the model was exported with." },
  );
}

function checkShape(declared: DeclaredValue, given: Tensor, title: string, axes: BoundAxes): void {
  if (declared.dimensions === undefined) return;
  const mismatch = (reason: string): InputError =>
    new InputError(
      `${title} has shape ${formatShape(given.shape)}, but the model declares ` +
        `${formatDimensions(declared.dimensions ?? [])}${reason}.`,
      { advice: "Export the model with dynamic axes for what varies, or capture the samples again." },
    );
  if (declared.dimensions.length !== given.shape.length) throw mismatch("");
  for (const [axis, dimension] of declared.dimensions.entries()) {
    const size = given.shape[axis] as number;
    if (typeof dimension === "number" && dimension !== size) throw mismatch("");
    if (typeof dimension !== "string") continue;
    const bound = axes.get(dimension);
    if (bound === undefined) axes.set(dimension, { size, tensor: declared.name });
    else if (bound.size !== size) {
      throw mismatch(`, where ${quote(dimension)} is already ${bound.size} by ${quote(bound.tensor)}`);
    }
  }
}

function listNames(names: Iterable<string>): string {
  const all = [...names].map(quote);
  return all.length === 0
    ? "none"
    : all
        .slice(0, 8)
        .join(", ")
        .concat(all.length > 8 ? ", …" : "");
}
