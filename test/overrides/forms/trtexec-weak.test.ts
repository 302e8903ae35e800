import { describe, expect, it } from "vitest";
import { trtexecWeakForm } from "../../../src/overrides/forms/trtexec-weak.ts";
import type { OverrideFile, OverrideFormsInput } from "../../../src/overrides/plan-form.ts";
import { detectorPlan, node, planOf } from "./detector-plan.ts";
import { hostileNames } from "./hostile-names.ts";
import { hasPython, runPython, runScript } from "./run-python.ts";
import { checkWords, readLayerTypes, readOptions } from "./trtexec-grammar.ts";

function written(input: OverrideFormsInput): OverrideFile {
  const form = trtexecWeakForm(input);
  if (!("content" in form)) throw new Error(form.reason);
  return form;
}

function layersOf(input: OverrideFormsInput): {
  precisions: Map<string, string[]>;
  outputs: Map<string, string[]>;
} {
  const options = readOptions(runScript(written(input).content));
  return {
    precisions: readLayerTypes(options.get("--layerPrecisions") ?? ""),
    outputs: readLayerTypes(options.get("--layerOutputTypes") ?? ""),
  };
}

describe("trtexec flags for weak typing", () => {
  it("hold both flags, the constraint, and every layer of the detector's plan", () => {
    const plan = detectorPlan();
    const words = runScript(written(plan).content);
    checkWords(words, "8.6 to 10.16, weak");
    expect(() => checkWords(words, "11")).toThrow("Unknown option: --fp16");
    const options = readOptions(words);
    expect([...options.keys()]).toEqual([
      "--onnx",
      "--fp16",
      "--precisionConstraints",
      "--layerPrecisions",
      "--layerOutputTypes",
    ]);
    expect(options.get("--onnx")).toBe("model.onnx");
    expect(options.get("--precisionConstraints")).toBe("obey");
    const names = [...plan.nodes, ...plan.carriers].map((kept) => kept.name);
    for (const flag of ["--layerPrecisions", "--layerOutputTypes"]) {
      const layers = readLayerTypes(options.get(flag) ?? "");
      expect([...layers.keys()]).toEqual(names);
      expect(new Set([...layers.values()].flat())).toEqual(new Set(["fp32"]));
    }
  });

  // shlex knows no line continuation.
  it.skipIf(!hasPython)("are the same words to Python's shlex as to the shell", () => {
    const { content } = written(detectorPlan());
    const source = "import shlex, sys, json; print(json.dumps(shlex.split(sys.argv[1], comments=True)))";
    const words = JSON.parse(runPython(source, [content.replaceAll("\\\n", " ")]).stdout) as string[];
    expect(words.slice(0, 3)).toEqual(["set", "-eu", "exec"]);
    expect(words[3]).toBe("${TRTEXEC:-trtexec}");
    expect(words.slice(4)).toEqual([...runScript(content), "$@"]);
  });

  it("passes on further options", () => {
    expect(runScript(written(detectorPlan()).content, ["--saveEngine=a b.engine"]).at(-1)).toBe(
      "--saveEngine=a b.engine",
    );
  });

  it("quotes the model's file name", () => {
    const content = written(planOf([node("a")], { modelFile: "it's $(x) `y`.onnx" })).content;
    expect(readOptions(runScript(content)).get("--onnx")).toBe("it's $(x) `y`.onnx");
  });

  it("names a node without a name by its first output, as TensorRT's parser does", () => {
    const unnamed = node("val_7", { name: "", outputs: [{ name: "val_7", isFloat: true }] });
    expect([...layersOf(planOf([unnamed])).precisions.keys()]).toEqual(["node_of_val_7"]);
  });

  it.each([
    ["one type for one float output", [true], ["fp32"]],
    [
      "one type for all outputs where all are floats, however many layers TensorRT makes of them",
      [true, true],
      ["fp32"],
    ],
    ["a type per output where some are no floats", [true, false], ["fp32", "int32"]],
  ])("gives %s", (_, floats, types) => {
    const outputs = floats.map((isFloat, position) => ({ name: `o${position}`, isFloat }));
    const { outputs: outputTypes, precisions } = layersOf(planOf([node("n", { outputs })]));
    expect(outputTypes.get("n")).toEqual(types);
    expect(precisions.get("n")).toEqual(["fp32"]);
  });

  it.each(["Slice", "Shape", "Cast", "Split", "Constant"])("never forces a %s, and says so", (op) => {
    const input = planOf([node("n")], { carriers: [node("carrier", { op })] });
    expect([...layersOf(input).precisions.keys()]).toEqual(["n"]);
    expect(written(input).notes.join("\n")).toContain("that it can't be told of: `carrier`");
  });

  it("does not force a carrier without float outputs, and has nothing to say of it", () => {
    const carriers = [node("ids", { op: "Gather", outputs: [{ name: "o", isFloat: false }] })];
    const input = planOf([node("n")], { carriers });
    expect([...layersOf(input).precisions.keys()]).toEqual(["n"]);
    expect(written(input).notes.join("\n")).not.toContain("ids");
  });

  // oxlint-disable-next-line no-control-regex
  const impossible = /,|'|\*|[\u0000-\u001f\u202e]|x{5000}/;

  it.each(hostileNames.filter(([, name]) => !impossible.test(name)))(
    "hold a name with %s exactly",
    (_, name) => {
      const { precisions, outputs } = layersOf(planOf([node("before"), node(name), node("after")]));
      expect([...precisions.keys()]).toEqual(["before", name, "after"]);
      expect([...outputs.keys()]).toEqual(["before", name, "after"]);
    },
  );

  it.each(hostileNames.filter(([, name]) => impossible.test(name)))(
    "leave the form out for a name with %s, and say which",
    (_, name) => {
      const form = trtexecWeakForm(planOf([node("before"), node(name)]));
      expect(form).not.toHaveProperty("content");
      expect(form).toMatchObject({
        reason: expect.stringMatching(/^trtexec has no way to name [ -~]{1,300}: `[ -_a-~]{1,200}`\.$/),
      });
    },
  );

  it("leaves the form out for a name that several nodes share", () => {
    const form = trtexecWeakForm(planOf([node("out_1", { name: "Pow" })]));
    expect("content" in form ? "" : form.reason).toContain("`out_1`");
  });

  it("leaves the form out when a flag exceeds what Linux passes in one argument", () => {
    const nodes = Array.from({ length: 200 }, (_, index) => node(`${"n".repeat(1000)}${index}`));
    const form = trtexecWeakForm(planOf(nodes));
    expect(form).toMatchObject({ reason: expect.stringContaining("128 KiB") });
  });

  it("counts the limit as Linux does: a flag just below it still runs", () => {
    const nodes = Array.from({ length: 120 }, (_, index) =>
      node(`${"n".repeat(1070)}${String(index).padStart(3, "0")}`),
    );
    expect(layersOf(planOf(nodes)).precisions.size).toBe(120);
  });
});
