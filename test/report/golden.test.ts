import { describe, expect, it } from "vitest";
import { renderReport, reportFormats } from "../../src/report/render.ts";
import { parseResult, serializeResult } from "../../src/report/result.ts";
import { engineScenarios } from "./engine-scenarios.ts";
import { layerScenarios } from "./layer-scenarios.ts";
import { memoryScenarios } from "./memory-scenarios.ts";
import { overrideScenarios } from "./override-scenarios.ts";
import { scenarios } from "./scenarios.ts";

const files = {
  json: "result.json",
  console: "console.txt",
  summary: "summary.md",
  comment: "comment.md",
  junit: "junit.xml",
} as const;

/** The page of a few results only: a page says little that the other reports do not, and is large. */
const withPage = new Set([
  "pass",
  "engine-error",
  "engine-fault",
  "candidate-hostile",
  "layers",
  "layers-hostile",
  "earlier-jobs-hostile",
  "fix",
  "fix-hostile",
]);

const all = {
  ...scenarios,
  ...layerScenarios,
  ...memoryScenarios,
  ...engineScenarios,
  ...overrideScenarios,
};

describe.each(Object.entries(all))("reports of %s", (name, make) => {
  const result = make();

  it.each(Object.entries(files))("has the golden %s", async (format, file) => {
    const text = renderReport(result, format as keyof typeof files);
    await expect(text).toMatchFileSnapshot(`../golden/${name}/${file}`);
  });

  it.runIf(withPage.has(name))("has the golden page", async () => {
    await expect(renderReport(result, "html")).toMatchFileSnapshot(`../golden/${name}/report.html`);
  });

  it("renders the same bytes from the saved result", () => {
    const saved = parseResult(serializeResult(result), "result.json");
    for (const format of reportFormats) {
      expect(renderReport(saved, format)).toBe(renderReport(result, format));
    }
  });
});
