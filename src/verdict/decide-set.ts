/** How one job of a set stands. `excused` failed with `enforce: warn`; `unreadable` left a file that is no result. */
export type MemberState = "pass" | "fail" | "excused" | "error" | "missing" | "unreadable";

export interface MemberOutcome {
  readonly state: MemberState;
  /** That of the job; of a missing or unreadable one what it counts as. */
  readonly exitCode: 0 | 1 | 2 | 3;
}

export interface SetVerdict {
  readonly kind: "pass" | "fail" | "error";
  readonly exitCode: 0 | 1 | 2 | 3;
}

/**
 * The verdict on many jobs. It is that of the worst: a job that could not judge outweighs one that failed, as within
 * one job; a missing one fails. A set of no jobs could not be judged.
 */
export function decideSet(members: readonly MemberOutcome[]): SetVerdict {
  if (members.length === 0) return { kind: "error", exitCode: 3 };
  const codes = new Set(members.map(({ exitCode }) => exitCode));
  if (codes.has(3)) return { kind: "error", exitCode: 3 };
  if (codes.has(2)) return { kind: "error", exitCode: 2 };
  if (codes.has(1)) return { kind: "fail", exitCode: 1 };
  return { kind: members.every(({ state }) => state === "pass") ? "pass" : "fail", exitCode: 0 };
}

/** Exit status that a job without a readable result counts as. */
export const exitCodeOfAbsent = { missing: 1, unreadable: 3 } as const;
