import type { OmittedForm, OverrideFile, OverrideFormsInput, RenderedForm } from "../plan-form.ts";
import { codeElement, markdownSentence } from "./markdown.ts";
import { countOf } from "./name-text.ts";

const maxListedNodes = 20;

/** The table of contents of `overrides/`: which file is for which tool, and which forms this plan does not fit. */
export function readmeForm(input: OverrideFormsInput, forms: readonly RenderedForm[]): OverrideFile {
  const files = forms.filter((form): form is OverrideFile => "content" in form);
  const omittedForms = forms.filter((form): form is OmittedForm => !("content" in form));
  const content = [
    "# Nodes to keep in FP32",
    "",
    `${input.nodes.length} of ${countOf(input.floatNodeCount, "float node")} in FP32: ${markdownSentence(input.before)} before, ${markdownSentence(input.after)} after (${markdownSentence(input.margin)}).`,
    `Verified on ${markdownSentence(input.verifiedOn)}; on any other engine, check again. Model: ${codeElement(input.modelFile)}, opset ${input.opset}.`,
    "",
    "Every file says the same in the words of one tool. Use one of them.",
    "",
    "| file | for | versions |",
    "|---|---|---|",
    ...(input.mixedModelFile === undefined
      ? []
      : [
          `| ${codeElement(input.mixedModelFile)} | all strongly typed builds, and ONNX Runtime | TensorRT 10.12 and newer |`,
        ]),
    ...files.map(
      (file) =>
        `| \`${file.name}\` | ${markdownSentence(file.title)} | ${markdownSentence(file.targetVersions)} |`,
    ),
    "",
    ...files.flatMap((file) => [
      `## \`${file.name}\``,
      "",
      ...file.notes.map((note) => `- ${markdownSentence(note)}`),
      "",
    ]),
    ...omittedText(omittedForms),
    ...nodeTable(input),
  ];
  return {
    name: "README.md",
    title: "Which file to use when",
    targetVersions: "",
    content: `${content.join("\n").trimEnd()}\n`,
    notes: [],
  };
}

function omittedText(forms: readonly OmittedForm[]): string[] {
  if (forms.length === 0) return [];
  return [
    "## Not written",
    "",
    "These tools can't be told the whole plan, and a part of it was never verified:",
    "",
    ...forms.map(
      (form) =>
        `- ${markdownSentence(form.title)} (${markdownSentence(form.targetVersions)}): ${markdownSentence(form.reason)}`,
    ),
    "",
  ];
}

function nodeTable(input: OverrideFormsInput): string[] {
  const rows = input.nodes.slice(0, maxListedNodes).map((node) => {
    const [frame] = node.frames;
    const source = frame === undefined ? "" : codeElement(`${frame.file}:${frame.line}`);
    const module = node.module === undefined || node.module === "" ? "" : codeElement(node.module);
    return `| ${codeElement(node.id)} | ${codeElement(node.op)} | ${module} | ${source} |`;
  });
  const rest = input.nodes.length - rows.length;
  return [
    "## The plan",
    "",
    "| node | operator | module | source |",
    "|---|---|---|---|",
    ...rows,
    ...(rest === 0 ? [] : ["", `And ${rest} more: see \`plan.json\`.`]),
    "",
    ...(input.carriers.length === 0
      ? []
      : [`${countOf(input.carriers.length, "node")} that only move data between them stay in FP32 as well.`]),
  ];
}
