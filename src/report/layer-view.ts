import { formatCount, formatFigure } from "../compare/figure.ts";
import { quoteName } from "../compare/quote-name.ts";
import { printableLine } from "./escape.ts";
import type { GateResult, ResultLayer } from "./result.ts";
import { shownPath } from "./shown-path.ts";

type TensorError = NonNullable<ResultLayer["introduced"]>;

/** Whatever has a line of source in the result. */
export type SourcedNode = Pick<ResultLayer, "source" | "unlinked">;

/** One culprit as every report shows it. Whatever a file chose (names, code, evidence) is still unescaped. */
export interface LayerRow {
  /** 1 for the worst. */
  readonly rank: number;
  readonly layer: ResultLayer;
  readonly module: string;
  /** `models/norm.py:41`; empty when the line is not known. */
  readonly source: string;
  /** Where that line can be read; only for a tracked line of a known checkout. */
  readonly url: string | undefined;
  readonly introduced: string;
  readonly inherited: string;
  readonly total: string;
  /** Kind of the cause in words, and the evidence. */
  readonly why: string;
  readonly trial: string | undefined;
}

/** Rows of one module, in the order of their rank. */
export interface LayerGroup {
  readonly module: string;
  readonly rows: readonly LayerRow[];
}

/** Rows of the table of layers, worst first. */
export function layerRows(result: GateResult): readonly LayerRow[] {
  return result.layers.map((layer, at) => ({
    rank: at + 1,
    layer,
    module: layer.module ?? "",
    source: layer.source === undefined ? "" : `${shownPath(layer.source.file)}:${layer.source.line}`,
    url: sourceUrl(result, layer),
    introduced: formatError(layer.introduced, layer),
    inherited: formatError(layer.inherited, layer),
    total: formatError(layer.total, layer),
    why: `${causeTitle(layer)}: ${layer.cause.evidence}`,
    trial: describeTrial(layer),
  }));
}

/** The same rows by module, each module at the place of its worst row. */
export function groupByModule(rows: readonly LayerRow[]): readonly LayerGroup[] {
  const groups = new Map<string, LayerRow[]>();
  for (const row of rows) {
    const group = groups.get(row.module);
    if (group === undefined) groups.set(row.module, [row]);
    else group.push(row);
  }
  return [...groups].map(([module, members]) => ({ module, rows: members }));
}

/** `hidden-overflow` as words. */
export function causeTitle({ cause }: ResultLayer): string {
  return cause.kind.replaceAll("-", " ");
}

/** rms of the error relative to the reference's rms, or how many elements are NaN or infinite on one side only. */
export function formatError(
  error: TensorError | undefined,
  { range }: Pick<ResultLayer, "range"> = {},
): string {
  if (error === undefined) return "";
  if (error.nonFinite === 0) return formatFigure(error.relRms);
  return `NaN/∞ in ${error.nonFinite}${range === undefined ? "" : ` of ${range.elements}`}`;
}

/** What must be said when no layer is named: why not, or that none is guilty alone. Of a pass the diagnosis says it. */
export function localisationNote(result: GateResult): string | undefined {
  const { localisation, layersUnavailable, verdict } = result;
  const isSaid = localisation?.kind === "nodes" || (localisation?.kind === "none" && verdict.kind === "pass");
  return (isSaid ? undefined : localisation?.text) ?? layersUnavailable;
}

/**
 * The line of the source that a reader may be sent to: tracked, and inside the checkout. A path that leaves the
 * checkout is refused here too, since the file that names it may come from anywhere.
 */
export function trackedSource({ source, unlinked }: SourcedNode): ResultLayer["source"] {
  if (source === undefined || unlinked !== undefined) return undefined;
  const { file } = source;
  const leaves = /^(?:[/\\~]|[a-z]:)/i.test(file) || file.split(/[\\/]/).includes("..");
  return leaves || file === "" ? undefined : source;
}

/** Where that line can be read, when the checkout is known. */
export function sourceUrl(result: GateResult, layer: SourcedNode): string | undefined {
  const source = trackedSource(layer);
  const checkout = result.environment?.checkout;
  if (source === undefined || checkout === undefined) return undefined;
  const path = source.file.split(/[\\/]/).map(encodeSegment).join("/");
  return `${checkout.serverUrl}/${checkout.repository}/blob/${checkout.commit}/${path}#L${source.line}`;
}

/** encodeURIComponent throws on half a surrogate pair, which a printable line has not, and leaves what Markdown reads. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(printableLine(segment)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** `Tried: alone in FP16 it puts boxes at 3.1 times its limit; …`, of the output that it hurts most. */
function describeTrial({ counterfactual }: ResultLayer): string | undefined {
  const worst = counterfactual?.outputs.reduce<
    NonNullable<typeof counterfactual>["outputs"][number] | undefined
  >((best, entry) => (best === undefined || harm(entry) > harm(best) ? entry : best), undefined);
  if (counterfactual?.text !== undefined) return counterfactual.text;
  if (worst === undefined) return undefined;
  const { excess, aloneExcess, repairedExcess } = worst;
  const name = quoteName(worst.output);
  const parts = [
    ...(aloneExcess === undefined ? [] : [`this node alone in FP16 puts ${name} at ${times(aloneExcess)}`]),
    ...(repairedExcess === undefined
      ? []
      : [
          `with all culprits in FP32 ${aloneExcess === undefined ? name : "it"} is at ${times(repairedExcess)}${excess === undefined ? "" : `, from ${times(excess)}`}`,
        ]),
  ];
  return parts.length === 0 ? undefined : `Tried: ${parts.join("; ")}.`;
}

function harm({ aloneExcess, excess }: { aloneExcess?: number | undefined; excess?: number | undefined }) {
  const value = aloneExcess ?? excess ?? 0;
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}

function times(excess: number): string {
  return Number.isFinite(excess) ? `${formatFigure(excess)} × its limit` : "NaN or ∞";
}

/** `5 layers in 2 modules`. */
export function countLayers(rows: readonly LayerRow[]): string {
  const modules = groupByModule(rows).filter(({ module }) => module !== "").length;
  const layers = formatCount(rows.length, "layer");
  return modules === 0 ? layers : `${layers} in ${formatCount(modules, "module")}`;
}
