import { z } from "zod";

const nonFinite = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
};
const wire = z.union([z.number(), z.enum(["NaN", "Infinity", "-Infinity"])]);
type Wire = z.infer<typeof wire>;

function fromWire(value: Wire): number {
  return typeof value === "number" ? value : nonFinite[value];
}

function toWire(value: number): Wire {
  if (Number.isNaN(value)) return "NaN";
  if (value === Number.POSITIVE_INFINITY) return "Infinity";
  if (value === Number.NEGATIVE_INFINITY) return "-Infinity";
  return value;
}

/** JSON has no NaN and no infinities: three strings stand for them in a file, in memory they are numbers. */
export const figure = z
  .codec(
    wire,
    z.custom<number>((value) => typeof value === "number"),
    { decode: fromWire, encode: toWire },
  )
  .meta({ id: "Figure" });

/** One element of a tensor; integers that a double can't hold are strings of digits in a file. */
export const elementValue = z.codec(
  z.union([wire, z.string().regex(/^-?\d{1,20}$/, "must be an integer in digits")]),
  z.custom<number | bigint>((value) => typeof value === "number" || typeof value === "bigint"),
  {
    decode: (value) =>
      typeof value === "string" && !(value in nonFinite) ? BigInt(value) : fromWire(value as Wire),
    encode: (value) => (typeof value === "bigint" ? value.toString() : toWire(value)),
  },
);

/** One side of a finding: a figure, or words such as a shape. */
export const figureOrText = z.codec(
  z.union([z.number(), z.string()]),
  z.custom<number | string>((value) => typeof value === "number" || typeof value === "string"),
  {
    decode: (value) =>
      typeof value === "string" && Object.hasOwn(nonFinite, value) ? fromWire(value as Wire) : value,
    encode: (value) => (typeof value === "number" ? toWire(value) : value),
  },
);

/** A whole number of things, zero or more. */
export const count = z.number().int().min(0);

/** SHA-256 in lower-case hexadecimal. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "must be 64 lower-case hexadecimal digits");
