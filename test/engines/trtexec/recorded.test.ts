import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseExportedOutput } from "../../../src/engines/trtexec/exported-output.ts";
import { parseLayerInfo } from "../../../src/engines/trtexec/layer-info.ts";
import { readLog } from "../../../src/engines/trtexec/log-facts.ts";
import { findBinding, listRawBindings } from "../../../src/engines/trtexec/raw-bindings.ts";
import { readTimes } from "../../../src/engines/trtexec/timing.ts";
import { formatVersion, versionOfBanner } from "../../../src/engines/trtexec/version.ts";
import { root } from "../../support/run-process.ts";
import { floatsOf } from "../memory-tensors.ts";

const folder = join(root, "test/fixtures/trtexec/8.6.1/rmsnorm_overflow");
const read = (name: string): string => readFileSync(join(folder, name), "utf8");

describe("TensorRT 8.6.1, recorded", () => {
  test("the banner tells the version", () => {
    expect(formatVersion(versionOfBanner(read("log.txt")) ?? { major: 0, minor: 0, patch: 0 })).toBe("8.6.1");
  });

  test("the log tells the device, the time, and what TensorRT warns of", () => {
    expect(readLog(read("log.txt"))).toMatchObject({
      device: "NVIDIA H200",
      computeCapability: "9.0",
      buildSeconds: 32.6492,
      warnings: ["TensorRT warns: 26 weights are affected by this issue: Detected subnormal FP16 values."],
    });
  });

  test("raw bindings agree with the exported output to its six digits", () => {
    const bindings = listRawBindings(folder);
    expect(bindings.map(({ shownName, shape, dtype }) => [shownName, shape, dtype])).toEqual([
      ["out0", [2, 64, 4], "float32"],
      ["out1", [2, 64, 10], "float32"],
    ]);
    const exported = parseExportedOutput(read("output.json"));
    for (const name of ["out0", "out1"]) {
      const values = exported.find((each) => each.name === name)?.values ?? [];
      const raw = floatsOf(findBinding(bindings, name, "output")?.tensor);
      expect(raw).toHaveLength(values.length);
      raw.forEach((value, at) => expect(value).toBeCloseTo(values[at] as number, 4));
    }
  });

  test("layers know their nodes where the version tells, and what they were computed in", () => {
    const { layers, bindings } = parseLayerInfo(read("layers.json"));
    expect(layers.map(({ type, precision, onnxNodes }) => [type, precision, onnxNodes])).toEqual([
      ["Reformat", "fp16", []],
      ["CaskConvolution", "fp16", ["/stem/c1/Conv", "/stem/Relu"]],
      ["CaskConvolution", "fp16", ["/stem/c2/Conv", "/stem/Relu_1"]],
      ["CaskConvolution", "fp16", ["/stem/c3/Conv"]],
      ["Myelin", undefined, []],
    ]);
    expect(bindings.get("images")).toBe("fp32");
  });

  test("the GPU time of its runs", () => {
    expect(readTimes(read("times.json"))).toMatchObject({ runs: 20, method: "gpu-events" });
    expect(readTimes(read("times.json")).median).toBeCloseTo(0.2, 1);
  });
});

describe("exported output that is no JSON", () => {
  const one = (values: string, dimensions = "2x2"): string =>
    `[\n  { "name" : "a"\n  , "dimensions" : "${dimensions}"\n  , "values" : [ ${values} ]\n  }\n]`;

  test("bare NaN and infinities are read", () => {
    expect([...(parseExportedOutput(one("nan, -nan, inf, -inf"))[0]?.values ?? [])]).toEqual([
      Number.NaN,
      Number.NaN,
      Infinity,
      -Infinity,
    ]);
  });

  test("exponents and a scalar are read", () => {
    expect([...(parseExportedOutput(one("1.5e-07", ""))[0]?.values ?? [])]).toEqual([1.5e-7]);
  });

  test.each([
    [one("1, 2, 3"), /3 values.*make 4/],
    [one("1, 2, 3, x"), /"x".*no number/],
    [one("1, 2, 3, 0x10"), /no number/],
    [`${one("1, 2, 3, 4")} rest`, /can't be read/],
    ["Segmentation fault", /can't be read/],
  ])("%j is refused", (text, message) => {
    expect(() => parseExportedOutput(text)).toThrow(message);
  });
});
