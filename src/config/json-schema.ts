import { z } from "zod";
import { settingsSchema } from "./schema.ts";

/** JSON Schema (draft 7, which editors know best) of `fp16-gate.yml`. */
export function configJsonSchema(): object {
  return z.toJSONSchema(settingsSchema, { io: "input", target: "draft-7" });
}
