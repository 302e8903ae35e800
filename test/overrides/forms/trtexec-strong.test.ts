import { describe, expect, it } from "vitest";
import { trtexecStrongForms } from "../../../src/overrides/forms/trtexec-strong.ts";
import type { OverrideFormsInput } from "../../../src/overrides/plan-form.ts";
import { detectorPlan } from "./detector-plan.ts";
import { formFile, runScript } from "./run-python.ts";
import { checkWords } from "./trtexec-grammar.ts";

describe("trtexec on the mixed-precision model", () => {
  it.each([
    ["trtexec-strong-10.sh", "10, strong", ["--onnx=model.mixed.onnx", "--stronglyTyped"]],
    ["trtexec-strong-11.sh", "11", ["--onnx=model.mixed.onnx"]],
  ] as const)("%s gives exactly these words, and that release takes them", (name, release, words) => {
    const given = runScript(formFile(detectorPlan(), name).content);
    expect(given).toEqual(words);
    checkWords(given, release);
  });

  it("quotes the file name and passes on further options", () => {
    const input = { ...detectorPlan(), mixedModelFile: "a b/it's.onnx" };
    expect(runScript(formFile(input, "trtexec-strong-11.sh").content, ["--noTF32"])).toEqual([
      "--onnx=a b/it's.onnx",
      "--noTF32",
    ]);
  });

  it("is left out, with the reason, without a mixed-precision model or with an invisible name", () => {
    const { mixedModelFile: _, ...without }: OverrideFormsInput = detectorPlan();
    expect(trtexecStrongForms(without)).toEqual([
      expect.objectContaining({ reason: "No mixed-precision model was written." }),
      expect.objectContaining({ reason: "No mixed-precision model was written." }),
    ]);
    expect(trtexecStrongForms({ ...without, mixedModelFile: "a\nb.onnx" })[0]).toMatchObject({
      reason: "The file name of the mixed-precision model is not printable.",
    });
  });
});
