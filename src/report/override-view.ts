import { formatCount, formatFigure } from "../compare/figure.ts";
import { quoteName } from "../compare/quote-name.ts";
import { sourceUrl } from "./layer-view.ts";
import { planOutputLimit, planOutputValue } from "./plan-output.ts";
import type { GateResult, ResultOverrides, ResultPlanOutput } from "./result.ts";
import { shownPath } from "./shown-path.ts";

/** One node of the plan as every report shows it, still unescaped. */
export interface PlanRow {
  readonly node: string;
  readonly op: string;
  readonly module: string;
  /** `models/norm.py:41`; empty when the line is not known. */
  readonly source: string;
  readonly code: string;
  readonly url: string | undefined;
  readonly reason: string;
}

/** The plan as every report says it. Texts are sentences with names between backticks; names are unescaped. */
export interface OverrideView {
  readonly overrides: ResultOverrides;
  /** `Keep 5 of 69 nodes in FP32: …`, or why there is no plan. */
  readonly title: string;
  /** What backs it: proof, tries, other inputs; then its price. */
  readonly facts: readonly string[];
  readonly rows: readonly PlanRow[];
  readonly others: readonly string[];
  /** What to paste, with the versions that it is for. */
  readonly commands: readonly { readonly title: string; readonly text: string }[];
  /** Lines of the model's source to change, a sentence; undefined where none is known. */
  readonly change: string | undefined;
  /** Where the files are. */
  readonly written: string | undefined;
}

const commandFiles = new Set(["overrides/trtexec-weak.sh", "overrides/trtexec-strong-10.sh"]);
const mostFiles = 5;
const mostLines = 12;

/** Undefined where there is nothing to say: no search, or nothing to search. */
export function overrideView(result: GateResult): OverrideView | undefined {
  const { overrides } = result;
  if (overrides === undefined || overrides.status === "unneeded") return undefined;
  const { files = [] } = overrides;
  const rows = planRows(result, overrides);
  return {
    overrides,
    title: titleOf(overrides),
    facts: [...proofFacts(overrides), ...engineFacts(overrides), ...priceFacts(overrides)],
    rows,
    others: (overrides.plans ?? []).map((plan) => otherText(plan, overrides.before)),
    commands: files.flatMap(({ path, title, targetVersions, content }) =>
      commandFiles.has(path) && content !== undefined
        ? [
            {
              title: targetVersions === undefined ? title : `${title}: ${targetVersions}`,
              text: content.trimEnd(),
            },
          ]
        : [],
    ),
    change: changeOf(overrides.reasons),
    written: writtenText(overrides),
  };
}

/** How the output that fails furthest stands without and with the plan. */
export function leadingEffect({
  before = [],
  after = [],
}: Pick<ResultOverrides, "before" | "after">):
  | { readonly before: ResultPlanOutput | undefined; readonly after: ResultPlanOutput }
  | undefined {
  const worst = furthest(before.filter(({ passed }) => !passed));
  const same = after.find(({ output }) => output === worst?.output) ?? furthest(after);
  return same === undefined ? undefined : { before: worst, after: same };
}

/** `boxes` from 3.55 px to 0.0742 px (limit 1 px). */
export function effectText(overrides: Pick<ResultOverrides, "before" | "after">): string | undefined {
  const effect = leadingEffect(overrides);
  if (effect === undefined) return undefined;
  const { before, after } = effect;
  const name = quoteName(after.output);
  const to = planOutputValue(after);
  const limit = ` (limit ${planOutputLimit(after)})`;
  if (before === undefined) return `${name} at ${to}${limit}`;
  // The same metric need not decide on both sides.
  const isSame = before.metric === after.metric;
  const from = isSame
    ? planOutputValue(before)
    : `${planOutputValue(before)} (limit ${planOutputLimit(before)})`;
  return `${name} from ${from} to ${to}${limit}`;
}

function furthest(outputs: readonly ResultPlanOutput[]): ResultPlanOutput | undefined {
  return outputs.reduce<ResultPlanOutput | undefined>(
    (worst, entry) => (worst === undefined || entry.excess > worst.excess ? entry : worst),
    undefined,
  );
}

function titleOf(overrides: ResultOverrides): string {
  const { status, nodes, text, verifiedOn } = overrides;
  if (nodes.length === 0 || status === "given") return text;
  const effect = effectText(overrides);
  const where = verifiedOn === undefined ? "" : `, tried on ${placeOfTrial(verifiedOn)}`;
  const so = status === "stopped" ? " so far" : "";
  return `Keep ${keptText(overrides)} in FP32${so}: ${effect ?? "every limit is met"}${where}.`;
}

/** `5 of 69 nodes`. */
export function keptText({ nodes, cost }: Pick<ResultOverrides, "nodes" | "cost">): string {
  if (cost === undefined || !(cost.share > 0)) return formatCount(nodes.length, "node");
  return `${nodes.length} of ${formatCount(Math.round(cost.nodes / cost.share), "node")}`;
}

/** What `verifiedOn` names, in words; unescaped. */
export function placeOfTrial(verifiedOn: string): string {
  return verifiedOn === "emulation" ? "the emulation" : verifiedOn;
}

function proofFacts(overrides: ResultOverrides): string[] {
  const { status, nodes, minimal, uniqueSmallest, evaluations, heldOut, search } = overrides;
  if (nodes.length === 0 || status === "given") return [];
  const single = nodes.length === 1;
  const proof =
    uniqueSmallest === true
      ? `${single ? "It breaks" : "Each of them breaks"} a limit alone in FP16, so no other set this small passes.`
      : minimal === true
        ? `${single ? "It can't" : "None of them can"} go back to FP16.`
        : "Whether all of them are needed was not shown.";
  const tries =
    evaluations === undefined ? [] : [`Found and proved in ${formatCount(evaluations, "try", "tries")}.`];
  return [proof, ...tries, ...stoppedFact(search), ...heldOutFacts(heldOut)];
}

/** Without a plan the text, which is the title then, says it. */
function engineFacts({ nodes, onEngine = [] }: ResultOverrides): readonly string[] {
  return nodes.length === 0 ? [] : onEngine;
}

function stoppedFact(search: ResultOverrides["search"]): string[] {
  switch (search?.stopped) {
    case "tries":
      return [`The search ended after the ${search.budget.tries} tries that it was allowed.`];
    case "time":
      return ["The search ended when its time was spent."];
    case "signal":
      return ["The search was interrupted: this is the best so far."];
    default:
      return [];
  }
}

const heldOutWords = { "held-back": "samples held back", noise: "noisy copies", permuted: "permuted copies" };

function heldOutFacts(heldOut: ResultOverrides["heldOut"]): string[] {
  if (heldOut === undefined) return [];
  const { held, of, kinds = [], text } = heldOut;
  const reason = text === undefined ? [] : [`Not checked further: ${text}.`];
  if (of === 0) return reason;
  const parts = kinds.map((kind) => `${kind.held} of ${kind.of} ${heldOutWords[kind.kind]}`);
  const detail = parts.length < 2 ? "" : ` (${parts.join(", ")})`;
  return [`On inputs that the search did not see it holds on ${held} of ${of}${detail}.`, ...reason];
}

function priceFacts({ nodes, cost, latency }: ResultOverrides): string[] {
  if (nodes.length === 0 || cost === undefined) return [];
  const { share, flopShare, byteShare } = cost;
  const parts = [
    `${percent(share)} of the nodes`,
    ...(flopShare === undefined ? [] : [`${percent(flopShare)} of the operations`]),
    ...(byteShare === undefined ? [] : [`${percent(byteShare)} of the bytes`]),
  ];
  const borders = bordersOf(cost);
  return [
    `In FP32: ${parts.join(", ")}${borders === "" ? "" : `; ${borders}`}.`,
    ...(latency === undefined
      ? []
      : [
          `Latency${latency.engine === undefined ? "" : ` on ${latency.engine}`}: ${formatFigure(latency.beforeMs)} ms before, ${formatFigure(latency.afterMs)} ms after.`,
        ]),
  ];
}

/** `2 islands, 3 casts`, as far as they are known. */
function bordersOf({ islands, casts }: Partial<NonNullable<ResultOverrides["cost"]>>): string {
  const parts = [
    ...(islands === undefined ? [] : [formatCount(islands, "island")]),
    ...(casts === undefined ? [] : [formatCount(casts, "cast")]),
  ];
  return parts.join(", ");
}

function percent(share: number): string {
  const part = 100 * share;
  return part > 0 && part < 0.01 ? "less than 0.01 %" : `${formatFigure(part, 2)} %`;
}

function planRows(result: GateResult, { reasons = [] }: ResultOverrides): PlanRow[] {
  return reasons.map((entry) => ({
    node: entry.node,
    op: entry.op,
    module: entry.module ?? "",
    source: entry.source === undefined ? "" : `${shownPath(entry.source.file)}:${entry.source.line}`,
    code: entry.source?.code?.trim() ?? "",
    url: sourceUrl(result, entry),
    reason: entry.reason,
  }));
}

const otherTitles = {
  comfortable: "With a margin",
  islands: "Whole modules",
  partial: "Other outputs",
  large: "A large set",
  closest: "Closest",
} as const;

function otherText(
  plan: NonNullable<ResultOverrides["plans"]>[number],
  before: ResultOverrides["before"],
): string {
  const { kind, nodes, cost = {}, text } = plan;
  const borders = bordersOf(cost);
  const effect = effectText({ before, after: plan.after });
  const size = `${formatCount(nodes.length, "node")}${borders === "" ? "" : ` (${borders})`}`;
  return `${otherTitles[kind]}: ${size}${effect === undefined ? "" : `, ${effect}`}. ${text}`;
}

/** The lines to change, by file. */
function changeOf(reasons: ResultOverrides["reasons"] = []): string | undefined {
  const lines = new Map<string, Set<number>>();
  for (const { source } of reasons) {
    if (source === undefined) continue;
    const file = shownPath(source.file);
    lines.set(file, (lines.get(file) ?? new Set()).add(source.line));
  }
  if (lines.size === 0) return undefined;
  const places = [...lines].slice(0, mostFiles).map(([file, numbers]) => {
    const sorted = [...numbers].sort((first, second) => first - second).slice(0, mostLines);
    const more = numbers.size > sorted.length ? " …" : "";
    return `${quoteName(file)} ${sorted.length === 1 ? "line" : "lines"} ${sorted.join(", ")}${more}`;
  });
  const more = lines.size > places.length ? ` and ${lines.size - places.length} more files` : "";
  return `In PyTorch: compute ${places.join("; ")}${more} in float32, as \`overrides/pytorch.md\` shows.`;
}

function writtenText({ files = [], omitted = [] }: ResultOverrides): string | undefined {
  const forms = files.filter(({ kind }) => kind === "form").length;
  const mixed = files.some(({ kind }) => kind === "mixed-model");
  const missing = mixed ? undefined : omitted.find(({ title }) => title.startsWith("Mixed-precision"));
  const parts = [
    ...(mixed ? ["`model.mixed.onnx` (strongly typed builds, ONNX Runtime)"] : []),
    ...(forms === 0
      ? []
      : [`\`overrides/\` (${formatCount(forms, "file")}; its README says which is for what)`]),
  ];
  const why = missing === undefined ? "" : ` No mixed-precision model was written: ${missing.reason}`;
  return parts.length === 0
    ? why === ""
      ? undefined
      : why.trim()
    : `Written beside this report: ${parts.join(" and ")}.${why}`;
}
