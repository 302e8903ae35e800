import type { SourceFrame } from "../../onnx/provenance-frames.ts";
import type { FormNode, OverrideFile, OverrideFormsInput } from "../plan-form.ts";
import { codeElement, fencedBlock } from "./markdown.ts";
import { countOf } from "./name-text.ts";

/** Consecutive source lines whose nodes are kept in FP32. */
interface Passage {
  readonly file: string;
  readonly lines: { readonly frame: SourceFrame; readonly nodes: FormNode[] }[];
}

const maxListedNodes = 5;
const withFloat32 = 'with torch.autocast(device_type="cuda", enabled=False):';

/**
 * What to change in the PyTorch source: which lines to wrap, from the stack traces of the export; whole modules or bare
 * nodes where the model does not tell lines.
 */
export function pytorchForm(input: OverrideFormsInput): OverrideFile {
  const placed = input.nodes.filter((node) => node.frames.length > 0);
  const byModule = input.nodes.filter((node) => node.frames.length === 0 && (node.module ?? "") !== "");
  const unplaced = input.nodes.filter((node) => node.frames.length === 0 && (node.module ?? "") === "");
  const passages = groupLines(placed);
  const content = [
    "# The same change in PyTorch",
    "",
    "This acts where PyTorch decides the precision: a model that is exported or compiled under `torch.autocast` or in half precision",
    "(strongly typed engines, torch_tensorrt). An export in plain float32 has no types to keep: give its engine one of the other forms.",
    "",
    "Inside each block every float tensor that is read must be float32: call `.float()` on those that may arrive in half precision, and",
    "`.to(x.dtype)` on what leaves the block only if it goes on in half precision.",
    "",
    ...passages.flatMap(passageText),
    ...moduleText(byModule),
    ...unplacedText(unplaced),
  ];
  const text = `${content.join("\n").trimEnd()}\n`;
  const unlinked = byModule.length + unplaced.length;
  return {
    name: "pytorch.md",
    title: "The change in PyTorch",
    targetVersions: "PyTorch 1.10 or newer",
    content: text,
    paste: text,
    notes: [
      `${countOf(passages.length, "place")} in the source, read from the model's metadata: the files were not looked at.`,
      ...(unlinked === 0
        ? []
        : [`For ${countOf(unlinked, "node")} of ${input.nodes.length} the model names no source line.`]),
    ],
  };
}

function groupLines(nodes: readonly FormNode[]): Passage[] {
  const byLine = new Map<string, { frame: SourceFrame; nodes: FormNode[] }>();
  for (const node of nodes) {
    const [frame] = node.frames;
    if (frame === undefined) continue;
    const key = `${frame.line}:${frame.file}`;
    const known = byLine.get(key);
    if (known === undefined) {
      byLine.set(key, { frame, nodes: [node] });
    } else {
      known.nodes.push(node);
    }
  }
  const sorted = [...byLine.values()].sort(
    (left, right) => compareText(left.frame.file, right.frame.file) || left.frame.line - right.frame.line,
  );
  const passages: Passage[] = [];
  for (const line of sorted) {
    const last = passages.at(-1);
    const previous = last?.lines.at(-1)?.frame;
    const follows = previous?.line === line.frame.line - 1 && previous.function === line.frame.function;
    if (last !== undefined && last.file === line.frame.file && follows) {
      last.lines.push(line);
    } else {
      passages.push({ file: line.frame.file, lines: [line] });
    }
  }
  return passages;
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

function passageText({ file, lines }: Passage): string[] {
  const numbers = lines.map(({ frame }) => frame.line);
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  const where = first === last ? `line ${first}` : `lines ${first} to ${last}`;
  const module = lines[0]?.nodes[0]?.module;
  const inModule = module === undefined || module === "" ? "" : `, module ${codeElement(module)}`;
  return [
    `## ${codeElement(file)}, ${where}${inModule}`,
    "",
    ...nodeLines(lines.flatMap((line) => line.nodes)),
    "",
    ...change(lines.map(({ frame }) => frame)),
    "",
    ...callers(lines[0]?.nodes[0]?.frames ?? []),
  ];
}

function nodeLines(nodes: readonly FormNode[]): string[] {
  const listed = nodes
    .slice(0, maxListedNodes)
    .map((node) => `${codeElement(node.id)} (${codeElement(node.op)})`);
  const rest = nodes.length - listed.length;
  return [`Nodes: ${listed.join(", ")}${rest === 0 ? "" : ` and ${rest} more`}.`];
}

/** The lines as they stand and wrapped. A line that is only a part of a statement can't be rewritten safely. */
function change(frames: readonly SourceFrame[]): string[] {
  const codes = frames.map(({ code }) => code?.trim());
  if (codes.some((code) => code === undefined || code === "")) {
    return [
      "The model does not hold the text of the line. Put the statement there into a block:",
      "",
      ...fencedBlock("python", [withFloat32, "    ..."]),
    ];
  }
  const whole = codes as string[];
  if (!whole.every(isWholeStatement)) {
    return [
      "The statement goes on over other lines, or opens a block. Put all of it, or the expression in question, into a block:",
      "",
      ...fencedBlock("python", [withFloat32, ...whole.map((code) => `    ${code}`), "    ..."]),
    ];
  }
  const operands = operandNames(whole);
  return [
    ...fencedBlock("diff", [
      ...whole.map((code) => `-${code}`),
      `+${withFloat32}`,
      ...whole.map((code) => `+    ${code}`),
    ]),
    ...(operands.length === 0
      ? []
      : [
          "",
          `To be read as float32 where they are tensors: ${operands.map((name) => codeElement(`${name}.float()`)).join(", ")}.`,
        ]),
  ];
}

/** Brackets close, nothing is open at the end, and the line starts no block. */
function isWholeStatement(code: string): boolean {
  const bare = code
    .replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "")
    .replace(/#.*$/, "")
    .trimEnd();
  let depth = 0;
  for (const character of bare) {
    if ("([{".includes(character)) depth += 1;
    if (")]}".includes(character)) depth -= 1;
    if (depth < 0) return false;
  }
  const opensBlock =
    /^(?:if|elif|else|for|while|with|def|class|try|except|finally|async|match|case|@)\b|:$/.test(bare);
  return depth === 0 && !opensBlock && !/[\\,=+\-*/%@&|^<>([{"']$/.test(bare) && bare !== "";
}

/** Not tensors, or not names: Python's words, modules that everybody imports, constants in capitals. */
const noOperand =
  /^(?:(?:torch|F|functional|math|np|None|True|False|and|or|not|in|is|if|else|for|lambda)\b|[A-Z][A-Z0-9_]*$)/;

/** Names that the statements read, neither called nor made by a statement before; none where strings are about. */
function operandNames(statements: readonly string[]): string[] {
  const made = new Set<string>();
  const read = new Set<string>();
  for (const statement of statements) {
    const [, target, value] = /^([\w., ]+?)\s*(?:[-+*/@]|\*\*|\/\/)?=(?!=)(.*)$/s.exec(statement) ?? [];
    const right = value ?? statement.replace(/^return\b/, "");
    if (/["'`]/.test(right)) continue;
    for (const [name] of right.matchAll(/(?<![\w.)\]])[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?![\w.]|\s*[(=])/g)) {
      if (!noOperand.test(name) && !made.has(name)) read.add(name);
    }
    for (const name of target?.split(",") ?? []) made.add(name.trim());
  }
  return [...read];
}

function callers(frames: readonly SourceFrame[]): string[] {
  const [, caller] = frames;
  return caller === undefined ? [] : [`Called from ${codeElement(caller.file)}, line ${caller.line}.`, ""];
}

function moduleText(nodes: readonly FormNode[]): string[] {
  if (nodes.length === 0) return [];
  const byModule = new Map<string, FormNode[]>();
  for (const node of nodes) {
    const module = node.module ?? "";
    byModule.set(module, [...(byModule.get(module) ?? []), node]);
  }
  return [
    "## Modules without a source line",
    "",
    "The model names the module and not the line. Wrap the body of its `forward` in the same block, and read its inputs as float32:",
    "",
    ...[...byModule].flatMap(([module, own]) => [`- ${codeElement(module)}. ${nodeLines(own).join(" ")}`]),
    "",
    ...fencedBlock("python", [withFloat32, "    ..."]),
    "",
  ];
}

function unplacedText(nodes: readonly FormNode[]): string[] {
  if (nodes.length === 0) return [];
  return [
    "## Nodes without a source",
    "",
    "The model says neither module nor line for these, so no change in the source can be named. Export with PyTorch's dynamo exporter, which records both, and run the gate again.",
    "",
    ...nodeLines(nodes),
    "",
  ];
}
