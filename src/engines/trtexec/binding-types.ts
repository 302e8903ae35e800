import type { DType } from "../../tensor/dtype.ts";

/** Types as trtexec spells them: in file names of raw bindings (8.6: `Float`, later `fp32`) and in layer information. */
const types: Readonly<Record<string, DType>> = {
  float: "float32",
  fp32: "float32",
  half: "float16",
  fp16: "float16",
  bf16: "bfloat16",
  bfloat16: "bfloat16",
  int8: "int8",
  int32: "int32",
  int64: "int64",
  uint8: "uint8",
  bool: "bool",
};

/** The element type; undefined for one that tensors here can't have (FP8, INT4). */
export function bindingType(text: string): DType | undefined {
  const key = text.toLowerCase();
  return Object.hasOwn(types, key) ? types[key] : undefined;
}
