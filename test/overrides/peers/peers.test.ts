import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeModel } from "../../../src/onnx/decode.ts";
import { encodeModel } from "../../../src/onnx/encode.ts";
import { mixModel } from "../../../src/onnx/mixed.ts";
import { keepInFp32 } from "../../../src/onnx/plan.ts";
import { renderOverrideForms } from "../../../src/overrides/render.ts";
import { root } from "../../support/run-process.ts";
import { detectorModel, detectorPlan, planOf } from "../forms/detector-plan.ts";
import { formFile, inFolder, runPython, writeForms } from "../forms/run-python.ts";

/** An empty variable counts as none, as in a shell. */
const python = process.env["FP16_GATE_PEERS_PYTHON"] || undefined;
const script = fileURLToPath(new URL("check_peers.py", import.meta.url));

interface Realised {
  readonly version: string;
  readonly fp32: string[];
  readonly fp16: string[];
  readonly changedWeights: [string, string][];
}

if (python === undefined) {
  console.warn("Other converters are not run: FP16_GATE_PEERS_PYTHON names no Python that has them.");
}

describe.skipIf(python === undefined)("other tools, run on the detector's forms", () => {
  const plan = detectorPlan();
  const kept = [...plan.nodes, ...plan.carriers].map((node) => node.name).sort();
  let peers: {
    autocast: Realised;
    "onnxconverter-common": Realised;
    polygraphy: Realised & { constants: string[] };
    onnxruntime: { types: Record<string, string>; finite: boolean };
  };
  let work = "";

  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), "fp16-gate-peers-"));
    writeForms(work, renderOverrideForms(plan));
    const original = decodeModel(readFileSync(detectorModel), detectorModel);
    const ids = [...plan.nodes, ...plan.carriers].map(({ id }) => id);
    const mixed = encodeModel(mixModel(original, keepInFp32(ids)).model);
    writeFileSync(join(work, "model.mixed.onnx"), Buffer.concat(mixed));
    const { status, stdout, stderr } = spawnSync(python ?? "", [script, detectorModel, work, work], {
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`check_peers.py ended with ${status}: ${stderr.slice(-3000)}`);
    peers = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as typeof peers;
  });

  afterAll(() => rmSync(work, { recursive: true, force: true }));

  it.each(["autocast", "onnxconverter-common"] as const)("%s keeps exactly the plan in FP32", (peer) => {
    expect(peers[peer].fp32.toSorted()).toEqual(kept);
    expect(peers[peer].fp16).toHaveLength(plan.floatNodeCount - kept.length);
  });

  it.each(["autocast", "onnxconverter-common"] as const)(
    "%s leaves the weights of FP32 nodes as they are",
    (peer) => {
      expect(peers[peer].changedWeights).toEqual([]);
    },
  );

  it.each(["autocast", "onnxconverter-common", "model.mixed"])("the model of %s passes the gate", (name) => {
    const samples = join(detectorModel, "..", "samples");
    const args = ["--samples", samples, "--config", join(detectorModel, "..", "..", "fp16-gate.yml")];
    const candidate = ["--candidate", join(work, `${name}.onnx`), "--out", join(work, "out")];
    const { status, stdout } = spawnSync(
      process.execPath,
      [join(root, "dist", "cli.js"), "check", detectorModel, ...args, ...candidate],
      { encoding: "utf8" },
    );
    expect(stdout).toContain("within limits");
    expect(status).toBe(0);
  });

  it("ONNX Runtime runs the mixed model through the script, with the model's own inputs and outputs", () => {
    expect(peers.onnxruntime.finite).toBe(true);
    expect(new Set(Object.values(peers.onnxruntime.types))).toEqual(new Set(["tensor(float)"]));
  });

  it("Polygraphy loads the script and forces exactly the plan, with the constants that feed it", () => {
    expect(peers.polygraphy.fp32).toEqual(kept);
    expect(peers.polygraphy.constants).toEqual(["normalize_origin.mean", "normalize_origin.std"]);
  });

  it("onnxconverter-common keeps nodes that have no name, or share one, by their first output", () => {
    const keyed = planOf(
      plan.nodes.map((kept, index) => {
        const id = kept.outputs[0]?.name ?? "";
        return { ...kept, id, name: index % 2 === 0 ? "" : "shared" };
      }),
    );
    inFolder((folder) => {
      writeForms(folder, [formFile(keyed, "onnxconverter_common_fp16.py")]);
      const source = `
import sys; sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[2])
import onnx, onnxconverter_common_fp16 as form
model = onnx.load(sys.argv[1])
outputs = dict(enumerate(text for _, text in form.NODES))
for node in model.graph.node:
    if node.output[0] in outputs.values():
        node.name = "" if [*outputs.values()].index(node.output[0]) % 2 == 0 else "shared"
operators = [node.op_type for node in form._kept_nodes(model)]
converted = form.convert(model)
onnx.checker.check_model(converted, full_check=True)
kept = [node for node in converted.graph.node if node.name.startswith("fp32_") and node.op_type != "Cast"]
print(sorted(node.op_type for node in kept) == sorted(operators), len(kept))
form.NODES = (("name", "shared"),)
try:
    form._kept_nodes(onnx.load(sys.argv[1]))
except LookupError as error:
    print(error)
`;
      const { stdout, stderr } = runPython(source, [detectorModel, folder], python);
      expect(stderr).not.toContain("Traceback");
      expect(stdout).toBe("True 5\n1 of 1 nodes are not in this model, or not alone: [('name', 'shared')]\n");
    });
  });
});
