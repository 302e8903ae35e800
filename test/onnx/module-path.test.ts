import { describe, expect, test } from "vitest";
import {
  createNodeNameReader,
  joinScopes,
  parameterModule,
  withoutRoot,
} from "../../src/onnx/module-path.ts";

describe("scopes from the root module inwards", () => {
  test.each([
    [[""], ""],
    [["", "stem"], "stem"],
    [["", "stem", "stem.layers", "stem.layers.1"], "stem.layers.1"],
    [["", "blocks.2", "blocks.2.attn"], "blocks.2.attn"],
    [["", "decoder", "encoder.embedding"], "encoder.embedding"],
    [["blocks.2.attn"], "blocks.2.attn"],
    [["", "blocks", "2", "attn"], "blocks.2.attn"],
    [["", "layer1", "layer1.0", "0", "conv"], "layer1.0.0.conv"],
    [["", "0", "0.conv"], "0.conv"],
    [["", "stem", ""], "stem"],
  ])("%j is %s", (scopes, path) => {
    expect(joinScopes(scopes)).toBe(path);
  });

  test.each([
    ["L['self']", ""],
    ["L['self'].blocks[2].attn", "blocks.2.attn"],
    ["L['self']._modules['head']", "_modules.head"],
    ["L__self__", ""],
    ["L__self___head", "head"],
    ["blocks.0.norm@1", "blocks.0.norm"],
    ["norm@12.inner", "norm.inner"],
    ["plain.path", "plain.path"],
  ])("%s without what early exporters put around it is %s", (scope, path) => {
    expect(withoutRoot(scope)).toBe(path);
  });
});

describe("node names of the older exporter", () => {
  test.each([
    ["/Add", ""],
    ["/Mul_1", ""],
    ["/stem/Conv", "stem"],
    ["/layer1/layer1.0/conv1/Conv", "layer1.0.conv1"],
    ["/blocks.2/attn/Mul_1", "blocks.2.attn"],
    ["/blocks.0/mlp/mlp.1/mlp.1.0/Div", "blocks.0.mlp.1.0"],
    ["/layer1/layer1.0/downsample/downsample.0/Conv", "layer1.0.downsample.0"],
    ["/layer1/layer10/Conv", "layer1.layer10"],
    ["/call//Inner", "call"],
    ["Identity_27", undefined],
    ["", undefined],
    ["model/conv/Conv2D", undefined],
    [`/${"x".repeat(5000)}/Conv`, undefined],
    [`${"/a".repeat(500)}/Conv`, undefined],
  ])("%s lies in %s", (name, module) => {
    expect(createNodeNameReader([name], [])(name)).toBe(module);
  });

  test("the number of a module's second call is dropped", () => {
    const read = createNodeNameReader(["/block/norm/Mul", "/block/norm_1/Mul"], ["block.norm.weight"]);
    expect(read("/block/norm_1/Mul")).toBe("block.norm");
  });

  test("a module that is called norm_1 keeps its name where it is alone", () => {
    expect(createNodeNameReader(["/norm_1/Mul", "/block/norm/Mul"], [])("/norm_1/Mul")).toBe("norm_1");
  });

  test("a module that is called norm_1 keeps its name beside a norm, if a parameter shows that it exists", () => {
    const read = createNodeNameReader(["/norm/Mul", "/norm_1/Mul"], ["norm.weight", "norm_1.weight"]);
    expect(read("/norm_1/Mul")).toBe("norm_1");
  });

  test("members of a container that is called again belong to the same modules", () => {
    const read = createNodeNameReader(
      ["/mlp/mlp.0/Gemm", "/mlp_1/mlp.0_1/Gemm", "/mlp_1/mlp.0/Gemm"],
      ["mlp.0.weight"],
    );
    expect(read("/mlp_1/mlp.0_1/Gemm")).toBe("mlp.0");
    expect(read("/mlp_1/mlp.0/Gemm")).toBe("mlp.0");
  });
});

describe("parameter names", () => {
  test.each([
    ["blocks.2.attn.qkv.weight", "blocks.2.attn.qkv"],
    ["head.bias", "head"],
    ["stem.0.running_mean", "stem.0"],
    ["größe.gewicht", "größe"],
    ["cell_embedding", undefined],
    ["val_12", undefined],
    ["onnx::MatMul_12", undefined],
    ["const.1", undefined],
    ["a..b", undefined],
    [".weight", undefined],
    ["a/b.weight", undefined],
    ["a.b\n.weight", undefined],
    [`${"a.".repeat(900)}weight`, undefined],
    ["a".repeat(3000), undefined],
  ])("%s belongs to %s", (name, module) => {
    expect(parameterModule(name)).toBe(module);
  });
});
