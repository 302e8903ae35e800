import { operatorTable, typeSets } from "./operator-schemas.generated.ts";

/** What ONNX says about one input or output of an operator version. */
export interface Formal {
  readonly kind: "single" | "optional" | "variadic" | "mixed-variadic";
  /** Type variable; formals of one node with the same variable have the same type. Empty: a fixed type. */
  readonly variable: string;
  readonly types: TypeSet;
  /** A quantisation scale, or the scales of Resize and Upsample: numbers that no engine stores as FP16 data. */
  readonly isScale: boolean;
}

export interface OperatorSchema {
  readonly domain: string;
  readonly name: string;
  readonly sinceVersion: number;
  readonly inputs: readonly Formal[];
  readonly outputs: readonly Formal[];
}

/** Allowed types: element numbers of TensorProto.DataType for plain tensors, and whether other kinds are allowed. */
export interface TypeSet {
  readonly tensor: ReadonlySet<number>;
  readonly hasOtherKinds: boolean;
}

const rowsByDomain = new Map<string, Map<string, string>>();
const parsedOperators = new Map<string, readonly OperatorSchema[]>();
const parsedSets: (TypeSet | undefined)[] = [];

/** `ai.onnx` and the empty domain are the same. */
export function canonicalDomain(domain: string): string {
  return domain === "ai.onnx" ? "" : domain;
}

/**
 * The schema that an operator has under an operator-set version: the newest with `sinceVersion <= opset`.
 * Undefined: the domain or the operator is unknown, or is younger than `opset`.
 */
export function findOperatorSchema(domain: string, name: string, opset: number): OperatorSchema | undefined {
  const key = `${canonicalDomain(domain)}:${name}`;
  let versions = parsedOperators.get(key);
  if (versions === undefined) {
    const row = operatorRows(canonicalDomain(domain)).get(name);
    versions = row === undefined ? [] : parseRow(canonicalDomain(domain), row);
    parsedOperators.set(key, versions);
  }
  return versions.findLast((schema) => schema.sinceVersion <= opset);
}

/** The formal of the input or output at `index`; the last one repeats when it is variadic. */
export function formalAt(formals: readonly Formal[], index: number): Formal | undefined {
  const formal = formals[index];
  if (formal !== undefined) {
    return formal;
  }
  const last = formals.at(-1);
  return last !== undefined && isVariadic(last) ? last : undefined;
}

function isVariadic(formal: Formal): boolean {
  return formal.kind === "variadic" || formal.kind === "mixed-variadic";
}

function operatorRows(domain: string): Map<string, string> {
  let rows = rowsByDomain.get(domain);
  if (rows === undefined) {
    const table = Object.hasOwn(operatorTable, domain) ? (operatorTable[domain] ?? "") : "";
    rows = new Map(
      table
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => [line.slice(0, line.indexOf("|")), line]),
    );
    rowsByDomain.set(domain, rows);
  }
  return rows;
}

function parseRow(domain: string, row: string): OperatorSchema[] {
  const [name = "", ...versions] = row.split("|");
  return versions.map((version) => {
    const space = version.indexOf(" ");
    const [inputs = "", outputs = ""] = version.slice(space + 1).split(">");
    return {
      domain,
      name,
      sinceVersion: Number(version.slice(0, space)),
      inputs: parseFormals(inputs),
      outputs: parseFormals(outputs),
    };
  });
}

function parseFormals(text: string): Formal[] {
  return text === "" ? [] : text.split(" ").map(parseFormal);
}

function parseFormal(word: string): Formal {
  const match = /^([?*~]?)(%?)([^:]*):(\d+)$/.exec(word);
  if (match === null) {
    throw new Error(`operator table: malformed formal '${word}'`);
  }
  const [, mark = "", scale, variable = "", set] = match;
  return {
    kind: formalKinds[mark] ?? "single",
    variable,
    types: typeSet(Number(set)),
    isScale: scale === "%",
  };
}

const formalKinds: Readonly<Record<string, Formal["kind"]>> = {
  "?": "optional",
  "*": "variadic",
  "~": "mixed-variadic",
};

function typeSet(index: number): TypeSet {
  const known = parsedSets[index];
  if (known !== undefined) {
    return known;
  }
  const codes = (typeSets[index] ?? "").split(" ");
  const plain = codes.filter((code) => /^\d+$/.test(code));
  const set = { tensor: new Set(plain.map(Number)), hasOtherKinds: plain.length < codes.length };
  parsedSets[index] = set;
  return set;
}
