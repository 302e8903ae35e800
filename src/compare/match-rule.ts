import { ConfigError } from "../errors.ts";

/** Outputs whose rows may come in another order, or in another number, on the two sides. */
export interface MatchRule {
  /** Outputs that share the row axis: boxes, scores, labels, masks. Holds those named below. */
  readonly outputs: readonly string[];
  /**
   * The output by whose rows partners are found, or columns of it: `boxes`, `detections[0:4]`. Its limits judge the
   * score that found no partner.
   */
  readonly boxes: string;
  /** Probabilities, one a row or one a row and class (the largest counts): `scores`, `detections[4]`. */
  readonly scores?: string | undefined;
  /** One label a row; only rows with equal labels are partners: `labels`, `detections[5]`. */
  readonly labels?: string | undefined;
  /** The row axis; default the last but one of `boxes`, or its only one. Axes before it are batches. */
  readonly axis?: number | undefined;
  /**
   * Rows farther apart than this in any column, in the unit of the boxes, are no partners. Default: a tenth of the
   * RMS of the reference's boxes.
   */
  readonly maxDistance?: number | undefined;
  /** Pairs with both scores below this, and lone rows below it, are left out (padding). Default 0. */
  readonly minScore?: number | undefined;
}

/** All elements of each row of an output, or a range of its columns (last axis). */
export interface RowSource {
  readonly output: string;
  readonly columns: { readonly from: number; readonly to: number } | undefined;
}

/** A match rule with its sources read and checked. */
export interface MatchGroup {
  readonly outputs: readonly string[];
  readonly boxes: RowSource;
  readonly scores: RowSource | undefined;
  readonly labels: RowSource | undefined;
  readonly axis: number | undefined;
  readonly maxDistance: number | undefined;
  readonly minScore: number;
}

/**
 * Reads match rules against the outputs that there are.
 * @throws ConfigError for an unknown output, one that is in two groups, or columns that can't be read.
 */
export function matchGroups(rules: readonly MatchRule[], outputs: readonly string[]): readonly MatchGroup[] {
  const taken = new Set<string>();
  return rules.map((rule) => {
    const boxes = rowSource(rule.boxes, outputs);
    const scores = rule.scores === undefined ? undefined : rowSource(rule.scores, outputs);
    const labels = rule.labels === undefined ? undefined : rowSource(rule.labels, outputs);
    const named = [boxes, scores, labels].flatMap((source) => (source === undefined ? [] : [source.output]));
    const members = [...new Set([...named, ...rule.outputs])];
    for (const member of members) {
      if (!outputs.includes(member)) throw unknownOutput(member, outputs);
      if (taken.has(member)) {
        throw new ConfigError(`match: output "${member}" is in two groups.`, {
          advice: "Rows can be put in order only once: merge the groups.",
        });
      }
      taken.add(member);
    }
    const { axis, maxDistance, minScore = 0 } = rule;
    checkNumber("max-distance", maxDistance);
    checkNumber("min-score", minScore);
    return { outputs: members, boxes, scores, labels, axis, maxDistance, minScore };
  });
}

function checkNumber(name: string, value: number | undefined): void {
  if (value !== undefined && !(value >= 0 && value < Number.POSITIVE_INFINITY)) {
    throw new ConfigError(`match: ${name} is ${value}; it must be finite and not negative.`, {
      advice: "Write a number, or leave it out.",
    });
  }
}

const columnsPattern = /^(.+)\[(\d{1,9})(?::(\d{1,9}))?\]$/;

/** `name`, `name[4]` or `name[0:4]` (end exclusive). An output whose very name looks like that is taken as it is. */
function rowSource(text: string, outputs: readonly string[]): RowSource {
  if (outputs.includes(text)) return { output: text, columns: undefined };
  const parts = columnsPattern.exec(text);
  if (parts === null) throw unknownOutput(text, outputs);
  const from = Number(parts[2]);
  const to = parts[3] === undefined ? from + 1 : Number(parts[3]);
  if (to <= from) {
    throw new ConfigError(`match: "${text}" selects no column.`, {
      advice: `Write the first column and the one after the last, such as ${parts[1]}[0:4].`,
    });
  }
  return { output: parts[1]!, columns: { from, to } };
}

function unknownOutput(name: string, outputs: readonly string[]): ConfigError {
  return new ConfigError(`match: there is no output "${name}".`, {
    advice: `The outputs are ${outputs.map((output) => `"${output}"`).join(", ")}.`,
  });
}
