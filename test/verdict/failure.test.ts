import { describe, expect, it } from "vitest";
import { ConfigError, EngineError, InputError, UnjudgedError } from "../../src/errors.ts";
import { describeFailure, failureExitCodes } from "../../src/verdict/failure.ts";

describe("describeFailure", () => {
  it.each([
    [new ConfigError("bad limit", { advice: "Write 1." }), "configuration", 2],
    [new InputError("no samples"), "input", 2],
    [new UnjudgedError("random op"), "unjudged", 3],
    [new EngineError("crashed", "ended with 139"), "engine", 3],
    [new TypeError("x is undefined"), "internal", 3],
    ["a string", "internal", 3],
  ])("%s", (error, kind, exitCode) => {
    const failure = describeFailure(error);
    expect(failure.kind).toBe(kind);
    expect(failureExitCodes[failure.kind]).toBe(exitCode);
  });

  it("keeps message and advice", () => {
    const failure = describeFailure(new ConfigError("bad limit", { advice: "Write 1." }));
    expect(failure).toEqual({ kind: "configuration", message: "bad limit", advice: "Write 1." });
  });

  it("keeps what an engine's process left behind", () => {
    const error = new EngineError("timeout", "took too long", {
      status: "SIGKILL",
      lastStderrLine: "loading",
    });
    expect(describeFailure(error)).toEqual({
      kind: "engine",
      message: "took too long",
      category: "timeout",
      status: "SIGKILL",
      lastStderrLine: "loading",
    });
  });

  it("calls everything else a defect and says that nothing was judged", () => {
    const failure = describeFailure(new RangeError("too long"));
    expect(failure.message).toBe("RangeError: too long");
    expect(failure.advice).toContain("nothing was judged");
  });
});
