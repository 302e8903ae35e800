import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { create } from "@bufbuild/protobuf";
import type { ModelProto } from "onnx-buf";
import { TensorShapeProto_DimensionSchema, TensorShapeProtoSchema } from "onnx-buf";
import { expect, it } from "vitest";
import { encodeModel } from "../../src/onnx/encode.ts";
import { writeMixed } from "../../src/onnx/mixed.ts";
import { mixedCases } from "./mixed-cases.ts";
import { fileHash, manyPlans } from "./mixed-reference.ts";
import { type PlainTensors, readCases, readModel } from "./recorded-cases.ts";
import { textModel } from "./text-model.ts";

const python = process.env.FP16_GATE_PYTHON ?? join(homedir(), ".cache/fp16-gate/venv/bin/python");
const hasPython = spawnSync(python, ["-c", "import onnx, onnxruntime"]).status === 0;

/** Attention in forms that ONNX Runtime 1.30 loads only when they are written out, as in FP16. */
const notInFloat32 = /^attention\/window/;

/** The recorded models leave out the shapes of their outputs, which onnx.checker wants; what is not recorded has four axes. */
function withOutputRanks(model: ModelProto, outputs: PlainTensors): ModelProto {
  for (const { name, type } of model.graph?.output ?? []) {
    if (type?.value.case === "tensorType") {
      const dim = (outputs[name]?.dims ?? [2, 2, 2, 2]).map((_, axis) =>
        create(TensorShapeProto_DimensionSchema, { value: { case: "dimParam", value: `${name}_${axis}` } }),
      );
      type.value.value.shape = create(TensorShapeProtoSchema, { dim });
    }
  }
  return model;
}

/** Mixed forms of every model of the tests under several plans, by file name. */
function mixedForms(): Map<string, ModelProto> {
  const subjects: [string, ModelProto][] = [
    ...mixedCases
      .filter(({ isIncomplete }) => isIncomplete !== true)
      .map(({ name, text }): [string, ModelProto] => [name, textModel(text)]),
    ...["attention", "operators"].flatMap((folder) =>
      readCases(folder).map(({ name, fp16 }): [string, ModelProto] => [
        `${folder}/${name}`,
        withOutputRanks(readModel(folder, name), fp16),
      ]),
    ),
  ];
  const forms = new Map<string, ModelProto>();
  for (const [name, model] of subjects) {
    for (const { name: label, plan } of manyPlans(model, 4, 3).slice(
      0,
      notInFloat32.test(name) ? 1 : undefined,
    )) {
      for (const keepIoTypes of [true, false]) {
        const key = `${name}, ${label}, ${keepIoTypes ? "types kept" : "types free"}`;
        forms.set(key, writeMixed(model, plan, { keepIoTypes }));
      }
    }
  }
  return forms;
}

const forms = mixedForms();

it("the mixed forms are those that were checked when the list was made", async () => {
  const list = [...forms].map(([name, model]) => `${fileHash(model).slice(0, 16)} ${name}`);
  expect(list.length).toBeGreaterThan(500);
  await expect(`${list.join("\n")}\n`).toMatchFileSnapshot("../fixtures/onnx/mixed-checked.txt");
});

it.skipIf(!hasPython)(
  "onnx.checker with full checks accepts them, and ONNX Runtime loads them, unoptimised too (needs FP16_GATE_PYTHON or the cached environment)",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "fp16-gate-test-"));
    try {
      const names = [...forms.keys()];
      names.forEach((name, index) => {
        writeFileSync(
          join(folder, `${index}.onnx`),
          Buffer.concat(encodeModel(forms.get(name) as ModelProto)),
        );
      });
      const script = fileURLToPath(new URL("mixed-checker.py", import.meta.url));
      const { stdout, stderr } = spawnSync(python, [script, folder], {
        encoding: "utf8",
        maxBuffer: 1 << 26,
      });
      const lines = stdout.split("\n").filter((line) => line !== "");
      const answers = lines.map(
        (line) => JSON.parse(line) as { file?: string; fault?: string; checked?: number },
      );
      const faults = answers.flatMap(({ file, fault }) =>
        fault === undefined ? [] : [`${names[Number(file)]}: ${fault}`],
      );
      expect(faults).toEqual([]);
      expect({ checked: answers.at(-1)?.checked, stderr }).toMatchObject({ checked: forms.size });
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  300_000,
);
