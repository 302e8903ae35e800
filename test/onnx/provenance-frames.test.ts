import { describe, expect, test } from "vitest";
import { isInstalled, readDocString, readStackTrace } from "../../src/onnx/provenance-frames.ts";
import { maxProvenanceCharacters } from "../../src/onnx/provenance-text.ts";

const trace = [
  'File "examples/detector/model.py", line 146, in forward',
  "    cells = self.stem(image)",
  '  File "/home/me/net.py", line 43, in <lambda>',
  "    return self.layers(image)",
  '  File "/opt/venv/lib/python3.11/site-packages/torch/nn/modules/container.py", line 259, in forward',
  "    input = module(input)",
].join("\n");

describe("stack traces", () => {
  test("give the author's frames, innermost first", () => {
    expect(readStackTrace(trace)).toEqual([
      { file: "/home/me/net.py", line: 43, function: "<lambda>", code: "return self.layers(image)" },
      {
        file: "examples/detector/model.py",
        line: 146,
        function: "forward",
        code: "cells = self.stem(image)",
      },
    ]);
  });

  test("a frame may lack its function and its code", () => {
    expect(readStackTrace('File "a.py", line 3')).toEqual([{ file: "a.py", line: 3 }]);
    expect(readStackTrace('File "a.py", line 3, in f\n  File "b.py", line 4, in g\n')).toEqual([
      { file: "b.py", line: 4, function: "g" },
      { file: "a.py", line: 3, function: "f" },
    ]);
  });

  test.each([
    ["nothing", ""],
    ["prose", "no frames here"],
    ["no line", 'File "a.py"'],
    ["line 0", 'File "a.py", line 0, in f\n  x'],
    ["a line that is no number", 'File "a.py", line 1e3, in f\n  x'],
    ["a line beyond all files", 'File "a.py", line 9999999999, in f\n  x'],
    ["a negative line", 'File "a.py", line -4, in f\n  x'],
    ["no file", 'File "", line 4, in f\n  x'],
    ["a frame in the middle of a line", 'x = File "a.py", line 4, in f'],
    ["a path with a line break", 'File "a\n.py", line 4, in f'],
    ["a path beyond measure", `File "${"a".repeat(2000)}.py", line 4, in f`],
  ])("%s gives no frame", (_name, text) => {
    expect(readStackTrace(text)).toEqual([]);
  });

  test("control characters and text directions are removed, markup stays for the report to escape", () => {
    expect(
      readStackTrace(
        'File "a\u001b[31m\u202e.py", line 4, in f\u0007\r\n    <b>@me</b> \u2028::error::| x\u0000\n',
      ),
    ).toEqual([{ file: "a[31m.py", line: 4, function: "f", code: "<b>@me</b> ::error::| x" }]);
  });

  test("a code line of 1 MB is cut", () => {
    const [frame] = readStackTrace(`File "a.py", line 4, in f\n    ${"x".repeat(60_000)}`);
    expect(frame?.code).toHaveLength(maxProvenanceCharacters);
  });

  test.each([
    ["frames", 'File "a.py", line 4, in f\n    x\n  '.repeat(40_000)],
    ["starts of frames on one line", 'File "'.repeat(200_000)],
    ["starts of frames without an end", '\nFile "'.repeat(200_000)],
    ["spaces", `${" ".repeat(1_000_000)}File "a.py", line 4, in f`],
    ["line breaks", "\n".repeat(1_000_000)],
    ["line marks", `File "${'", line '.repeat(150_000)}`],
  ])("a megabyte of %s is read within the time of a test and gives few frames", (_name, text) => {
    expect(readStackTrace(text).length).toBeLessThanOrEqual(16);
    expect(readDocString(text).length).toBe(0);
  });
});

describe("doc strings of the older exporter", () => {
  test("give file, line and function, and scripted code file and line", () => {
    const doc = [
      "/work/net.py(27): root_mean_square",
      "C:\\net\\net.py(38): forward",
      "/v/site-packages/torch/nn/modules/module.py(1777): _slow_forward",
      "  # /work/net.py:12:4",
      "%3 : Float(2) = onnx::Add(%1, %2) # C:\\net\\net.py:13:0",
      "words (like these): here",
      "# no:frame",
    ].join("\n");
    expect(readDocString(doc)).toEqual([
      { file: "/work/net.py", line: 27, function: "root_mean_square" },
      { file: "C:\\net\\net.py", line: 38, function: "forward" },
      { file: "/work/net.py", line: 12 },
      { file: "C:\\net\\net.py", line: 13 },
    ]);
  });
});

describe("files that are not the author's", () => {
  test.each([
    "/opt/venv/lib/python3.11/site-packages/timm/layers/norm.py",
    "/usr/lib/python3/dist-packages/torch/functional.py",
    "/usr/lib/python3.11/contextlib.py",
    "C:\\Python311\\Lib\\functools.py",
    "C:\\Users\\me\\venv\\Lib\\site-packages\\torch\\nn\\functional.py",
    "site-packages/torch/nn/modules/linear.py",
    "python3.11/contextlib.py",
    "torch/nn/modules/linear.py",
    "/opt/pytorch/torch/nn/functional.py",
    "/opt/pytorch/torch/_dynamo/eval_frame.py",
    "<string>",
    "<frozen importlib._bootstrap>",
    "<eval_with_key>.3",
  ])("%s is left out", (file) => {
    expect(isInstalled(file)).toBe(true);
  });

  test.each([
    "examples/detector/model.py",
    "/home/me/torch/model.py",
    "/home/me/project/torch/nn.py",
    "/home/me/python/net.py",
    "/home/me/python3.11-port/net.py",
    "python/tests/models.py",
    "torchnet/model.py",
  ])("%s is kept", (file) => {
    expect(isInstalled(file)).toBe(false);
  });
});
