import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { OverrideFile, OverrideFormsInput } from "../../../src/overrides/plan-form.ts";
import { renderOverrideForms } from "../../../src/overrides/render.ts";

export const fakeTensorrt = fileURLToPath(new URL("../peers/fake_tensorrt.py", import.meta.url));

/** Whether a Python 3 is on the path; tests that run a script skip without one. */
export const hasPython = spawnSync("python3", ["--version"]).status === 0;

export interface ScriptResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Python source with `-c`; `args` become `sys.argv[1:]`. */
export function runPython(
  source: string,
  args: readonly string[] = [],
  python = "python3",
  input = "",
): ScriptResult {
  const { status, stdout, stderr } = spawnSync(python, ["-c", source, ...args], {
    input,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, stdout, stderr };
}

/** Calls `body` with a new folder, removed afterwards. */
export function inFolder<T>(body: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "fp16-gate-forms-"));
  try {
    return body(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes files of a plan into a folder and returns the path of each by name. */
export function writeForms(folder: string, files: readonly OverrideFile[]): Map<string, string> {
  return new Map(
    files.map((file) => {
      const path = join(folder, file.name);
      writeFileSync(path, file.content);
      return [file.name, path];
    }),
  );
}

/** The file of that name in a plan's forms; the test fails where it was left out. */
export function formFile(input: OverrideFormsInput, name: string): OverrideFile {
  const file = renderOverrideForms(input).find((form) => form.name === name);
  if (file === undefined) throw new Error(`${name} was not written`);
  return file;
}

/** The words that a shell script of ours runs its command with: TRTEXEC or PYTHON is a program that prints them. */
export function runScript(content: string, args: readonly string[] = []): string[] {
  return inFolder((folder) => {
    const printer = join(folder, "printer");
    writeFileSync(printer, "#!/bin/sh\nprintf '%s\\0' \"$@\"\n", { mode: 0o755 });
    const script = join(folder, "form.sh");
    writeFileSync(script, content);
    const { status, stdout, stderr } = spawnSync("sh", [script, ...args], {
      encoding: "utf8",
      env: { PATH: process.env["PATH"] ?? "", TRTEXEC: printer, PYTHON: printer },
    });
    if (status !== 0) throw new Error(`the script ended with ${status}: ${stderr}`);
    return stdout.split("\0").slice(0, -1);
  });
}
