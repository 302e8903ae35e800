import { z } from "zod";
import { resultSchema } from "./result.ts";

/** Text of schema/result.schema.json: the published JSON Schema (draft 2020-12) of result.json as it is in a file. */
export function renderResultJsonSchema(): string {
  const schema = z.toJSONSchema(resultSchema, { io: "input", target: "draft-2020-12" });
  const { $schema, ...rest } = schema;
  const titled = {
    $schema,
    title: "fp16-gate result",
    description: "What fp16-gate found and decided. NaN and infinities are strings.",
    ...rest,
  };
  return `${JSON.stringify(titled, null, 2)}\n`;
}
