import { formatCount, formatDuration } from "../compare/figure.ts";
import { quoteName } from "../compare/quote-name.ts";
import { describePrecision } from "./candidate-view.ts";
import { engineEntries } from "./engine-facts.ts";
import type { GateResult } from "./result.ts";
import { shownPath } from "./shown-path.ts";

/** One line of how a result was made; unescaped. */
export interface RunFact {
  readonly name: string;
  readonly value: string;
  /** The whole value is a name or a hash rather than a sentence. */
  readonly isName: boolean;
}

type Entry = readonly [name: string, value: string | undefined, isName?: boolean];

/** Model, samples, engine, machine and times, as far as the result knows them. */
export function runFacts(result: GateResult): readonly RunFact[] {
  return [...judgedEntries(result), ...machineEntries(result)].flatMap(([name, value, isName = false]) =>
    value === undefined || value === "" ? [] : [{ name, value, isName }],
  );
}

function judgedEntries(result: GateResult): Entry[] {
  const { model, samples, engine, config, verdict } = result;
  const hashes = model?.sha256;
  const nodes = model?.nodes === undefined ? undefined : formatCount(model.nodes, "node");
  return [
    ["model", model && shownPath(model.file), true],
    ["model SHA-256", hashes?.file, true],
    ["graph SHA-256", hashes?.graph, true],
    ["weights SHA-256", hashes?.weights, true],
    ["ONNX", model && joined([model.opset && `opset ${model.opset}`, model.producer, nodes])],
    ...candidateEntries(result),
    ["samples", samples && `${samples.count} in ${quoteName(shownPath(samples.directory))}`],
    ["samples SHA-256", samples?.sha256, true],
    ...(samples?.manifest ?? []).map(({ name, value }): Entry => [`samples: ${name}`, value, true]),
    ["engine", engine && joined([engine.name, engine.version, engine.device, engine.realisedPrecision])],
    ...(engine?.notes ?? []).map((note): Entry => ["engine note", note]),
    ...engineEntries(result),
    ...legEntries(result),
    ["limits", config && `from ${config.limits}`],
    ["enforce", verdict.enforcement],
    ["exit code", String(verdict.exitCode)],
  ];
}

function candidateEntries({ candidate }: GateResult): Entry[] {
  if (candidate === undefined) return [];
  const { model, precision } = candidate;
  return [
    ["converted model", shownPath(model.file), true],
    ["its SHA-256", model.sha256.file, true],
    [
      "its ONNX",
      joined([
        model.opset && `opset ${model.opset}`,
        model.producer,
        model.nodes && formatCount(model.nodes, "node"),
      ]),
    ],
    ["its precision", describePrecision(precision)],
  ];
}

function legEntries({ localisation }: GateResult): Entry[] {
  if (localisation === undefined) return [];
  const { trials, splitInto } = localisation;
  return [
    [
      "localisation",
      trials === undefined ? undefined : `${formatCount(trials, "trial")} of changed precision`,
    ],
    [
      "graph",
      splitInto === undefined || splitInto < 2 ? undefined : `run in ${splitInto} parts to fit in memory`,
    ],
  ];
}

function machineEntries({ tool, environment, timings }: GateResult): Entry[] {
  const times = Object.entries(timings ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name.replace(/Ms$/, "")} ${formatDuration(value)}`],
  );
  const checkout = environment?.checkout;
  return [
    ["tool", `${tool.name} ${tool.version}`],
    [
      "machine",
      environment && joined([environment.cpu, environment.gpu, environment.platform, environment.arch]),
    ],
    ["Node", environment?.node],
    ["checkout", checkout && `${checkout.repository} at ${checkout.commit}`, true],
    ["time", times.join(", ")],
  ];
}

function joined(parts: readonly (string | number | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join(", ");
}
