import { describe, expect, it } from "vitest";
import type { OverrideFormsInput } from "../../src/overrides/plan-form.ts";
import { omittedForms, renderOverrideForms } from "../../src/overrides/render.ts";
import { planFileSchema } from "../../src/overrides/search-plan-file.ts";
import { detectorPlan, node, planOf } from "./forms/detector-plan.ts";
import { hostileNames } from "./forms/hostile-names.ts";

const names = (input: OverrideFormsInput): string[] => renderOverrideForms(input).map((file) => file.name);

const everyFile = [
  "README.md",
  "trtexec-strong-10.sh",
  "trtexec-strong-11.sh",
  "trtexec-weak.sh",
  "tensorrt_weak.py",
  "pytorch.md",
  "polygraphy_postprocess.py",
  "modelopt-autocast.sh",
  "onnxconverter_common_fp16.py",
  "torch_tensorrt_modules.py",
  "onnxruntime_session.py",
  "plan.json",
];

describe("the folder overrides/", () => {
  it("is tried with the detector's five nodes and two carriers", () => {
    const plan = detectorPlan();
    expect(plan.nodes.map((kept) => kept.op)).toEqual(["Sub", "Div", "Add", "Mul", "Add"]);
    expect(plan.carriers.map((kept) => kept.op)).toEqual(["Unsqueeze", "Reshape"]);
  });

  it("holds a file for every tool, under plain names that shadow no Python package", () => {
    expect(names(detectorPlan())).toEqual(everyFile);
    expect(omittedForms(detectorPlan())).toEqual([]);
    for (const name of everyFile) expect(name).toMatch(/^[A-Za-z][\w-]*\.(?:sh|py|md|json)$/);
    for (const module of [
      "tensorrt",
      "torch_tensorrt",
      "polygraphy",
      "onnxruntime",
      "onnx",
      "torch",
      "modelopt",
    ]) {
      expect(everyFile).not.toContain(`${module}.py`);
    }
  });

  it("is empty for a plan without nodes", () => {
    expect(renderOverrideForms(planOf([]))).toEqual([]);
    expect(omittedForms(planOf([]))).toEqual([]);
  });

  it("is the same for the same plan", () => {
    expect(renderOverrideForms(detectorPlan())).toEqual(renderOverrideForms(detectorPlan()));
  });

  it("leaves out what can't hold the plan, and says so in the README", () => {
    const input = planOf([
      node("a,b"),
      node("val_3", { name: "", outputs: [{ name: "val_3", isFloat: true }] }),
    ]);
    expect(names(input)).toEqual(
      everyFile.filter((name) => !/^(?:trtexec-weak|modelopt|torch_tensorrt)/.test(name)),
    );
    const readme = renderOverrideForms(input)[0]?.content ?? "";
    expect(readme).toMatch(
      /## Not written\n\n.*\n\n- trtexec, weakly typed \(TensorRT 8\.6 to 10\.16\): .* `a,b`\./,
    );
    expect(readme).toContain("- ModelOpt AutoCast");
    expect(omittedForms(input)).toHaveLength(3);
  });

  it("holds plan.json with the hash of the model and every node once", () => {
    const plan = detectorPlan();
    const file = renderOverrideForms(plan).find((form) => form.name === "plan.json");
    expect(planFileSchema.safeParse(JSON.parse(file?.content ?? "")).success).toBe(true);
    expect(JSON.parse(file?.content ?? "")).toEqual({
      schemaVersion: 1,
      model: { graphSha256: "ab".repeat(32) },
      nodes: ["node_sub", "node_div", "node_add_7", "node_mul_1", "node_add_8"],
      carriers: ["node_Unsqueeze_204", "node_view_6"],
    });
  });

  it.each(hostileNames)("plan.json holds a name with %s exactly", (_, name) => {
    const file = renderOverrideForms(planOf([node(name)])).find((form) => form.name === "plan.json");
    expect(JSON.parse(file?.content ?? "")).toMatchObject({ nodes: [name] });
  });

  it.each(hostileNames)(
    "no file but plan.json and the scripts' literals shows a name with %s as it is",
    (_, name) => {
      const input = planOf([node(name, { module: name, frames: [{ file: name, line: 1 }] })], {
        modelFile: name,
        mixedModelFile: name,
      });
      const files = renderOverrideForms(input);
      const readme = files[0]?.content ?? "";
      expect(readme.length).toBeLessThan(20_000);
      expect(readme.replace(/<\/?code>|<!-- -->/g, "")).not.toMatch(/<|@|\[y\]|https:\/\//);
      const rows = readme.split("\n").filter((line) => line.startsWith("|"));
      for (const row of rows) expect([4, 5]).toContain((row.match(/\|/g) ?? []).length);
      for (const file of files) {
        expect(file.title).toMatch(/^[ -~]+$/);
        for (const note of file.notes) expect(note).toMatch(/^[ -~]{1,900}$/);
        const comments = file.name.endsWith(".sh")
          ? file.content.split("\n").filter((line) => line.startsWith("#"))
          : [];
        expect(comments.join("")).not.toContain(name.slice(0, 40));
      }
    },
  );

  it("makes no link of what the sentences quote", () => {
    const readme = renderOverrideForms(
      planOf([node("n")], { before: "see https://a.example www.b.example @c #1" }),
    )[0];
    expect(readme?.content).toContain("see https&#58;//a.example www&#46;b.example &#64;c &#35;1 before");
  });

  it("stays readable for many nodes", () => {
    const nodes = Array.from({ length: 500 }, (_, index) => node(`n${index}`));
    const readme = renderOverrideForms(planOf(nodes))[0]?.content ?? "";
    expect(readme).toContain("And 480 more: see `plan.json`.");
    expect(readme.split("\n").length).toBeLessThan(120);
  });
});
