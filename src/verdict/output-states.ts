import type { LegFinding } from "./decide.ts";
import type { JobFacts, OutputFacts } from "./job-facts.ts";
import { crossesToday } from "./known-failures.ts";

/** ok and added pass or warn, unless their own limit says otherwise; vanished is on the base only. */
export type State = "ok" | "known" | "new" | "improved" | "vanished" | "added";

export interface OutputState {
  readonly name: string;
  readonly state: State;
  readonly metric: string;
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly accepted?: number | undefined;
  readonly unit?: string | undefined;
}

const order: readonly State[] = ["new", "known", "added", "vanished", "improved", "ok"];

/**
 * The state of every output of either job, new failures first.
 * @param findings of this job, regressions among them.
 * @param isKnown whether a crossed limit repeats a failure of the base, excused or not.
 */
export function outputStates(
  now: { readonly outputs: readonly OutputFacts[]; readonly findings: readonly LegFinding[] },
  base: { readonly outputs: readonly OutputFacts[]; readonly findings: readonly LegFinding[] },
  isKnown: (finding: LegFinding) => boolean,
  accepted: JobFacts | undefined,
): OutputState[] {
  const before = new Map(base.outputs.map((output) => [output.name, output]));
  const names = new Set(now.outputs.map(({ name }) => name));
  const acceptedOutputs = new Map(accepted?.outputs.map((output) => [output.name, output]));
  const present = now.outputs.map((output): OutputState => {
    const own = now.findings.filter((finding) => finding.output === output.name && finding.level === "fail");
    const earlier = before.get(output.name);
    return {
      name: output.name,
      state: earlier === undefined ? "added" : stateOf(own, base.findings, isKnown),
      metric: "max-abs",
      ...figureOf("before", earlier, output.unit),
      after: output.metrics.maxAbs,
      ...figureOf("accepted", acceptedOutputs.get(output.name), output.unit),
      ...(output.unit === undefined ? {} : { unit: output.unit }),
    };
  });
  const vanished = base.outputs
    .filter(({ name }) => !names.has(name))
    .map((output): OutputState => {
      const { name, unit } = output;
      const figure = figureOf("before", output, unit);
      return {
        name,
        state: "vanished",
        metric: "max-abs",
        ...figure,
        ...(unit === undefined ? {} : { unit }),
      };
    });
  return [...present, ...vanished].sort(
    (one, other) => order.indexOf(one.state) - order.indexOf(other.state),
  );
}

function stateOf(
  own: readonly LegFinding[],
  base: readonly LegFinding[],
  isKnown: (finding: LegFinding) => boolean,
): State {
  const crossed = own.filter(({ passed }) => !passed);
  if (crossed.length > 0) return crossed.every(isKnown) ? "known" : "new";
  // By today's limits: what a loosened limit lets through has not improved.
  const failedBefore = own.some((finding) =>
    base.some(
      (earlier) =>
        earlier.leg === finding.leg &&
        earlier.output === finding.output &&
        earlier.name === finding.name &&
        earlier.level === "fail" &&
        crossesToday(earlier, finding),
    ),
  );
  return failedBefore ? "improved" : "ok";
}

/** Figures in another unit say nothing, and are left out. */
function figureOf<K extends "before" | "accepted">(
  key: K,
  output: OutputFacts | undefined,
  unit: string | undefined,
): { readonly [P in K]?: number } {
  if (output === undefined || output.unit !== unit) return {};
  return { [key]: output.metrics.maxAbs } as { readonly [P in K]?: number };
}
