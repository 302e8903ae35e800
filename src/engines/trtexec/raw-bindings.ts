import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { EngineError } from "../../errors.ts";
import { type DType, elementSizeBytes } from "../../tensor/dtype.ts";
import { elementCount, type Tensor } from "../../tensor/tensor.ts";
import { rawFileTensor } from "../raw-tensors.ts";
import { bindingType } from "./binding-types.ts";

/** One file that `--dumpRawBindingsToFile` wrote. */
export interface RawBinding {
  readonly path: string;
  /** The binding's name as the file shows it: everything but letters, digits and `._-,` is an underscore. */
  readonly shownName: string;
  readonly role: "input" | "output";
  readonly shape: readonly number[];
  readonly dtype: DType;
}

/** Longer names are shortened in the middle, so they tell nothing. */
const longestName = 150;

/**
 * Reads the names `NAME.input|output.D0.D1.TYPE.raw`, where TYPE is `Float` up to 8.6 and `fp32` later; a scalar has no
 * sizes. Other files are passed over.
 */
export function listRawBindings(folder: string): RawBinding[] {
  return readdirSync(folder).flatMap((file) => {
    const [, shownName, role, sizes = "", type = ""] =
      /^(.*)\.(input|output)\.((?:\d+\.)*)([A-Za-z0-9]+)\.raw$/.exec(file) ?? [];
    const dtype = bindingType(type);
    if (shownName === undefined || dtype === undefined) return [];
    const shape = sizes
      .split(".")
      .filter((size) => size !== "")
      .map(Number);
    return [{ path: join(folder, file), shownName, role: role as "input" | "output", shape, dtype }];
  });
}

/** As trtexec writes a name into a file's name. */
export function shownName(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9._,-]/g, "_");
}

/**
 * The binding of that name, its file's size checked.
 * @returns undefined when there is none. @throws EngineError `protocol` when several stand for it, or its size is wrong.
 */
export function findBinding(
  bindings: readonly RawBinding[],
  name: string,
  role: RawBinding["role"],
): (RawBinding & { readonly tensor: Tensor }) | undefined {
  const shown = shownName(name);
  const found = bindings.filter((each) => each.role === role && each.shownName === shown);
  if (shown.length > longestName || found.length > 1) {
    throw new EngineError(
      "protocol",
      `trtexec's files do not tell which one is the ${role} ${JSON.stringify(name)}.`,
      {
        advice:
          "Give inputs and outputs short names that differ in letters and digits, or choose engine tensorrt.",
      },
    );
  }
  const [binding] = found;
  if (binding === undefined) return undefined;
  const expected = elementCount(binding.shape) * elementSizeBytes[binding.dtype];
  const { size } = statSync(binding.path);
  if (size !== expected) {
    throw new EngineError(
      "protocol",
      `trtexec wrote ${size} bytes for the ${role} ${JSON.stringify(name)}; ${expected} were announced.`,
    );
  }
  const { path, dtype, shape } = binding;
  return { ...binding, tensor: rawFileTensor({ path, offsetBytes: 0, dtype, shape }) };
}
