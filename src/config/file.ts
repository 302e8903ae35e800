import { readFileSync } from "node:fs";
import { LineCounter, type Node, parseDocument } from "yaml";
import type { z } from "zod";
import { ConfigError } from "../errors.ts";
import { describeIssue } from "./issues.ts";
import { type Settings, settingsSchema } from "./schema.ts";

/** A configuration file is a page of limits; more than this is something else by mistake. */
const largestConfigBytes = 1 << 20;

/**
 * Reads and validates `fp16-gate.yml`.
 * @throws ConfigError naming file, line, key and the allowed values: unknown key, bad number, wrong unit,
 * duplicate key, broken YAML, missing file.
 */
export function readSettingsFile(path: string): Settings {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new ConfigError(`${path}: ${missing ? "no such configuration file" : (error as Error).message}.`, {
      cause: error,
    });
  }
  return parseSettings(text, path);
}

/** The same on a text; `name` is what messages call it. */
export function parseSettings(text: string, name: string): Settings {
  if (text.length > largestConfigBytes)
    throw new ConfigError(`${name}: larger than 1 MiB; not a configuration file.`);
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, uniqueKeys: true, strict: true });
  const [syntaxError] = [...document.errors, ...document.warnings];
  if (syntaxError !== undefined) {
    const { line } = lineCounter.linePos(syntaxError.pos[0]);
    throw new ConfigError(`${name}:${line}: ${syntaxError.message.split("\n", 1)[0] ?? ""}`);
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 50 }) ?? {};
  } catch (error) {
    throw new ConfigError(`${name}: ${(error as Error).message}`, { cause: error });
  }
  const parsed = settingsSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    parsed.error.issues.map((issue) => `${name}:${lineOf(issue)}: ${describeIssue(issue)}`).join("\n"),
  );

  function lineOf(issue: z.core.$ZodIssue): number {
    const path = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : issue.path;
    for (let depth = path.length; depth > 0; depth--) {
      const start = keyStart(document.getIn(path.slice(0, depth - 1), true), path[depth - 1]);
      if (start !== undefined) return lineCounter.linePos(start).line;
    }
    return 1;
  }
}

/** Offset of a key (or list item) in the text; `collection` is the map or the sequence that holds it. */
function keyStart(collection: unknown, key: PropertyKey | undefined): number | undefined {
  const items = (collection as { items?: unknown[] } | undefined)?.items;
  if (items === undefined) return undefined;
  if (typeof key === "number") return (items[key] as Node | undefined)?.range?.[0];
  const pair = items.find((item) => (item as { key?: { value?: unknown } }).key?.value === key);
  return (pair as { key?: Node } | undefined)?.key?.range?.[0];
}
