import { describe, expect, it } from "vitest";
import { pytorchForm } from "../../../src/overrides/forms/pytorch.ts";
import { detectorPlan, node, planOf } from "./detector-plan.ts";
import { hostileNames } from "./hostile-names.ts";
import { hasPython, runPython } from "./run-python.ts";

const at = (line: number, code?: string, file = "models/net.py") => [
  { file, line, function: "forward", ...(code === undefined ? {} : { code }) },
];

/** The lines that a diff block adds, as Python. */
function added(content: string): string {
  const block = /```diff\n([\s\S]*?)\n```/.exec(content)?.[1] ?? "";
  return block
    .split("\n")
    .filter((line) => line.startsWith("+"))
    .map((line) => line.slice(1))
    .join("\n");
}

describe("the change in PyTorch", () => {
  it("wraps the detector's two passages at their lines, and says what must be float32", () => {
    const { content, notes } = pytorchForm(detectorPlan());
    expect(content).toContain("## `examples/detector/model.py`, lines 87 to 88, module `normalize_origin`");
    expect(content).toContain("## `examples/detector/model.py`, lines 101 to 103, module `decode_boxes`");
    expect(content).toContain("-centred = origin - self.mean\n-return centred / self.std\n");
    expect(content).toContain(
      "`origin.float()`, `self.mean.float()`, `self.std.float()`.\n\nCalled from `examples/detector/model.py`, line 144.",
    );
    expect(content).toContain(
      "`normalized_origin.float()`, `local.float()`, `self.std.float()`, `self.mean.float()`.",
    );
    expect(notes[0]).toMatch(/^2 places .* the files were not looked at\.$/);
    expect(notes).toHaveLength(1);
  });

  it.skipIf(!hasPython)("adds Python that compiles", () => {
    const source = `def forward():\n${added(pytorchForm(detectorPlan()).content).replace(/^/gm, "    ")}`;
    expect(runPython("import ast, sys; ast.parse(sys.stdin.read())", [], "python3", source).stderr).toBe("");
  });

  it("joins consecutive lines of one function only", () => {
    const frames = [
      at(4, "a = x + y"),
      at(5, "b = a * a"),
      at(7, "c = b"),
      at(5, "b = a", "models/other.py"),
    ];
    const { content } = pytorchForm(
      planOf(frames.map((lines, index) => node(`n${index}`, { frames: lines }))),
    );
    expect(content.match(/^## .*/gm)).toEqual([
      "## `models/net.py`, lines 4 to 5",
      "## `models/net.py`, line 7",
      "## `models/other.py`, line 5",
    ]);
  });

  it.each([
    ["x = foo(", "goes on over other lines"],
    ["y = torch.cat([a,", "goes on over other lines"],
    ["if self.scale(x).max() > 3:", "opens a block"],
    ["x = a + \\", "goes on over other lines"],
    ["), dim=1)", "goes on over other lines"],
  ])("does not pretend to rewrite %s", (code, said) => {
    const { content } = pytorchForm(planOf([node("n", { frames: at(3, code) })]));
    expect(content).toContain(said);
    expect(content).not.toContain("```diff");
    expect(content).toContain(`    ${code}`);
  });

  it.each([
    ["return x / (norm(x) + self.eps)", ["x", "self.eps"]],
    ["x = F.normalize(query, dim=-1)", ["query"]],
    ["x += torch.exp(logits[..., :HEADS])", ["logits"]],
    ["x = {'a': y}", []],
    ["q, k = q * self.scale, k.float()", ["q", "self.scale"]],
  ])("reads the operands of %s", (code, names) => {
    const { content } = pytorchForm(planOf([node("n", { frames: at(3, code) })]));
    const said = /To be read as float32 where they are tensors: (.*)\.\n/.exec(content)?.[1] ?? "";
    expect([...said.matchAll(/`([\w.]+)\.float\(\)`/g)].map(([, name]) => name)).toEqual(names);
  });

  it("says where a line's text is not known", () => {
    const { content } = pytorchForm(planOf([node("n", { frames: at(3) })]));
    expect(content).toContain("does not hold the text of the line");
  });

  it("falls back to modules, and to bare nodes, and says how many the model names no line for", () => {
    const nodes = [
      node("a", { frames: at(3, "y = x * x") }),
      node("b", { module: "blocks.2.norm" }),
      node("c", { module: "" }),
      node("d"),
    ];
    const { content, notes } = pytorchForm(planOf(nodes));
    expect(content).toContain("- `blocks.2.norm`. Nodes: `b` (`Pow`).");
    expect(content).toContain("The model says neither module nor line for these");
    expect(content).toContain("Nodes: `c` (`Pow`), `d` (`Pow`).");
    expect(notes).toContain("For 3 nodes of 4 the model names no source line.");
  });

  it.each(hostileNames)("keeps %s from becoming Markdown, wherever it stands", (_, name) => {
    const frames = [{ file: name, line: 1, code: name }];
    const { content } = pytorchForm(planOf([node(name, { frames, op: name, module: name })]));
    const fence = /^(`{3,})(?:diff|python)$/m.exec(content)?.[1] ?? "";
    const parts = content.split(new RegExp(`^${fence}(?:diff|python)?$`, "m"));
    expect(parts).toHaveLength(3);
    const prose = `${parts[0]}${parts[2]}`;
    expect(prose.replace(/<\/?code>|<!-- -->/g, "")).not.toMatch(/<|@|\[y\]|https:\/\//);
    // oxlint-disable-next-line no-control-regex
    expect(content).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(content.split("\n").filter((line) => line.startsWith("#"))).toHaveLength(2);
  });
});
