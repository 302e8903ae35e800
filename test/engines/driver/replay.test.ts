import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { encodeModel } from "../../../src/onnx/encode.ts";
import { useTemporaryFolder } from "../../files/temporary-folder.ts";
import { model, node } from "../../onnx/build-model.ts";
import { root } from "../../support/run-process.ts";
import { floats, floatsOf } from "../memory-tensors.ts";
import { fakeCommand, fakeEngine, negation } from "./fake-engine.ts";

const newFolder = useTemporaryFolder();
const script = (name: string): string => join(root, "scripts", name);

function engines(recordings: string, scenario: object = {}) {
  const fake = fakeCommand(scenario);
  return {
    recorder: fakeEngine(
      newFolder(),
      {},
      {
        command: {
          file: process.execPath,
          args: [script("record-driver.mjs"), recordings, fake.file, ...fake.args],
        },
      },
    ),
    replay: fakeEngine(
      newFolder(),
      {},
      { command: { file: process.execPath, args: [script("replay-driver.mjs"), recordings] } },
    ),
  };
}

test("a recorded run is answered with the same tensors, and says that it is a recording", async () => {
  const { recorder, replay } = engines(newFolder());
  const request = negation(newFolder(), { want: { repeats: 2, latency: true } });
  await recorder.run(request);
  const answer = await replay.run(request);
  expect(floatsOf(answer.builds[0].samples[0]?.outputs.get("y"))).toEqual([-1, -2]);
  expect(answer.engine.name).toBe("fake");
  expect(answer.notes).toEqual(["Answered from a recording, not by the engine itself."]);
});

test("another model, other inputs and other wishes are refused, and say what differs", async () => {
  const { recorder, replay } = engines(newFolder());
  const request = negation(newFolder());
  await recorder.run(request);
  await expect(replay.run({ ...request, want: { repeats: 2 } })).rejects.toThrow(/nearest differs in want/);
  const other = { id: "0000", inputs: new Map([["x", floats([2], [1, 3])]]) };
  await expect(replay.run({ ...request, samples: [other] })).rejects.toThrow(/nearest differs in samples/);
  const changed = Buffer.concat(encodeModel(model({ node: [node("Abs", ["x"], ["y"])] })));
  writeFileSync(request.models.source, changed);
  await expect(replay.run(request)).rejects.toThrow(/nearest differs in source/);
});

test("a recorded failure fails again in the same words", async () => {
  const { recorder, replay } = engines(newFolder(), { fail: "build: no kernel for Conv" });
  const request = negation(newFolder());
  await expect(recorder.run(request)).rejects.toThrow("no kernel for Conv");
  await expect(replay.run(request)).rejects.toThrow("no kernel for Conv");
});
