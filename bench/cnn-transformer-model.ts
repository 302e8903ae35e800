import { create } from "@bufbuild/protobuf";
import {
  type AttributeProto,
  AttributeProtoSchema,
  AttributeProto_AttributeType as AttributeType,
  TensorProto_DataType as DataType,
  GraphProtoSchema,
  type ModelProto,
  ModelProtoSchema,
  type NodeProto,
  NodeProtoSchema,
  OperatorSetIdProtoSchema,
  type TensorProto,
  TensorProtoSchema,
  type ValueInfoProto,
  ValueInfoProtoSchema,
} from "onnx-buf";

type Attributes = Readonly<Record<string, number | readonly number[]>>;

/**
 * A network of about 250 nodes in the manner of a small detector: convolutions with BatchNormalization, transformer
 * blocks with everything spelled out, box and class heads. Weights are random, scaled so that activations stay tame.
 * Input `image` is 1x3xSIZExSIZE; outputs are `boxes` and `logits`.
 */
export function buildCnnTransformer(sizePixels = 256, blocks = 7, width = 128): ModelProto {
  const graph = new GraphBuilder();
  let features = "image";
  const channels = [3, 32, 64, 96, width];
  for (let stage = 1; stage < channels.length; stage++) {
    features = stem(
      graph,
      features,
      channels[stage - 1] as number,
      channels[stage] as number,
      `stem.${stage}`,
    );
  }
  const tokens = (sizePixels / 16) ** 2;
  features = graph.op("Reshape", [features, graph.int64("tokens.shape", [1, width, tokens])]);
  features = graph.op("Transpose", [features], { perm: [0, 2, 1] });
  for (let block = 0; block < blocks; block++)
    features = transformer(graph, features, width, `blocks.${block}`);
  graph.linear(graph.norm(features, width, "box_norm"), width, 4, "box_head", "boxes");
  graph.linear(graph.norm(features, width, "class_norm"), width, 80, "class_head", "logits");
  return graph.model(
    [1, 3, sizePixels, sizePixels],
    [
      [1, tokens, 4],
      [1, tokens, 80],
    ],
  );
}

function stem(graph: GraphBuilder, input: string, from: number, to: number, scope: string): string {
  const conv = graph.op(
    "Conv",
    [input, graph.weight(`${scope}.conv.weight`, [to, from, 3, 3], (2 / (from * 9)) ** 0.5)],
    { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] },
  );
  const normalised = graph.op("BatchNormalization", [
    conv,
    graph.constant(`${scope}.bn.weight`, to, 1),
    graph.constant(`${scope}.bn.bias`, to, 0),
    graph.constant(`${scope}.bn.mean`, to, 0.1),
    graph.constant(`${scope}.bn.var`, to, 1.2),
  ]);
  return graph.op("Mul", [normalised, graph.op("Sigmoid", [normalised])]);
}

function transformer(graph: GraphBuilder, input: string, width: number, scope: string): string {
  const heads = 4;
  const normalised = graph.norm(input, width, `${scope}.norm1`);
  const split = graph.int64(`${scope}.split`, [0, 0, heads, width / heads]);
  const [query, key, value] = ["q", "k", "v"].map((name) => {
    const projected = graph.linear(normalised, width, width, `${scope}.attn.${name}`);
    return graph.op("Transpose", [graph.op("Reshape", [projected, split])], {
      perm: name === "k" ? [0, 2, 3, 1] : [0, 2, 1, 3],
    });
  }) as [string, string, string];
  const scaled = graph.op("Mul", [query, graph.constant(`${scope}.attn.scale`, 1, (width / heads) ** -0.5)]);
  const weights = graph.op("Softmax", [graph.op("MatMul", [scaled, key])], { axis: -1 });
  const attended = graph.op("Transpose", [graph.op("MatMul", [weights, value])], { perm: [0, 2, 1, 3] });
  const merged = graph.op("Reshape", [attended, graph.int64(`${scope}.merge`, [0, 0, width])]);
  const residual = graph.op("Add", [input, graph.linear(merged, width, width, `${scope}.attn.out`)]);
  const hidden = graph.linear(
    graph.norm(residual, width, `${scope}.norm2`),
    width,
    4 * width,
    `${scope}.mlp.0`,
  );
  const gate = graph.op("Sigmoid", [
    graph.op("Mul", [hidden, graph.constant(`${scope}.mlp.gate`, 1, 1.702)]),
  ]);
  const activated = graph.op("Mul", [hidden, gate]);
  return graph.op("Add", [residual, graph.linear(activated, 4 * width, width, `${scope}.mlp.2`)]);
}

class GraphBuilder {
  readonly #nodes: NodeProto[] = [];
  readonly #initializers: TensorProto[] = [];
  #seed = 1;

  op(opType: string, input: readonly string[], attributes: Attributes = {}, output?: string): string {
    const name = output ?? `${opType.toLowerCase()}_${this.#nodes.length}`;
    this.#nodes.push(
      create(NodeProtoSchema, {
        opType,
        name: `n${this.#nodes.length}_${opType}`,
        input: [...input],
        output: [name],
        attribute: Object.entries(attributes).map(([key, value]) => attribute(key, value)),
      }),
    );
    return name;
  }

  norm(input: string, width: number, scope: string): string {
    return this.op(
      "LayerNormalization",
      [input, this.constant(`${scope}.weight`, width, 1), this.constant(`${scope}.bias`, width, 0)],
      { axis: -1 },
    );
  }

  linear(input: string, from: number, to: number, scope: string, output?: string): string {
    const product = this.op("MatMul", [input, this.weight(`${scope}.weight`, [from, to], from ** -0.5)]);
    return this.op("Add", [product, this.constant(`${scope}.bias`, to, 0.01)], {}, output);
  }

  weight(name: string, dims: readonly number[], deviation: number): string {
    const values = new Float32Array(dims.reduce((count, size) => count * size, 1));
    for (let at = 0; at < values.length; at++) values[at] = (this.#random() - 0.5) * deviation * 3.46;
    return this.#initializer(name, dims, DataType.FLOAT, new Uint8Array(values.buffer));
  }

  constant(name: string, size: number, value: number): string {
    return this.#initializer(
      name,
      [size],
      DataType.FLOAT,
      new Uint8Array(new Float32Array(size).fill(value).buffer),
    );
  }

  int64(name: string, values: readonly number[]): string {
    const bytes = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    return this.#initializer(name, [values.length], DataType.INT64, bytes);
  }

  model(inputDims: readonly number[], outputDims: readonly (readonly number[])[]): ModelProto {
    return create(ModelProtoSchema, {
      irVersion: 9n,
      producerName: "fp16-gate-bench",
      opsetImport: [create(OperatorSetIdProtoSchema, { domain: "", version: 17n })],
      graph: create(GraphProtoSchema, {
        name: "cnn_transformer",
        node: this.#nodes,
        initializer: this.#initializers,
        input: [value("image", inputDims)],
        output: [value("boxes", outputDims[0] ?? []), value("logits", outputDims[1] ?? [])],
      }),
    });
  }

  #initializer(
    name: string,
    dims: readonly number[],
    dataType: DataType,
    rawData: Uint8Array<ArrayBuffer>,
  ): string {
    this.#initializers.push(create(TensorProtoSchema, { name, dims: dims.map(BigInt), dataType, rawData }));
    return name;
  }

  // Park and Miller's generator: the same weights on every machine.
  #random(): number {
    this.#seed = (this.#seed * 48271) % 2147483647;
    return this.#seed / 2147483647;
  }
}

function attribute(name: string, value: number | readonly number[]): AttributeProto {
  return typeof value === "number"
    ? create(AttributeProtoSchema, { name, type: AttributeType.INT, i: BigInt(value) })
    : create(AttributeProtoSchema, { name, type: AttributeType.INTS, ints: value.map(BigInt) });
}

function value(name: string, dims: readonly number[]): ValueInfoProto {
  const dim = dims.map((size) => ({ value: { case: "dimValue" as const, value: BigInt(size) } }));
  return create(ValueInfoProtoSchema, {
    name,
    type: { value: { case: "tensorType", value: { elemType: DataType.FLOAT, shape: { dim } } } },
  });
}
