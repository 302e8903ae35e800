import { quote } from "../onnx/label.ts";
import type { Composition } from "./cause-composition.ts";
import { compositionAround } from "./cause-composition.ts";
import type { CauseContext } from "./cause-context.ts";

/** A number for people: three significant digits, plain where that is short. */
export function show(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "infinity" : "-infinity";
  const rounded = Number(value.toPrecision(3));
  const magnitude = Math.abs(rounded);
  if (magnitude !== 0 && (magnitude < 1e-3 || magnitude >= 1e5)) {
    return rounded.toExponential().replace("e+", "e").replace(/\.0+e/, "e");
  }
  return rounded.toString();
}

/** `12 of 4096 elements`. */
export function shareOfElements(count: number, elements: number): string {
  return `${count} of ${elements} elements`;
}

/** The operator of the node in question, and the composition it belongs to where that is certain. */
export function site(context: CauseContext): {
  readonly name: string;
  readonly composition: Composition | undefined;
} {
  const composition = compositionAround(context.node);
  const operator = quote(context.node.proto.opType).slice(1, -1);
  return { name: composition === undefined ? operator : `${operator} of ${composition.name}`, composition };
}

/** What to do about a range or precision loss in a composition; undefined where only the operator is known. */
export function compositionAdvice(composition: Composition | undefined): string | undefined {
  switch (composition?.kind) {
    case "rms-norm":
    case "mean-square":
      return "Compute the statistics in float32 (`x.float().pow(2).mean(-1, keepdim=True)`), or scale x before squaring.";
    case "layer-norm":
      return "Use `torch.nn.LayerNorm` (exported as one operator with FP32 statistics), or compute mean and variance on `x.float()`.";
    case "l2-norm":
      return "Normalise in float32 (`F.normalize(x.float(), dim=-1, eps=1e-6)`), or scale x before squaring.";
    case "softmax":
      return "Use `torch.softmax`, or subtract the row's maximum before `exp`.";
    case "attention-scores":
      return "Scale q before the product (`(q * scale) @ k.transpose(-2, -1)`), or use `F.scaled_dot_product_attention` and keep it in float32.";
    case "rotary":
      return "Compute angles, sines and cosines in float32 (`pos.float() * freq`, then `.cos()`, `.sin()`) or store them as a float32 table, and cast only the results.";
    case "fourier":
      return "Compute the arguments and `sin`, `cos` in float32 and cast only the results, or reduce the argument modulo 2 pi first.";
    default:
      return undefined;
  }
}
