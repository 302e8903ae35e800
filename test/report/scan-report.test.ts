import { describe, expect, it } from "vitest";
import { renderScan } from "../../src/report/scan-console.ts";
import {
  composeScan,
  type ScannedFile,
  scanDocumentSchema,
  serializeScan,
} from "../../src/report/scan-document.ts";
import { measureRange } from "../../src/tensor/range.ts";
import type { RangeReport } from "../../src/tensor/range-report.ts";
import { memoryTensor } from "../../src/tensor/stored-tensor.ts";

const tool = { name: "fp16-gate", version: "0.0.0" };

function report(name: string, values: readonly number[], more: Partial<RangeReport> = {}): RangeReport {
  const bytes = new Uint8Array(Float32Array.from(values).buffer);
  return {
    kind: "weight",
    name,
    file: "m.pth",
    module: "head",
    dtype: "float32",
    shape: [values.length],
    role: "parameter",
    statistics: measureRange(memoryTensor("float32", [values.length], bytes)),
    ...more,
  };
}

const file = (reports: readonly RangeReport[], more: Partial<ScannedFile> = {}): ScannedFile => {
  return { file: "m.pth", reports, unread: [], otherTensors: 0, notes: [], ...more };
};

const fine = report("head.bias", [1, -2]);
const broken = report("head.scale", [1, 71_000, 3, 4]);
const complex = { name: "wave", reason: "has elements of ComplexFloat" };

describe("the verdict", () => {
  it.each<[string, ScannedFile[], string, number, RegExp]>([
    ["all fits", [file([fine])], "pass", 0, /^The only weight fits FP16\.$/],
    [
      "an overflow",
      [file([fine, broken])],
      "fail",
      1,
      /^1 of 2 weights does not fit FP16: `head\.scale` reaches 71000 > 65504/,
    ],
    ["nothing to judge", [file([])], "error", 3, /^There is no float tensor/],
    [
      "what can't be read",
      [file([fine], { unread: [complex] })],
      "error",
      3,
      /^`wave` can't be judged: it has elements of ComplexFloat\. The only weight fits FP16\.$/,
    ],
    ["several", [file([], { unread: [complex, complex] })], "error", 3, /^`wave` and 1 more can't be judged/],
    ["an overflow beside it", [file([broken], { unread: [complex] })], "fail", 1, /does not fit/],
    [
      "weights and inputs",
      [file([fine]), file([{ ...fine, kind: "input" }])],
      "pass",
      0,
      /^All 2 tensors fit FP16\.$/,
    ],
  ])("%s", (_, files, kind, exitCode, text) => {
    expect(composeScan(tool, files).verdict).toEqual({
      kind,
      exitCode,
      text: expect.stringMatching(text) as string,
    });
  });
});

describe("scan.json", () => {
  it("follows its schema, with infinities as strings, worst first", () => {
    const odd = report("odd", [Number.NaN, Number.POSITIVE_INFINITY, 1]);
    const empty = report("empty", []);
    const written = JSON.parse(serializeScan(composeScan(tool, [file([fine, empty, broken, odd])]))) as {
      scan: Record<string, unknown>[];
    };
    expect(scanDocumentSchema.safeDecode(written as never).success).toBe(true);
    expect(written.scan.map(({ name, level }) => `${String(name)} ${String(level)}`)).toEqual([
      "odd break",
      "head.scale break",
      "head.bias fits",
      "empty fits",
    ]);
    expect(written.scan[1]).toEqual({
      name: "head.scale",
      kind: "weight",
      elements: 4,
      absMax: 71_000,
      overflows: 1,
      flushed: 0,
      subnormal: 0,
      nonFinite: 0,
      file: "m.pth",
      module: "head",
      dtype: "float32",
      shape: [4],
      role: "parameter",
      min: 1,
      max: 71_000,
      nan: 0,
      beyondHalf: 1,
      beyondLargest: 1,
      largeIntegers: 1,
      changedIntegers: 1,
      rmsLoss: 0,
      maxLoss: 0,
      level: "break",
      text: "reaches 71000 > 65504: 1 of 4 elements becomes infinite",
    });
    expect(written.scan[3]).not.toHaveProperty("min");
  });
});

describe("the console table", () => {
  it("shows the verdict, the files, and the worst tensors with their evidence", () => {
    const scan = composeScan(tool, [
      file([fine, broken], { otherTensors: 3, notes: ["passed over 12 tensors"] }),
    ]);
    expect(renderScan(scan, 20)).toBe(
      [
        "FAIL  1 of 2 weights does not fit FP16: `head.scale` reaches 71000 > 65504: 1 of 4 elements becomes infinite.",
        "  m.pth: 2 float tensors, 3 others (integers, bool)",
        "    passed over 12 tensors",
        "",
        "  tensor        type       largest   → ∞  → 0  subnormal  loss",
        "✗ head.scale    float32 4    71000  25 %",
        "    reaches 71000 > 65504: 1 of 4 elements becomes infinite · module head",
        "✓ head.bias     float32 2        2",
        "",
        "  → ∞ and → 0: share of the elements that become infinite or zero. loss: what rounding changes, rms, relative; 0.02 % is usual.",
        "",
      ].join("\n"),
    );
  });

  it("says what it leaves out", () => {
    const many = Array.from({ length: 5 }, (_, at) => report(`w${at}`, [1]));
    expect(renderScan(composeScan(tool, [file(many)]), 2)).toContain(
      "  … 3 more tensors, all within range\n",
    );
    const bad = many.map((each) => ({ ...each, statistics: broken.statistics }));
    expect(renderScan(composeScan(tool, [file(bad)]), 2)).toContain(
      "  … 3 more tensors, 3 of them flagged (--max shows more)\n",
    );
  });

  it("lists what was not read", () => {
    const unread = Array.from({ length: 12 }, () => complex);
    const text = renderScan(composeScan(tool, [file([fine], { unread })]), 20);
    expect(text.match(/ {2}\? wave has elements of ComplexFloat: not read\n/g)).toHaveLength(10);
    expect(text).toContain("  ? … and 2 more not read\n");
  });

  it("keeps hostile names on their line, without control characters or workflow commands", () => {
    const name = "::error::a\nb\u001b[31m##[command]";
    const hostile = report(name, [1e9, 1], { module: name, consumer: name, file: name });
    const text = renderScan(
      composeScan(tool, [file([hostile], { file: name, notes: [name] }), file([])]),
      20,
    );
    expect(text).not.toMatch(/^::/m);
    expect(text).not.toContain("\u001b");
    expect(text).not.toContain("##[");
    expect(text.split("\n").filter((line) => line.startsWith("b"))).toEqual([]);
  });

  it("stays within a narrow terminal by shortening names", () => {
    const long = report(`encoder.${"layer.".repeat(20)}weight`, [1]);
    const [, , , heading, row] = renderScan(composeScan(tool, [file([long])]), 20, { columns: 70 }).split(
      "\n",
    );
    expect(heading).toContain("tensor");
    expect(Array.from(row ?? "").length).toBeLessThanOrEqual(70);
    expect(row).toContain("…");
  });
});
