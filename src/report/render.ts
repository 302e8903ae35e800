import { renderComment } from "./comment/render-comment.ts";
import { type ConsoleOptions, renderConsole } from "./console.ts";
import { renderHtml } from "./html/render-html.ts";
import { renderJunit } from "./junit.ts";
import { type GateResult, serializeResult } from "./result.ts";
import { renderSummary } from "./summary.ts";

type Renderer = (result: GateResult, options: ConsoleOptions) => string;

/** One renderer a format. Each is a function of the result alone, so that a saved result renders the same again. */
const renderers = {
  console: renderConsole,
  html: (result) => renderHtml(result),
  summary: (result) => renderSummary(result),
  comment: (result) => renderComment(result),
  junit: (result) => renderJunit(result),
  json: (result) => serializeResult(result),
} as const satisfies Record<string, Renderer>;

export type ReportFormat = keyof typeof renderers;

export const reportFormats = Object.keys(renderers) as readonly ReportFormat[];

/** Whether a text names a format. */
export function isReportFormat(name: string): name is ReportFormat {
  return Object.hasOwn(renderers, name);
}

/** The text of one report. `options` matter to the console only. */
export function renderReport(result: GateResult, format: ReportFormat, options: ConsoleOptions = {}): string {
  const render: Renderer = renderers[format];
  return render(result, options);
}
