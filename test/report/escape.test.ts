import { describe, expect, it } from "vitest";
import {
  escapeConsole,
  escapeXml,
  markdownCode,
  markdownText,
  printableLine,
  printableName,
  shortenMiddle,
} from "../../src/report/escape.ts";
import { hostileNames } from "./scenarios.ts";

describe("printableLine", () => {
  it.each([
    ["\u001b[31mred\u001b[0m", "red"],
    ["\u001b]0;title\u0007x", "x"],
    ["\u001b]8;;https://evil.example\u001b\\link\u001b]8;;\u001b\\", "link"],
    ["\u009b31mx", "x"],
    ["\u001b(Bx\u001bcy", "xy"],
    ["a\nb\r\nc\td\u2028e\u0085f", "a b c d e f"],
    ["a\u0000b\u0007", "a\ufffdb\ufffd"],
    ["\u202eabc\u2066\u200f", "\ufffdabc\ufffd\ufffd"],
    ["zero\u200bwidth\ufeff\u00ad", "zero\ufffdwidth\ufffd\ufffd"],
    ["lone \ud800 surrogate", "lone \ufffd surrogate"],
    ["\u{e0041}tag", "\ufffdtag"],
    ["Größe 大小 é 😀", "Größe 大小 é 😀"],
  ])("%j becomes %j", (text, expected) => {
    expect(printableLine(text)).toBe(expected);
    expect(printableLine(expected)).toBe(expected);
  });

  it("takes time in proportion to its input, whatever that is", () => {
    const megabyte = 1 << 20;
    for (const text of ["\u001b[", "\u001b]", "\u001b[0;", "\n", "\u202e", "a"]) {
      // More than linear time would outlast the test's own limit.
      expect(printableLine(text.repeat(megabyte / text.length)).length).toBeLessThanOrEqual(megabyte);
    }
  });
});

describe("shortenMiddle", () => {
  it.each([
    ["abcdefghij", 10, "abcdefghij"],
    ["abcdefghij", 9, "abcd…ghij"],
    ["abcdefghij", 4, "ab…j"],
    ["abcdefghij", 1, "…"],
    ["😀😀😀😀", 4, "😀😀😀😀"],
    ["😀😀😀😀", 3, "😀…😀"],
  ])("%s to %d is %s", (text, maxCharacters, expected) => {
    expect(shortenMiddle(text, maxCharacters)).toBe(expected);
  });

  it("keeps both ends of a megabyte", () => {
    expect(shortenMiddle(`start${"x".repeat(1 << 20)}end`, 11)).toBe("start…xxend");
  });

  it("never cuts a terminal sequence in two", () => {
    expect(printableName(`\u001b[31m${"a".repeat(10)}\u001b[0m`, 5)).toBe("aa…aa");
  });
});

describe("markdownCode", () => {
  it.each([
    ["a|b", "<code>a&#124;b</code>"],
    ["a`b``c", "<code>a&#96;b&#96;&#96;c</code>"],
    ["<b>&amp;", "<code>&#60;b&#62;&#38;amp;</code>"],
    ["&#64;", "<code>&#38;&#35;64;</code>"],
    ["@everyone", "<code>&#64;<!-- -->everyone</code>"],
    ["a\nb", "<code>a b</code>"],
    ["plain-name_1", "<code>plain-name&#95;1</code>"],
  ])("%j becomes %s", (text, expected) => {
    expect(markdownCode(text)).toBe(expected);
  });

  it("leaves no character of Markdown syntax bare in any hostile name", () => {
    for (const name of hostileNames) {
      const bare = markdownCode(name)
        .replace(/^<code>|<\/code>$/g, "")
        .replaceAll("<!-- -->", "")
        .replace(/&#\d+;/g, "");
      expect(bare).not.toMatch(/[&<>"'|\\`*_~[\]:#$@!./\n\r]/);
    }
  });
});

describe("markdownText", () => {
  it.each([
    ["`boxes` is off by 4.07 px: limit 1.0.", "<code>boxes</code> is off by 4.07 px: limit 1.0."],
    ["a | b", "a &#124; b"],
    ["<img src=x>", "&#60;img src=x&#62;"],
    ["@team #12 GH-3", "&#64;&#8203;team &#35;&#8203;12 GH&#45;&#8203;3"],
    ["https://x.example", "https&#58;&#8203;//x&#46;example"],
    ["www.evil.example", "www&#46;evil&#46;example"],
    [":tada:", "&#58;&#8203;tada:"],
    ["fp16-gate.yml:12", "fp16-gate&#46;yml:12"],
    ["one ` alone", "one &#96; alone"],
    ["`a``b`", "<code>a</code><code>b</code>"],
    ["a_b*c~d$e", "a&#95;b&#42;c&#126;d&#36;e"],
  ])("%j becomes %s", (text, expected) => {
    expect(markdownText(text)).toBe(expected);
  });
});

describe("escapeXml and escapeConsole", () => {
  it("leaves only characters that XML 1.0 allows, and no markup", () => {
    for (const name of hostileNames) {
      const escaped = escapeXml(name);
      expect(escaped.replace(/&#\d+;/g, "")).not.toMatch(/[<>&"']/);
      // oxlint-disable-next-line no-control-regex
      expect(escaped).not.toMatch(/[\u0000-\u001f\ud800-\udfff\ufffe\uffff](?![\udc00-\udfff])/);
    }
  });

  it("breaks the runner's old command form", () => {
    expect(escapeConsole("a ##[error]x")).toBe("a # #[error]x");
  });
});
