import type { PreparedEmulation } from "./emulate.ts";
import type { NameScope } from "./name-scope.ts";
import type { PrecisionPlan } from "./plan.ts";
import { checkPlan } from "./plan.ts";
import type { StretchConditions } from "./switchable-stretch-writer.ts";
import type { Stretch } from "./switchable-stretches.ts";
import type { SwitchUnit } from "./switchable-units.ts";

/** How the precision of the nodes is given to a switchable model. */
export interface Switches {
  /** Name of the model's input: a vector of `count` booleans. */
  readonly input: string;
  /** Ids of the nodes that can be switched, in graph order. Every other node computes the same under every plan. */
  readonly nodeIds: readonly string[];
  readonly count: number;
  /**
   * Elements of the input for a plan, one byte each; undefined when the plan gives different precisions to nodes that
   * are switched together (see `candidates`).
   * @throws ConfigError when the plan names nodes that the model does not have.
   */
  elements(plan: PrecisionPlan): Uint8Array<ArrayBuffer> | undefined;
}

/** Names of the scalars inside the model, which its Ifs read. */
export interface Conditions {
  /** By element of the input. */
  readonly names: readonly string[];
  readonly ofUnit: (unit: SwitchUnit) => string;
  readonly ofStretch: (stretch: Stretch) => StretchConditions;
}

/** One element for each unit (it runs in half precision), then two for each stretch, as in `StretchConditions`. */
export function createSwitches(
  prepared: PreparedEmulation,
  units: readonly SwitchUnit[],
  stretches: readonly Stretch[],
  names: NameScope,
): { switches: Switches; conditions: Conditions } {
  const input = names.take("fp16_switches");
  const take = (suffix: string): string => names.take(`${input}_${suffix}`);
  const ofUnit = new Map(units.map((unit) => [unit, take("half")]));
  const ofStretch = new Map(
    stretches.map((stretch) => [stretch, { allHalf: take("all_half"), allFull: take("all_full") }]),
  );
  const joined = stretches.filter((stretch) => stretch.isJoined);
  return {
    switches: {
      input,
      nodeIds: units.map((unit) => unit.id),
      count: units.length + 2 * stretches.length,
      elements(plan) {
        checkPlan(plan, prepared.original.graph);
        const isHalf = (unit: SwitchUnit): boolean => !plan.fp32Nodes.has(unit.id);
        if (joined.some((each) => each.units.some(isHalf) && !each.units.every(isHalf))) {
          return undefined;
        }
        return Uint8Array.from(
          [
            ...units.map(isHalf),
            ...stretches.flatMap((each) => [each.units.every(isHalf), !each.units.some(isHalf)]),
          ],
          Number,
        );
      },
    },
    conditions: {
      names: [
        ...ofUnit.values(),
        ...[...ofStretch.values()].flatMap(({ allHalf, allFull }) => [allHalf, allFull]),
      ],
      ofUnit: (unit) => ofUnit.get(unit) as string,
      ofStretch: (stretch) => ofStretch.get(stretch) as StretchConditions,
    },
  };
}
