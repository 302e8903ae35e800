import type { JobFacts } from "./job-facts.ts";

export type Change = "same" | "changed" | "unknown";

/** What differs between two jobs, by hashes. */
export interface Attribution {
  readonly weights: Change;
  readonly graph: Change;
  readonly samples: Change;
  readonly config: Change;
  readonly environment: Change;
  /** `engine version: 10.3 -> 10.13`, and so on. */
  readonly environmentChanges: readonly string[];
  readonly text: string;
}

/** Compares the hashes of model, samples and configuration, and the environment. */
export function attribute(before: JobFacts, after: JobFacts): Attribution {
  const hashes = { before: before.model?.sha256, after: after.model?.sha256 };
  const sameFile = hashes.before !== undefined && hashes.before.file === hashes.after?.file;
  const sameCandidate = before.candidate?.model.sha256.file === after.candidate?.model.sha256.file;
  const part = (name: "weights" | "graph"): Change => {
    // Of a converted model only the file is known, so that either may have changed.
    if (!sameCandidate) return "changed";
    return sameFile && name === "graph" ? "same" : compare(hashes.before?.[name], hashes.after?.[name]);
  };
  const environmentChanges = [...decisiveChanges(before, after), ...otherChanges(before, after)];
  const changes = {
    weights: part("weights"),
    graph: part("graph"),
    samples: compare(before.samples?.sha256, after.samples?.sha256),
    config: compare(before.config?.sha256, after.config?.sha256),
    environment: environmentChange(before, after, environmentChanges),
  };
  return { ...changes, environmentChanges, text: describe(changes, environmentChanges) };
}

/**
 * Why figures of two jobs can't be compared: another engine, version, device or precision produced them. Undefined
 * when they can. The emulation runs on the CPU, so only its version and the processor's architecture count there;
 * recorded outputs were made elsewhere, and no more is known than that.
 */
export function incomparability(before: JobFacts, after: JobFacts): string | undefined {
  if (before.engine === undefined || after.engine === undefined) {
    return "it is not known which engine produced the outputs";
  }
  const [first, second] = [before, after].map(({ legs }) => legs.find(({ judged }) => judged)?.kind);
  if (first !== second) return `another leg was judged: ${first ?? "none"} -> ${second ?? "none"}`;
  const changes = decisiveChanges(before, after);
  return changes.length === 0 ? undefined : `another environment: ${changes.join("; ")}`;
}

type Entry = readonly [name: string, before: string | undefined, after: string | undefined];

function decisiveChanges(before: JobFacts, after: JobFacts): string[] {
  const [first, second] = [before.engine, after.engine];
  const [was, is] = [before.environment, after.environment];
  const name: Entry = ["engine", first?.name, second?.name];
  if (second?.name === "recorded") return changed([name]);
  const version: Entry = ["engine version", first?.version, second?.version];
  const machine: Entry[] = [
    ["platform", was?.platform, is?.platform],
    ["architecture", was?.arch, is?.arch],
  ];
  if (second?.name === "emulated") return changed([name, version, ...machine]);
  return changed([
    name,
    version,
    ["device", first?.device, second?.device],
    ["precision", first?.realisedPrecision, second?.realisedPrecision],
    ["GPU", was?.gpu, is?.gpu],
    ...machine,
  ]);
}

function otherChanges(before: JobFacts, after: JobFacts): string[] {
  const [was, is] = [before.environment, after.environment];
  const known = new Set(decisiveChanges(before, after));
  return changed([
    ["fp16-gate", before.tool.version, after.tool.version],
    ["GPU", was?.gpu, is?.gpu],
    ["driver", was?.driver, is?.driver],
    ["CPU", was?.cpu, is?.cpu],
  ]).filter((text) => !known.has(text));
}

/** Absent on both sides is the same; absent on one side is a difference. */
function changed(entries: readonly Entry[]): string[] {
  return entries
    .filter(([, before, after]) => before !== after)
    .map(([name, before, after]) => `${name}: ${before ?? "unknown"} -> ${after ?? "unknown"}`);
}

function compare(before: string | undefined, after: string | undefined): Change {
  if (before === undefined || after === undefined) return "unknown";
  return before === after ? "same" : "changed";
}

function environmentChange(before: JobFacts, after: JobFacts, changes: readonly string[]): Change {
  if (before.environment === undefined || after.environment === undefined) return "unknown";
  return changes.length === 0 ? "same" : "changed";
}

const parts = ["weights", "graph", "samples", "config"] as const;
const titles = { weights: "weights", graph: "graph", samples: "samples", config: "limits" } as const;

function describe(
  changes: Record<(typeof parts)[number] | "environment", Change>,
  environmentChanges: readonly string[],
): string {
  const names = (wanted: Change): string[] =>
    parts.filter((part) => changes[part] === wanted).map((part) => titles[part]);
  const [moved, unknown] = [names("changed"), names("unknown")];
  const unsure = unknown.length === 0 ? "" : ` Not known of ${listed(unknown)}.`;
  const places = environmentChanges.join("; ");
  if (moved.length > 0) {
    const more = changes.environment === "changed" ? `, and the environment (${places})` : "";
    return `Changed: ${listed(moved)}${more}.${unsure}`;
  }
  if (changes.environment === "changed") {
    const only = unknown.length === 0 ? "Only the environment changed" : "The environment changed";
    return `${only} (${places}).${unsure}`;
  }
  return unknown.length === parts.length
    ? "What changed is not known."
    : `Model, samples, limits and environment: nothing changed that is known.${unsure}`;
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) as string;
  return names.length === 1 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
