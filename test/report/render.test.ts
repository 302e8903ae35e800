import { describe, expect, it } from "vitest";
import { isReportFormat, renderReport, reportFormats } from "../../src/report/render.ts";
import { scenarios } from "./scenarios.ts";

describe("renderReport", () => {
  it("knows its formats, and no property of Object", () => {
    expect(reportFormats).toEqual(["console", "html", "summary", "comment", "junit", "json"]);
    expect(["json", "html", "toString", "__proto__", ""].map(isReportFormat)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it.each(reportFormats)("gives the same %s whenever and wherever it is asked", (format) => {
    const first = renderReport(scenarios["non-finite"]!(), format);
    const environment = process.env.NO_COLOR;
    process.env.NO_COLOR = "1";
    expect(renderReport(scenarios["non-finite"]!(), format)).toBe(first);
    if (environment === undefined) delete process.env.NO_COLOR;
    else process.env.NO_COLOR = environment;
    expect(first.endsWith("\n")).toBe(true);
  });
});
