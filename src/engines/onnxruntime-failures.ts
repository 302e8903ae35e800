import { basename } from "node:path";
import { EngineError, type GateError, InputError } from "../errors.ts";
import { storageError } from "../files/atomic-write.ts";
import type { WorkerFailure } from "./onnxruntime-protocol.ts";
import { integrityAdvice } from "./verify-pinned-files.ts";

/** Names for a failure's message: the model file, and the sample when one was being run. */
export interface FailurePlace {
  readonly modelPath: string | undefined;
  readonly sampleId: string | undefined;
  /** File that the child was to write, for failures of storage. */
  readonly outputPath: string | undefined;
}

const fileAdvice = "Check the file with onnx.checker, and that its external data lies beside it.";
const operatorAdvice =
  "Give the outputs of an engine that has this operator (candidate.* beside reference.*) and use engine recorded.";
const versionAdvice = "Export the model for a lower version.";
const memoryAdvice = "Use fewer or smaller samples, or a machine with more memory.";

interface KnownFailure {
  readonly pattern: RegExp;
  readonly explain: (match: RegExpExecArray, place: FailurePlace) => GateError;
}

/** ONNX Runtime's own wording, most specific first. A new version may change it: the tests run the real thing. */
const knownFailures: readonly KnownFailure[] = [
  {
    pattern: /Could not find an implementation for ([\w.:]+)\((\d+)\) node with name '([^']*)'/,
    explain: ([, op, version, node], place) =>
      unsupported(`operator ${op} (version ${version}) has no CPU implementation${atNode(node)}`, place),
  },
  {
    pattern: /No Op registered for ([\w.:]+) with domain_version of (\d+)/,
    explain: ([, op, version], place) => unsupported(`operator ${op} of opset ${version} is unknown`, place),
  },
  {
    pattern: /([\w.:-]+)\((-?\d+)\) is not a registered function\/op/,
    explain: ([, op], place) => unsupported(`custom operator ${op} is unknown`, place),
  },
  {
    pattern: /Unsupported model IR version: (\d+), max supported IR version: (\d+)/,
    explain: ([, version, highest], place) =>
      unsupported(
        `IR version ${version} is newer than ${highest}, the highest it reads`,
        place,
        versionAdvice,
      ),
  },
  {
    pattern: /Error No opset import for domain '([^']*)'/,
    explain: ([, domain], place) =>
      unsupported(`a node is of domain ${domain}, which the model does not import`, place, fileAdvice),
  },
  {
    pattern: /Load model \S.* failed\. File doesn't exist/,
    explain: (_, place) =>
      new InputError(`Model file ${place.modelPath ?? ""} does not exist.`, { advice: "Check the path." }),
  },
  {
    pattern: /Opset (\d+) is under development[^]*official support for domain (\S*) is till opset (\d+)/,
    explain: ([, opset, domain, highest], place) =>
      unsupported(
        `opset ${opset} of domain ${domain} is newer than ${highest}, the highest it has`,
        place,
        versionAdvice,
      ),
  },
  {
    pattern: /Failed to allocate memory for requested buffer of size (\d+)/,
    explain: ([, sizeBytes], place) => outOfMemory(` while asking for ${sizeBytes} bytes`, place),
  },
  {
    pattern:
      /bad_?alloc|bad allocation|Array buffer allocation failed|Invalid (typed )?array (buffer )?length/i,
    explain: (_, place) => outOfMemory("", place),
  },
  {
    pattern: /Non-zero status code returned while running (\S+) node\. Name:'([^']*)' Status Message: ([^]*)/,
    explain: ([, op, node, reason], place) =>
      new EngineError(
        "crashed",
        `ONNX Runtime could not run ${inModel(place)}: operator ${op}${atNode(node)}: ${oneLine(reason ?? "")}`,
        { advice: "Check that the sample's shapes are those that the model was exported for." },
      ),
  },
];

/** The error for a failure that the child reported: category, and one line that names model, sample and operator. */
export function explainWorkerFailure(failure: WorkerFailure, place: FailurePlace): GateError {
  if (failure.stage === "integrity") {
    return new EngineError("integrity", failure.message, { advice: integrityAdvice });
  }
  if (failure.stage === "library") {
    return new EngineError(
      "unavailable",
      `ONNX Runtime's native library could not be loaded: ${oneLine(failure.message)}`,
      {
        advice:
          "It needs glibc 2.28 and libstdc++ on Linux, the Visual C++ runtime on Windows; fp16-gate doctor says more.",
      },
    );
  }
  if (failure.stage === "write" && failure.code !== null && place.outputPath !== undefined) {
    return storageError(place.outputPath, Object.assign(new Error(failure.message), { code: failure.code }));
  }
  for (const { pattern, explain } of knownFailures) {
    const match = pattern.exec(failure.message);
    if (match !== null) {
      return explain(match, place);
    }
  }
  return explainByStage(failure, place);
}

function explainByStage(failure: WorkerFailure, place: FailurePlace): GateError {
  const reason = oneLine(failure.message);
  switch (failure.stage) {
    case "inputs":
      return failure.code === null
        ? new InputError(`${inModel(place)}: ${reason}.`, {
            advice: "Names, element types and shapes of the sample's inputs must be those of the model.",
          })
        : new EngineError("protocol", `An input file for ${inModel(place)} could not be read: ${reason}.`);
    case "outputs":
      return new EngineError("unsupported", `${inModel(place)}: ${reason}.`);
    case "load":
      return new EngineError("unsupported", `ONNX Runtime can't load ${inModel(place)}: ${reason}`, {
        advice: fileAdvice,
      });
    default:
      return new EngineError("crashed", `ONNX Runtime could not run ${inModel(place)}: ${reason}`);
  }
}

function unsupported(what: string, place: FailurePlace, advice: string = operatorAdvice): EngineError {
  return new EngineError("unsupported", `ONNX Runtime can't load ${inModel(place)}: ${what}.`, { advice });
}

function outOfMemory(detail: string, place: FailurePlace): EngineError {
  return new EngineError("crashed", `ONNX Runtime ran out of memory${detail} with ${inModel(place)}.`, {
    advice: memoryAdvice,
  });
}

function inModel({ modelPath, sampleId }: FailurePlace): string {
  const model = modelPath === undefined ? "the model" : basename(modelPath);
  return sampleId === undefined ? model : `${model}, sample ${sampleId}`;
}

function atNode(name: string | undefined): string {
  return name === undefined || name === "" ? "" : ` (node ${name})`;
}

/** One line of at most 400 characters, without the file names and source locations that such messages begin with. */
function oneLine(text: string): string {
  const line = text
    .replace(/\S*\/onnxruntime\/[\w/.]+\.(cc|h):\d+ [^\n]*?\) ?/g, "")
    .replace(/^\s*(Load model from .*? (failed:)?\s*|[\w.]+\.(h|cc):\d+ \w+ )/, "")
    .replace(/\s+/g, " ")
    .trim();
  return line.length > 400 ? `${line.slice(0, 399)}…` : line;
}
