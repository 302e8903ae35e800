import { EngineError } from "../../errors.ts";

/** A tensor of `--exportOutput`: six significant digits, no element type. */
export interface ExportedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

const numbers: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  "-nan": Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  "-inf": Number.NEGATIVE_INFINITY,
};

/**
 * Reads what `--exportOutput` writes, which is not JSON where it matters: NaN and infinities stand there bare, names are not
 * escaped, and with dynamic shapes the sizes may stand before the values.
 * @throws EngineError `protocol` where it can't be told what a text means, and when counts and sizes disagree.
 */
export function parseExportedOutput(text: string): ExportedTensor[] {
  const entry =
    /\{\s*"name"\s*:\s*"(.*?)"\s*,\s*"dimensions"\s*:\s*"([0-9x]*)"\s*,\s*"values"\s*:\s*\[([^\]]*)\]\s*\}/gs;
  const tensors: ExportedTensor[] = [];
  let end = 0;
  for (const match of text.matchAll(entry)) {
    refuseRest(text.slice(end, match.index));
    end = match.index + match[0].length;
    const [, name = "", sizes = "", body = ""] = match;
    tensors.push(toTensor(name, sizes, body));
  }
  refuseRest(text.slice(end));
  return tensors;
}

function refuseRest(between: string): void {
  if (!/^[\s,[\]]*$/.test(between)) {
    throw new EngineError(
      "protocol",
      `trtexec's exported output holds ${JSON.stringify(between.trim().slice(0, 60))}, which can't be read.`,
    );
  }
}

function toTensor(name: string, sizes: string, body: string): ExportedTensor {
  const shape = sizes === "" ? [] : sizes.split("x").map(Number);
  const texts = body
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
  const count = shape.reduce((product, size) => product * size, 1);
  if (texts.length !== count) {
    throw new EngineError(
      "protocol",
      `trtexec exported ${texts.length} values of ${JSON.stringify(name)}; its sizes ${sizes} make ${count}.`,
    );
  }
  return { name, shape, values: Float64Array.from(texts, (each) => toNumber(each, name)) };
}

function toNumber(text: string, name: string): number {
  const known = numbers[text.toLowerCase()];
  const value = known ?? (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text) ? Number(text) : undefined);
  if (value === undefined) {
    throw new EngineError(
      "protocol",
      `trtexec exported ${JSON.stringify(text.slice(0, 40))} for ${JSON.stringify(name)}, which is no number.`,
    );
  }
  return value;
}
