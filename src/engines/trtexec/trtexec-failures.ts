import { EngineError, type EngineErrorCategory } from "../../errors.ts";
import { type ChildReport, childFailure } from "../child-process.ts";

interface Meaning {
  readonly pattern: RegExp;
  readonly category: EngineErrorCategory;
  /** What happened; `$1` is what the pattern caught. */
  readonly text: string;
  readonly advice: string;
}

/** What lines of the log mean, the most telling first. */
const meanings: readonly Meaning[] = [
  {
    pattern: /No importer registered for op: (\S+?)\.?(?:\s|$)|[Nn]o Importer for op:? (\S+)/,
    category: "unsupported",
    text: "it has no operator $1",
    advice: "Export for an older opset, use a TensorRT that has the operator, or give a plugin with plugins.",
  },
  {
    pattern: /Plugin not found.*?(?:name|plugin)[: ]+'?(\w+)|getPluginCreator could not find plugin:? (\w+)/,
    category: "unsupported",
    text: "plugin $1 is not loaded",
    advice: "Name its library with plugins.",
  },
  {
    pattern: /(?:opset|Opset)[^\n]*?(\d+)[^\n]*(?:not supported|unsupported|newer than)/,
    category: "unsupported",
    text: "it can't read opset $1",
    advice: "Export for an older opset (17 for TensorRT 8.6), or use a newer TensorRT.",
  },
  {
    pattern:
      /(?:ModelImporter|In node \d+)[^\n]*(?:UNSUPPORTED_NODE|Assertion failed)[^\n]*?:?\s*([^\n]{0,160})/,
    category: "unsupported",
    text: "it can't parse the model: $1",
    advice: "Export for an older opset, or use a newer TensorRT.",
  },
  {
    pattern: /(?:out of memory|OutOfMemory|OUT_OF_MEMORY|[Cc]uda failure.*memory)/,
    category: "crashed",
    text: "the GPU has no memory left",
    advice: "Use smaller samples, or a GPU that nobody else uses at that time.",
  },
  {
    pattern:
      /(?:different compute capability|generated on an incompatible device|compute capability[^\n]*(?:mismatch|not match))/i,
    category: "unavailable",
    text: "the engine file was built for another GPU",
    advice: "Build the engine on this kind of GPU.",
  },
  {
    pattern:
      /(?:serialization\w* version|Version tag does not match|plan file[^\n]*version|incompatible[^\n]*version|kVERSION)/i,
    category: "unavailable",
    text: "the engine file was built by another TensorRT",
    advice: "Build the engine with the TensorRT that runs it.",
  },
  {
    pattern:
      /(?:no CUDA-capable device|CUDA driver version is insufficient|Unable to (?:load|initialize) CUDA|cuInit|libcuda\.so)/i,
    category: "unavailable",
    text: "there is no GPU, or its driver is too old",
    advice: "nvidia-smi shows what the machine has; a container needs --gpus.",
  },
  {
    pattern: /error while loading shared libraries: (\S+?):/,
    category: "unavailable",
    text: "the library $1 is missing",
    advice: "Add the folder of TensorRT's libraries to LD_LIBRARY_PATH of the runner.",
  },
  {
    pattern: /No space left on device|ENOSPC/,
    category: "storage",
    text: "the disk is full",
    advice: "Free space on the disk of the temporary folder (TMPDIR).",
  },
  {
    pattern: /Unknown option: (\S+)/,
    category: "unsupported",
    text: "this version has no option $1",
    advice: "Leave it out of build-args.",
  },
  {
    pattern:
      /(?:Could not find any implementation for node|Engine could not be created|Engine set up failed|Building .*failed)([^\n]{0,120})/,
    category: "crashed",
    text: "the engine could not be built$1",
    advice: "keep-work: true keeps the log of the build.",
  },
];

/**
 * The error for a trtexec that did not end well, undefined when it ended with 0. Its last line, PASSED, is never looked at:
 * it says nothing about numbers.
 */
export function trtexecFailure(report: ChildReport, activity: string): EngineError | undefined {
  const failure = childFailure("trtexec", report, activity);
  if (failure === undefined || report.end.kind !== "exited") return failure;
  const log = `${report.stdout}\n${report.stderr}`;
  for (const { pattern, category, text, advice } of meanings) {
    const match = pattern.exec(log);
    if (match === null) continue;
    const caught = match.slice(1).find((part) => part !== undefined) ?? "";
    return new EngineError(category, `trtexec failed ${activity}: ${text.replace("$1", caught.trim())}.`, {
      advice,
      status: report.end.code,
      ...lastErrorOf(log),
    });
  }
  return new EngineError("crashed", failure.message, {
    advice: "keep-work: true keeps its log.",
    status: report.end.code,
    ...lastErrorOf(log),
  });
}

/** Errors of TensorRT begin with [E]; they go to either stream, depending on the version. */
function lastErrorOf(log: string): { lastStderrLine?: string } {
  const line = log.split(/\r?\n/).findLast((each) => each.includes("[E]"));
  return line === undefined ? {} : { lastStderrLine: line.trim().slice(0, 500) };
}
