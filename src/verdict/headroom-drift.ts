import { quoteName } from "../compare/quote-name.ts";
import type { NodeFacts } from "./job-facts.ts";

export interface HeadroomWarning {
  readonly node: string;
  readonly key: string;
  readonly module?: string | undefined;
  readonly absMax?: number | undefined;
  readonly headroomBits: number;
  readonly beforeBits?: number | undefined;
  readonly text: string;
}

/** Below this much range left a layer is close to its break: one doubling overflows. */
const alwaysWarnBits = 1;
/** Range that shrinks is told earlier, when this much is lost since the accepted job. */
const driftWarnBits = 2;
const driftBits = 0.5;
const mostWarnings = 20;

/**
 * Layers that still fit FP16's range and may soon not: less than one bit left, or less than two and half a bit lost since
 * the last accepted job. What overflows already is a finding elsewhere. Of a module only the tightest node is
 * told; least range first.
 * @param before nodes of the accepted job; they are matched by key.
 * @param ageDays of that job.
 */
export function headroomWarnings(
  now: readonly NodeFacts[],
  before: readonly NodeFacts[],
  ageDays: number | undefined,
): HeadroomWarning[] {
  const earlier = new Map(before.map(({ key, headroomBits }) => [key, headroomBits]));
  const tightest = new Map<string, HeadroomWarning>();
  for (const node of now) {
    const { headroomBits } = node;
    if (headroomBits === undefined || !(headroomBits >= 0)) continue;
    const beforeBits = earlier.get(node.key);
    const hasDrifted = beforeBits !== undefined && beforeBits - headroomBits >= driftBits;
    if (!(headroomBits < alwaysWarnBits || (headroomBits < driftWarnBits && hasDrifted))) continue;
    const place = node.module === undefined || node.module === "" ? node.node : node.module;
    const known = tightest.get(place);
    if (known !== undefined && known.headroomBits <= headroomBits) continue;
    tightest.set(place, describe(node, headroomBits, beforeBits, ageDays));
  }
  return [...tightest.values()]
    .sort((one, other) => one.headroomBits - other.headroomBits)
    .slice(0, mostWarnings);
}

function describe(
  { node, key, module, absMax }: NodeFacts,
  headroomBits: number,
  beforeBits: number | undefined,
  ageDays: number | undefined,
): HeadroomWarning {
  const name = quoteName(module === undefined || module === "" ? node : module);
  const peak = absMax ?? 65_504 / 2 ** headroomBits;
  const then = beforeBits === undefined ? "" : `, ${sayBits(beforeBits)} ${sayAge(ageDays)}`;
  return {
    node,
    key,
    ...(module === undefined ? {} : { module }),
    ...(absMax === undefined ? {} : { absMax }),
    headroomBits,
    ...(beforeBits === undefined ? {} : { beforeBits }),
    text: `${name} peaks at ${sayMagnitude(peak)}; ${sayBits(headroomBits)} bits of FP16 range left${then}`,
  };
}

/** A hundredth of a bit is 0.7 % of range; more digits say nothing. */
function sayBits(bits: number): string {
  return String(Number(bits.toFixed(2)));
}

/** `41,200`: four digits, grouped as people read large numbers. */
function sayMagnitude(value: number): string {
  return Number(value.toPrecision(4)).toLocaleString("en-US", { maximumSignificantDigits: 4 });
}

/** `yesterday`, `5 days ago`, `last month`: when the accepted job ran. */
export function sayAge(ageDays: number | undefined): string {
  if (ageDays === undefined) return "in the last accepted job";
  if (ageDays < 1) return "less than a day ago";
  if (ageDays < 2) return "yesterday";
  if (ageDays < 7) return `${Math.floor(ageDays)} days ago`;
  if (ageDays < 14) return "last week";
  if (ageDays < 28) return `${Math.floor(ageDays / 7)} weeks ago`;
  return ageDays < 60 ? "last month" : `${Math.floor(ageDays / 30)} months ago`;
}
