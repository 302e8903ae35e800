import { createHash } from "node:crypto";
import { availableParallelism, cpus, totalmem } from "node:os";
import type { Config, LimitConfig } from "../config/config.ts";
import type { OpenedModel } from "../files/model.ts";
import { hashModel } from "../files/model-hashes.ts";
import type { Samples } from "../files/samples.ts";
import { hashSamples } from "../files/samples-hash.ts";
import { defaultOpset } from "../onnx/decode.ts";
import type { GateResult } from "../report/result.ts";
import type { EffectiveConfig } from "../verdict/job-facts.ts";
import { version } from "../version.ts";

/** Who writes results. */
export const tool = { name: "fp16-gate", version };

type Described<K extends keyof GateResult> = Exclude<GateResult[K], undefined>;

/** The machine that runs the gate. */
export function thisEnvironment(): Described<"environment"> {
  const [cpu] = cpus();
  return {
    node: process.versions.node,
    platform: process.platform,
    arch: process.arch,
    ...(cpu === undefined ? {} : { cpu: cpu.model.trim() }),
    cpuCount: availableParallelism(),
    memoryBytes: totalmem(),
  };
}

/** The model file with its hashes: of the file, of the graph without weights, and of the weights. */
export function describeModel(opened: OpenedModel): Described<"model"> {
  const { model } = opened;
  const opset = defaultOpset(model.opsetImport);
  return {
    file: opened.path,
    sizeBytes: opened.sizeBytes,
    sha256: hashModel(opened),
    ...(opset === undefined ? {} : { opset }),
    irVersion: Number(model.irVersion),
    ...(model.producerName === ""
      ? {}
      : { producer: [model.producerName, model.producerVersion].join(" ").trim() }),
    ...(model.graph === undefined ? {} : { nodes: model.graph.node.length }),
  };
}

/** The samples with their hash, and what the training side recorded about them. */
export function describeSamples({ samples, manifest }: Samples, directory: string): Described<"samples"> {
  const entries = {
    torch: manifest?.torch,
    commit: manifest?.commit,
    checkpoint: manifest?.checkpoint?.sha256,
    seed: manifest?.seed,
    device: manifest?.device?.name,
    exporter: manifest?.exporter,
  };
  const known = Object.entries(entries).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [{ name, value: String(value) }],
  );
  return {
    count: samples.length,
    directory,
    sha256: hashSamples(samples),
    ...(known.length === 0 ? {} : { manifest: known }),
  };
}

/**
 * What the verdict depends on in the configuration: hashed (engine, limits, matching, enforcement, a given plan), and for jobs that
 * later ones are compared with also in full.
 */
export function describeConfig(
  config: LimitConfig & Partial<Config>,
  effective?: EffectiveConfig,
): Described<"config"> {
  const { engine, candidate, enforce, extraOutputs, tolerances, match } = config;
  const memory =
    effective === undefined
      ? {}
      : { known: effective.known, regression: effective.regression, waivers: effective.waivers };
  const plan = config.overrides?.planPath;
  const { typing, builds, buildArgs, options, plugins } = config.realEngine ?? {};
  const built = { typing, builds, buildArgs, options, plugins };
  const decisive = JSON.stringify({
    engine,
    enforce,
    extraOutputs,
    tolerances,
    match,
    plan,
    candidate,
    ...(config.realEngine === undefined ? {} : { built }),
    ...memory,
  });
  return {
    sha256: createHash("sha256").update(decisive).digest("hex"),
    limits: config.limitsFrom,
    enforce,
    ...(effective === undefined
      ? {}
      : { effective: effective as NonNullable<Described<"config">["effective"]> }),
  };
}
