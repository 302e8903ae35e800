import { formatFigure } from "../../compare/figure.ts";
import { fencedBlock } from "../../overrides/forms/markdown.ts";
import { shellWord } from "../../overrides/forms/shell.ts";
import { markdownCode, markdownText, printableName } from "../escape.ts";
import { layerRows } from "../layer-view.ts";
import { effectText, keptText, placeOfTrial } from "../override-view.ts";
import type { GateResult } from "../result.ts";
import { shownPath } from "../shown-path.ts";
import { folded } from "../summary-text.ts";
import type { CommentDetail } from "./detail.ts";

type Overrides = NonNullable<GateResult["overrides"]>;

const mostContent = 6000;
const languages: Readonly<Record<string, string>> = { py: "python", sh: "sh", json: "json", txt: "text" };

/** What to do: the nodes to keep in FP32 with what that brings and costs, ready to paste, and the change of the model. */
export function fixSection(result: GateResult, detail: CommentDetail): string[] {
  const { overrides } = result;
  const forms = [
    ...(overrides === undefined ? [] : formLines(overrides, detail)),
    ...adviceLines(result, detail),
    ...reproduceLines(result),
  ];
  const head = overrides === undefined ? [] : [headOf(overrides, detail)];
  if (head.length === 0 && forms.length === 0) return [];
  const title = "How to fix it: settings to paste, changes of the model, how to reproduce it";
  return [
    ...head,
    ...(forms.length === 0 ? [] : [...(head.length === 0 ? [] : [""]), ...folded(title, forms)]),
  ];
}

/** `**Keep 2 of 255 nodes in FP32** → boxes 0.29 px, +1.4 % latency, tried on TensorRT 10.13.` */
function headOf(overrides: Overrides, detail: CommentDetail): string {
  const { status, nodes, text, latency, verifiedOn } = overrides;
  if ((status !== "found" && status !== "given") || nodes.length === 0) {
    return `**Fix.** ${say(text, detail)}`;
  }
  const effects = [
    ...effectOf(overrides),
    ...(latency === undefined || !(latency.beforeMs > 0)
      ? []
      : [`${signedPercent(latency.afterMs / latency.beforeMs - 1)} latency`]),
    ...heldOutOf(overrides),
  ];
  const where =
    verifiedOn === undefined
      ? "not tried"
      : `tried on ${markdownText(printableName(placeOfTrial(verifiedOn), 80))}`;
  const notes = (overrides.onEngine ?? []).map((note) => ` ${say(note, detail)}`);
  return `**Keep ${keptText(overrides)} in FP32** → ${[...effects, where].join(", ")}.${notes.join("")}`;
}

function effectOf(overrides: Overrides): string[] {
  const effect = effectText(overrides);
  return effect === undefined ? [] : [markdownText(printableName(effect, 200))];
}

function heldOutOf({ heldOut }: Overrides): string[] {
  return heldOut === undefined || heldOut.of === 0
    ? []
    : [`holds on ${heldOut.held} of ${heldOut.of} inputs that the search did not see`];
}

function signedPercent(share: number): string {
  return `${share < 0 ? "−" : "+"}${formatFigure(Math.abs(share) * 100)} %`;
}

/** Every form as its file's text, or as its name where there is no room. */
function formLines({ files = [], advice = [], nodes }: Overrides, detail: CommentDetail): string[] {
  const names = nodes.slice(0, 20).map((name) => markdownCode(printableName(name, detail.name)));
  const more = nodes.length - names.length;
  return [
    ...(names.length === 0
      ? []
      : [`**Nodes.** ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`, ""]),
    ...files.flatMap((file) => {
      const title = `**${markdownText(printableName(file.title, 100))}** (${markdownCode(printableName(file.path, detail.name))})`;
      const { content } = file;
      if (!detail.forms || content === undefined || content.length > mostContent) return [title, ""];
      const language = languages[file.path.split(".").at(-1) ?? ""] ?? "text";
      return [title, "", ...fencedBlock(language, content.trimEnd().split("\n")), ""];
    }),
    ...advice.map(({ text }) => `- ${say(text, detail)}`),
    ...(advice.length === 0 ? [] : [""]),
  ];
}

/** Changes of the model's code, each once, with the modules that they concern. */
function adviceLines(result: GateResult, detail: CommentDetail): string[] {
  const places = new Map<string, Set<string>>();
  for (const { layer, source } of layerRows(result)) {
    const { advice } = layer.cause;
    if (advice === undefined) continue;
    const known = places.get(advice) ?? new Set();
    known.add(source === "" ? (layer.module ?? layer.node) : source);
    places.set(advice, known);
  }
  const lines = [...places].slice(0, 5).map(([advice, names]) => {
    const shown = [...names].slice(0, 4).map((name) => markdownCode(printableName(name, detail.name)));
    return `- ${shown.join(", ")}: ${say(advice, detail)}`;
  });
  return lines.length === 0 ? [] : ["**In the model**", "", ...lines, ""];
}

/** The command that gives the same verdict on any machine that has the files. */
function reproduceLines({ model, samples, engine, candidate }: GateResult): string[] {
  if (model === undefined || samples === undefined) return [];
  const words = [
    "fp16-gate check",
    shellWord(shownPath(model.file)),
    "--samples",
    shellWord(shownPath(samples.directory)),
    ...(candidate === undefined ? [] : ["--candidate", shellWord(shownPath(candidate.model.file))]),
    ...(engine === undefined || engine.name === "emulated" ? [] : ["--engine", shellWord(engine.name)]),
  ];
  return ["**Reproduce**", "", ...fencedBlock("sh", [words.join(" ")])];
}

function say(text: string, detail: CommentDetail): string {
  return markdownText(printableName(text, detail.sentence));
}
