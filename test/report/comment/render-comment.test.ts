import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, it } from "vitest";
import { maxCommentText, renderComment } from "../../../src/report/comment/render-comment.ts";
import { type GateResult, parseResult, serializeResult } from "../../../src/report/result.ts";
import { layerScenarios } from "../layer-scenarios.ts";
import { finding, hostileNames, output, resultOf, scenarios } from "../scenarios.ts";
import { commentScenarios } from "./comment-scenarios.ts";

const all: Readonly<Record<string, () => GateResult>> = {
  ...scenarios,
  ...layerScenarios,
  ...commentScenarios,
};
const make = (name: string): GateResult => (all[name] as () => GateResult)();
const html = (text: string): string =>
  micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });

/** `failing` outputs beyond their limit and `passing` ones within it. */
function many(failing: number, passing: number, nameOf = (at: number): string => `out.${at}`): GateResult {
  const rows = Array.from({ length: failing + passing }, (_, at) => ({
    name: nameOf(at),
    maxAbs: at < failing ? 2 + at : 0.5,
  }));
  return resultOf({
    judged: {
      kind: "emulation",
      outputs: rows.map(({ name, maxAbs }) =>
        output(name, maxAbs, maxAbs > 1 ? { passed: false, level: "fail" } : {}),
      ),
      findings: rows.map(({ name, maxAbs }) => finding(name, "max-abs", maxAbs, 1)),
    },
  });
}

describe.each(Object.keys(commentScenarios))("the comment of %s", (name) => {
  it("has the golden text", async () => {
    await expect(renderComment(make(name))).toMatchFileSnapshot(`../../golden/comment/${name}.md`);
  });

  it("is the same from the saved result", () => {
    const saved = parseResult(serializeResult(make(name)), "result.json");
    expect(renderComment(saved)).toBe(renderComment(make(name)));
  });
});

describe("the first two lines", () => {
  it.each([
    ["pass", "✅", "**Can be merged:**"],
    ["precision", "❌", "**Do not merge yet:**"],
    ["conversion", "❌", "**Do not merge yet:**"],
    ["regression", "❌", "**Do not merge yet:**"],
    ["warn-enforced", "⚠️", "**Not blocked, but it should be:**"],
    ["engine-error", "🚫", "**No verdict, do not merge yet:**"],
    ["input-error", "🚫", "**No verdict, do not merge yet:**"],
  ])("of %s say how it stands and whether to merge", (name, icon, advice) => {
    const [first, second] = renderComment(make(name)).split("\n");
    expect(first?.startsWith(`### ${icon} FP16 gate · `)).toBe(true);
    expect(second?.startsWith(advice)).toBe(true);
  });

  it("name the one number, its limit, and what it was in the last accepted job", () => {
    const [first, second] = renderComment(make("regression")).split("\n");
    expect(first).toContain("off by 4.07 px (limit 1 px); last accepted job 0.31 px");
    expect(second).toContain("New since <code>abc1234</code> (3 commits, 2 days)");
  });

  it("name what the pull request loosens", () => {
    expect(renderComment(make("loosened")).split("\n")[1]).toContain("1 px -&#62; 5 px");
  });

  it("say when a fork speaks of itself, and link nothing that it names", () => {
    const text = renderComment(make("regression"), { selfReport: { owner: "stranger" } });
    const [first, second] = text.split("\n");
    expect(first).toContain("FP16 gate (self-reported)");
    expect(second).toContain("<code>stranger</code>");
    expect(html(text)).not.toContain("<a ");
  });
});

describe("the body", () => {
  it("shows at most five layers in the open", () => {
    const open = renderComment(make("layers-hostile")).split("<details>")[0] ?? "";
    expect(open.split("\n").filter((line) => line.startsWith("| ")).length).toBe(6);
  });

  it("marks what is new and what the base showed as well", () => {
    const rows = renderComment(make("regression"))
      .split("\n")
      .filter((line) => line.startsWith("| "));
    expect(rows.find((row) => row.includes("NaN/∞ in 12"))).toContain("Pow **new**");
    expect(rows.find((row) => row.includes("Mul"))).toContain("Mul (known)");
  });

  it("gives the fix with what it brings, what it costs, and where it was tried", () => {
    expect(renderComment(make("regression"))).toContain(
      "**Keep 2 of 93 nodes in FP32** → <code>boxes</code> from 4.07 px to 0.29 px (limit 1 px), +1.40 % latency, holds on 4 of 4 inputs that the search did not see, tried on TensorRT 10.13.",
    );
  });

  it("says of the fix what becomes of the output that failed, not of the one that is nearest to its limit then", () => {
    const result = make("regression");
    const after = [
      ...(result.overrides?.after ?? []),
      {
        output: "scores",
        metric: "max-abs",
        operator: "<=" as const,
        value: 0.09,
        limit: 0.1,
        excess: 0.9,
        passed: true,
      },
    ];
    const text = renderComment({ ...result, overrides: result.overrides && { ...result.overrides, after } });
    expect(text).toContain("in FP32** → <code>boxes</code> from 4.07 px to 0.29 px (limit 1 px)");
  });

  it("draws no chart without its table", () => {
    for (const name of Object.keys(all)) {
      const text = renderComment(make(name));
      const charts = text.split("```mermaid\nxychart-beta\n").length - 1;
      expect(text.split("| nodes | loudest of them | introduced | total |").length - 1).toBe(charts);
    }
  });

  it("draws what Mermaid's grammar knows: no exponents, NaN or infinities, and as many points as parts", () => {
    const text = renderComment(make("layers-hostile"));
    const chart = /```mermaid\n([\s\S]*?)```/.exec(text)?.[1] ?? "";
    const series = [...chart.matchAll(/^ {4}(?:bar|line) \[(.*)\]$/gm)].map(
      ([, points]) => points?.split(", ") ?? [],
    );
    expect(series).toHaveLength(3);
    for (const points of series) {
      expect(points).toHaveLength(Number(/1 --> (\d+)\n/.exec(chart)?.[1]));
      for (const point of points) expect(point).toMatch(/^-?\d+(?:\.\d\d)?$/);
    }
  });
});

describe.each(["hostile", "layers-hostile", "candidate-hostile", "hostile-story"])(
  "what %s can do to a comment",
  (name) => {
    const text = renderComment(make(name), { maxCharacters: Infinity });
    const page = html(text);

    it("is no link, no picture, no script and no comment of its own", () => {
      const links = [...page.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, address]) => address as string);
      expect(
        links.filter((address) => !address.startsWith("https://github.com/acme/detector/blob/")),
      ).toEqual([]);
      const tags = new Set([...page.matchAll(/<([a-z!][\w-]*)/g)].map(([, tag]) => tag));
      for (const tag of ["img", "script", "iframe", "input", "svg", "del"]) expect(tags).not.toContain(tag);
      expect(text.replace(/```+[\s\S]*?\n```+\n/g, "")).not.toMatch(/<!-- (?!-->)/);
    });

    it("is no mention and no reference outside of code", () => {
      const prose = page.replace(/<(code|pre)\b[\s\S]*?<\/\1>/g, "").replace(/<[^>]*>/g, "");
      expect(prose).not.toMatch(/@\w/);
      expect(prose).not.toMatch(/(?:^|[\s(])#\d/);
      expect(prose).not.toMatch(/\bGH-\d/i);
    });

    it("opens and closes nothing", () => {
      for (const tag of ["details", "summary", "code", "table", "pre"]) {
        expect(page.split(`<${tag}`).length).toBe(page.split(`</${tag}>`).length);
      }
    });

    it("adds no cell to a row of a table", () => {
      for (const block of page.match(/<table>[\s\S]*?<\/table>/g) ?? []) {
        const widths = (block.match(/<tr>[\s\S]*?<\/tr>/g) ?? []).map((row) => row.match(/<t[hd]/g)?.length);
        expect(new Set(widths).size).toBe(1);
      }
    });

    it("shows no invisible or reordering character", () => {
      // oxlint-disable-next-line no-control-regex
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069\u200e\u200f]/);
    });
  },
);

describe("the length", () => {
  it("never exceeds the limit, whatever the result", () => {
    for (const result of [
      many(0, 4000),
      many(50, 4000),
      many(4000, 0),
      many(300, 0, (at) => `${hostileNames[at % 12]}${at}`.repeat(9)),
    ]) {
      expect(renderComment(result).length).toBeLessThanOrEqual(maxCommentText);
    }
  });

  it("is used to the last character, and one character less drops passing detail first", () => {
    const result = many(3, 40);
    const full = renderComment(result, { maxCharacters: Infinity });
    expect(renderComment(result, { maxCharacters: full.length })).toBe(full);
    const less = renderComment(result, { maxCharacters: full.length - 1 });
    expect(less.length).toBeLessThan(full.length);
    expect(less).not.toContain("out.10<".replace(".", "&#46;"));
    expect(less).toContain("Left out to stay within the size limit: outputs, legs and limits that passed");
    for (const at of [0, 1, 2]) expect(less).toContain(`out&#46;${at}<`);
  });

  it("costs no failing row as long as they fit at all", () => {
    const result = many(200, 3000);
    const text = renderComment(result);
    for (let at = 0; at < 200; at += 1) expect(text).toContain(`<code>out&#46;${at}</code>`);
    expect(text).not.toContain("<code>out&#46;200</code>");
  });

  it("says how many failing rows there was no room for", () => {
    const text = renderComment(many(4000, 0));
    const shown = text.split("\n").filter((line) => line.startsWith("| ❌")).length;
    expect(shown).toBeGreaterThan(300);
    expect(text).toContain(`There is no room for ${4000 - shown} more rows of outputs that fail`);
    expect(text.startsWith("### ❌")).toBe(true);
  });
});
