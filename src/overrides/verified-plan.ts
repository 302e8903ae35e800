import type { TrialOutcome } from "../localise/trial.ts";
import type { PlanReason } from "./plan-reasons.ts";
import type { PlanPrice } from "./price.ts";
import type { HeldOutInput } from "./search-held-out.ts";
import type { SearchResult, Solution } from "./search-result.ts";

/** What a plan is good for beside being the smallest. */
export type PlanKind = "fewest" | "comfortable" | "islands" | "partial" | "large";

/** A set that the search found, run once more over everything there is. */
export interface VerifiedPlan {
  readonly kind: PlanKind;
  readonly solution: Solution;
  /** Over all samples, those held back included. */
  readonly after: TrialOutcome;
  readonly carriers: readonly string[];
  readonly price: PlanPrice;
  readonly reasons: readonly PlanReason[];
  /** Undefined where it was not tried on other inputs. */
  readonly heldOut:
    | { readonly inputs: readonly HeldOutInput[]; readonly reason: string | undefined }
    | undefined;
}

/** What came of trying the plans of a search on a real engine. */
export interface EngineCheck {
  /** The first that keeps to every limit there, `after` measured there; undefined when none of those tried does. */
  readonly plan: VerifiedPlan | undefined;
  /** Everything in FP16, on the engine. */
  readonly before: TrialOutcome;
  /** In words: engine, version, device, typing. */
  readonly verifiedOn: string;
  readonly latency:
    | {
        readonly engine: string;
        readonly beforeMs: number;
        readonly afterMs: number;
        readonly p95BeforeMs: number;
        readonly p95AfterMs: number;
      }
    | undefined;
  /** One sentence each. */
  readonly notes: readonly string[];
}

/** Plans beyond those of the search, for an engine on which these don't hold. */
export interface FurtherPlans {
  /** A plan with more nodes, because it does not hold on the engine, or with fewer; priced anew. */
  readonly withNodes: (plan: VerifiedPlan, nodes: readonly string[]) => VerifiedPlan;
  /**
   * Nodes whose results fit FP16 while the sums on the way to them do not: right in the emulation, wrong on an engine that
   * adds up in FP16. Measured when asked for.
   */
  readonly hazards: () => Promise<readonly string[]>;
}

/** Tries plans on a real engine; undefined when there is nothing to try them for. */
export type TryOnEngine = (
  plans: readonly VerifiedPlan[],
  further: FurtherPlans,
) => Promise<EngineCheck | undefined>;

/** The plans that a search offers: those with other nodes than the ones before them. */
export function offeredPlans(
  search: SearchResult,
): { readonly kind: PlanKind; readonly solution: Solution }[] {
  const all: [PlanKind, Solution | undefined][] =
    search.kind === "found"
      ? [
          ["fewest", search.fewest],
          ["comfortable", search.comfortable],
          ["islands", search.islands],
        ]
      : search.kind === "spread"
        ? [
            ["partial", search.partial],
            ["large", search.large],
          ]
        : [["large", search.kind === "unfinished" ? search.best : undefined]];
  const seen = new Set<string>();
  return all.flatMap(([kind, solution]) => {
    const key = solution?.nodes.join("\n");
    if (solution === undefined || key === undefined || seen.size === seen.add(key).size) return [];
    return [{ kind, solution }];
  });
}
