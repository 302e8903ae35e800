import { readFileSync } from "node:fs";
import { join } from "node:path";
import { create } from "@bufbuild/protobuf";
import type { NodeProto } from "onnx-buf";
import { StringStringEntryProtoSchema } from "onnx-buf";
import { expect, test } from "vitest";
import { useTemporaryFolder } from "../files/temporary-folder.ts";
import { model, node, value } from "../onnx/build-model.ts";
import { hostileNames } from "../report/scenarios.ts";
import { type Arrays, float32, runCli, writeCase } from "./gate-case.ts";

const newFolder = useTemporaryFolder();

interface Explained {
  readonly verdict: { readonly kind: string };
  readonly layers: readonly { node: string; module?: string; source?: object; cause: { kind: string } }[];
  readonly nodes: readonly object[];
  readonly localisation?: { readonly kind: string; readonly text: string };
}

/** Runs `check` and gives the exit status, what the user reads, and the result. */
async function check(written: ReturnType<typeof model>, samples: Record<string, Arrays>) {
  const folder = newFolder();
  const paths = writeCase(folder, { model: written, samples });
  const run = await runCli(folder, "check", paths.model, "--samples", paths.samples, "--max-abs", "0.01");
  const read = (name: string): string => readFileSync(join(folder, "fp16-gate-out", name), "utf8");
  const result = JSON.parse(read("result.json")) as Explained;
  return { status: run.status, text: run.stdout + run.stderr, result, read };
}

function metadata(proto: NodeProto, entries: Readonly<Record<string, string>>): NodeProto {
  proto.metadataProps = Object.entries(entries).map(([key, text]) =>
    create(StringStringEntryProtoSchema, { key, value: text }),
  );
  return proto;
}

test("hostile names in metadata, and one of a megabyte, are shown and do nothing", async () => {
  const names = [...hostileNames.filter((name) => !/\p{Cs}/u.test(name)), `m${"x".repeat(1 << 20)}`];
  const written = model({
    input: [value("x", 1, [1])],
    output: names.map((_, at) => value(`y${at}`, 1, [1])),
    node: names.map((name, at) =>
      metadata(node("Mul", ["x", "x"], [`y${at}`], { name }), {
        "pkg.torch.onnx.name_scopes": JSON.stringify(["", name, `${name}.mul`]),
        "pkg.torch.onnx.class_hierarchy": JSON.stringify([name, name, "aten.mul.Tensor"]),
        "pkg.torch.onnx.stack_trace": `File "/etc/passwd", line 1, in ${name}\n    ${name}`,
      }),
    ),
  });
  const { status, text, result, read } = await check(written, {
    "0000/inputs.safetensors": { x: float32([300]) },
    "0000/reference.safetensors": Object.fromEntries(names.map((_, at) => [`y${at}`, float32([90_000])])),
  });
  expect(status).toBe(1);
  expect(result.layers.length).toBeGreaterThan(3);
  expect(result.layers.every((layer) => names.includes(layer.node))).toBe(true);
  expect(text.split("\n").filter((line) => /^\s*::|##\[/.test(line))).toEqual([]);
  expect(text).not.toContain("\u001b]0;");
  expect(read("summary.md")).not.toMatch(/<script|<img|@everyone/);
  expect(read("report.html").match(/<script>/g)).toHaveLength(1);
  for (const report of ["summary.md", "report.html", "result.json", "junit.xml"]) {
    expect(read(report)).not.toContain("root:");
  }
  expect(read("report.html").length).toBeLessThan(2_000_000);
});

test("a node that turns an output of integers is found", async () => {
  const written = model({
    input: [value("x", 1, [2])],
    output: [value("y", 7, [1])],
    node: [
      node("Neg", ["x"], ["a"], { name: "turn" }),
      node("Neg", ["a"], ["b"], { name: "back" }),
      node("ArgMax", ["b"], ["y"], { name: "choose" }),
    ],
  });
  const { status, result } = await check(written, {
    "0000/inputs.safetensors": { x: float32([2048.4, 2049]) },
    "0000/reference.safetensors": { y: { dtype: "I64", shape: [1], values: BigInt64Array.of(1n) } },
  });
  expect(status).toBe(1);
  expect(result.layers[0]).toMatchObject({ cause: { kind: "discontinuity" } });
});

test("a model without any float node passes, and nothing is measured", async () => {
  const written = model({
    input: [value("x", 7, [2])],
    output: [value("y", 7, [2])],
    node: [node("Neg", ["x"], ["y"], { name: "turn" })],
  });
  const integers = (...values: bigint[]) => ({
    dtype: "I64",
    shape: [values.length],
    values: BigInt64Array.from(values),
  });
  const { status, result } = await check(written, {
    "0000/inputs.safetensors": { x: integers(1n, 70_000n) },
    "0000/reference.safetensors": { y: integers(-1n, -70_000n) },
  });
  expect(status).toBe(0);
  expect(result).toMatchObject({ layers: [], nodes: [], localisation: { kind: "none" } });
});

test("a graph with a cycle is refused by the node that closes it", async () => {
  const written = model({
    node: [
      node("Add", ["x", "b"], ["a"], { name: "first" }),
      node("Neg", ["a"], ["b"], { name: "second" }),
      node("Neg", ["b"], ["y"], { name: "last" }),
    ],
  });
  const { status, text, result } = await check(written, {
    "0000/inputs.safetensors": { x: float32([1, 2]) },
    "0000/reference.safetensors": { y: float32([1, 2]) },
  });
  expect(status).toBe(2);
  expect(result.verdict.kind).toBe("error");
  expect(text).toMatch(/nodes need each other in a circle: node "first" \(Add\) needs node "second"/);
});

test("of more nodes than can be measured there is a verdict, and the reason why there are no layers", async () => {
  const count = 20_001;
  const chain = Array.from({ length: count }, (_, at) =>
    node(at === 0 ? "Mul" : "Neg", at === 0 ? ["x", "x"] : [`v${at}`], [
      at === count - 1 ? "y" : `v${at + 1}`,
    ]),
  );
  const { status, result, text } = await check(
    model({ input: [value("x", 1, [1])], output: [value("y", 1, [1])], node: chain }),
    {
      "0000/inputs.safetensors": { x: float32([300]) },
      "0000/reference.safetensors": { y: float32([90_000]) },
    },
  );
  expect(status).toBe(1);
  expect(result.layers).toEqual([]);
  expect(text).toContain("Layers unavailable: The model has 20001 nodes, more than the 20000");
}, 120_000);
