import type { Failure } from "../verdict/failure.ts";
import { legTitles } from "../verdict/leg.ts";
import { escapeXml, printableName } from "./escape.ts";
import { overrideView } from "./override-view.ts";
import type { GateResult, ResultFinding, ResultLeg } from "./result.ts";
import { findingsOfLeg } from "./view.ts";

const longestName = 300;
const longestMessage = 2000;

/** A test case; at most one of the three outcomes, none of them is a success. */
interface TestCase {
  readonly name: string;
  readonly failure?: { readonly type: string; readonly message: string };
  readonly error?: { readonly type: string; readonly message: string; readonly details?: string };
  readonly skipped?: string;
  /** Said without an effect on the outcome. */
  readonly output?: string;
}

interface TestSuite {
  readonly name: string;
  readonly cases: readonly TestCase[];
}

/**
 * JUnit XML as Jenkins and GitLab read it: a suite per leg, a case per limit. Failures are the crossed limits that
 * made the verdict, errors are what could not be judged; a passing verdict has neither, any other at least one.
 */
export function renderJunit(result: GateResult): string {
  const suites = [
    ...result.legs.map((leg) => legSuite(result, leg)),
    ...overrideSuite(result),
    ...verdictSuite(result),
  ];
  const all = suites.flatMap((suite) => suite.cases);
  const seconds = result.timings?.totalMs;
  const time = seconds === undefined ? "" : ` time="${(seconds / 1000).toFixed(3)}"`;
  const body = suites.flatMap(renderSuite);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="fp16-gate" ${counts(all)}${time}>`,
    ...body,
    "</testsuites>",
    "",
  ].join("\n");
}

function legSuite(result: GateResult, leg: ResultLeg): TestSuite {
  const name = `${leg.kind}: ${legTitles[leg.kind]}`;
  if (leg.skipped !== undefined) return { name, cases: [{ name: leg.kind, skipped: leg.skipped }] };
  const findings = findingsOfLeg(result, leg);
  if (findings.length > 0) return { name, cases: findings.map(findingCase) };
  const cases = leg.outputs.map((output) => ({
    name: output.name,
    ...(output.passed
      ? {}
      : { output: "differs by more than the limits; this leg explains and does not decide" }),
  }));
  return { name, cases };
}

function findingCase(finding: ResultFinding): TestCase {
  const name = `${printableName(finding.output, longestName)} ${finding.name}`;
  if (finding.passed) return { name };
  if (finding.excuse !== undefined) {
    return { name: `${name} (${finding.excuse.kind})`, output: `${finding.message} ${finding.excuse.text}` };
  }
  if (finding.level === "warn") return { name: `${name} (warning)`, output: finding.message };
  return { name, failure: { type: finding.name, message: finding.message } };
}

/** What to do about it is no test of its own: it is said, without an effect on the outcome. */
function overrideSuite(result: GateResult): TestSuite[] {
  const view = overrideView(result);
  if (view === undefined) return [];
  const output = [view.title, ...view.facts, view.written, view.change].filter(Boolean).join(" ");
  return [{ name: "overrides", cases: [{ name: "nodes to keep in FP32", output }] }];
}

function verdictSuite({ verdict }: GateResult): TestSuite[] {
  const unjudged = verdict.unjudged.map(({ output, reason, advice }) => ({
    name: output,
    error: { type: "unjudged", message: `${output}: ${reason}${advice === undefined ? "" : ` ${advice}`}` },
  }));
  const failure = verdict.kind === "error" ? [failureCase(verdict.error)] : [];
  const cases = [...failure, ...unjudged];
  return cases.length === 0 ? [] : [{ name: "verdict", cases }];
}

function failureCase(failure: Failure): TestCase {
  const { kind, message, advice, category, status, lastStderrLine } = failure;
  const details = [advice, category, status === undefined ? undefined : `status ${status}`, lastStderrLine]
    .filter((text) => text !== undefined)
    .join(" · ");
  return { name: "the model could be judged", error: { type: kind, message, details } };
}

function counts(cases: readonly TestCase[]): string {
  const failures = cases.filter((testCase) => testCase.failure !== undefined).length;
  const errors = cases.filter((testCase) => testCase.error !== undefined).length;
  return `tests="${cases.length}" failures="${failures}" errors="${errors}"`;
}

function renderSuite(suite: TestSuite): string[] {
  const skipped = suite.cases.filter((testCase) => testCase.skipped !== undefined).length;
  return [
    `  <testsuite name="${attribute(suite.name, longestName)}" ${counts(suite.cases)} skipped="${skipped}">`,
    ...suite.cases.flatMap((testCase) => renderCase(suite, testCase)),
    "  </testsuite>",
  ];
}

function renderCase(suite: TestSuite, testCase: TestCase): string[] {
  const className = `fp16-gate.${suite.name.split(":", 1)[0]}`;
  const open = `    <testcase classname="${attribute(className, longestName)}" name="${attribute(testCase.name, longestName + 60)}"`;
  const children = renderOutcome(testCase);
  return children.length === 0 ? [`${open}/>`] : [`${open}>`, ...children, "    </testcase>"];
}

function renderOutcome({ failure, error, skipped, output }: TestCase): string[] {
  if (skipped !== undefined) return [`      <skipped message="${attribute(skipped, longestMessage)}"/>`];
  if (error !== undefined) {
    const details = escapeXml(printableName(error.details ?? "", longestMessage));
    return [`      <error ${outcome(error)}>${details}</error>`];
  }
  if (failure !== undefined) return [`      <failure ${outcome(failure)}/>`];
  return output === undefined ? [] : [`      <system-out>${attribute(output, longestMessage)}</system-out>`];
}

function outcome({ type, message }: { type: string; message: string }): string {
  return `type="${attribute(type, longestName)}" message="${attribute(message, longestMessage)}"`;
}

function attribute(text: string, maxCharacters: number): string {
  return escapeXml(printableName(text, maxCharacters));
}
