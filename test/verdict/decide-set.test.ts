import { expect, test } from "vitest";
import { decideSet, type MemberOutcome } from "../../src/verdict/decide-set.ts";

const pass: MemberOutcome = { state: "pass", exitCode: 0 };

test.each([
  [[pass, pass], "pass", 0],
  [[pass, { state: "fail", exitCode: 1 }], "fail", 1],
  [[pass, { state: "missing", exitCode: 1 }], "fail", 1],
  [[pass, { state: "excused", exitCode: 0 }], "fail", 0],
  [
    [
      { state: "fail", exitCode: 1 },
      { state: "error", exitCode: 2 },
    ],
    "error",
    2,
  ],
  [
    [
      { state: "error", exitCode: 2 },
      { state: "unreadable", exitCode: 3 },
    ],
    "error",
    3,
  ],
  [[], "error", 3],
] as const)("%o is %s", (members, kind, exitCode) => {
  expect(decideSet(members)).toEqual({ kind, exitCode });
});
