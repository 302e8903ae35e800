import { formatCount } from "../compare/figure.ts";
import { quoteName } from "../compare/quote-name.ts";
import { describeError } from "../errors.ts";
import type { BaselineSource, EarlierText } from "../ports.ts";
import type { EarlierFacts } from "./job-facts.ts";

/** An earlier result that was chosen, and where it was found. */
export interface Earlier<Facts extends EarlierFacts = EarlierFacts> {
  readonly facts: Facts;
  readonly origin: Omit<EarlierText, "text">;
  readonly commit: string | undefined;
  /** ISO 8601, in UTC. */
  readonly date: string | undefined;
  /** Never negative: where clocks disagree it is 0. */
  readonly ageDays: number | undefined;
}

/** What is remembered of earlier jobs. */
export interface Recollection<Facts extends EarlierFacts = EarlierFacts> {
  readonly asked: string;
  /** Newest judged, whatever its verdict. */
  readonly base: Earlier<Facts> | undefined;
  /** Newest that passed or was accepted by hand. */
  readonly accepted: Earlier<Facts> | undefined;
  /** Why there is none, or why one was not used. */
  readonly notes: readonly string[];
}

export interface ChoiceOptions<Facts extends EarlierFacts> {
  readonly key: string;
  readonly now: Date;
  /** Older results are not used. */
  readonly maxAgeDays: number;
  /** Reads a result; throws one line for what is malformed or of another version. */
  readonly read: (text: string, name: string) => Facts;
}

/** More results than this are not read for one choice. */
const mostRead = 50;
const mostNotes = 10;
const longestNote = 400;
const dayMs = 86_400_000;

/**
 * Chooses base and accepted result from a source, newest first. Whatever is wrong with one result becomes a note, and
 * the next is looked at; this never throws. The order of the source decides, not the dates: clocks of runners differ.
 */
export async function chooseBaseline<Facts extends EarlierFacts>(
  source: BaselineSource,
  options: ChoiceOptions<Facts>,
): Promise<Recollection<Facts>> {
  const notes: string[] = [];
  const note = (sentence: string): void => {
    if (notes.length < mostNotes && !notes.includes(sentence)) notes.push(sentence.slice(0, longestNote));
  };
  let base: Earlier<Facts> | undefined;
  let accepted: Earlier<Facts> | undefined;
  let read = 0;
  try {
    for await (const found of source.earlier(options.key, note)) {
      read += 1;
      const earlier = usable(found, options, note);
      if (earlier === "too old") break;
      if (earlier !== undefined) {
        base ??= earlier;
        if (isAccepted(earlier.facts)) accepted ??= earlier;
      }
      if (accepted !== undefined) break;
      if (read === mostRead) {
        note(`Only the newest ${mostRead} earlier results were read; none of them was accepted.`);
        break;
      }
    }
  } catch (error) {
    note(`The earlier results could not be read to the end: ${describeError(error)}`);
  }
  if (base === undefined) note(nothingFound(source.asked, read));
  return { asked: source.asked, base, accepted, notes };
}

function nothingFound(asked: string, read: number): string {
  const looked = read === 0 ? "" : ` (${formatCount(read, "result")} looked at)`;
  return `No earlier result can be used${looked}, asked for ${quoteName(asked)}: judged by absolute limits only.`;
}

/**
 * A pass, or what somebody accepted. A pass that only stands because its failure was known already is none, or a
 * failure would become the measure of what is good.
 */
export function isAccepted({ verdict, acceptance }: EarlierFacts): boolean {
  if (acceptance !== undefined) return true;
  return verdict.kind === "pass" && verdict.findings.every(({ excuse }) => excuse?.kind !== "known");
}

function usable<Facts extends EarlierFacts>(
  { text, ...origin }: EarlierText,
  { key, now, maxAgeDays, read }: ChoiceOptions<Facts>,
  note: (sentence: string) => void,
): Earlier<Facts> | "too old" | undefined {
  const { name } = origin;
  let facts: Facts;
  try {
    facts = read(text, name);
  } catch (error) {
    note(`${quoteName(name)} is not used: ${describeError(error)}`);
    return undefined;
  }
  if (facts.job === undefined || facts.job.key !== key) {
    const own = facts.job === undefined ? "names no key" : `is of ${quoteName(facts.job.key)}`;
    note(`${quoteName(name)} is not used: it ${own}, and this job is of ${quoteName(key)}.`);
    return undefined;
  }
  if (facts.verdict.kind === "error" || facts.outputs.length === 0) {
    note(`${quoteName(name)} is not used: nothing was judged in that job.`);
    return undefined;
  }
  const commit = origin.commit ?? facts.job.commit;
  const date = normalDate(origin.date ?? facts.job.date);
  const ageDays = ageOf(date, now, name, note);
  if (ageDays !== undefined && ageDays > maxAgeDays) {
    const limit = `baseline-max-days allows ${formatCount(maxAgeDays, "day")}`;
    note(`${quoteName(name)} is not used: it is ${formatCount(Math.floor(ageDays), "day")} old, ${limit}.`);
    return "too old";
  }
  return { facts, origin, commit, date, ageDays };
}

function normalDate(text: string | undefined): string | undefined {
  const ms = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

function ageOf(
  date: string | undefined,
  now: Date,
  name: string,
  note: (sentence: string) => void,
): number | undefined {
  const madeMs = date === undefined ? Number.NaN : Date.parse(date);
  if (Number.isNaN(madeMs)) {
    note(`${quoteName(name)} does not say when it was made, so its age is not known.`);
    return undefined;
  }
  const days = (now.getTime() - madeMs) / dayMs;
  if (days < -1 / 24)
    note(`${quoteName(name)} is dated later than now: the clocks of two machines disagree.`);
  return Math.max(0, days);
}
