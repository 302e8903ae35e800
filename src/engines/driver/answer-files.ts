import { lstatSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { EngineError, GateError } from "../../errors.ts";
import { openByteFile } from "../../files/byte-file.ts";
import { type DType, isFloat } from "../../tensor/dtype.ts";
import { openNpy } from "../../tensor/npy.ts";
import type { Tensor } from "../../tensor/tensor.ts";

/** Largest `result.json`: one layer takes some hundred bytes, so this is more than a hundred thousand of them. */
const largestAnswerBytes = 64 << 20;

/** Files in the folder that a driver wrote, each checked to lie in it and to be what it says. */
export interface AnswerFiles {
  /** Text of a file. */
  readText(name: string): string;
  /** The tensor in a `.npy` file. @param dtype what the model declares. */
  openTensor(name: string, what: string, dtype: DType | undefined): Tensor;
  /** Absolute path of a plain file. */
  pathOf(name: string, what: string): string;
  close(): void;
}

/**
 * @param title of the driver, for messages.
 * @returns readers that throw EngineError `protocol` for a path that leaves the folder, a link, a missing file, and a
 * file that is no `.npy` array of exactly the size it announces.
 */
export function openAnswerFiles(folder: string, title: string): AnswerFiles {
  const root = realpathSync(folder);
  const open = new Map<string, ReturnType<typeof openByteFile>>();
  const refuse = (message: string, cause?: unknown): EngineError =>
    new EngineError("protocol", `${title} ${message}`, {
      advice: "See docs/guides/driver-protocol.md; fp16-gate doctor --driver checks a driver.",
      cause,
    });
  const pathOf = (name: string, what: string): string => {
    const parts = name.split("/");
    if (!parts.every((part) => /^[\w.-]+$/.test(part) && part !== "." && part !== "..")) {
      throw refuse(`names ${JSON.stringify(name)} for ${what}, which is no plain path inside outDir.`);
    }
    let path = root;
    for (const [at, part] of parts.entries()) {
      path = join(path, part);
      const stats = lstatSync(path, { throwIfNoEntry: false });
      if (stats === undefined) throw refuse(`did not write ${name}, which it names for ${what}.`);
      const isRight = at === parts.length - 1 ? stats.isFile() : stats.isDirectory();
      if (!isRight)
        throw refuse(`names ${name} for ${what}, which is no plain file (links are not followed).`);
    }
    return path;
  };
  return {
    pathOf,
    readText: (name) => {
      const path = pathOf(name, "its answer");
      const { size } = lstatSync(path);
      if (size > largestAnswerBytes) throw refuse(`wrote a ${name} of ${size} bytes; 64 MiB are allowed.`);
      return readFileSync(path, "utf8");
    },
    openTensor: (name, what, dtype) => {
      const path = pathOf(name, what);
      try {
        const file = open.get(path) ?? openByteFile(path);
        open.set(path, file);
        const tensor = openNpy(file);
        if (dtype !== undefined && kindOf(dtype) !== kindOf(tensor.dtype)) {
          throw refuse(`wrote ${tensor.dtype} for ${what}, which is ${dtype} in the model.`);
        }
        return guarded(tensor, (error) => refuse(`wrote a ${name} that can't be read: ${messageOf(error)}`));
      } catch (error) {
        if (error instanceof EngineError) throw error;
        throw refuse(`wrote no usable ${what}: ${messageOf(error)}`, error);
      }
    },
    close: () => {
      for (const file of open.values()) file.close();
    },
  };
}

function kindOf(dtype: DType): string {
  if (isFloat(dtype)) return "float";
  return dtype === "bool" ? "bool" : "integer";
}

function messageOf(error: unknown): string {
  return error instanceof GateError ? error.message : String(error);
}

/** A file that changes later is the driver's fault, too, and not the user's input. */
function guarded(tensor: Tensor, explain: (error: unknown) => EngineError): Tensor {
  return {
    ...tensor,
    read: (start, into) => {
      try {
        tensor.read(start, into);
      } catch (error) {
        throw error instanceof GateError ? explain(error) : error;
      }
    },
  };
}
