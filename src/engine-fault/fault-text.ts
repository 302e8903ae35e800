import { quoteName } from "../compare/quote-name.ts";
import type { RealEngineName } from "../config/engine-settings.ts";
import type { EngineFault } from "./locate-fault.ts";

const shownNames = 4;

/** Knobs of the build that choose other kernels, by engine. */
const knobs: Readonly<Record<RealEngineName, string>> = {
  tensorrt: "another builder optimisation level (engine-options optLevel) or timing cache",
  trtexec: "another --builderOptimizationLevel, --tacticSources or timing cache (build-args)",
  onnxruntime: "another optimisation level (engine-options optLevel)",
  torch: "autocast instead of half (engine-options method)",
  driver: "another setting of its build",
};

/** What was found on the engine, and what to do about it. */
export function faultText(
  kind: EngineFault["kind"],
  nodes: readonly string[],
  tensors: readonly string[],
  engine: RealEngineName,
): string {
  const at = listNames(nodes);
  switch (kind) {
    case "accumulation":
      return `Kept in FP32 on this engine, ${at} repair it: kernels there lose more than FP16 storage does, as by accumulating in FP16.`;
    case "fusion":
      return (
        `With ${listNames(tensors)} as further outputs the engine is right, and FP32 at ${at} does not repair it: ` +
        `the fusion across them is at fault. Keep these outputs to break it, or try ${knobs[engine]}, or another version.`
      );
    case "kernel":
      return (
        `The engine is right before ${at} and wrong behind, and FP32 there does not repair it: ` +
        `a kernel is at fault. Try ${knobs[engine]}, or another version.`
      );
    case "build":
      return `Built again, the engine is right: its choice of kernels is at fault. Keep a timing cache of a good build, or try ${knobs[engine]}.`;
    default:
      return `No cut of the graph shows where. Try ${knobs[engine]}, or another version.`;
  }
}

/** What building the part of the graph alone showed. */
export function prefixText(isWrong: boolean | undefined): string {
  if (isWrong === undefined) return "";
  return isWrong
    ? " Built alone, the part of the graph that ends there is wrong as well."
    : " Built alone, the part of the graph that ends there is right: it goes wrong only together with what follows.";
}

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, shownNames).map(quoteName).join(", ");
  return names.length > shownNames ? `${shown} and ${names.length - shownNames} more` : shown;
}
