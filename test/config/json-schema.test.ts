import { join } from "node:path";
import { expect, test } from "vitest";
import { configJsonSchema } from "../../src/config/json-schema.ts";
import { root } from "../support/run-process.ts";

test("the published schema of fp16-gate.yml is the one that the program applies", async () => {
  await expect(`${JSON.stringify(configJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
    join(root, "schema", "config.schema.json"),
  );
});
