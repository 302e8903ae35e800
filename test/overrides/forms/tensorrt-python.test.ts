import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { tensorrtPythonForm } from "../../../src/overrides/forms/tensorrt-python.ts";
import type { OverrideFormsInput } from "../../../src/overrides/plan-form.ts";
import { detectorPlan, node, planOf } from "./detector-plan.ts";
import { hostileNames } from "./hostile-names.ts";
import { fakeTensorrt, formFile, hasPython, inFolder, runPython, writeForms } from "./run-python.ts";

/** A layer of the stand-in network: name, inputs, outputs as tensor names, kind, metadata. */
type FakeLayer = [
  name: string,
  inputs: string[],
  outputs: string[],
  kind?: string,
  metadata?: string,
  dtype?: string,
];

const scripts = [
  ["tensorrt_weak.py", "config = trt.BuilderConfig(); form.keep_float32(network, config)"],
  ["polygraphy_postprocess.py", "config = trt.BuilderConfig(); form.postprocess(network=network)"],
] as const;

interface Outcome {
  readonly forced: string[];
  readonly flags: string[];
  readonly stderr: string;
}

/** Runs an emitted script on a stand-in network, one float layer per name unless `layers` are given. */
function force(input: OverrideFormsInput, name: string, call: string, layers: readonly FakeLayer[]): Outcome {
  return inFolder((folder) => {
    const path = writeForms(folder, [formFile(input, name)]).get(name) ?? "";
    writeForms(folder, [
      { name: "layers.json", content: JSON.stringify(layers), title: "", targetVersions: "", notes: [] },
    ]);
    const source = `
import ast, importlib.util, json, sys
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[2])
import fake_tensorrt as trt
sys.modules["tensorrt"] = trt
ast.parse(open(sys.argv[1], encoding="ascii").read())
spec = importlib.util.spec_from_file_location("form", sys.argv[1]); form = importlib.util.module_from_spec(spec)
spec.loader.exec_module(form)
tensors = {}
def tensor(name, dtype="float32"):
    return tensors.setdefault(name, trt.Tensor(name, getattr(trt, dtype)))
layers = []
for name, inputs, outputs, *more in json.load(open(sys.argv[3])):
    kind, metadata, dtype = (*more, *("ELEMENTWISE", None, "float32")[len(more):])
    outputs = [tensor(item, dtype) for item in outputs]
    layers.append(trt.Layer(name, [tensor(item) for item in inputs], outputs, trt.LayerType[kind], metadata))
network = trt.Network(layers)
${call}
print(json.dumps({"forced": trt.forced_layers(network), "flags": sorted(flag.name for flag in config.flags)}))
`;
    const { stdout, stderr } = runPython(source, [path, dirname(fakeTensorrt), `${folder}/layers.json`]);
    const told = stdout === "" ? {} : (JSON.parse(stdout) as object);
    return { forced: [], flags: [], ...told, stderr };
  });
}

/** TensorRT bounds layer names and ends them at the first NUL. */
const isPossible = (name: string): boolean => !name.includes("\0") && name.length < 4096;

const layerFor = (name: string): FakeLayer => [name, [], [`${name}_out`]];

describe.skipIf(!hasPython).each(scripts)("%s", (name, call) => {
  it("forces every layer of the detector's plan and no other", () => {
    const plan = detectorPlan();
    const names = [...plan.nodes, ...plan.carriers].map((kept) => kept.name);
    const { forced, stderr } = force(plan, name, call, [...names, "node_conv"].map(layerFor));
    expect(stderr).toBe("");
    expect(forced).toEqual(names.sort());
  });

  it("sets the flags of the build where it has the configuration", () => {
    const flags = name === "tensorrt_weak.py" ? ["FP16", "OBEY_PRECISION_CONSTRAINTS"] : [];
    expect(force(planOf([node("n")]), name, call, [layerFor("n")]).flags).toEqual(flags);
  });

  it("stops with the names when the network lacks a layer", () => {
    const { stderr, forced } = force(planOf([node("n"), node("gone")]), name, call, [layerFor("n")]);
    expect(stderr).toContain("LookupError: 1 of 2 layers are not in this network: ['gone']");
    expect(forced).toEqual([]);
  });

  it("leaves outputs that are no floats alone", () => {
    const layers: FakeLayer[] = [["ids", [], ["i"], "ELEMENTWISE", "", "int32"], layerFor("n")];
    const { stderr, forced } = force(planOf([node("n"), node("ids")]), name, call, layers);
    expect(stderr).toBe("");
    expect(forced).toEqual(["ids", "n"]);
  });

  it("forces the further layers of a node, but neither its shapes nor its slices", () => {
    const metadata = "[ONNX Layer: norm]";
    const layers: FakeLayer[] = [
      ["norm", [], ["a"], "ELEMENTWISE", metadata],
      ["norm_12", ["a"], ["b"], "ELEMENTWISE", metadata],
      ["norm_13", ["b"], ["c"], "SHAPE", metadata],
      ["norm_14", ["b"], ["d"], "SLICE", metadata],
      ["norm_15", ["b"], ["e"], "ELEMENTWISE", metadata, "int32"],
      ["other", ["b"], ["f"], "ELEMENTWISE", "[ONNX Layer: other]"],
    ];
    const { forced, stderr } = force(planOf([node("norm")]), name, call, layers);
    expect(stderr).toBe("");
    expect(forced).toEqual(["norm", "norm_12"]);
  });

  it("forces the float constants that feed a layer, through reshapes, and no computed input", () => {
    const layers: FakeLayer[] = [
      ["std", [], ["std"], "CONSTANT"],
      ["broadcast", ["std"], ["std_4d"], "SHUFFLE"],
      ["axes", [], ["axes"], "CONSTANT", "", "int32"],
      ["relu", [], ["x"]],
      ["reshape", ["x"], ["x_4d"], "SHUFFLE"],
      ["n", ["x_4d", "std_4d", "axes"], ["y"]],
    ];
    const { forced, stderr } = force(planOf([node("n")]), name, call, layers);
    expect(stderr).toBe("");
    expect(forced).toEqual(["broadcast", "n", "std"]);
  });

  it.each(hostileNames.filter(([, hostile]) => isPossible(hostile)))(
    "holds a name with %s exactly",
    (_, hostile) => {
      const layers = [layerFor("n"), layerFor(hostile)];
      const { forced, stderr } = force(planOf([node("n"), node(hostile)]), name, call, layers);
      expect(stderr).toBe("");
      expect(forced.toSorted()).toEqual(["n", hostile].sort());
    },
  );
});

it.each(hostileNames.filter(([, hostile]) => !isPossible(hostile)))(
  "a plan with %s in a name has no weakly typed form, since no layer can bear it",
  (_, hostile) => {
    const form = tensorrtPythonForm(planOf([node("n"), node(hostile)]));
    expect(form).toMatchObject({ reason: expect.stringContaining("more than 4095 bytes") });
  },
);

it.each(["Cast", "Slice"])("a plan that keeps a %s in FP32 has no weakly typed form", (op) => {
  const form = tensorrtPythonForm(planOf([node("n", { op })]));
  expect(form).toMatchObject({ reason: expect.stringContaining("for: `n`.") });
});
