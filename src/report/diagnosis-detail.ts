import { quoteName } from "../compare/quote-name.ts";
import type { Diagnosis, diagnose } from "../verdict/diagnose.ts";
import type { Explanation } from "./compose-layers.ts";
import type { EngineRunResult } from "./engine-schema.ts";

const shownLayers = 5;

/**
 * The diagnosis with what was found beyond the legs: the layers that only a fusion protects, or where on the engine it goes
 * wrong and what tells it from precision.
 */
export function withDetail(
  diagnosis: ReturnType<typeof diagnose>,
  explanation: Explanation | undefined,
  engineRun: EngineRunResult | undefined,
): Diagnosis | undefined {
  if (diagnosis === undefined) return undefined;
  const details =
    diagnosis.kind === "latent"
      ? protectedLayers(explanation)
      : diagnosis.kind === "engine"
        ? [...failedTests(engineRun), engineRun?.fault?.text]
        : [];
  const text = [diagnosis.text, ...details].filter((part) => part !== undefined).join(" ");
  return { ...diagnosis, text };
}

function protectedLayers(explanation: Explanation | undefined): string[] {
  const culprits = explanation?.ranking.culprits ?? [];
  if (culprits.length === 0) return [];
  const shown = culprits.slice(0, shownLayers).map(({ id }) => quoteName(id));
  const more = culprits.length > shownLayers ? ` and ${culprits.length - shownLayers} more` : "";
  return [`Only a fusion protects ${shown.join(", ")}${more}.`];
}

function failedTests(engineRun: EngineRunResult | undefined): string[] {
  return (engineRun?.tests ?? []).filter(({ outcome }) => outcome === "failed").map(({ text }) => text);
}
