import { expect, it } from "vitest";
import type { Cause, CauseKind } from "../../../src/localise/cause.ts";
import type { CauseContext } from "../../../src/localise/cause-context.ts";
import { contextOf, type Measured } from "./build-evidence.ts";

/** A node of a graph and what was measured; `says` is a part of the evidence, absent where the class must not match. */
export interface CauseRow {
  readonly name: string;
  readonly graph: string;
  readonly node: string;
  readonly measured?: Readonly<Record<string, Measured>>;
  readonly says?: string;
}

/** One test per row: the class matches exactly where it says something. */
export function causeTable(
  kind: CauseKind,
  test: (context: CauseContext) => Cause | undefined,
  rows: readonly CauseRow[],
): void {
  const matching = rows.filter(({ says }) => says !== undefined);
  const others = rows.filter(({ says }) => says === undefined);

  it.each(matching)("$name", ({ graph, node, measured, says }) => {
    const cause = test(contextOf(node, graph, measured));
    expect(cause?.kind).toBe(kind);
    expect(cause?.evidence).toContain(says);
    for (const sentence of [cause?.evidence ?? "", cause?.advice ?? ""]) {
      expect(sentence).toMatch(/^(eps|\d|[A-Z`]).*\.$/s);
      expect(sentence).not.toMatch(/undefined|NaN (x|times|%)|\[object|\n/);
    }
  });

  it.each(others)("not: $name", ({ graph, node, measured }) => {
    expect(test(contextOf(node, graph, measured))).toBeUndefined();
  });

  it("has rows that match and rows that do not", () => {
    expect(matching.length).toBeGreaterThan(0);
    expect(others.length).toBeGreaterThan(0);
  });
}

/** `y = OP(x)`, `y = OP(x, z)` or with a weight `w` of four elements. */
export function unary(op: string): string {
  return `input x float 4\n output y float 4\n y = ${op}(x)`;
}

export function binary(op: string): string {
  return `input x float 4\n input z float 4\n output y float 4\n y = ${op}(x, z)`;
}

export function weighted(op: string): string {
  return `input x float 2,2\n output y float 2,2\n weight w float 2,2 = 1 2 3 4\n y = ${op}(x, w)`;
}
