import { matchesGlob } from "../compare/glob.ts";
import { quoteName } from "../compare/quote-name.ts";
import type { LegFinding } from "./decide.ts";
import type { Excuse } from "./excuse.ts";
import type { CulpritFacts, Waiver } from "./job-facts.ts";

export interface WaiverReport extends Waiver {
  readonly state: "used" | "unused" | "expired";
  readonly text: string;
}

export interface WaiverJudgement {
  /** By finding; findings that no waiver covers are missing here. */
  readonly excuses: ReadonlyMap<LegFinding, Excuse>;
  readonly reports: readonly WaiverReport[];
}

/** What is wrong with the form of an output can't be waived: nothing was compared there. */
const unwaivable: ReadonlySet<string> = new Set(["output", "shape", "dtype"]);

/**
 * Applies the waivers to the limits that were crossed. A waiver of a layer covers an output only when every layer that
 * breaks it is waived; without culprits it covers nothing. A waiver holds to the end of its last day, in UTC; after
 * that it excuses nothing, and what it covered fails again.
 */
export function applyWaivers(
  findings: readonly LegFinding[],
  culprits: readonly CulpritFacts[],
  waivers: readonly Waiver[],
  now: Date,
): WaiverJudgement {
  const crossed = findings.filter(
    ({ passed, level, name }) => !passed && level === "fail" && !unwaivable.has(name),
  );
  const excuses = new Map<LegFinding, Excuse>();
  const used = new Set<Waiver>();
  const valid = waivers.filter((waiver) => !isExpired(waiver, now));
  for (const finding of crossed) {
    const covering = coveringWaivers(finding, culprits, valid);
    const [first] = covering;
    if (first === undefined) continue;
    for (const waiver of covering) used.add(waiver);
    excuses.set(finding, {
      kind: "waived",
      text: `waived until ${first.expires} by ${first.by}: ${first.reason}`,
    });
  }
  const reports = waivers.map((waiver): WaiverReport => {
    const isNeeded = crossed.some((finding) =>
      coveringWaivers(finding, culprits, [waiver, ...valid]).includes(waiver),
    );
    return report(waiver, { isExpired: !valid.includes(waiver), isUsed: used.has(waiver), isNeeded });
  });
  return { excuses, reports };
}

/** Whether the last day of a waiver is over. What is no date is over, too. */
export function isExpired({ expires }: Waiver, now: Date): boolean {
  return !(now.getTime() < Date.parse(`${expires}T00:00:00Z`) + 86_400_000);
}

function coveringWaivers(
  { output }: LegFinding,
  culprits: readonly CulpritFacts[],
  waivers: readonly Waiver[],
): readonly Waiver[] {
  const ofOutput = waivers.find((waiver) => waiver.output !== undefined && fits(waiver.output, [output]));
  if (ofOutput !== undefined) return [ofOutput];
  const guilty = culprits.filter(({ breaks }) => breaks?.includes(output) === true);
  const ofLayers = guilty.map((culprit) => waivers.find((waiver) => coversLayer(waiver, culprit)));
  const covering = ofLayers.filter((waiver) => waiver !== undefined);
  return covering.length === guilty.length ? [...new Set(covering)] : [];
}

function coversLayer({ layer }: Waiver, { node, key, module }: CulpritFacts): boolean {
  if (layer === undefined) return false;
  return fits(layer, [node, ...(key === undefined ? [] : [key]), ...(module === undefined ? [] : [module])]);
}

function fits(pattern: string, names: readonly string[]): boolean {
  return names.some((name) => name === pattern || matchesGlob(pattern, name));
}

function report(
  waiver: Waiver,
  { isExpired, isUsed, isNeeded }: { isExpired: boolean; isUsed: boolean; isNeeded: boolean },
): WaiverReport {
  const { output, layer, by, reason, expires } = waiver;
  const subject = output === undefined ? `layer ${quoteName(layer ?? "")}` : `output ${quoteName(output)}`;
  const who = `waived by ${by}: ${reason}`;
  if (isExpired) {
    const effect = isNeeded ? "what it covered fails again" : "nothing needs it, so it can be removed";
    return { ...waiver, state: "expired", text: `${subject}: expired on ${expires}; ${effect} (${who}).` };
  }
  return isUsed
    ? { ...waiver, state: "used", text: `${subject}: ${who}, until ${expires}.` }
    : {
        ...waiver,
        state: "unused",
        text: `${subject}: covers nothing that fails; it can be removed (${who}).`,
      };
}
