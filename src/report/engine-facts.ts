import { formatFigure } from "../compare/figure.ts";
import { quoteName } from "../compare/quote-name.ts";
import type { GateResult } from "./result.ts";
import { shownPath } from "./shown-path.ts";

type Entry = readonly [name: string, value: string | undefined];

const shownTests = 8;

/** How a real engine was built and how it behaved, for the list of facts. */
export function engineEntries({ engineRun }: GateResult): Entry[] {
  if (engineRun === undefined) return [];
  const { typing, computeCapability, driver, cuda, builds, precision, noise, tests = [] } = engineRun;
  const [first] = builds;
  const flags = first?.flags?.join(" ");
  return [
    ["engine typing", typing],
    ["engine file", engineRun.engineFile && quoteName(shownPath(engineRun.engineFile))],
    ["device", joined([cc(computeCapability), word("driver", driver), word("CUDA", cuda)])],
    ["engine precision", precision?.text],
    ["build", joined([buildTime(first?.seconds), size(first?.sizeBytes), flags])],
    ["builds compared", builds.length > 1 ? String(builds.length) : undefined],
    ["timing cache SHA-256", first?.timingCacheHash],
    ["latency", latencyText(first?.latency)],
    ...noise.map(
      ({ kind, output, metric, value, unit }): Entry => [
        `${kind} noise`,
        `${quoteName(output)} ${metric} ${formatFigure(value)}${unit === undefined ? "" : ` ${unit}`}`,
      ],
    ),
    ...tests
      .slice(0, shownTests)
      .map(
        ({ name, outcome, text }): Entry => [
          `test: ${name}`,
          `${outcome === "not-run" ? "not run" : outcome}. ${text}`,
        ],
      ),
    ...(engineRun.details ?? []).map(({ name, value }): Entry => [`engine ${name}`, value]),
  ];
}

type Latency = NonNullable<NonNullable<GateResult["engineRun"]>["builds"][number]["latency"]>;

/** `0.42 ms median, 0.45 ms p95 of 100 runs`, with the clocks where they are known. */
export function latencyText(latency: Latency | undefined): string | undefined {
  if (latency === undefined) return undefined;
  const { medianMs, p95Ms, runs, clocks } = latency;
  const of = runs === undefined ? "" : ` of ${runs} runs`;
  return `${formatFigure(medianMs)} ms median, ${formatFigure(p95Ms)} ms p95${of}${clocks === undefined ? "" : `; ${clocks}`}`;
}

function cc(version: string | undefined): string | undefined {
  return word("compute capability", version);
}

function word(name: string, value: string | undefined): string | undefined {
  return value === undefined ? undefined : `${name} ${value}`;
}

function buildTime(seconds: number | undefined): string | undefined {
  return seconds === undefined ? undefined : `${formatFigure(seconds)} s`;
}

function size(bytes: number | undefined): string | undefined {
  return bytes === undefined ? undefined : `${formatFigure(bytes / 2 ** 20)} MiB`;
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  const known = parts.filter((part) => part !== undefined && part !== "");
  return known.length === 0 ? undefined : known.join(", ");
}
