/** What the log of a build or a run tells. */
export interface LogFacts {
  readonly device: string | undefined;
  readonly computeCapability: string | undefined;
  readonly buildSeconds: number | undefined;
  /** Layers of which the log says that a precision was set; 8.6 says it of none. */
  readonly forcedLayers: ReadonlySet<string>;
  /** What TensorRT warns of concerning FP16, one sentence each. */
  readonly warnings: readonly string[];
}

const warningPatterns = [
  /\d+ weights are affected by this issue: [^\n]*/g,
  /Detected layernorm nodes in FP16: [^\n]*/g,
  /Running layernorm after self-attention[^\n]*/g,
];

/** Reads the lines that a reader of the result can use. */
export function readLog(log: string): LogFacts {
  const seconds = /Engine built in ([\d.]+) sec/.exec(log)?.[1];
  return {
    device: /(?:Selected Device|Device Name|Name): ((?:NVIDIA|Tesla|GeForce|Quadro)[^\r\n]*)/
      .exec(log)?.[1]
      ?.trim(),
    computeCapability: /Compute Capability: ([\d.]+)/.exec(log)?.[1],
    buildSeconds: seconds === undefined ? undefined : Number(seconds),
    forcedLayers: new Set(
      [...log.matchAll(/Set layer (.*?) to precision \S+/g)].map(([, name]) => name as string),
    ),
    warnings: warningPatterns.flatMap((pattern) =>
      [...log.matchAll(pattern)].map(([text]) => `TensorRT warns: ${text.trim()}`),
    ),
  };
}
