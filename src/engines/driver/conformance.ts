import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EngineError } from "../../errors.ts";
import { readNumbers } from "../../tensor/read-numbers.ts";
import { elementCount, type Tensor } from "../../tensor/tensor.ts";
import { childFailure, runChild } from "../child-process.ts";
import type { EngineAnswer, EngineRequest } from "../real-engine.ts";
import { conformanceCase, conformanceInputs, conformanceModel } from "./conformance-model.ts";
import { createDriver, type DriverOptions } from "./driver.ts";

/** How one rule of the protocol fared. `unsupported`: the driver says plainly that it can't do that. */
export interface ConformanceLine {
  readonly rule: string;
  readonly outcome: "pass" | "fail" | "unsupported";
  readonly text: string;
}

interface Rule {
  readonly rule: string;
  readonly request: Partial<EngineRequest>;
  /** Undefined when it is kept. */
  readonly check?: (answer: EngineAnswer) => string | undefined;
}

/** Two numbers of the model agree when they are this close: FP16 holds its values exactly. */
const closeTo = 1e-2;

const rules: readonly Rule[] = [
  { rule: "runs a model in FP32", request: { precision: "fp32" } },
  { rule: "runs a model in FP16", request: {} },
  { rule: "runs a sample again", request: { want: { repeats: 3 } }, check: checkRepeats },
  { rule: "builds again", request: { want: { builds: 2 } }, check: checkBuilds },
  { rule: "runs several samples", request: { samples: threeSamples() } },
  { rule: "builds without samples", request: { samples: [] } },
  { rule: "measures latency", request: { want: { latency: true } } },
  {
    rule: "keeps a node in FP32 and says what became of it",
    request: { precision: "mixed", fp32Nodes: ["shift"] },
    check: ({ applied }) =>
      applied[0]?.status === "not-found" ? "it did not find node shift of the model" : undefined,
  },
  {
    rule: "describes its layers",
    request: { want: { layers: true } },
    check: ({ builds }) => (builds[0].layers === undefined ? "it gave no layers" : undefined),
  },
  {
    rule: "returns intermediate tensors",
    request: { want: { intermediates: ["scaled"] } },
    check: ({ builds }) =>
      builds[0].samples[0]?.intermediates.has("scaled") === true
        ? undefined
        : "it did not give tensor scaled",
  },
];

/** What must be refused: exit status not 0, and a category that is not about something else. */
const refusals: readonly { readonly rule: string; readonly change: (job: Job) => unknown }[] = [
  { rule: "refuses another protocol", change: (job) => ({ ...job, protocol: 99 }) },
  { rule: "refuses an unknown key", change: (job) => ({ ...job, presicion: "fp16" }) },
  {
    rule: "refuses a model that is not there",
    change: (job) => ({ ...job, models: { source: "/nowhere/model.onnx", typed: "/nowhere/model.onnx" } }),
  },
  {
    rule: "refuses an option that it does not know",
    change: (job) => ({ ...job, options: { nonsense: true } }),
  },
];

type Job = Record<string, unknown>;

/**
 * Holds a driver against the rules of docs/guides/driver-protocol.md with a small model. Files, links, names, sizes and
 * types of an answer are checked by every run.
 */
export async function checkConformance(
  options: DriverOptions,
  extra: Readonly<Record<string, unknown>>,
  onLine: (line: ConformanceLine) => void,
): Promise<boolean> {
  const { workFolder } = options;
  const request = baseRequest(workFolder, extra);
  let isKept = true;
  const report = (line: ConformanceLine): void => {
    isKept &&= line.outcome !== "fail";
    onLine(line);
  };
  for (const [at, rule] of rules.entries()) {
    const engine = createDriver({ ...options, workFolder: join(workFolder, `rule-${at}`) });
    try {
      const answer = await engine.run({ ...request, ...rule.request });
      const wrong = checkValues(answer) ?? rule.check?.(answer);
      report({ rule: rule.rule, outcome: wrong === undefined ? "pass" : "fail", text: wrong ?? "" });
    } catch (error) {
      report(failedLine(rule.rule, error));
    } finally {
      engine.close();
    }
  }
  for (const [at, { rule, change }] of refusals.entries()) {
    report(
      await checkRefusal(
        rule,
        change,
        join(workFolder, `refusal-${at}`),
        join(workFolder, "rule-0"),
        options,
      ),
    );
  }
  return isKept;
}

function baseRequest(folder: string, options: Readonly<Record<string, unknown>>): EngineRequest {
  const [source, typed] = [join(folder, "model.onnx"), join(folder, "model-float16.onnx")];
  writeFileSync(source, conformanceModel("float32"));
  writeFileSync(typed, conformanceModel("float16"));
  return {
    label: "conformance",
    models: { source, typed },
    precision: "fp16",
    typing: "strong",
    fp32Nodes: [],
    samples: [{ id: "0", inputs: conformanceInputs() }],
    outputs: conformanceCase.outputs,
    shapes: {},
    want: {},
    options,
  };
}

function threeSamples(): EngineRequest["samples"] {
  return ["0", "1", "2"].map((id) => ({ id, inputs: conformanceInputs() }));
}

function failedLine(rule: string, error: unknown): ConformanceLine {
  if (!(error instanceof EngineError)) throw error;
  const isPlain = error.lastStderrLine?.startsWith("unsupported: ") === true;
  return { rule, outcome: isPlain ? "unsupported" : "fail", text: error.message };
}

function checkValues({ builds }: EngineAnswer): string | undefined {
  for (const { samples } of builds) {
    for (const { outputs, repeats } of samples) {
      for (const run of [outputs, ...repeats]) {
        for (const [name, expected] of Object.entries(conformanceCase.expected)) {
          const tensor = run.get(name);
          const found = tensor === undefined ? [] : numbersOf(tensor);
          const isRight =
            found.length === expected.length &&
            found.every((x, at) => Math.abs(x - (expected[at] ?? NaN)) < closeTo);
          if (!isRight)
            return `output ${JSON.stringify(name)} is ${found.join(", ")} instead of ${expected.join(", ")}`;
        }
      }
    }
  }
  return undefined;
}

function numbersOf(tensor: Tensor): number[] {
  const numbers = new Float64Array(elementCount(tensor.shape));
  readNumbers(tensor, 0, numbers);
  return [...numbers];
}

function checkRepeats({ builds }: EngineAnswer): string | undefined {
  const count = builds[0].samples[0]?.repeats.length;
  return count === 2 ? undefined : `it gave ${count} repeats instead of 2`;
}

function checkBuilds({ builds }: EngineAnswer): string | undefined {
  return builds.length === 2 ? undefined : `it gave ${builds.length} builds instead of 2`;
}

async function checkRefusal(
  rule: string,
  change: (job: Job) => unknown,
  folder: string,
  template: string,
  { command, environment, title, timeoutMs, workingDirectory }: DriverOptions,
): Promise<ConformanceLine> {
  const job = JSON.parse(readFileSync(join(template, "job-1-conformance", "job.json"), "utf8")) as Job;
  mkdirSync(join(folder, "out"), { recursive: true });
  const jobPath = join(folder, "job.json");
  writeFileSync(jobPath, JSON.stringify(change({ ...job, samples: [] })));
  const report = await runChild({
    title,
    file: command.file,
    args: [...command.args, jobPath],
    cwd: workingDirectory ?? folder,
    env: environment,
    timeoutMs,
  });
  const failure = childFailure(title, report, "");
  if (failure === undefined) return { rule, outcome: "fail", text: "it ended with status 0" };
  const isTold = /^[a-z-]+: ./.test(failure.lastStderrLine ?? "");
  return isTold
    ? { rule, outcome: "pass", text: "" }
    : {
        rule,
        outcome: "fail",
        text: `its last line of standard error is no "CATEGORY: message": ${failure.message}`,
      };
}
