import { printableName } from "./escape.ts";
import { causeTitle, formatError, trackedSource } from "./layer-view.ts";
import type { GateResult, ResultLayer } from "./result.ts";

/** A message at one line of the model's source, as a workflow annotation takes it. */
export interface SourceAnnotation {
  /** Relative to the root of the checkout, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly title: string;
  /** May hold line breaks. */
  readonly message: string;
}

/** GitHub shows ten annotations of a type a step and drops the rest. */
export const maxAnnotations = 10;
/** A workflow command is cut behind 4 KiB. In UTF-8 bytes. */
export const maxMessageBytes = 4000;

const longestText = 600;
const longestName = 120;

/**
 * The guilty lines of the source, worst first. Layers of one line are merged, and only lines that were found again
 * in a tracked file of the checkout are named: a model must not be able to point anywhere else.
 */
export function sourceAnnotations(result: GateResult): readonly SourceAnnotation[] {
  const byLine = new Map<string, { file: string; line: number; layers: ResultLayer[] }>();
  for (const layer of result.layers) {
    const source = trackedSource(layer);
    if (source === undefined) continue;
    const file = source.file.replaceAll("\\", "/");
    const key = `${source.line}:${file}`;
    const known = byLine.get(key);
    if (known === undefined) byLine.set(key, { file, line: source.line, layers: [layer] });
    else known.layers.push(layer);
  }
  return [...byLine.values()].slice(0, maxAnnotations).map(({ file, line, layers }) => ({
    file,
    line,
    title: titleOf(layers),
    message: messageOf(layers),
  }));
}

function titleOf(layers: readonly ResultLayer[]): string {
  const kinds = [...new Set(layers.map(causeTitle))].slice(0, 3).join(", ");
  const module = layers[0]?.module;
  return `FP16: ${kinds}${module === undefined ? "" : ` in ${printableName(module, longestName)}`}`;
}

function messageOf(layers: readonly ResultLayer[]): string {
  let message = "";
  for (const [at, layer] of layers.entries()) {
    const entry = entryOf(layer);
    const rest = layers.length - at;
    const more = `\n\nand ${rest} more of this line; see the job summary.`;
    const next = message === "" ? entry : `${message}\n\n${entry}`;
    if (sizeBytes(next) + sizeBytes(more) > maxMessageBytes) return `${message}${more}`;
    message = next;
  }
  return message;
}

function entryOf(layer: ResultLayer): string {
  const { op, node, cause, introduced } = layer;
  const parts = [
    `${printableName(op, longestName)} ${printableName(node, longestName)}: ${printableName(cause.evidence, longestText)}`,
    ...(introduced === undefined ? [] : [`Error introduced here: ${formatError(introduced, layer)}.`]),
    ...(cause.advice === undefined ? [] : [printableName(cause.advice, longestText)]),
  ];
  return parts.join("\n");
}

function sizeBytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
