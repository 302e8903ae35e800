import { describe, expect, test } from "vitest";
import { readStringList, statedModule } from "../../src/onnx/provenance-scopes.ts";

describe("a Python list of strings", () => {
  test.each([
    ["[]", []],
    ["['']", [""]],
    ["['', 'stem', \"it's\"]", ["", "stem", "it's"]],
    ['["a","b"]', ["a", "b"]],
    [String.raw`['a\'b', 'c\\d', 'e\nf']`, ["a'b", "c\\d", "e\nf"]],
    ["  ['x']  ", ["x"]],
  ])("%s is read", (text, items) => {
    expect(readStringList(text)).toEqual(items);
  });

  test.each([
    "",
    "[",
    "]",
    "stem",
    "['a'",
    "['a]",
    "['a', 3]",
    "['a', ['b']]",
    "[__import__('os')]",
    `['${"a".repeat(20_000)}']`,
    "['\\']",
  ])("%s is refused", (text) => {
    expect(readStringList(text)).toBeUndefined();
  });
});

describe("the module that metadata states", () => {
  test("is the innermost scope, with its class", () => {
    expect(
      statedModule(
        "['', 'stem', 'stem.layers', 'stem.layers.1', 'relu']",
        "['model.Detector', 'model.Stem', 'torch.nn.Sequential', 'torch.nn.ReLU', 'aten.relu.default']",
        undefined,
      ),
    ).toEqual({ module: "stem.layers.1", moduleClass: "torch.nn.ReLU" });
  });

  test("is the root module, whose path is empty, for code in its own forward", () => {
    expect(statedModule("['', 'add']", "['net.Net', 'aten.add.Tensor']", undefined)).toEqual({
      module: "",
      moduleClass: "net.Net",
    });
  });

  test("is unknown for a node that only names its own operation", () => {
    expect(statedModule("['add_7']", "['aten.add.Tensor']", "add_7: aten.add.Tensor")).toBeUndefined();
    expect(statedModule(undefined, undefined, undefined)).toBeUndefined();
  });

  test("comes from the namespace where the lists lack or are malformed", () => {
    const namespace = ": net.Net/stem: net.Stem/relu: aten.relu.default";
    const stated = { module: "stem", moduleClass: "net.Stem" };
    expect(statedModule(undefined, undefined, namespace)).toEqual(stated);
    expect(statedModule("['', 'stem'", undefined, namespace)).toEqual(stated);
    expect(statedModule("['', 'stem', 'relu']", undefined, namespace)).toEqual(stated);
    expect(statedModule(undefined, undefined, "no namespace/at all")).toBeUndefined();
  });

  test("goes without a class when scopes and classes do not match", () => {
    expect(statedModule("['', 'stem', 'relu']", "['net.Net']", undefined)).toEqual({ module: "stem" });
  });

  test("is read from the older forms", () => {
    expect(
      statedModule(
        "[\"L['self']\", \"L['self'].blocks[2]\", \"L['self'].blocks[2].attn@1\", 'mul']",
        "[\"<class 'net.Net'>\", \"<class 'net.Block'>\", \"<class 'net.Attention'>\", 'aten.mul.Tensor']",
        undefined,
      ),
    ).toEqual({ module: "blocks.2.attn", moduleClass: "net.Attention" });
  });

  test("is one line of bounded length, whatever the model claims", () => {
    expect(statedModule(String.raw`['', 'a\nb\u202e|::<b>@me', 'x']`, undefined, undefined)).toEqual({
      module: "abu202e|::<b>@me",
    });
    expect(statedModule(`['', '${"a".repeat(9000)}', 'x']`, undefined, undefined)?.module).toHaveLength(1000);
    expect(statedModule(`['', '${"a".repeat(1_000_000)}', 'x']`, undefined, undefined)).toBeUndefined();
  });
});
