import { pluginArguments, shapeText } from "./build-arguments.ts";
import { isAtLeast, type TrtexecVersion } from "./version.ts";

/** An input as a file of exactly the binding's bytes. */
export interface WrittenInput {
  readonly name: string;
  /** Plain file name in the folder of the run: commas and quotes in it would break the flag. */
  readonly file: string;
  readonly shape: readonly number[];
}

/** Timed runs when latency is wanted. */
const timedRuns = 100;

/** Arguments that run an engine file once on given inputs and write every binding as raw bytes. */
export function runArguments(
  version: TrtexecVersion,
  engineFile: string,
  inputs: readonly WrittenInput[],
  dynamicInputs: ReadonlySet<string>,
  options: { readonly plugins: readonly string[]; readonly latency: boolean },
): string[] {
  const dynamic = inputs.filter(({ name }) => dynamicInputs.has(name));
  return [
    `--loadEngine=${engineFile}`,
    ...(inputs.length === 0
      ? []
      : [`--loadInputs=${inputs.map(({ name, file }) => `'${name}':${file}`).join(",")}`]),
    ...(dynamic.length === 0
      ? []
      : [`--shapes=${dynamic.map(({ name, shape }) => shapeText(name, shape)).join(",")}`]),
    ...pluginArguments(version, options.plugins),
    "--dumpRawBindingsToFile",
    "--exportOutput=output.json",
    `--iterations=${options.latency ? timedRuns : 1}`,
    `--warmUp=${options.latency ? 200 : 0}`,
    "--duration=0",
    ...(options.latency ? ["--exportTimes=times.json"] : []),
    // 11 leaves transfers out unless told, and then the outputs of 11.0 would never come back.
    ...(isAtLeast(version, 11) ? ["--includeDataTransfers"] : []),
  ];
}
