import { z } from "zod";
import { toolSchema } from "./provenance-schema.ts";
import { count } from "./wire-number.ts";

const text = z.string();

const memberSchema = z
  .strictObject({
    key: text,
    state: z.enum(["pass", "fail", "excused", "error", "missing", "unreadable"]),
    exitCode: z.literal([0, 1, 2, 3]),
    title: text.meta({ description: "The verdict and the one number, or why there is none." }),
    loosened: text.optional(),
    sentences: z.array(text).meta({ description: "What is new, known or improved; enforcement." }),
    warnings: count.meta({ description: "Limits crossed that warn or are excused." }),
    commit: text.optional(),
    engine: text.optional(),
    layers: z
      .array(z.strictObject({ node: text, module: text.optional(), cause: text }))
      .meta({ description: "At most three culprits, worst first." }),
    file: text.optional().meta({ description: "Path of its result.json." }),
  })
  .meta({ id: "SetMember" });

/** merged.json: what many jobs found, worst first, and the verdict on all of them. */
export const resultSetSchema = z.strictObject({
  schemaVersion: z.literal(1),
  kind: z.literal("set"),
  tool: toolSchema,
  verdict: z.strictObject({
    kind: z.enum(["pass", "fail", "error"]),
    exitCode: z.literal([0, 1, 2, 3]),
  }),
  members: z.array(memberSchema),
  notes: z.array(text),
});

export type ResultSet = z.output<typeof resultSetSchema>;
export type SetMember = ResultSet["members"][number];

/** The text of merged.json. */
export function serializeSet(set: ResultSet): string {
  return `${JSON.stringify(resultSetSchema.parse(set), null, 2)}\n`;
}
