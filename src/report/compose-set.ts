import { formatCount } from "../compare/figure.ts";
import { describeError } from "../errors.ts";
import { decideSet, exitCodeOfAbsent, type MemberState } from "../verdict/decide-set.ts";
import { headlineOf } from "./headline.ts";
import { causeTitle } from "./layer-view.ts";
import type { GateResult } from "./result.ts";
import type { ResultSet, SetMember } from "./set-schema.ts";

const order: readonly MemberState[] = ["missing", "unreadable", "error", "fail", "excused", "pass"];
const mostLayers = 3;

/** One job as the set keeps it; the result itself can be forgotten. */
export function toMember(result: GateResult, file: string): SetMember {
  const { standing, title, loosened, sentences } = headlineOf(result);
  const { verdict, job, engine, layers } = result;
  const state = standing === "pass-with-warnings" ? "pass" : standing;
  return {
    key: job?.key ?? file,
    state,
    exitCode: verdict.exitCode,
    title: verdict.kind === "error" ? `${title}: ${verdict.error.message}` : title,
    ...(loosened === undefined ? {} : { loosened }),
    sentences: [...sentences],
    warnings: verdict.findings.filter(
      ({ passed, level, excuse }) => !passed && (level === "warn" || excuse !== undefined),
    ).length,
    ...(job?.commit === undefined ? {} : { commit: job.commit }),
    ...(engine === undefined
      ? {}
      : { engine: [engine.name, engine.version, engine.device].filter(Boolean).join(" ") }),
    layers: layers.slice(0, mostLayers).map((layer) => ({
      node: layer.node,
      ...(layer.module === undefined ? {} : { module: layer.module }),
      cause: causeTitle(layer),
    })),
    file,
  };
}

/** A file that is no result: the job left something, and nobody knows what it found. */
export function unreadableMember(file: string, error: unknown): SetMember {
  return absent("unreadable", file, describeError(error));
}

/** A job that left nothing: it was cancelled, skipped, or never started. */
export function missingMember(key: string, why: string): SetMember {
  return absent("missing", key, why);
}

function absent(state: "missing" | "unreadable", key: string, title: string): SetMember {
  return { key, state, exitCode: exitCodeOfAbsent[state], title, sentences: [], warnings: 0, layers: [] };
}

/**
 * Puts jobs together, worst first, and decides.
 * @param expected keys of which a result must be there; a missing one fails.
 */
export function composeSet(
  found: readonly SetMember[],
  expected: readonly string[],
  tool: ResultSet["tool"],
): ResultSet {
  const keys = new Set(found.map(({ key }) => key));
  const missing = [...new Set(expected)]
    .filter((key) => !keys.has(key))
    .map((key) => missingMember(key, "no result: the job was cancelled, skipped or never started"));
  const members = [...twice(found), ...missing].sort(
    (one, other) => order.indexOf(one.state) - order.indexOf(other.state) || (one.key < other.key ? -1 : 1),
  );
  const commits = new Set(found.flatMap(({ commit }) => (commit === undefined ? [] : [commit])));
  const notes = [
    ...(commits.size > 1 ? [`The results are of ${formatCount(commits.size, "commit")}, not of one.`] : []),
    ...(expected.length === 0
      ? ["No keys were expected, so a job that left nothing behind would not be noticed."]
      : []),
  ];
  return { schemaVersion: 1, kind: "set", tool, verdict: decideSet(members), members, notes };
}

/** Of two results with one key nobody knows which one counts. */
function twice(found: readonly SetMember[]): SetMember[] {
  const counts = new Map<string, number>();
  for (const { key } of found) counts.set(key, (counts.get(key) ?? 0) + 1);
  return found.map((member) => {
    const count = counts.get(member.key) ?? 1;
    if (count === 1) return member;
    const why = `${count} results have this key, so it is not known which counts; give every job a key of its own`;
    return {
      ...absent("unreadable", member.key, why),
      ...(member.file === undefined ? {} : { file: member.file }),
    };
  });
}
