import type { FormNode, OverrideFormsInput, RenderedForm } from "../plan-form.ts";
import { addressAll, isForceable, omitted, tensorrtLayerName } from "./addressable.ts";
import { noteNames } from "./name-text.ts";
import {
  byteLength,
  isShellPrintable,
  maxArgumentBytes,
  shellCommand,
  shellFlag,
  shellScript,
} from "./shell.ts";

const form = { title: "trtexec, weakly typed", targetVersions: "TensorRT 8.6 to 10.16" };

/**
 * Flags of trtexec for builds in which TensorRT chooses precisions (removed in 11). Both flags are needed: the first
 * alone computes in FP32 and still stores FP16 between layers. Grammar: samples/common/sampleOptions.cpp,
 * `getLayerPrecisions`, `getLayerOutputTypes`, `splitNameAndValue`.
 */
export function trtexecWeakForm(input: OverrideFormsInput): RenderedForm {
  const required = addressAll(input.nodes, layerName);
  if (required.missing.length > 0) {
    return omitted(
      form,
      required.missing,
      "trtexec has no way to name (a comma, a single quote, an asterisk, an unprintable character, more than 4095 bytes, or a name that several nodes share) or to force the layers of",
    );
  }
  if (!isShellPrintable(input.modelFile))
    return { ...form, reason: "The model's file name is not printable." };
  const carriers = addressAll(input.carriers, layerName);
  const layers = [...required.found, ...carriers.found];
  const precisions = layers.map(({ address }) => `'${address}':fp32`).join(",");
  const outputTypes = layers.map(({ node, address }) => `'${address}':${outputTypesOf(node)}`).join(",");
  const words = [
    shellFlag("--onnx", input.modelFile),
    "--fp16",
    "--precisionConstraints=obey",
    shellFlag("--layerPrecisions", precisions),
    shellFlag("--layerOutputTypes", outputTypes),
  ];
  if (words.some((word) => byteLength(word) > maxArgumentBytes)) {
    return { ...form, reason: "The flags are longer than the 128 KiB that Linux passes in one argument." };
  }
  return {
    ...form,
    name: "trtexec-weak.sh",
    content: shellScript(
      [
        "FP16 engine with some layers in FP32: TensorRT 8.6 to 10.16; 11 has no such flags (see trtexec-strong-11.sh).",
        "Further options follow, for example: sh overrides/trtexec-weak.sh --saveEngine=model.engine",
      ],
      '"${TRTEXEC:-trtexec}"',
      words,
    ),
    paste: shellCommand("trtexec", words),
    notes: [
      "trtexec passes over a layer name that matches nothing without a word; from 10 on, look for one line `Set layer NAME to precision` per layer in its log (8.6 prints none).",
      "A node that becomes several layers lends its name to the first only; the TensorRT Python form of 10.x finds the others as well.",
      ...leftToTensorrt(carriers.missing),
    ],
  };
}

/** What both weakly typed forms say about carriers that they leave to TensorRT. */
export function leftToTensorrt(carriers: readonly FormNode[]): string[] {
  const named = carriers.filter((carrier) => carrier.outputs.some((output) => output.isFloat));
  return named.length === 0
    ? []
    : [
        `TensorRT is left to choose the type of data movement that it can't be told of: ${noteNames(named)}. If the error stays, use the strongly typed form.`,
      ];
}

/** Commas split before quotes are seen, a quote can't be escaped, and an asterisk also matches other layers. */
function layerName(node: FormNode): string | undefined {
  const name = isForceable(node) ? tensorrtLayerName(node) : undefined;
  return name === undefined || /[,'*]/.test(name) || !isShellPrintable(name) ? undefined : name;
}

/** One type goes for all outputs of the layer; several must be as many as the layer has. */
function outputTypesOf(node: FormNode): string {
  const outputs = node.outputs.filter((output) => output.name !== "");
  return outputs.every((output) => output.isFloat)
    ? "fp32"
    : outputs.map((output) => (output.isFloat ? "fp32" : "int32")).join("+");
}
