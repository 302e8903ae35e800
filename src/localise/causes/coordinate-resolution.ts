import type { GraphNode } from "../../onnx/graph.ts";
import { compositionAdvice, show, site } from "../advice.ts";
import type { Cause } from "../cause.ts";
import { activations, type CauseContext, isPlainRounding, scalarConstant, stepAt } from "../cause-context.ts";
import { downstream } from "../cause-walk.ts";
import type { NodeEvidence } from "../evidence.ts";

/** Angles from here on come in steps of 1/32 and more: whole percents of a turn. */
const leastAngle = 32;
/** Coordinates from here on come in steps of a quarter and more. */
const leastCoordinate = 512;
const onWay = new Set(["Mul", "Div", "Add", "Sub", "Neg", "Clip", "Min", "Max", "Mod"]);

/** Large values of which small differences matter, where the graph shows that they do: angles and sampling grids. */
export function coordinateResolution(context: CauseContext): Cause | undefined {
  if (context.measured.introduced.nonFinite > 0 || context.measured.reference.overflows > 0) return undefined;
  return angle(context) ?? samplingGrid(context);
}

/** The same for values of which the graph does not say what they are: large results, or factors of such. */
export function largeValues(context: CauseContext): Cause | undefined {
  if (!isPlainRounding(context.measured)) return largeOperands(context);
  if (isProductOfWeights(context.node, context.measured)) return undefined;
  return largeResult(context) ?? scaledUp(context);
}

/**
 * A sum or difference that is smaller than its large operands, whose rounding is all that it loses: at most half a
 * step of each operand, and of the result.
 */
function largeOperands(context: CauseContext): Cause | undefined {
  const { node, measured } = context;
  const { introduced, reference } = measured;
  if (node.proto.opType !== "Add" && node.proto.opType !== "Sub") return undefined;
  const steps = [reference, ...measured.inputs].map(({ absMax }) => stepAt(absMax) / 2);
  const largest = Math.max(...measured.inputs.map(({ absMax }) => absMax));
  const isExplained = introduced.nonFinite === 0 && introduced.max <= steps.reduce((sum, step) => sum + step);
  if (!isExplained || largest < leastCoordinate) return undefined;
  return largeValuesAt(largest, context);
}

function angle(context: CauseContext): Cause | undefined {
  const { node, measured, evidence } = context;
  const isWave = ({ proto }: GraphNode): boolean => proto.opType === "Sin" || proto.opType === "Cos";
  const wave = isWave(node)
    ? node
    : downstream(node, { steps: 3, through: onWay }).find((met) => isWave(met.node))?.node;
  if (wave === undefined) return undefined;
  const argument = wave === node ? activations(measured)[0] : evidence.get(wave.id)?.inputs[0];
  if (argument === undefined || argument.absMax < leastAngle) return undefined;
  const { composition } = site(context);
  const what =
    composition === undefined
      ? `The argument of ${wave.proto.opType}`
      : `The argument of ${composition.name}`;
  return {
    kind: "coordinate-resolution",
    evidence: `${what} reaches ${show(argument.absMax)} rad, where neighbouring FP16 numbers are ${show(stepAt(argument.absMax))} rad apart.`,
    advice:
      compositionAdvice(composition) ??
      "Compute the argument and `sin`, `cos` in float32, or reduce it modulo 2 pi first.",
  };
}

/** GridSample reads places in an image: a step of the grid times half the image's size is an error in pixels. */
function samplingGrid({ node, measured }: CauseContext): Cause | undefined {
  const sampler =
    node.proto.opType === "GridSample"
      ? node
      : downstream(node, { steps: 3, through: onWay }).find(
          (met) => met.node.proto.opType === "GridSample" && (met.input === 1 || met.from !== node),
        )?.node;
  if (sampler === undefined) return undefined;
  const grid = sampler === node ? measured.inputs.find((input) => input.position === 1) : measured.reference;
  if (grid === undefined) return undefined;
  return {
    kind: "coordinate-resolution",
    evidence: `Sampling positions up to ${show(grid.absMax)} feed \`grid_sample\`, where FP16 steps are ${show(stepAt(grid.absMax))}.`,
    advice: "Build the grid and sample in float32 (`F.grid_sample(x.float(), grid.float())`).",
  };
}

function largeResult(context: CauseContext): Cause | undefined {
  const { measured } = context;
  const largest = Math.max(measured.reference.absMax, ...activations(measured).map((input) => input.absMax));
  return largest < leastCoordinate ? undefined : largeValuesAt(largest, context);
}

function largeValuesAt(largest: number, context: CauseContext): Cause {
  const { introduced, reference } = context.measured;
  const { name } = site(context);
  const [subject, moved] =
    largest > reference.absMax
      ? [`This ${name} reads values that`, "moves its results"]
      : [`Values at this ${name}`, "moves them"];
  return {
    kind: "coordinate-resolution",
    evidence: `${subject} reach ${show(largest)}, where FP16 steps are ${show(stepAt(largest))}; its rounding alone ${moved} by up to ${show(introduced.max)}.`,
    advice:
      "Compute coordinates of this size in float32, or keep offsets relative to an anchor and add the large part in float32.",
  };
}

/** Small numbers that are multiplied to large ones: their step grows with them. */
function scaledUp({ node, measured, evidence }: CauseContext): Cause | undefined {
  for (const { node: reader } of downstream(node, { steps: 4, through: onWay })) {
    const found = evidence.get(reader.id);
    const factor = reader.proto.opType === "Mul" ? Math.max(...factorsOf(reader, found)) : 0;
    if (found === undefined || factor < 64 || found.reference.absMax < leastCoordinate) continue;
    const step = stepAt(measured.reference.absMax);
    return {
      kind: "coordinate-resolution",
      evidence: `Values up to ${show(measured.reference.absMax)} keep steps of ${show(step)} in FP16 here and are multiplied by ${show(factor)} later: steps of ${show(step * factor)} in results up to ${show(found.reference.absMax)}.`,
      advice:
        "Normalise and decode coordinates in float32 (cast only what enters the layers between), or choose a scale that keeps results small.",
    };
  }
  return undefined;
}

function factorsOf(node: GraphNode, measured: NodeEvidence | undefined): number[] {
  const scalars = node.inputs.map((value) => Math.abs(scalarConstant(value) ?? 0));
  const stored = (measured?.inputs ?? []).filter((input) => input.isConstant).map((input) => input.absMax);
  return [0, ...scalars, ...stored];
}

/** Layers with weights give features, not coordinates. */
function isProductOfWeights(node: GraphNode, measured: NodeEvidence): boolean {
  return (
    ["MatMul", "Gemm", "Conv", "ConvTranspose"].includes(node.proto.opType) &&
    measured.inputs.some((input) => input.isConstant)
  );
}
