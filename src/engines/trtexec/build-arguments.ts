import { EngineError } from "../../errors.ts";
import { notForcedOperators } from "../../onnx/tensorrt-layers.ts";
import type { EngineRequest, ShapeRange } from "../real-engine.ts";
import { formatVersion, isAtLeast, type TrtexecVersion } from "./version.ts";

/** Flags that the gate sets itself, or that would change what is judged. */
const reserved =
  /^--(?:onnx|saveEngine|loadEngine|loadInputs|export\w+|dump\w+|fp16|bf16|int8|fp8|best|stronglyTyped|layer\w+|precisionConstraints|noTF32|iterations|duration|warmUp|shapes|minShapes|optShapes|maxShapes|skipInference)(?:=|$)/;

/**
 * Arguments that build an engine file and describe its layers, for 8.6, 10.x and 11.x: 11 has no precision flags, since
 * every network there is strongly typed; 10 builds a typed model with --stronglyTyped, and with --fp16 otherwise.
 * @throws EngineError `unsupported` for what this version can't do, and for names that the flags can't hold.
 */
export function buildArguments(
  version: TrtexecVersion,
  request: EngineRequest,
  files: { readonly engine: string; readonly layers: string },
  buildArgs: readonly string[],
): string[] {
  const own = buildArgs.find((argument) => reserved.test(argument));
  if (own !== undefined) {
    throw new EngineError("unsupported", `build-args: ${own} is set by the gate itself.`, {
      advice: "Leave it out; precision and files follow from the other options.",
    });
  }
  const { optLevel, timingCache, plugins = [] } = request.options;
  return [
    ...modelArguments(version, request),
    "--noTF32",
    "--profilingVerbosity=detailed",
    `--saveEngine=${files.engine}`,
    `--exportLayerInfo=${files.layers}`,
    "--skipInference",
    ...shapeArguments(request.shapes),
    ...pluginArguments(version, plugins),
    ...(optLevel === undefined ? [] : [`--builderOptimizationLevel=${optLevel}`]),
    ...(timingCache === undefined ? [] : [`--timingCacheFile=${timingCache}`]),
    ...buildArgs,
  ];
}

/** How typing is done by this version: weak typing ended with 10, and strong typing began with 9.3. */
export function typingOf(version: TrtexecVersion, request: EngineRequest): EngineRequest["typing"] {
  if (isAtLeast(version, 11)) return "strong";
  return isAtLeast(version, 10) ? request.typing : "weak";
}

function modelArguments(version: TrtexecVersion, request: EngineRequest): string[] {
  const { models, precision, fp32Nodes } = request;
  if (precision === "fp32") return [`--onnx=${models.source}`];
  if (typingOf(version, request) === "weak") {
    return [`--onnx=${models.source}`, "--fp16", ...(fp32Nodes.length === 0 ? [] : layerArguments(request))];
  }
  if (models.typed === undefined) {
    throw new EngineError(
      "unsupported",
      `TensorRT ${formatVersion(version)} takes precision from the model, and there is no FP16 form of it.`,
      { advice: "Use a model that is stored in FP16, or TensorRT up to 10 with typing: weak." },
    );
  }
  return [`--onnx=${models.typed}`, ...(isAtLeast(version, 11) ? [] : ["--stronglyTyped"])];
}

/** Nodes whose layers can be told to stay in FP32. */
export function forceableNodes({ fp32Nodes, places }: EngineRequest): readonly string[] {
  const byNode = new Map(places?.map((place) => [place.node, place]));
  return fp32Nodes.filter((node) => {
    const place = byNode.get(node);
    return place === undefined || (!notForcedOperators.has(place.op) && place.floatOutputs.some(Boolean));
  });
}

/** Both flags are needed: the first alone computes in FP32 and still stores FP16 between layers. */
function layerArguments(request: EngineRequest): string[] {
  const nodes = forceableNodes(request);
  const byNode = new Map(request.places?.map((place) => [place.node, place]));
  const bad = nodes.find((node) => /[,'*]/.test(node));
  if (bad !== undefined) {
    throw new EngineError("unsupported", `trtexec has no way to name the layer ${JSON.stringify(bad)}.`, {
      advice: "Choose engine tensorrt, or typing: strong.",
    });
  }
  if (nodes.length === 0) return [];
  const types = nodes.map((node) => {
    const floats = byNode.get(node)?.floatOutputs ?? [true];
    return `'${node}':${floats.every(Boolean) ? "fp32" : floats.map((isFloat) => (isFloat ? "fp32" : "int32")).join("+")}`;
  });
  return [
    "--precisionConstraints=obey",
    `--layerPrecisions=${nodes.map((node) => `'${node}':fp32`).join(",")}`,
    `--layerOutputTypes=${types.join(",")}`,
  ];
}

function shapeArguments(shapes: EngineRequest["shapes"]): string[] {
  if (Object.keys(shapes).length === 0) return [];
  const flag = (name: string, pick: (range: ShapeRange) => readonly number[]): string =>
    `--${name}=${Object.entries(shapes)
      .map(([input, range]) => shapeText(input, pick(range)))
      .join(",")}`;
  return [
    flag("minShapes", ({ min }) => min),
    flag("optShapes", ({ opt }) => opt),
    flag("maxShapes", ({ max }) => max),
  ];
}

/** `'x':1x3x224x224`; a scalar has nothing behind the colon. @throws EngineError for a name that holds a quote. */
export function shapeText(input: string, shape: readonly number[]): string {
  if (input.includes("'")) {
    throw new EngineError("unsupported", `trtexec has no way to name the input ${JSON.stringify(input)}.`, {
      advice: "Rename it, or choose engine tensorrt.",
    });
  }
  return `'${input}':${shape.join("x")}`;
}

/** --plugins until 8.5; --staticPlugins since. */
export function pluginArguments(version: TrtexecVersion, plugins: readonly string[]): string[] {
  return plugins.map((path) => `--${isAtLeast(version, 8, 6) ? "staticPlugins" : "plugins"}=${path}`);
}
