import { ConfigError } from "../errors.ts";
import { listSettings } from "./engine-settings.ts";
import { describeIssue } from "./issues.ts";
import { type Settings, settingsSchema } from "./schema.ts";

/** Settings that `action.yml` and the command line offer, spelled alike; the rest lives in the config file. */
export const inputNames = [
  "model",
  "samples",
  "candidate",
  "engine",
  "driver",
  "python",
  "engine-file",
  "build-args",
  "typing",
  "engine-options",
  "trtexec-path",
  "plugins",
  "builds",
  "keep-work",
  "max-abs",
  "enforce",
  "explain",
  "overrides",
  "search-tries",
  "search-time",
  "plan",
  "mixed-io-types",
  "out",
  "ort-path",
  "timeout",
  "threads",
  "extra-outputs",
  "key",
  "baseline",
  "config-from",
] as const satisfies readonly (keyof Settings)[];

/** Settings of what the action publishes. The command line publishes nothing, so it does not take them. */
export const publishingNames = [
  "comment",
  "check-run",
  "status",
] as const satisfies readonly (keyof Settings)[];

/**
 * Settings from texts, as the action's inputs and the flags give them. An empty text means absent: it is removed
 * before validation, since a coercion would read it as the number 0.
 * @param spell how messages name a setting: `--max-abs` or `input max-abs`.
 * @throws ConfigError, one line per wrong value.
 */
export function parseTextSettings(
  texts: Readonly<Record<string, string | readonly string[] | undefined>>,
  spell: (name: string) => string,
): Settings {
  const values: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(texts)) {
    if (text === undefined || text.length === 0) continue;
    values[name] = parseValue(name, text, spell(name));
  }
  // Checked once: compiling the schema would take longer.
  const parsed = settingsSchema.safeParse(values, { jitless: true });
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    parsed.error.issues
      .map((issue) => {
        const [name, ...rest] = issue.path;
        const detail = describeIssue({ ...issue, path: rest });
        return name === undefined ? detail : `${spell(String(name))}: ${detail}`;
      })
      .join("\n"),
  );
}

function parseValue(name: string, text: string | readonly string[], spelled: string): unknown {
  if (name === "max-abs") return parseMaxAbs(text, spelled);
  if ((listSettings as readonly string[]).includes(name)) return parseArguments(text, spelled);
  if (name === "engine-options") return parseObject(text, spelled);
  return text;
}

export function parseObject(text: string | readonly string[], name: string): unknown {
  try {
    return JSON.parse(typeof text === "string" ? text : text.join("\n"));
  } catch {
    throw new ConfigError(`${name}: is no JSON object.`, { advice: 'Write {"optLevel": 3}.' });
  }
}

/** A JSON array of texts, or one argument a line. Nothing is split at spaces, since no shell would agree on how. */
export function parseArguments(text: string | readonly string[], name: string): string[] {
  const whole = typeof text === "string" ? text : text.join("\n");
  if (!whole.trimStart().startsWith("[")) {
    return whole
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== "");
  }
  try {
    const parsed: unknown = JSON.parse(whole);
    if (Array.isArray(parsed) && parsed.every((entry) => typeof entry === "string")) return parsed;
  } catch {
    // Said below: whatever is wrong with it, the remedy is the same.
  }
  throw new ConfigError(`${name}: is no JSON array of texts.`, {
    advice: 'Write ["python3", "my_driver.py"], or one argument a line.',
  });
}

/** `0.05`, or `boxes=1 px` once per output; several in a list or on lines of their own. */
function parseMaxAbs(text: string | readonly string[], name: string): Record<string, string> {
  const entries = (typeof text === "string" ? [text] : text)
    .flatMap((part) => part.split(/\r?\n/))
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const limits: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const entry of entries) {
    // An output's name may hold "=" itself; a limit never does.
    const split = entry.lastIndexOf("=");
    const output = split === -1 ? "*" : entry.slice(0, split).trim();
    if (output === "") throw new ConfigError(`${name}: "${entry}" names no output; write OUTPUT=LIMIT.`);
    if (output in limits) throw new ConfigError(`${name}: two limits for "${output}".`);
    limits[output] = entry.slice(split + 1).trim();
  }
  return { ...limits };
}
