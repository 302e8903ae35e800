import { describe, expect, it } from "vitest";
import { renderReport } from "../../src/report/render.ts";
import { parseResult, serializeResult } from "../../src/report/result.ts";
import { scenarios } from "./scenarios.ts";

const files = {
  json: "result.json",
  console: "console.txt",
  summary: "summary.md",
  junit: "junit.xml",
} as const;

describe.each(Object.entries(scenarios))("reports of %s", (name, make) => {
  const result = make();

  it.each(Object.entries(files))("has the golden %s", async (format, file) => {
    const text = renderReport(result, format as keyof typeof files);
    await expect(text).toMatchFileSnapshot(`../golden/${name}/${file}`);
  });

  it("renders the same bytes from the saved result", () => {
    const saved = parseResult(serializeResult(result), "result.json");
    for (const format of Object.keys(files) as (keyof typeof files)[]) {
      expect(renderReport(saved, format)).toBe(renderReport(result, format));
    }
  });
});
