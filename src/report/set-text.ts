import { formatCount } from "../compare/figure.ts";
import type { MemberState } from "../verdict/decide-set.ts";
import { escapeConsole, markdownText, printableName } from "./escape.ts";
import type { ResultSet, SetMember } from "./set-schema.ts";
import { code, folded, prose, table } from "./summary-text.ts";

const icons: Readonly<Record<MemberState, string>> = {
  pass: "✅",
  fail: "❌",
  excused: "⚠️",
  error: "🚫",
  missing: "❌",
  unreadable: "🚫",
};

const words: Readonly<Record<MemberState, string>> = {
  pass: "passed",
  fail: "failed",
  excused: "failed, enforce is warn",
  error: "not judged",
  missing: "missing",
  unreadable: "unreadable",
};

/** The comment of a pull request holds 65,536 characters; a summary more. */
export const maxSetCharacters = 60_000;

/** `2 of 12 jobs failed, 1 is missing`, in the order of what is worst. */
export function setTitle({ members }: ResultSet): string {
  if (members.length === 0) return "no result was found";
  const states = [...new Set(members.map(({ state }) => state))].filter((state) => state !== "pass");
  const total = formatCount(members.length, "job");
  if (states.length === 0) return members.length === 1 ? "1 job passed" : `all ${total} passed`;
  const parts = states.map(
    (state) => `${members.filter((member) => member.state === state).length} ${words[state]}`,
  );
  return `of ${total} ${parts.join(", ")}`;
}

/**
 * Many jobs as one comment or summary in Markdown: the verdict, what was loosened, the jobs that do not pass, the rest
 * folded. Below `maxCharacters` by leaving out passing jobs first, then sentences; every failing job keeps its row.
 */
export function renderSetSummary(set: ResultSet, maxCharacters: number = maxSetCharacters): string {
  const levels = [
    { passing: true, sentences: true, title: 300 },
    { passing: false, sentences: true, title: 300 },
    { passing: false, sentences: false, title: 300 },
    { passing: false, sentences: false, title: 40 },
  ];
  const texts = levels.map((level) => renderAt(set, level));
  const fitting = texts.find((text) => text.length <= maxCharacters);
  return (
    fitting ??
    `${titleLine(set)}\n\nThe jobs are left out: they do not fit. All of them are in merged.json.\n`
  );
}

interface SetDetail {
  readonly passing: boolean;
  readonly sentences: boolean;
  readonly title: number;
}

function renderAt(set: ResultSet, detail: SetDetail): string {
  const bad = set.members.filter(({ state }) => state !== "pass");
  const good = set.members.filter(({ state }) => state === "pass");
  const loosened = set.members.flatMap(({ key, loosened: text }) =>
    text === undefined ? [] : [{ key, text }],
  );
  const blocks = [
    [titleLine(set)],
    loosened.map(({ key, text }) => `⚠️ ${code(key)}: **${prose(text)}**`),
    set.notes.map((note) => `**Note.** ${prose(note)}`),
    bad.length === 0 ? [] : memberTable(bad, detail),
    good.length === 0 || !detail.passing
      ? []
      : folded(`${formatCount(good.length, "job")} passed`, memberTable(good, detail)),
    detail.passing
      ? []
      : ["_Left out to stay within the size limit: jobs that passed. They are in merged.json._"],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n")}\n`;
}

function titleLine(set: ResultSet): string {
  const { kind, exitCode } = set.verdict;
  const icon = kind === "pass" ? "✅" : kind === "error" ? "🚫" : exitCode === 0 ? "⚠️" : "❌";
  return `### ${icon} FP16 gate · ${markdownText(setTitle(set))}`;
}

function memberTable(members: readonly SetMember[], detail: SetDetail): string[] {
  return table(
    ["", "job", "result", "worst layers", "engine"],
    members.map((member) => [
      icons[member.state],
      code(member.key),
      [member.title, ...(detail.sentences ? member.sentences : [])]
        .map((text) => markdownText(printableName(text, detail.title)))
        .join("<br>"),
      member.layers.map(({ node, module, cause }) => `${code(module ?? node)} ${prose(cause)}`).join("<br>"),
      prose(member.engine ?? ""),
    ]),
  );
}

const longestProse = 500;

/** The same for a terminal; no line begins with text that a file chose. */
export function renderSetConsole(set: ResultSet): string {
  const plain = (text: string): string => escapeConsole(printableName(text, longestProse));
  const { kind, exitCode } = set.verdict;
  const lines = [
    `${kind === "pass" ? "PASS" : kind === "fail" ? "FAIL" : "ERROR"}  ${plain(setTitle(set))}`,
    ...set.notes.map((note) => `  note: ${plain(note)}`),
    ...set.members.flatMap((member) => [
      `  ${words[member.state]}: ${plain(member.key)}: ${plain(member.title)}`,
      ...(member.loosened === undefined ? [] : [`    ! ${plain(member.loosened)}`]),
      ...(member.state === "pass" ? [] : member.sentences.map((sentence) => `    ${plain(sentence)}`)),
    ]),
    `  exit code ${exitCode}`,
  ];
  return `${lines.join("\n")}\n`;
}
