import { createHash } from "node:crypto";
import { printableName } from "../escape.ts";
import { headlineOf } from "../headline.ts";
import type { GateResult } from "../result.ts";
import { candidateSection } from "./candidate-section.ts";
import { depthSection } from "./depth-section.ts";
import { culpritSection, hazardSection } from "./layer-section.ts";
import { lines, markup, ownText, renderMarkup } from "./markup.ts";
import { memorySection } from "./memory-section.ts";
import { outputSection } from "./output-section.ts";
import { overrideSection } from "./override-section.ts";
import { pageStyle } from "./page-style.ts";
import { detailSection } from "./run-section.ts";
import { sortScript } from "./sort-script.ts";
import { legChain, verdictHeader } from "./verdict-section.ts";

/** Nothing is loaded, and nothing runs but the one script that sorts tables. */
const contentPolicy = [
  "default-src 'none'",
  `style-src '${integrityOf(pageStyle)}'`,
  `script-src '${integrityOf(sortScript)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/**
 * The result as one HTML page that needs nothing else: no script to be read, no network, light and dark. Every text of
 * a model or a sample is escaped. Equal results give equal bytes.
 */
export function renderHtml(result: GateResult): string {
  const { title, model } = headlineOf(result);
  const name = model === undefined ? "" : `${printableName(model, 60)}: `;
  const page = markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${ownText(contentPolicy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>FP16 gate · ${name}${printableName(title.replaceAll("`", ""), 160)}</title>
<style>${ownText(pageStyle)}</style>
</head>
<body>
${lines([verdictHeader(result), mainOf(result)])}
<footer>Made by ${result.tool.name} ${result.tool.version} from result.json alone.</footer>
<script>${ownText(sortScript)}</script>
</body>
</html>
`;
  return renderMarkup(page);
}

function mainOf(result: GateResult) {
  return markup`<main>
${lines([
  legChain(result),
  culpritSection(result),
  overrideSection(result),
  candidateSection(result),
  outputSection(result),
  memorySection(result),
  depthSection(result),
  hazardSection(result),
  detailSection(result),
])}
</main>`;
}

function integrityOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
