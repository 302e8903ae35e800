import type { TrialOutcome } from "../localise/trial.ts";
import type { ModelGraph } from "../onnx/graph.ts";
import type { NodeProvenance } from "../onnx/provenance.ts";
import { countHeld, type HeldOutInput } from "../overrides/search-held-out.ts";
import type { SearchResult } from "../overrides/search-result.ts";
import type { EngineCheck, PlanKind, VerifiedPlan } from "../overrides/verified-plan.ts";
import { type NodeSource, sourceFields } from "./compose-layers.ts";
import { toPlanOutputs } from "./plan-output.ts";
import type { ResultOverrides } from "./result.ts";

/** No search was made, and why. */
export interface NoSearch {
  readonly kind: "none";
  readonly status: "unneeded" | "unreachable" | "unavailable";
  readonly text: string;
}

/** What a search found, how it was checked, and what was written. */
export interface Searched {
  readonly kind: "searched";
  readonly search: SearchResult;
  /** With every node in FP16, over all samples. */
  readonly before: TrialOutcome;
  readonly plans: readonly VerifiedPlan[];
  readonly verifiedOn: string;
  /** What came of trying the plans on a real engine; undefined where that was not done. */
  readonly onEngine?: EngineCheck | undefined;
  readonly searchMs: number;
  readonly facts: NonNullable<ResultOverrides["search"]>;
  /** What a reader must know beyond the search's own text, one sentence each. */
  readonly notes: readonly string[];
  readonly graph: ModelGraph;
  readonly provenance: ReadonlyMap<string, NodeProvenance>;
  /** Of the plans' nodes. */
  readonly sources: ReadonlyMap<string, NodeSource>;
  readonly files: NonNullable<ResultOverrides["files"]>;
  readonly omitted: NonNullable<ResultOverrides["omitted"]>;
}

/** The user's own plan, after the model was judged under it. */
export interface GivenPlan {
  readonly kind: "given";
  readonly text: string;
  readonly nodes: readonly string[];
  readonly carriers: readonly string[];
  readonly cost: NonNullable<ResultOverrides["cost"]>;
  readonly after: TrialOutcome;
  readonly verifiedOn: string;
}

export type Repair = NoSearch | Searched | GivenPlan;

type PlanFields = Omit<ResultOverrides, "status" | "text">;
type OtherPlan = NonNullable<ResultOverrides["plans"]>[number];

/** A repair in the form of the result. `units` are those of the outputs. */
export function composeOverrides(repair: Repair, units: ReadonlyMap<string, string>): ResultOverrides {
  if (repair.kind === "none") return { status: repair.status, text: repair.text, nodes: [] };
  if (repair.kind === "given") return composeGiven(repair, units);
  const { search, plans, notes, facts, files, omitted } = repair;
  const { onEngine } = repair;
  const main = planToUse(repair);
  const mainNodes = main?.solution.nodes.join("\n");
  const tries = search.triesToProof ?? search.tries + (facts.localisationTries ?? 0);
  const isOnEngine = onEngine?.plan !== undefined;
  // What is fewest in the emulation only is told by the search's text: among the others it would pass for a large set.
  const others = plans.filter(
    ({ kind, solution }) => solution.nodes.join("\n") !== mainNodes && !(isOnEngine && kind === "fewest"),
  );
  const verifiedOn = isOnEngine ? onEngine.verifiedOn : repair.verifiedOn;
  const fields = main === undefined ? { nodes: [] } : planFields(main, { ...repair, verifiedOn }, units);
  const told = new Set(fields.nodes);
  return {
    status: statusOf(search, main),
    text: [search.text, ...notes, ...(onEngine?.notes ?? [])].join(" "),
    ...fields,
    ...(onEngine === undefined || onEngine.notes.length === 0 ? {} : { onEngine: [...onEngine.notes] }),
    before: toPlanOutputs(isOnEngine ? onEngine.before : repair.before, units),
    ...(onEngine?.latency === undefined ? {} : { latency: onEngine.latency }),
    evaluations: tries,
    ...(others.length === 0 && closestOf(search) === undefined
      ? {}
      : {
          plans: [
            ...others.map(
              (plan): OtherPlan => ({
                kind: plan.kind === "fewest" ? "large" : plan.kind,
                text: otherText(plan.kind),
                ...planFields(plan, repair, units, told),
              }),
            ),
            ...(closestOf(search) ?? []),
          ],
        }),
    ...spreadFields(search),
    search: facts,
    ...(files.length === 0 ? {} : { files }),
    ...(omitted.length === 0 ? {} : { omitted }),
  };
}

/**
 * The plan that is written for the tools: the one that a real engine bore out, else the small one that was tried on all
 * samples and is within every limit there.
 */
export function planToUse({
  plans,
  onEngine,
}: Pick<Searched, "plans" | "onEngine">): VerifiedPlan | undefined {
  if (onEngine?.plan !== undefined) return onEngine.plan;
  return plans.find(({ kind, after }) => kind === "fewest" && after.excess <= 1);
}

function statusOf(search: SearchResult, main: VerifiedPlan | undefined): ResultOverrides["status"] {
  switch (search.kind) {
    case "found":
      if (main === undefined) return "unavailable";
      return search.isCutShort && !search.fewest.isMinimal ? "stopped" : "found";
    case "unfinished":
      return "stopped";
    default:
      return search.kind;
  }
}

function composeGiven(given: GivenPlan, units: ReadonlyMap<string, string>): ResultOverrides {
  const { text, nodes, carriers, cost, after, verifiedOn } = given;
  return {
    status: "given",
    text,
    nodes: [...nodes],
    carriers: [...carriers],
    after: toPlanOutputs(after, units),
    verifiedOn,
    cost,
  };
}

/** Reasons of nodes that were `told` already are left out. */
function planFields(
  plan: VerifiedPlan,
  { graph, provenance, sources, verifiedOn }: Searched,
  units: ReadonlyMap<string, string>,
  told: ReadonlySet<string> = new Set(),
): PlanFields {
  const { solution, carriers, after, price, reasons, heldOut } = plan;
  const modules = new Set(
    solution.nodes.map((id) => provenance.get(id)?.module ?? "").filter((path) => path !== ""),
  );
  return {
    nodes: [...solution.nodes],
    carriers: [...carriers],
    modules: [...modules],
    reasons: reasons
      .filter(({ id }) => !told.has(id))
      .map(({ id, cause, member, text }) => {
        const module = provenance.get(id)?.module;
        return {
          node: id,
          op: graph.nodeById.get(id)?.proto.opType ?? "unknown",
          ...(module === undefined ? {} : { module }),
          ...sourceFields(sources.get(id)),
          ...(cause === undefined ? {} : { cause: cause.kind }),
          ...(member.aloneExcess === undefined ? {} : { aloneExcess: member.aloneExcess }),
          ...(member.proof === undefined ? {} : { proof: member.proof }),
          reason: text,
        };
      }),
    after: toPlanOutputs(after, units),
    ...(heldOut === undefined ? {} : { heldOut: heldOutFields(heldOut.inputs, heldOut.reason) }),
    verifiedOn,
    minimal: solution.isMinimal,
    uniqueSmallest: solution.isUnique,
    cost: costFields(price),
  };
}

/** A price in the form of the result. */
export function costFields(price: VerifiedPlan["price"]): NonNullable<ResultOverrides["cost"]> {
  const { nodes, share, flopShare, byteShare, casts, islands, unknownNodes } = price;
  return {
    nodes,
    share,
    ...(flopShare === undefined ? {} : { flopShare }),
    ...(byteShare === undefined ? {} : { byteShare }),
    casts,
    islands,
    ...(unknownNodes === 0 ? {} : { unknownNodes }),
  };
}

const heldOutKinds = ["held-back", "noise", "permuted"] as const;

function heldOutFields(
  inputs: readonly HeldOutInput[],
  reason: string | undefined,
): NonNullable<ResultOverrides["heldOut"]> {
  const { held, of, worstExcess } = countHeld(inputs.map(({ excess }) => excess));
  const kinds = heldOutKinds.flatMap((kind) => {
    const own = inputs.filter((input) => input.kind === kind).map(({ excess }) => excess);
    if (own.length === 0) return [];
    const counted = countHeld(own);
    return [{ kind, held: counted.held, of: counted.of }];
  });
  return {
    held,
    of,
    ...(of === 0 ? {} : { worstExcess }),
    kinds,
    ...(reason === undefined ? {} : { text: reason }),
  };
}

function otherText(kind: PlanKind): string {
  switch (kind) {
    case "comfortable":
      return "Meets half of every limit, for inputs that differ from these samples.";
    case "islands":
      return "Easier to read, and no more to convert between, than the fewest nodes.";
    case "partial":
      return "Repairs the other outputs; those whose error is spread stay beyond their limits.";
    default:
      return "Passes, and is no small set: it may fit the rounding of these samples only.";
  }
}

function closestOf(search: SearchResult): OtherPlan[] | undefined {
  if (search.kind !== "unfinished" || search.closest === undefined) return undefined;
  const { nodes } = search.closest;
  return [
    {
      kind: "closest",
      text: "Nearest to the limits of all sets that were tried; it fails.",
      nodes: [...nodes],
    },
  ];
}

function spreadFields(search: SearchResult): Pick<ResultOverrides, "spreadOutputs" | "curve" | "advice"> {
  if (search.kind !== "spread") return {};
  return {
    spreadOutputs: [...search.outputs],
    curve: search.curve.map((point) => ({ ...point })),
    advice: search.advice.map((entry) => ({ ...entry })),
  };
}
