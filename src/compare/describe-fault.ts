import type { ConstantFault, FaultCount } from "./constant-difference.ts";
import { formatAgainst } from "./figure.ts";
import { quoteName } from "./quote-name.ts";

/** Where a constant stands, for a sentence about it. */
export interface FaultPlace {
  readonly node: string;
  readonly op: string;
  readonly name: string;
  readonly elements: number;
  /** A running mean or variance, which engines fold into scale and shift before they round. */
  readonly isStatistic: boolean;
}

const deeds: Readonly<Record<ConstantFault, string>> = {
  "sign-flipped": "the sign changed",
  changed: "the value changed by more than rounding",
  clamped: "the magnitude was clamped",
  overflow: "the value became infinite",
  raised: "a value that FP16 rounds to 0 was raised",
  rounded: "the value was rounded to FP16, though it is stored in FP32",
};

/** `Constant `w` of Conv `stem`: the sign changed in 2 of 108 elements (-3e-9 became 6e-8).` */
export function describeFault({ fault, count, example }: FaultCount, place: FaultPlace): string {
  const { actual, limit } = formatAgainst(example.candidate, example.reference);
  const many = place.elements === 1 ? "" : ` in ${count} of ${place.elements} elements`;
  const why =
    place.isStatistic && fault !== "rounded"
      ? " Engines fold this statistic in FP32 before they round: the fault is the converter's."
      : "";
  return `Constant ${quoteName(place.name)} of ${place.op} ${quoteName(place.node)}: ${deeds[fault]}${many} (${limit} became ${actual}).${why}`;
}
