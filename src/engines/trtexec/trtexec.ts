import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EngineError } from "../../errors.ts";
import { type ChildReport, childFailure, runChild } from "../child-process.ts";
import type {
  AppliedOverride,
  EngineAnswer,
  EngineBuild,
  EngineRequest,
  RealEngine,
} from "../real-engine.ts";
import { buildArguments, forceableNodes, typingOf } from "./build-arguments.ts";
import { type LayerInfo, parseLayerInfo } from "./layer-info.ts";
import { type LogFacts, readLog } from "./log-facts.ts";
import { runSample, type SampleRun } from "./run-sample.ts";
import { trtexecFailure } from "./trtexec-failures.ts";
import { formatVersion, isAtLeast, type TrtexecVersion, versionOfBanner } from "./version.ts";

export interface TrtexecOptions {
  /** As `findTrtexec` gives it. */
  readonly path: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly workFolder: string;
  readonly timeoutMs: number;
  readonly buildArgs: readonly string[];
  readonly signal?: AbortSignal;
  readonly killGraceMs?: number;
  readonly keepLogs?: boolean;
}

/** Runs trtexec in a folder and gives its report. @throws EngineError for any end but status 0. */
export type RunTrtexec = (folder: string, args: readonly string[], activity: string) => Promise<ChildReport>;

const versionTimeoutMs = 60_000;

/**
 * TensorRT behind its own command line, 8.6 to 11: one process builds an engine file, one runs each sample. What is read
 * back are the raw bindings; its PASSED line means nothing for numbers and is never looked at.
 */
export function createTrtexec(options: TrtexecOptions): RealEngine {
  let version: Promise<TrtexecVersion> | undefined;
  let jobs = 0;
  return {
    name: "trtexec",
    run: async (request) => {
      version ??= askVersion(options);
      const known = await version;
      refuseUnsupported(request);
      jobs += 1;
      const folder = join(options.workFolder, `trtexec-${jobs}-${request.label}`);
      const builds: OneBuild[] = [];
      for (let at = 0; at < (request.want.builds ?? 1); at++) {
        builds.push(await buildAndRun(join(folder, `build-${at}`), request, known, options));
      }
      return answerOf(builds, request, known);
    },
  };
}

interface OneBuild extends EngineBuild {
  readonly facts: LogFacts;
  readonly notes: readonly string[];
}

async function askVersion({ path, environment, workFolder }: TrtexecOptions): Promise<TrtexecVersion> {
  const report = await runChild({
    title: "trtexec",
    file: path,
    args: ["--help"],
    cwd: workFolder,
    env: environment,
    timeoutMs: versionTimeoutMs,
  });
  // It shows its version and then ends as it likes.
  const version = versionOfBanner(`${report.stdout}\n${report.stderr}`);
  if (version !== undefined && isAtLeast(version, 8, 6)) return version;
  const found = version === undefined ? "did not tell its version" : `is version ${formatVersion(version)}`;
  const failure = childFailure("trtexec", report, "while telling its version");
  throw new EngineError("unavailable", `${path} ${found}. ${failure?.message ?? ""}`.trim(), {
    advice: "trtexec of TensorRT 8.6 to 11 can be run.",
  });
}

function refuseUnsupported({ want }: EngineRequest): void {
  if ((want.intermediates ?? []).length > 0) {
    throw new EngineError("unsupported", "trtexec can't mark tensors of a model as outputs.", {
      advice: "Choose engine tensorrt.",
    });
  }
}

async function buildAndRun(
  folder: string,
  request: EngineRequest,
  version: TrtexecVersion,
  options: TrtexecOptions,
): Promise<OneBuild> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const run: RunTrtexec = async (cwd, args, activity) => await start(cwd, args, activity, options);
  const engineFile = request.engineFile ?? join(folder, "model.engine");
  const layersFile = join(folder, "layers.json");
  const args =
    request.engineFile === undefined
      ? buildArguments(version, request, { engine: engineFile, layers: layersFile }, options.buildArgs)
      : [`--loadEngine=${engineFile}`, `--exportLayerInfo=${layersFile}`, "--skipInference"];
  const startMs = performance.now();
  const activity = `while ${request.engineFile === undefined ? "building" : "loading"} ${request.label}`;
  const report = await run(folder, args, activity);
  const facts = readLog(`${report.stdout}\n${report.stderr}`);
  const info = readLayers(layersFile);
  const seconds = facts.buildSeconds ?? (performance.now() - startMs) / 1000;
  const samples: SampleRun[] = [];
  for (const [at, sample] of request.samples.entries()) {
    samples.push(await runSample({ folder, at, sample, request, version, engineFile, info, run }));
  }
  return {
    samples,
    latency: samples[0]?.latency,
    layers: info.layers.length === 0 ? undefined : info.layers,
    build: {
      seconds: request.engineFile === undefined ? seconds : 0,
      sizeBytes: statSync(engineFile).size,
      ...(request.options.keepEngine === true ? { engineFile } : {}),
      flags: args.filter((argument) =>
        /^--(?:fp16|stronglyTyped|noTF32|precisionConstraints|builder)/.test(argument),
      ),
    },
    facts,
    notes: [...new Set(samples.flatMap(({ notes }) => notes))],
  };
}

async function start(
  cwd: string,
  args: readonly string[],
  activity: string,
  { path, environment, timeoutMs, signal, killGraceMs, keepLogs }: TrtexecOptions,
): Promise<ChildReport> {
  const report = await runChild({
    title: "trtexec",
    file: path,
    args,
    cwd,
    env: environment,
    timeoutMs,
    ...(signal === undefined ? {} : { signal }),
    ...(killGraceMs === undefined ? {} : { killGraceMs }),
  });
  if (keepLogs === true) writeFileSync(join(cwd, "trtexec.log"), `${report.stdout}\n${report.stderr}`);
  const failure = trtexecFailure(report, activity);
  if (failure !== undefined) throw failure;
  return report;
}

function readLayers(path: string): LayerInfo {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new EngineError("protocol", "trtexec did not write the layer information that it was asked for.", {
      cause,
    });
  }
  return parseLayerInfo(text);
}

function answerOf(
  builds: readonly OneBuild[],
  request: EngineRequest,
  version: TrtexecVersion,
): EngineAnswer {
  const [first, ...further] = builds as [OneBuild, ...OneBuild[]];
  const { facts } = first;
  const typing = typingOf(version, request);
  return {
    engine: {
      name: "tensorrt",
      version: formatVersion(version),
      device: facts.device ?? "unknown",
      computeCapability: facts.computeCapability,
      details: { by: "trtexec" },
    },
    typing,
    builds: [first, ...further],
    applied: appliedOf(request, typing, facts),
    notes: [...first.notes, ...facts.warnings],
  };
}

/** 8.6 logs no applied precision, so nothing is known there but that it was asked for. */
function appliedOf(
  request: EngineRequest,
  typing: EngineRequest["typing"],
  facts: LogFacts,
): AppliedOverride[] {
  const forceable = new Set(forceableNodes(request));
  return request.fp32Nodes.map((node) => {
    if (typing === "strong") return { node, status: "in-model" };
    if (!forceable.has(node)) return { node, status: "not-forceable" };
    const isLogged = facts.forcedLayers.size === 0 || facts.forcedLayers.has(node);
    return { node, status: isLogged ? "constrained" : "not-found" };
  });
}
