import type { Cause } from "../localise/cause.ts";
import { describeExcess } from "../localise/rank-excess.ts";
import type { Member, Solution } from "./search-result.ts";

/** Why one node of a plan stays in FP32. */
export interface PlanReason {
  readonly id: string;
  readonly cause: Cause | undefined;
  readonly member: Member;
  /** One or two sentences. */
  readonly text: string;
}

/**
 * One reason a node: what goes wrong there, as far as it was measured, and what was tried that shows it.
 * @param causeOf of a node that trials found guilty.
 * @param hazards what an engine may do wrong at a node that no trial in the emulation can show to be guilty.
 */
export function reasonsOf(
  { members }: Solution,
  causeOf: (id: string) => Cause | undefined,
  hazards: ReadonlyMap<string, Cause> = new Map(),
): readonly PlanReason[] {
  return members.map((member) => {
    const isGuilty = member.proof !== undefined || (member.aloneExcess ?? 0) > 1;
    const cause = hazards.get(member.id) ?? (isGuilty ? causeOf(member.id) : undefined);
    const text = [...(cause === undefined ? [] : [cause.evidence]), trialText(member)].join(" ");
    return { id: member.id, cause, member, text };
  });
}

function trialText({ proof, aloneExcess }: Member): string {
  switch (proof) {
    case "alone":
      return `Alone in FP16 it puts an output at ${describeExcess(aloneExcess ?? Number.POSITIVE_INFINITY)}.`;
    case "removed":
      return "Without it in FP32 the limits are broken.";
    case "without":
      return "A set that holds all others and more, but not this node, breaks the limits.";
    default:
      return aloneExcess !== undefined && aloneExcess <= 1
        ? `It goes with the others: alone in FP16 it puts the outputs at ${describeExcess(aloneExcess)}.`
        : "It belongs to the set that was tried; that it could go back to FP16 was not ruled out.";
  }
}
