import { EngineError, type EngineErrorCategory } from "../../errors.ts";
import { lastLine } from "../child-output.ts";
import { type ChildReport, childFailure } from "../child-process.ts";

interface Meaning {
  readonly category: EngineErrorCategory;
  readonly advice: string;
}

/** Categories of the protocol, as the last line of standard error names them, and what to do. */
const meanings: Readonly<Record<string, Meaning>> = {
  job: {
    category: "protocol",
    advice: "Driver and gate disagree about the protocol: use those of one version.",
  },
  unavailable: {
    category: "unavailable",
    advice: "fp16-gate doctor says what this machine can run; python names the interpreter to use.",
  },
  "version-mismatch": {
    category: "unavailable",
    advice: "Install versions that belong together, or build the engine file again.",
  },
  "wrong-device": {
    category: "unavailable",
    advice: "Build the engine on this GPU: a built engine runs on the kind of GPU it was built on.",
  },
  parse: { category: "unsupported", advice: "Export the model again, or for an older opset." },
  "unsupported-operator": {
    category: "unsupported",
    advice: "Use a version that has it, export for an older opset, or give a plugin with plugins.",
  },
  unsupported: {
    category: "unsupported",
    advice: "Leave that option out, or use a version that knows it.",
  },
  input: { category: "unsupported", advice: "Check the samples against what the engine was built for." },
  build: { category: "crashed", advice: "keep-work: true keeps the log of the build." },
  "out-of-memory": {
    category: "crashed",
    advice: "Use smaller or fewer samples, or a device that nobody else uses at that time.",
  },
  run: { category: "crashed", advice: "keep-work: true keeps the files of the run." },
  storage: { category: "storage", advice: "Free space on the disk of the temporary folder (TMPDIR)." },
  internal: { category: "crashed", advice: "This is a defect of the driver." },
};

/**
 * The error for a driver that did not end with status 0, undefined when it did. Its last line of standard error is taken
 * at its word when it begins with a category.
 */
export function driverFailure(title: string, report: ChildReport, activity: string): EngineError | undefined {
  const failure = childFailure(title, report, activity);
  if (failure === undefined || report.end.kind !== "exited") return failure;
  const said = lastLine(report.stderr);
  const [, name = "", message = ""] = /^([a-z-]+): (.*)$/.exec(said ?? "") ?? [];
  const [, lacking] =
    /^(?:ModuleNotFoundError|ImportError): No module named '?([\w.]+)/.exec(said ?? "") ?? [];
  if (lacking !== undefined) {
    return new EngineError("unavailable", `${title} can't run: this Python has no package ${lacking}.`, {
      advice:
        "Install it there, or name the interpreter that has it with python; fp16-gate doctor lists what is found.",
      status: report.end.code,
      lastStderrLine: said ?? "",
    });
  }
  const meaning = Object.hasOwn(meanings, name) ? meanings[name] : undefined;
  if (meaning === undefined || said === undefined) return failure;
  const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
  return new EngineError(meaning.category, `${title} failed ${activity}: ${sentence}`, {
    advice: meaning.advice,
    status: report.end.code,
    lastStderrLine: said,
  });
}
