import { expect, test } from "vitest";
import { createActionsLog, createConsoleLog } from "../src/log.ts";
import { defuseWorkflowCommands } from "../src/report/escape.ts";

test("progress on a terminal is one line that the next message replaces", () => {
  let text = "";
  const log = createConsoleLog(
    { write: (part) => (text += part), isTerminal: true, now: () => 0 },
    { verbose: false },
  );
  log.progress("1 of 2");
  log.progress("2 of 2");
  log.info("done");
  expect(text).toBe("\r\u001b[2K1 of 2\r\u001b[2K2 of 2\r\u001b[2Kdone\n");
});

test("progress elsewhere is at most one plain line every five seconds", () => {
  let text = "";
  let timeMs = 0;
  const log = createConsoleLog(
    { write: (part) => (text += part), isTerminal: false, now: () => timeMs },
    { verbose: false },
  );
  for (const step of [1, 2, 3]) {
    log.progress(`${step} of 3`);
    timeMs += 3_000;
  }
  expect(text).toBe("1 of 3\n3 of 3\n");
});

test.each([
  "::error::x",
  "  ::set-output name=a::b",
  "\u00a0::error::x",
  "##[error]x",
  "text ##[error]x",
  "line\n\t::warning::y",
])("%j can't become a workflow command, which the runner looks for behind white space", (text) => {
  expect(defuseWorkflowCommands(text)).not.toMatch(/^\s*::|##\[/m);
});

test("the words of a command elsewhere in a line stay as they are", () => {
  expect(defuseWorkflowCommands("see torch::jit::load")).toBe("see torch::jit::load");
});

test("a group is closed even when its body throws", async () => {
  const calls: string[] = [];
  const record = (name: string) => (text: string) => void calls.push(`${name} ${text}`);
  const log = createActionsLog(
    {
      debug: record("debug"),
      info: record("info"),
      warning: record("warning"),
      error: record("error"),
      startGroup: record("start"),
      endGroup: () => void calls.push("end"),
    },
    () => 0,
  );
  await expect(log.group("run", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(calls).toEqual(["start run", "end"]);
});
