import { describe, expect, it } from "vitest";
import { autocastForm } from "../../../src/overrides/forms/autocast.ts";
import { detectorPlan, node, planOf } from "./detector-plan.ts";
import { hostileNames } from "./hostile-names.ts";
import { formFile, hasPython, runPython, runScript } from "./run-python.ts";

const script = "modelopt-autocast.sh";

/** Which of the names AutoCast would keep in FP32: it calls re.match with every pattern. */
function matched(patterns: readonly string[], names: readonly string[]): string[] {
  const source =
    "import json, re, sys; p, n = json.load(sys.stdin); print(json.dumps([x for x in n if any(re.match(y, x) for y in p)]))";
  const { stdout, stderr } = runPython(source, [], "python3", JSON.stringify([patterns, names]));
  expect(stderr).toBe("");
  return JSON.parse(stdout) as string[];
}

function patternsOf(words: readonly string[]): string[] {
  return words.slice(words.indexOf("--nodes_to_exclude") + 1);
}

describe("ModelOpt AutoCast", () => {
  it("gets the options that leave the plan alone to decide", () => {
    expect(runScript(formFile(detectorPlan(), script).content)).toEqual([
      "-m",
      "modelopt.onnx.autocast",
      "--onnx_path=model.onnx",
      "--output_path=model.autocast.onnx",
      "--low_precision_type=fp16",
      "--keep_io_types",
      "--data_max=inf",
      "--nodes_to_exclude",
      ...["sub", "div", "add_7", "mul_1", "add_8", "Unsqueeze_204", "view_6"].map((name) => `^node_${name}$`),
    ]);
  });

  it.skipIf(!hasPython)("anchors and escapes, so that no other node matches", () => {
    const patterns = patternsOf(runScript(formFile(planOf([node("/a.b/Pow")]), script).content));
    const others = ["/a.b/Pow_1", "/axb/Pow", "x/a.b/Pow", "/a.b/Po", "/a.b/Pow"];
    expect(matched(patterns, others)).toEqual(["/a.b/Pow"]);
  });

  const isPassed = (name: string): boolean => name.length < 100_000;

  it.skipIf(!hasPython).each(hostileNames.filter(([, name]) => isPassed(name)))(
    "matches a name with %s and nothing like it",
    (_, name) => {
      const words = runScript(formFile(planOf([node("n"), node(name)]), script).content);
      const patterns = patternsOf(words);
      expect(patterns).toHaveLength(2);
      expect(patterns.join("")).toMatch(/^[ -~]+$/);
      expect(matched(patterns, [name, `${name}x`, `x${name}`, name.slice(1), "m"])).toEqual([name]);
    },
  );

  it.each(hostileNames.filter(([, name]) => !isPassed(name)))("is left out for a name of %s", (_, name) => {
    const form = autocastForm(planOf([node(name)]));
    expect(form).toMatchObject({ reason: expect.stringContaining("longer than what Linux passes") });
  });

  it("is left out for nodes without a name of their own, and says which", () => {
    const form = autocastForm(
      planOf([node("n"), node("val_3", { name: "" }), node("out", { name: "shared" })]),
    );
    expect(form).toMatchObject({ reason: expect.stringMatching(/`val_3`, `out`\.$/) });
  });

  it("is left out when all patterns together exceed what Linux passes", () => {
    const nodes = Array.from({ length: 1200 }, (_, index) => node(`${"n".repeat(1000)}${index}`));
    expect(autocastForm(planOf(nodes))).toMatchObject({ reason: expect.stringContaining("longer than") });
  });
});
