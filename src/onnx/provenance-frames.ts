import { maxProvenanceCharacters, plainText } from "./provenance-text.ts";

/** A line of Python that ran when a node was recorded. `file` is as the model states it: nothing has checked it. */
export interface SourceFrame {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly function?: string;
  /** The line's text at the time of the export, where it was recorded. */
  readonly code?: string;
}

/** Only the innermost frames matter, and real traces take some 5 kB. */
const maxTraceCharacters = 65_536;
const maxVisitedFrames = 2048;
const maxKeptFrames = 16;
const frameStart = 'File "';
const installedMark = "site-packages";

/** Frames repeat from node to node; a hostile model that never repeats one must not fill the memory. */
const maxRememberedFrames = 8_192;

/**
 * The frames of a Python traceback in the model author's own code, innermost first. Frames of PyTorch, of installed
 * packages, of Python itself and of generated code are left out. Anything that is no frame is passed over.
 */
export function readStackTrace(trace: string): SourceFrame[] {
  return createTraceReader()(trace);
}

/** `readStackTrace` for many traces: frames that they share are parsed once. */
export function createTraceReader(): (trace: string) => SourceFrame[] {
  const known = new Map<string, SourceFrame | undefined>();
  const readOwn = (text: string): SourceFrame | undefined => {
    let found = known.get(text);
    if (found === undefined && !known.has(text)) {
      const parsed = readFrame(text);
      found = parsed === undefined || isInstalled(parsed.file) ? undefined : parsed;
      if (known.size >= maxRememberedFrames) {
        known.clear();
      }
      known.set(text, found);
    }
    return found;
  };
  return (trace) => {
    const text = trace.length > maxTraceCharacters ? trace.slice(-maxTraceCharacters) : trace;
    const frames: SourceFrame[] = [];
    const spans = frameSpans(text);
    for (let index = spans.length - 1; index >= 0 && frames.length < maxKeptFrames; index -= 1) {
      const found = readOwn(text.slice(...(spans[index] ?? [])));
      if (found !== undefined) {
        frames.push(found);
      }
    }
    return frames;
  };
}

/**
 * Where frames start and end, of the last `maxVisitedFrames`. Most are of installed packages: those that say so in the
 * line of the file are passed over without being copied. Both searches only move forwards, so the time is linear.
 */
function frameSpans(text: string): [start: number, end: number][] {
  const spans: [number, number][] = [];
  let installed = text.indexOf(installedMark);
  let isOwn = false;
  let start = 0;
  for (let at = text.indexOf(frameStart); at >= 0; at = text.indexOf(frameStart, at + frameStart.length)) {
    if (startsLine(text, at)) {
      if (isOwn) {
        spans.push([start, at]);
      }
      if (installed >= 0 && installed < at) {
        installed = text.indexOf(installedMark, at);
      }
      const lineEnd = installed < 0 ? -1 : text.indexOf("\n", at);
      isOwn = installed < 0 || (lineEnd >= 0 && lineEnd < installed);
      start = at;
    }
  }
  if (isOwn) {
    spans.push([start, text.length]);
  }
  return spans.slice(-maxVisitedFrames);
}

function startsLine(text: string, start: number): boolean {
  let at = start - 1;
  while (at >= 0 && text[at] === " ") {
    at -= 1;
  }
  return at < 0 || text[at] === "\n";
}

/** `File "net.py", line 12, in forward`, then the line's text. */
function readFrame(text: string): SourceFrame | undefined {
  const [header = "", code = ""] = text.split("\n", 2);
  const afterFile = header.indexOf('", line ');
  if (afterFile < 0 || afterFile > maxProvenanceCharacters) {
    return undefined;
  }
  const [line = "", ...named] = header.slice(afterFile + 8).split(", in ");
  return frame(header.slice(frameStart.length, afterFile), line, named.join(", in "), code);
}

function frame(path: string, digits: string, name: string, code: string): SourceFrame | undefined {
  const file = plainText(path);
  if (file === "" || !/^[1-9]\d{0,8}$/.test(digits.trim())) {
    return undefined;
  }
  const [shownName, shownCode] = [plainText(name), plainText(code.trim())];
  return {
    file,
    line: Number(digits),
    ...(shownName === "" ? {} : { function: shownName }),
    ...(shownCode === "" ? {} : { code: shownCode }),
  };
}

/**
 * The same from a doc string of PyTorch's older exporter, innermost frame first: `net.py(12): forward`, and
 * `# net.py:12:4` for scripted code. Neither form has the line's text.
 */
export function readDocString(docString: string): SourceFrame[] {
  const frames: SourceFrame[] = [];
  if (docString === "") {
    return frames;
  }
  for (const line of docString.slice(0, maxTraceCharacters).split("\n", maxVisitedFrames)) {
    const found = line.length > 2 * maxProvenanceCharacters ? undefined : readDocLine(line.trim());
    if (found !== undefined && !isInstalled(found.file) && frames.length < maxKeptFrames) {
      frames.push(found);
    }
  }
  return frames;
}

function readDocLine(line: string): SourceFrame | undefined {
  const comment = line.lastIndexOf("# ");
  if (comment >= 0) {
    const [column, row, ...path] = line
      .slice(comment + 2)
      .split(":")
      .reverse();
    return /^\d+$/.test(column ?? "") ? frame(path.reverse().join(":"), row ?? "", "", "") : undefined;
  }
  const close = line.lastIndexOf("): ");
  const open = close < 0 ? -1 : line.lastIndexOf("(", close);
  return open <= 0
    ? undefined
    : frame(line.slice(0, open), line.slice(open + 1, close), line.slice(close + 3), "");
}

const packageFolders = new Set(["site-packages", "dist-packages"]);
/** Folders and files of PyTorch, wherever its sources lie: `torch` alone may be a folder of anyone's project. */
const torchSources = new Set(["nn/modules", "nn/functional.py", "nn/parallel", "nn/utils", "functional.py"]);

/** Whether a file belongs to PyTorch, an installed package, Python itself or generated code. */
export function isInstalled(file: string): boolean {
  if (file.startsWith("<")) {
    return true;
  }
  const parts = file.replaceAll("\\", "/").split("/");
  return (
    parts[0] === "torch" ||
    parts.some((part, index) => {
      const next = parts[index + 1] ?? "";
      return (
        packageFolders.has(part) ||
        isPythonFolder(part, parts[index - 1], next) ||
        (part === "torch" &&
          (next.startsWith("_") || torchSources.has(next) || torchSources.has(`${next}/${parts[index + 2]}`)))
      );
    })
  );
}

/** `lib/python3.11/…` and, on Windows, `Python311\Lib\…`; a path relative to its folder starts with `python3.11`. */
function isPythonFolder(part: string, before: string | undefined, next: string): boolean {
  const isNumbered = /^python\d{0,3}(?:\.\d{1,3})?$/i.test(part) && part.length > 6;
  return (
    isNumbered &&
    (before === undefined || before === "lib" || before === "lib64" || next === "Lib" || next === "lib")
  );
}
