import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { pageStyle } from "../../src/report/html/page-style.ts";
import { renderHtml } from "../../src/report/html/render-html.ts";
import type { GateResult } from "../../src/report/result.ts";
import { detectorNodes, layerScenarios, manyNodes } from "./layer-scenarios.ts";
import { memoryScenarios } from "./memory-scenarios.ts";
import { hostileNames, scenarios } from "./scenarios.ts";
import { readStrictly } from "./well-formed.ts";

const all = { ...scenarios, ...layerScenarios, ...memoryScenarios, "many-nodes": () => manyNodes(3000) };
const pages = Object.entries(all).map(([name, make]): [string, string] => [name, renderHtml(make())]);

function page(name: string): string {
  return renderHtml(all[name as keyof typeof all]());
}

const known = new Set(
  "html head meta title style script body header main section footer h1 h2 h3 h4 p b br span a code pre ol ul li dl dt dd div details summary table caption thead tbody tr th td figure figcaption svg desc path rect circle text tspan".split(
    " ",
  ),
);

describe.each(pages)("report.html of %s", (_, text) => {
  const elements = readStrictly(text);

  it("is well formed and holds no element but its own", () => {
    expect(elements.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
    expect(elements.filter(({ name }) => name === "script")).toHaveLength(1);
  });

  it("runs and loads nothing: its policy allows its own style and script only", () => {
    const policy = elements.find(({ attributes }) => attributes["http-equiv"] !== undefined)?.attributes
      .content;
    const hashOf = (element: string): string => {
      const body = new RegExp(`<${element}>([^]*?)</${element}>`).exec(text)?.[1] as string;
      return `sha256-${createHash("sha256").update(body).digest("base64")}`;
    };
    expect(policy).toBe(
      `default-src 'none'; style-src '${hashOf("style")}'; script-src '${hashOf("script")}'; base-uri 'none'; form-action 'none'`,
    );
    const active = elements.flatMap(({ attributes }) =>
      Object.keys(attributes).filter((key) => /^(?:on|style$|src$|srcset$)/i.test(key)),
    );
    expect(active).toEqual([]);
    for (const { name, attributes } of elements.filter((element) => element.attributes.href !== undefined)) {
      expect(name).toBe("a");
      expect(attributes.href).toMatch(
        /^https:\/\/github\.com\/acme\/detector\/blob\/[0-9a-f]{40}\/[\w%./~-]+#L\d+$/,
      );
    }
    const style = /<style>([^]*?)<\/style>/.exec(text)?.[1] ?? "";
    expect(style).not.toMatch(/url\(|@import|expression|<\//);
  });

  it("reads its drawings as images with a title and a description", () => {
    const ids = elements.flatMap(({ attributes }) => (attributes.id === undefined ? [] : [attributes.id]));
    expect(new Set(ids).size).toBe(ids.length);
    for (const { attributes } of elements.filter(({ name }) => name === "svg")) {
      expect(attributes.role).toBe("img");
      for (const id of (attributes["aria-labelledby"] as string).split(" ")) expect(ids).toContain(id);
    }
    for (const { attributes } of elements.filter((element) => element.name === "section"))
      expect(ids).toContain(attributes["aria-labelledby"]);
  });

  it("names every table and every column, and has one first heading", () => {
    const count = (name: string): number => elements.filter((element) => element.name === name).length;
    expect(count("caption")).toBe(count("table"));
    expect(
      elements.filter(({ name }) => name === "th").every(({ attributes }) => attributes.scope === "col"),
    ).toBe(true);
    expect(count("h1")).toBe(1);
    expect(elements.find(({ name }) => name === "html")?.attributes.lang).toBe("en");
  });

  it("draws nothing outside its drawings, and no coordinate that is no number", () => {
    const geometry = ["x", "y", "width", "height", "d", "cx", "cy", "viewBox"];
    const broken = elements.flatMap(({ attributes }) =>
      geometry.flatMap((key) =>
        /NaN|Infinity|undefined/.test(attributes[key] ?? "") ? [attributes[key]] : [],
      ),
    );
    expect(broken).toEqual([]);
    for (const { name, attributes } of elements) {
      if (name !== "text" || attributes.x === undefined) continue;
      expect(Number(attributes.x)).toBeGreaterThanOrEqual(0);
      expect(Number(attributes.x)).toBeLessThanOrEqual(1080);
    }
  });

  it("ends with one newline and tells no absolute path", () => {
    expect(text.endsWith("</html>\n")).toBe(true);
    expect(text).not.toMatch(/(?:&#47;|\/)(?:home|root|work|tmp)(?:&#47;|\/)/);
  });
});

describe("report.html", () => {
  it("puts the verdict first, then the legs, the culprits, the outputs, the charts", () => {
    const text = page("layers");
    const order = [
      "<header",
      'id="legs"',
      'id="layers"',
      'id="outputs"',
      'id="depth"',
      'id="range"',
      'id="details"',
    ];
    const places = order.map((mark) => text.indexOf(mark));
    expect(places).not.toContain(-1);
    expect([...places].sort((first, second) => first - second)).toEqual(places);
  });

  it("shows source line, code, cause, advice and trial of each culprit", () => {
    const text = page("layers");
    expect(text).toContain(
      '<a href="https://github.com/acme/detector/blob/0123456789abcdef0123456789abcdef01234567/examples/detector/model.py#L41">examples/detector/model.py:41</a>',
    );
    expect(text).toContain("scale = torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.eps)");
    expect(text).toContain("<code>x.pow(2).mean()</code> reaches 2.6e5 &#62; 65504 in 12 of 4096 rows");
    expect(text).toContain("Compute the statistics in float32 (<code>x.float()</code>)");
    expect(text).toContain("this node alone in FP16 puts <code>boxes</code> at NaN or ∞");
    expect(text).toContain("examples/detector/model.py:91 reads otherwise in this checkout");
    expect(text).not.toContain("model.py#L91");
  });

  it("says when no single node is guilty, and when layers are unavailable", () => {
    expect(page("layers-spread")).toContain("<b>Note.</b> No single node is guilty");
    expect(page("non-finite")).toContain("<b>Note.</b> layers unavailable: op com.example::Custom");
  });

  it("links no line when the checkout is unknown", () => {
    const result = {
      ...(layerScenarios.layers as () => GateResult)(),
      environment: { node: "v24", platform: "linux" },
    };
    expect(renderHtml(result)).not.toContain("<a ");
  });

  it("keeps hostile names as text, wherever they stand", () => {
    const text = page("layers-hostile");
    expect(text).not.toContain("<script>alert");
    expect(text).not.toContain("<img");
    expect(text).toContain("&#60;script&#62;alert(1)&#60;/script&#62;");
    expect(hostileNames.some((name) => name.includes("\u202e") && text.includes("\u202e"))).toBe(false);
    // Paths that leave the checkout, and lines that were not found again, are never linked.
    for (const [, path = ""] of text.matchAll(/href="[^"]*\/blob\/[0-9a-f]{40}\/([^"]*)"/g)) {
      expect(path.split("/")).not.toContain("..");
    }
  });

  it("is the same every time", () => {
    expect(page("layers")).toBe(page("layers"));
  });

  it("stays small for 100,000 nodes, and says how many it shows", () => {
    const text = renderHtml(manyNodes(100_000));
    expect(text.length).toBeLessThan(1_500_000);
    expect(text).toContain("100000 nodes in graph order");
    expect(text).toContain("the 300 loudest of 100000");
    readStrictly(text);
  });

  it("draws nothing along depth when no error is known, and bars alone when only headroom is", () => {
    const base = (scenarios.pass as () => GateResult)();
    expect(renderHtml(base)).not.toContain("<svg");
    const nodes = detectorNodes().map(({ node, key, headroomBits }) => ({ node, key, headroomBits }));
    const text = renderHtml({ ...base, nodes });
    expect(text).not.toContain('id="depth-wide"');
    expect(text).toContain('id="headroom-wide-title"');
  });
});

describe("the colours", () => {
  const [light = "", dark = ""] = [
    ...pageStyle.matchAll(/:root\{(?:color-scheme:light dark;)?(--[^}]*)\}/g),
  ].map((match) => match[1]);
  const valueOf = (scheme: string, name: string): string =>
    new RegExp(`--${name}:(#[0-9a-f]{3,6})`).exec(scheme)?.[1] as string;
  const channel = (value: number): number =>
    value <= 0.039_28 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const luminance = (color: string): number => {
    const hex = color.length === 4 ? color.slice(1).replace(/./g, "$&$&") : color.slice(1);
    const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) =>
      channel(Number.parseInt(hex.slice(at, at + 2), 16) / 255),
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (first: string, second: string): number => {
    const [more = 0, less = 0] = [luminance(first), luminance(second)].sort((one, two) => two - one);
    return (more + 0.05) / (less + 0.05);
  };

  const texts = ["text", "soft", "fail", "warn", "pass", "link"];
  const grounds = ["ground", "panel"];
  const pairs = [
    ...texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)),
    ...["fail", "warn", "pass"].flatMap((state) => [
      [state, `${state}-ground`] as const,
      ["text", `${state}-ground`] as const,
      ["soft", `${state}-ground`] as const,
    ]),
    ["ground", "fail"] as const,
  ];
  it.each(pairs)("%s on %s can be read in light and in dark", (text, ground) => {
    for (const scheme of [light, dark]) {
      expect(contrast(valueOf(scheme, text), valueOf(scheme, ground))).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(["total", "made", "room", "scarce", "over"])("%s can be told from the ground", (color) => {
    // WCAG 2.1 asks 3 : 1 of graphics; bars carry their figure in a title and in the table as well.
    const least = color === "scarce" || color === "room" ? 2.2 : 3;
    for (const scheme of [light, dark]) {
      expect(contrast(valueOf(scheme, color), valueOf(scheme, "ground"))).toBeGreaterThanOrEqual(least);
    }
  });
});
