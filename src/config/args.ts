import { parseArgs } from "node:util";
import { ConfigError } from "../errors.ts";

/** Flags with their values, and what stands without a flag. */
export interface ParsedArgs {
  readonly flags: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly positionals: readonly string[];
}

/**
 * Parses a subcommand's arguments strictly: unknown flags, missing values and surplus arguments are errors.
 * @param repeatable flags that may be given more than once; any other flag given twice is refused, since the
 * weaker of two limits must not win silently.
 * @param options.positionals names for messages; a last one that ends in `…` stands for any number.
 * @throws ConfigError.
 */
export function parseFlags(
  args: readonly string[],
  names: readonly string[],
  options: { repeatable?: readonly string[]; positionals: readonly string[] },
): ParsedArgs {
  const repeatable = new Set(options.repeatable ?? []);
  const parsed = parseStrictly(args, names);
  const flags: Record<string, string | readonly string[]> = {};
  for (const name of names) {
    const given = parsed.values[name];
    if (given === undefined) continue;
    if (given.some((value) => value === "")) throw new ConfigError(`--${name} has an empty value.`);
    if (repeatable.has(name)) flags[name] = given;
    else if (given.length === 1) flags[name] = given[0] ?? "";
    else throw new ConfigError(`--${name} is given ${given.length} times.`, { advice: "Give it once." });
  }
  const surplus = parsed.positionals[options.positionals.length];
  if (surplus !== undefined && options.positionals.at(-1)?.endsWith("…") !== true) {
    throw new ConfigError(`unexpected argument "${surplus}".`, {
      advice:
        options.positionals.length === 0
          ? "None is taken."
          : `Only ${options.positionals.join(" ")} is taken.`,
    });
  }
  return { flags, positionals: parsed.positionals };
}

function parseStrictly(
  args: readonly string[],
  names: readonly string[],
): { values: Record<string, string[] | undefined>; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: Object.fromEntries(names.map((name) => [name, { type: "string" as const, multiple: true }])),
      allowPositionals: true,
      strict: true,
    });
    return { values, positionals };
  } catch (error) {
    const [message] = (error as Error).message.split(". To specify", 1);
    throw new ConfigError(`${message ?? "the arguments could not be read"}.`, {
      advice: "Run fp16-gate --help.",
      cause: error,
    });
  }
}
