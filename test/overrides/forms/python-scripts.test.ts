import { describe, expect, it } from "vitest";
import { onnxconverterCommonForm } from "../../../src/overrides/forms/onnxconverter-common.ts";
import { onnxruntimeForm } from "../../../src/overrides/forms/onnxruntime.ts";
import { pythonString } from "../../../src/overrides/forms/python.ts";
import type { OverrideFormsInput } from "../../../src/overrides/plan-form.ts";
import { detectorPlan, node, planOf } from "./detector-plan.ts";
import { hostileNames } from "./hostile-names.ts";
import { formFile, hasPython, runPython } from "./run-python.ts";

/** Value of a constant at the top level of Python source, read without running any of it. */
function constantOf(source: string, name: string): unknown {
  const program = `
import ast, json, sys
tree = ast.parse(sys.stdin.read())
value = next(n.value for n in tree.body if isinstance(n, ast.Assign) and n.targets[0].id == sys.argv[1])
print(json.dumps(ast.literal_eval(value)))
`;
  const { stdout, stderr } = runPython(program, [name], "python3", source);
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

describe.skipIf(!hasPython)("Python literals", () => {
  it.each(hostileNames)("hold %s exactly, in ASCII on one line", (_, name) => {
    const literal = pythonString(name);
    expect(literal).toMatch(/^"[ -~]*"$/);
    expect(constantOf(`X = ${literal}`, "X")).toBe(name);
  });
});

describe.skipIf(!hasPython)("onnxconverter-common", () => {
  const script = "onnxconverter_common_fp16.py";

  it("lists the nodes of the plan and its carriers by name", () => {
    const plan = detectorPlan();
    const names = [...plan.nodes, ...plan.carriers].map((kept) => ["name", kept.name]);
    expect(constantOf(formFile(plan, script).content, "NODES")).toEqual(names);
  });

  it("keeps the default operator list and switches clipping off", () => {
    const { content } = formFile(detectorPlan(), script);
    expect(content).not.toContain("op_block_list=");
    expect(content).toContain("min_positive_val=0.0");
    expect(content).toContain('max_finite_val=float("inf")');
  });

  it("tells nodes without a name of their own by their first output", () => {
    const unnamed = node("val_3", { name: "", outputs: [{ name: "val_3", isFloat: true }] });
    const shared = node("val_4", { name: "Pow", outputs: [{ name: "val_4", isFloat: true }] });
    expect(constantOf(formFile(planOf([unnamed, shared]), script).content, "NODES")).toEqual([
      ["output", "val_3"],
      ["output", "val_4"],
    ]);
  });

  it("is left out for a node that neither tells", () => {
    const form = onnxconverterCommonForm(planOf([node("loop/val_3", { name: "" })]));
    expect(form).toMatchObject({ reason: expect.stringContaining("`loop/val_3`") });
  });

  it.each(hostileNames)("holds a name with %s exactly", (_, name) => {
    expect(constantOf(formFile(planOf([node(name)]), script).content, "NODES")).toEqual([["name", name]]);
  });
});

describe("ONNX Runtime", () => {
  it.skipIf(!hasPython)("opens the mixed-precision model, whatever its file is called", () => {
    const input = { ...detectorPlan(), mixedModelFile: 'a"b\\\n.onnx' };
    expect(constantOf(formFile(input, "onnxruntime_session.py").content, "MODEL")).toBe('a"b\\\n.onnx');
  });

  it("warns of the TensorRT execution provider's own precision option", () => {
    const notes = formFile(detectorPlan(), "onnxruntime_session.py").notes.join("\n");
    expect(notes).toContain("leave `trt_fp16_enable` off");
  });

  it("is left out without a mixed-precision model", () => {
    const { mixedModelFile: _, ...without }: OverrideFormsInput = detectorPlan();
    expect(onnxruntimeForm(without)).toMatchObject({ reason: "No mixed-precision model was written." });
  });
});
