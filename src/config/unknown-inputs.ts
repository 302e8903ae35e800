import { ConfigError } from "../errors.ts";

/**
 * The runner hands every key of `with:` over, known or not, and only warns. A limit under a misspelt name must not
 * be dropped like that.
 * @param environment holds one `INPUT_NAME` per key of `with:`, in capitals, spaces as underscores.
 * @throws ConfigError naming the unknown keys.
 */
export function refuseUnknownInputs(
  environment: Readonly<Record<string, string | undefined>>,
  known: readonly string[],
): void {
  const expected = new Set(known.map((name) => `INPUT_${name.toUpperCase()}`));
  const unknown = Object.keys(environment).filter((name) => name.startsWith("INPUT_") && !expected.has(name));
  if (unknown.length === 0) return;
  const names = unknown.map((name) => `"${name.slice("INPUT_".length).toLowerCase()}"`).join(", ");
  throw new ConfigError(`unknown input ${names}.`, { advice: `Known are ${known.join(", ")}.` });
}
