import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { torchTensorrtForm } from "../../../src/overrides/forms/torch-tensorrt.ts";
import { detectorPlan, node, planOf } from "./detector-plan.ts";
import { formFile, inFolder, runPython, writeForms } from "./run-python.ts";

const script = "torch_tensorrt_modules.py";
const python = [
  process.env["FP16_GATE_PYTHON"],
  join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "fp16-gate", "venv", "bin", "python"),
].find((path) => path !== undefined && path !== "" && existsSync(path));

if (python === undefined)
  console.warn("The torch_tensorrt form is not run: no Python with PyTorch was found.");

describe("torch_tensorrt", () => {
  it("lists the modules of the plan, without those inside another", () => {
    const nodes = ["b.1", "a", "b.1.mlp", "b.10", "a"].map((module, index) => node(`n${index}`, { module }));
    const { content } = formFile(planOf(nodes), script);
    expect(/MODULES = \(\n([^)]*)\)/.exec(content)?.[1]).toBe('    "b.1",\n    "a",\n    "b.10",\n');
  });

  it.each([
    ["no module", {}],
    ["only the whole model", { module: "" }],
    ["a module that is no path", { module: 'a"]; import os #' }],
    ["a call of a module", { module: "norm#2" }],
  ])("is left out for a node of %s, and names it", (_, changes) => {
    const form = torchTensorrtForm(planOf([node("n", { module: "a" }), node("bad", changes)]));
    expect(form).toMatchObject({ reason: expect.stringMatching(/: `bad`\.$/) });
  });

  it.skipIf(python === undefined)("runs the detector's modules in float32 under autocast, in PyTorch", () => {
    inFolder((folder) => {
      const path = writeForms(folder, [formFile(detectorPlan(), script)]).get(script) ?? "";
      const source = `
import sys; sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
import torch, torch_tensorrt_modules as form
class Inner(torch.nn.Module):
    def __init__(self):
        super().__init__(); self.linear = torch.nn.Linear(2, 2); self.seen = []
    def forward(self, x, extra=None):
        y = self.linear(x); self.seen.append((x.dtype, extra[0].dtype, y.dtype)); return y
class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.first = torch.nn.Linear(2, 2)
        self.normalize_origin = Inner(); self.decode_boxes = Inner(); self.other = Inner()
    def forward(self, x):
        x = self.first(x)
        return self.other(self.decode_boxes(self.normalize_origin(x, extra=[x]), extra=[x]), extra=[x])
model = form.keep_float32(Model(), device_type="cpu")
with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
    model(torch.ones(1, 2))
f, h = torch.float32, torch.bfloat16
assert model.normalize_origin.seen == [(f, f, f)] == model.decode_boxes.seen, model.decode_boxes.seen
assert model.other.seen == [(f, h, h)], model.other.seen
try:
    form.keep_float32(torch.nn.Linear(1, 1))
except LookupError as error:
    print(error)
`;
      const { stdout, stderr } = runPython(source, [folder], python);
      expect(stderr).toBe("");
      expect(stdout).toContain("2 of 2 modules are not in this model: ['normalize_origin', 'decode_boxes']");
      expect(path).not.toBe("");
    });
  });
});
