import { expect, test } from "vitest";
import { type ConformanceLine, checkConformance } from "../../../src/engines/driver/conformance.ts";
import { useTemporaryFolder } from "../../files/temporary-folder.ts";
import { fakeCommand } from "./fake-engine.ts";

const newFolder = useTemporaryFolder();

async function linesOf(scenario: object): Promise<{ kept: boolean; lines: ConformanceLine[] }> {
  const lines: ConformanceLine[] = [];
  const kept = await checkConformance(
    {
      name: "driver",
      title: "The driver",
      command: fakeCommand(scenario),
      environment: {},
      workFolder: newFolder(),
      timeoutMs: 30_000,
    },
    {},
    (line) => lines.push(line),
  );
  return { kept, lines };
}

const failing = ({ lines }: { lines: ConformanceLine[] }) =>
  lines.filter(({ outcome }) => outcome === "fail").map(({ rule }) => rule);

test("a driver that keeps to the protocol passes every rule", async () => {
  const found = await linesOf({});
  expect(failing(found)).toEqual([]);
  expect(found.kept).toBe(true);
  expect(found.lines).toHaveLength(14);
});

test("a driver that takes whatever it is given fails the rules of refusal", async () => {
  const found = await linesOf({ behave: "lenient" });
  expect(found.kept).toBe(false);
  expect(failing(found)).toEqual([
    "refuses another protocol",
    "refuses an unknown key",
    "refuses a model that is not there",
    "refuses an option that it does not know",
  ]);
});

test("wrong numbers fail every rule that runs", async () => {
  const off = { sum: { add: 1 } };
  const found = await linesOf({ outputs: { fp32: off, fp16: off, mixed: off } });
  expect(failing(found)).toContain("runs a model in FP16");
  expect(found.lines[0]?.text).toContain(
    'output "sum" is 3, -2, 8, 5, 2.5, 0 instead of 2, -3, 7, 4, 1.5, -1',
  );
});

test("a driver that says plainly what it can't do is not called faulty for that", async () => {
  const found = await linesOf({ fail: "unsupported: this is a test" });
  expect(found.lines.filter(({ outcome }) => outcome === "unsupported").length).toBeGreaterThan(5);
});
