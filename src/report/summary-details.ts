import { formatCount, formatDuration, formatFigure, withUnit } from "../verdict/figure-format.ts";
import { legTitles } from "../verdict/leg.ts";
import type { GateResult, ResultFinding, ResultLeg, ResultOutput } from "./result.ts";
import type { SummaryDetail } from "./summary.ts";
import { stateIcons } from "./summary-tables.ts";
import { code, folded, prose, table } from "./summary-text.ts";
import { describeLimit, outputsOfLeg } from "./view.ts";

/** What a reader opens when the first screen is not enough. */
export function detailSections(result: GateResult, detail: SummaryDetail): string[][] {
  return [
    legSection(result, detail),
    limitSection(result, detail),
    ...(detail.environment ? [runSection(result)] : []),
  ].filter((section) => section.length > 0);
}

function legSection(result: GateResult, { passing, maxRows }: SummaryDetail): string[] {
  const legs = result.legs.filter((leg) => passing || !leg.passed).slice(0, maxRows);
  if (legs.length === 0) return [];
  const rows = legs.map((leg) => {
    const outputs = outputsOfLeg(result, leg);
    return [
      legState(leg, outputs),
      legTitles[leg.kind],
      leg.skipped === undefined ? largest(outputs) : prose(leg.skipped),
    ];
  });
  return folded("Legs", table(["", "leg", "largest difference"], rows));
}

function legState(leg: ResultLeg, outputs: readonly ResultOutput[]): string {
  if (leg.skipped !== undefined) return "not run";
  if (!leg.passed) return stateIcons.fail;
  return outputs.some((output) => output.level === "unjudged") ? stateIcons.unjudged : stateIcons.pass;
}

/** The output whose error is largest for its own scale, so that outputs of different units can be ranked. */
function largest(outputs: readonly ResultOutput[]): string {
  const scale = ({ metrics }: ResultOutput): number => {
    if ((metrics.nonFiniteMismatches ?? 0) > 0) return Infinity;
    const share = metrics.relRms ?? metrics.maxAbs;
    return Number.isNaN(share) ? Infinity : share;
  };
  const worst = outputs.reduce<ResultOutput | undefined>(
    (best, output) => (best === undefined || scale(output) > scale(best) ? output : best),
    undefined,
  );
  if (worst === undefined) return "";
  const broken = worst.metrics.nonFiniteMismatches ?? 0;
  const more = broken > 0 ? `, ${broken} NaN/∞ on one side only` : "";
  return `${code(worst.name)} ${prose(withUnit(formatFigure(worst.metrics.maxAbs), worst.unit) + more)}`;
}

function limitSection({ verdict }: GateResult, { passing, maxRows }: SummaryDetail): string[] {
  const rank = (finding: ResultFinding): number => (finding.passed ? 2 : finding.level === "fail" ? 0 : 1);
  const findings = verdict.findings
    .filter((finding) => passing || !finding.passed)
    .sort((first, second) => rank(first) - rank(second))
    .slice(0, maxRows);
  if (findings.length === 0) return [];
  const rows = findings.map((finding) => [
    finding.passed ? stateIcons.pass : stateIcons[finding.level],
    legTitles[finding.leg],
    code(finding.output),
    prose(describeLimit(finding)),
  ]);
  return folded(`Limits (${verdict.findings.length})`, table(["", "leg", "output", "limit"], rows));
}

function runSection(result: GateResult): string[] {
  const rows = [...judgedRows(result), ...machineRows(result)].flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return folded("Run", table(["what", "value"], rows));
}

type Fact = readonly [string, string | undefined];

function judgedRows({ model, samples, engine, config, verdict }: GateResult): Fact[] {
  const hashes = model?.sha256;
  return [
    ["model", model && code(model.file)],
    ["model SHA-256", hashes && code(hashes.file)],
    ["graph SHA-256", hashes?.graph && code(hashes.graph)],
    ["weights SHA-256", hashes?.weights && code(hashes.weights)],
    [
      "ONNX",
      model &&
        prose(
          joined([
            model.opset && `opset ${model.opset}`,
            model.producer,
            model.nodes && formatCount(model.nodes, "node"),
          ]),
        ),
    ],
    ["samples", samples && `${samples.count} in ${code(samples.directory)}`],
    ["samples SHA-256", samples?.sha256 && code(samples.sha256)],
    ...(samples?.manifest ?? []).map(({ name, value }): Fact => [`samples: ${prose(name)}`, code(value)]),
    [
      "engine",
      engine && prose(joined([engine.name, engine.version, engine.device, engine.realisedPrecision])),
    ],
    ...(engine?.notes ?? []).map((note): Fact => ["engine note", prose(note)]),
    ["limits", config && `from ${config.limits}`],
    ["enforce", verdict.enforcement],
    ["exit code", String(verdict.exitCode)],
  ];
}

function machineRows({ tool, environment, timings }: GateResult): Fact[] {
  const times = Object.entries(timings ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name.replace(/Ms$/, "")} ${formatDuration(value)}`],
  );
  return [
    ["tool", prose(`${tool.name} ${tool.version}`)],
    [
      "machine",
      environment &&
        prose(joined([environment.cpu, environment.gpu, environment.platform, environment.arch])),
    ],
    ["Node", environment && prose(environment.node)],
    ["time", times.length === 0 ? undefined : prose(times.join(", "))],
  ];
}

function joined(parts: readonly (string | number | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join(", ");
}
