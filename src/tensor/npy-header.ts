import { InputError } from "../errors.ts";

/** The dictionary in front of the data of a `.npy` file. */
export interface NpyHeader {
  /** NumPy type string such as `<f4`. */
  readonly descr: string;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
}

/**
 * Parses the text of a `.npy` header: a Python dictionary literal with exactly the keys descr, fortran_order and
 * shape. Only what NumPy writes for plain arrays is understood (strings without escapes, True, False, tuples of
 * integers, also `3L` of Python 2); nothing is evaluated. `where` names the file in messages.
 */
export function parseNpyHeader(text: string, where: string): NpyHeader {
  const cursor: Cursor = { text, at: 0, where };
  const header: { descr?: string; fortranOrder?: boolean; shape?: number[] } = {};
  expect(cursor, "{");
  while (!accept(cursor, "}")) {
    readEntry(cursor, header);
    if (!accept(cursor, ",")) {
      expect(cursor, "}");
      break;
    }
  }
  skipSpace(cursor);
  if (cursor.at < text.length) {
    throw malformed(cursor, "the end of the header");
  }
  const { descr, fortranOrder, shape } = header;
  if (descr === undefined || fortranOrder === undefined || shape === undefined) {
    throw new InputError(`${where}: the npy header lacks 'descr', 'fortran_order' or 'shape'.`, {
      advice: "Write the file again with numpy.save.",
    });
  }
  return { descr, fortranOrder, shape };
}

interface Cursor {
  readonly text: string;
  at: number;
  readonly where: string;
}

function readEntry(
  cursor: Cursor,
  header: { descr?: string; fortranOrder?: boolean; shape?: number[] },
): void {
  const key = readString(cursor);
  expect(cursor, ":");
  if (key === "descr" && header.descr === undefined) {
    header.descr = readDescr(cursor);
  } else if (key === "fortran_order" && header.fortranOrder === undefined) {
    header.fortranOrder = readBoolean(cursor);
  } else if (key === "shape" && header.shape === undefined) {
    header.shape = readTuple(cursor);
  } else {
    throw new InputError(`${cursor.where}: the npy header has an unknown or repeated key '${key}'.`, {
      advice: "Write the file again with numpy.save.",
    });
  }
}

function readDescr(cursor: Cursor): string {
  skipSpace(cursor);
  if (cursor.text[cursor.at] === "[") {
    throw new InputError(`${cursor.where}: the array has a structured dtype; only plain numbers are read.`, {
      advice: "Save each field as an array of its own.",
    });
  }
  return readString(cursor);
}

function readString(cursor: Cursor): string {
  skipSpace(cursor);
  const quote = cursor.text[cursor.at];
  const end = quote === "'" || quote === '"' ? cursor.text.indexOf(quote, cursor.at + 1) : -1;
  const value = end < 0 ? "\\" : cursor.text.slice(cursor.at + 1, end);
  if (value.includes("\\") || value.includes("\n")) {
    throw malformed(cursor, "a quoted string");
  }
  cursor.at = end + 1;
  return value;
}

function readBoolean(cursor: Cursor): boolean {
  if (accept(cursor, "True")) {
    return true;
  }
  expect(cursor, "False", "True or False");
  return false;
}

function readTuple(cursor: Cursor): number[] {
  const sizes: number[] = [];
  expect(cursor, "(", "a tuple");
  while (!accept(cursor, ")")) {
    sizes.push(readSize(cursor));
    if (!accept(cursor, ",")) {
      expect(cursor, ")");
      break;
    }
  }
  return sizes;
}

function readSize(cursor: Cursor): number {
  skipSpace(cursor);
  const digits = /^\d+/.exec(cursor.text.slice(cursor.at, cursor.at + 20))?.[0];
  const size = digits === undefined ? Number.NaN : Number(digits);
  if (digits === undefined || !Number.isSafeInteger(size)) {
    throw malformed(cursor, "an axis size");
  }
  cursor.at += digits.length;
  if (cursor.text[cursor.at] === "L") {
    cursor.at++;
  }
  return size;
}

function skipSpace(cursor: Cursor): void {
  while (" \n\t".includes(cursor.text[cursor.at] ?? "x")) {
    cursor.at++;
  }
}

function accept(cursor: Cursor, token: string): boolean {
  skipSpace(cursor);
  if (!cursor.text.startsWith(token, cursor.at)) {
    return false;
  }
  cursor.at += token.length;
  return true;
}

function expect(cursor: Cursor, token: string, what = `'${token}'`): void {
  if (!accept(cursor, token)) {
    throw malformed(cursor, what);
  }
}

function malformed(cursor: Cursor, expected: string): InputError {
  const found = JSON.stringify(cursor.text.slice(cursor.at, cursor.at + 20));
  return new InputError(
    `${cursor.where}: malformed npy header: expected ${expected} at character ${cursor.at}, found ${found}.`,
    { advice: "Write the file again with numpy.save." },
  );
}
