import { readFileSync, statSync } from "node:fs";
import { z } from "zod";
import { InputError } from "../errors.ts";
import { unreadable } from "./byte-file.ts";

/**
 * Where samples come from. All of it is optional, and unknown keys are kept: a newer capture, or a person, may
 * know more than this version, and nothing in here decides a verdict. Known keys of a wrong type are refused.
 */
const manifestSchema = z.looseObject({
  schemaVersion: z.literal(1).optional(),
  tool: z.string().optional(),
  torch: z.string().nullish(),
  commit: z.string().nullish(),
  commitDirty: z.boolean().nullish(),
  sourceRoot: z.string().nullish(),
  checkpoint: z.object({ file: z.string(), sha256: z.string() }).nullish(),
  seed: z.int().nullish(),
  device: z.object({ type: z.string(), name: z.string() }).nullish(),
  exporter: z.string().nullish(),
  opset: z.int().nullish(),
  runToRunDifference: z.record(z.string(), z.number()).nullish(),
  notes: z.array(z.string()).nullish(),
});

/** `manifest.json` of samples; see design of the samples folder. */
export type Manifest = z.infer<typeof manifestSchema>;

/** A manifest lists samples and outputs; a file of more than this would only fill the memory (CWE-770). */
const maxManifestBytes = 16 * 2 ** 20;

/**
 * Reads `manifest.json`.
 * @throws InputError when it is no JSON, too large, or a known key has a value of the wrong type.
 */
export function readManifest(path: string): Manifest {
  const parsed = manifestSchema.safeParse(parseJson(path));
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      ({ path: key, message }) => `${key.join(".") || "document"}: ${message}`,
    );
    throw new InputError(`${path}: ${faults.join("; ")}.`, {
      advice: "Correct the file, or remove it: it is optional.",
    });
  }
  return parsed.data;
}

function parseJson(path: string): unknown {
  let text: string;
  try {
    const { size } = statSync(path);
    if (size > maxManifestBytes) {
      throw new InputError(`${path} has ${size} bytes; a manifest has at most ${maxManifestBytes}.`);
    }
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw error instanceof InputError ? error : unreadable(path, error);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new InputError(`${path} is not valid JSON: ${(cause as Error).message}.`, {
      advice: "Correct the file, or remove it: it is optional.",
      cause,
    });
  }
}
