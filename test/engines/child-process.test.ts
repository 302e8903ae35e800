import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ChildCommand,
  type ChildReport,
  childFailure,
  runChild,
} from "../../src/engines/child-process.ts";
import { EngineError } from "../../src/errors.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fp16-gate-child-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function runScript(script: string, rest: Partial<ChildCommand> = {}): Promise<ChildReport> {
  return await runChild({
    title: "The child",
    file: process.execPath,
    args: ["-e", script],
    cwd: folder,
    env: {},
    timeoutMs: 20_000,
    killGraceMs: 200,
    ...rest,
  });
}

/** Resolves with the number that the file holds, once it is there. */
async function waitForPid(path: string): Promise<number> {
  while (!existsSync(path) || readFileSync(path, "utf8") === "") {
    await sleep(10);
  }
  return Number(readFileSync(path, "utf8"));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

async function waitUntilGone(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < 200 && isAlive(pid); attempt++) {
    await sleep(10);
  }
  return !isAlive(pid);
}

describe("how a child ended", () => {
  test("status 0 is success", async () => {
    const report = await runScript("process.stdout.write('out'); process.stderr.write('err')");
    expect(report).toEqual({
      end: { kind: "exited", code: 0 },
      stdout: "out",
      stdoutCut: false,
      stderr: "err",
    });
    expect(childFailure("The child", report, "")).toBeUndefined();
  });

  test("a status is kept, with the last line of stderr", async () => {
    const report = await runScript(
      "console.error('first'); console.error('no such device'); process.exit(7)",
    );
    const error = childFailure("The child", report, "while testing");
    expect(error).toMatchObject({
      category: "crashed",
      status: 7,
      lastStderrLine: "no such device",
      exitCode: 3,
      message: "The child ended with status 7 while testing. Its last line: no such device",
    });
  });

  test("a signal is not status 0", async () => {
    const report = await runScript("process.kill(process.pid, 'SIGSEGV'); setInterval(() => {}, 1000)");
    const error = childFailure("The child", report, "");
    expect(error).toMatchObject({
      category: "crashed",
      status: "SIGSEGV",
      message: "The child was ended by SIGSEGV.",
    });
  });

  test("a kill that was not ours is probably lack of memory, and says so", async () => {
    const report = await runScript("process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000)");
    const error = childFailure("The child", report, "");
    expect(error?.status).toBe("SIGKILL");
    expect(error?.advice).toMatch(/probably ran out of memory/);
  });

  test("a program that is not there is named", async () => {
    const running = runScript("", { file: join(folder, "nothing"), args: [] });
    await expect(running).rejects.toMatchObject({
      category: "unavailable",
      message: expect.stringMatching(/^The child could not be started: .*ENOENT/),
      advice: `Check that ${join(folder, "nothing")} exists and may be run.`,
    });
  });

  test("arguments reach the child as they are, without a shell", async () => {
    const nasty = "$(touch pwned); `id` && echo * 'x' \"y\"";
    const report = await runScript("process.stdout.write(process.argv[1])", {
      args: ["-e", "process.stdout.write(process.argv[1])", nasty],
    });
    expect(report.stdout).toBe(nasty);
    expect(existsSync(join(folder, "pwned"))).toBe(false);
  });
});

describe("a child that does not end", () => {
  test("is ended after its time", async () => {
    const report = await runScript("setInterval(() => {}, 1000)", { timeoutMs: 300 });
    expect(report.end).toEqual({ kind: "timeout", timeoutMs: 300 });
    expect(childFailure("The child", report, "while waiting")).toMatchObject({
      category: "timeout",
      message: "The child did not finish within 0.3 s while waiting.",
    });
  });

  test("has all the time that was given to it, however long", async () => {
    const report = await runScript("setTimeout(() => {}, 100)", { timeoutMs: 30 * 24 * 3_600_000 });
    expect(report.end).toEqual({ kind: "exited", code: 0 });
  });

  test("is killed when it ignores the request to end", async () => {
    const script = `process.on("SIGTERM", () => console.error("no")); setInterval(() => {}, 1000);
      require("node:fs").writeSync(3, "ready\\n")`;
    const controller = new AbortController();
    const report = await runScript(script, {
      signal: controller.signal,
      onMessage: () => controller.abort(),
    });
    expect(report.end.kind).toBe("cancelled");
    expect(report.stderr).toBe("no\n");
  });

  test("takes what it started with it", async () => {
    const pidFile = join(folder, "grandchild-1");
    const script = `
      const { spawn } = require("node:child_process");
      const grandchild = spawn(process.execPath, ["-e", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"], { stdio: "inherit" });
      require("node:fs").writeFileSync(${JSON.stringify(pidFile)}, String(grandchild.pid));
      setInterval(() => {}, 1000)`;
    const controller = new AbortController();
    const running = runScript(script, { signal: controller.signal });
    const pid = await waitForPid(pidFile);
    controller.abort();
    const report = await running;
    expect(report.end).toEqual({ kind: "cancelled", reason: "the run was cancelled" });
    expect(await waitUntilGone(pid)).toBe(true);
    expect(childFailure("The child", report, "while busy")?.message).toBe(
      "The child was stopped while busy: the run was cancelled.",
    );
  });

  test("is not waited for when only its own child holds the pipes", async () => {
    const pidFile = join(folder, "grandchild-2");
    const script = `
      const { spawn } = require("node:child_process");
      const grandchild = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" });
      require("node:fs").writeFileSync(${JSON.stringify(pidFile)}, String(grandchild.pid));
      process.exit(0)`;
    const report = await runScript(script);
    expect(report.end).toEqual({ kind: "exited", code: 0 });
    expect(await waitUntilGone(await waitForPid(pidFile))).toBe(true);
  });

  test("is not even begun when the run was cancelled before", async () => {
    const marker = join(folder, "began");
    const script = `setTimeout(() => require("node:fs").writeFileSync(${JSON.stringify(marker)}, "x"), 1500)`;
    const report = await runScript(script, { signal: AbortSignal.abort() });
    expect(report.end.kind).toBe("cancelled");
    expect(existsSync(marker)).toBe(false);
  });

  test.each(["SIGTERM", "SIGINT", "SIGKILL"] as const)(
    "dies with its parent when that gets %s",
    async (signal) => {
      const pidFile = join(folder, `child-of-${signal}`);
      const parent = spawn(process.execPath, [await bundleParent(folder), pidFile], { stdio: "ignore" });
      const pid = await waitForPid(pidFile);
      await sleep(100);
      parent.kill(signal);
      const ended = await new Promise((resolve) => parent.once("exit", (_, received) => resolve(received)));
      expect(ended).toBe(signal);
      expect(await waitUntilGone(pid)).toBe(true);
    },
  );
});

/** A program that runs a child which ends with its stdin, writes the child's pid to a file, and waits. */
async function bundleParent(into: string): Promise<string> {
  const source = join(into, "parent.ts");
  const module = fileURLToPath(new URL("../../src/engines/child-process.ts", import.meta.url));
  const child = `require("node:fs").writeFileSync(process.argv[1], String(process.pid)); process.stdin.on("close", () => process.exit()).resume();`;
  writeFileSync(
    source,
    `import { runChild } from ${JSON.stringify(module)};
     await runChild({ title: "child", file: process.execPath, args: ["-e", ${JSON.stringify(child)}, process.argv[2] ?? ""],
       cwd: "/", env: {}, timeoutMs: 60_000, input: Promise.resolve("go\\n") });`,
  );
  const bundle = await rolldown({ input: source, platform: "node" });
  const file = join(into, "parent.mjs");
  await bundle.write({ file, format: "esm" });
  await bundle.close();
  return file;
}

describe("what a child says", () => {
  test("stdout is cut at 1 MiB and says so", async () => {
    const report = await runScript("process.stdout.write('a'.repeat(3 << 20))");
    expect(report.stdout.length).toBe(1 << 20);
    expect(report.stdoutCut).toBe(true);
  });

  test("of stderr the last 64 KiB are kept", async () => {
    const report = await runScript("process.stderr.write('a'.repeat(1 << 20) + '\\nthe end\\n')");
    expect(report.stderr.length).toBe(64 << 10);
    expect(report.stderr.endsWith("\nthe end\n")).toBe(true);
  });

  test("messages come line by line, however they were cut", async () => {
    const lines: string[] = [];
    const script = `const { writeSync } = require("node:fs");
      for (const piece of ["on", "e\\ntwo\\nthr", "ee\\n", "unfinished"]) writeSync(3, piece)`;
    const report = await runScript(script, { onMessage: (line) => lines.push(line) });
    expect(report.end).toEqual({ kind: "exited", code: 0 });
    expect(lines).toEqual(["one", "two", "three"]);
  });

  test("a message that is refused ends the child with that error", async () => {
    const script = `require("node:fs").writeSync(3, "bad\\nmore\\n"); setInterval(() => {}, 1000)`;
    const seen: string[] = [];
    const running = runScript(script, {
      onMessage: (line) => {
        seen.push(line);
        throw new EngineError("protocol", `refused ${line}`);
      },
    });
    await expect(running).rejects.toMatchObject({ category: "protocol", message: "refused bad" });
    expect(seen).toEqual(["bad"]);
  });

  test("a message without an end is refused", async () => {
    const script = `const { writeSync } = require("node:fs"); const piece = "x".repeat(1 << 20); for (;;) writeSync(3, piece)`;
    const running = runScript(script, { onMessage: () => undefined });
    await expect(running).rejects.toMatchObject({
      category: "protocol",
      message: expect.stringMatching(/sent a message of more than 67108864 bytes without a line end/),
    });
  });

  test("an input that can't be made ends the child with the reason", async () => {
    const running = runScript("setInterval(() => {}, 1000)", {
      input: Promise.reject(new EngineError("integrity", "wrong hash")),
    });
    await expect(running).rejects.toMatchObject({ category: "integrity", message: "wrong hash" });
  });

  test("a child that ends before it took its input keeps its own status", async () => {
    const report = await runScript("process.exit(4)", { input: sleep(300).then(() => "x".repeat(1 << 20)) });
    expect(report.end).toEqual({ kind: "exited", code: 4 });
  });
});
