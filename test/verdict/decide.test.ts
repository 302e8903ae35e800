import { describe, expect, it } from "vitest";
import { decide, type Evidence, type LegEvidence } from "../../src/verdict/decide.ts";
import type { Failure } from "../../src/verdict/failure.ts";
import { finding } from "../report/scenarios.ts";

const within = finding("boxes", "max-abs", 0.3, 1, { unit: "px" });
const crossed = finding("boxes", "max-abs", 4.07, 1, { unit: "px" });
const warned = finding("boxes", "rel-rms", 0.006, 0.005, { level: "warn" });
const clean = finding("boxes", "non-finite", 0, 0, { operator: "==" });

function leg(overrides: Partial<LegEvidence> = {}): LegEvidence {
  return { leg: "emulation", sampleCount: 1, outputs: ["boxes"], findings: [within], ...overrides };
}

function evidence(overrides: Partial<Evidence> = {}): Evidence {
  return {
    judged: leg(),
    conversion: leg({ leg: "conversion" }),
    unjudged: [],
    noise: [],
    failures: [],
    enforcement: "fail",
    ...overrides,
  };
}

const unjudged = {
  output: "scores",
  reason: "the reference is zero everywhere.",
  advice: "Set a max-abs limit.",
};
const failures: Readonly<Record<string, Failure | undefined>> = {
  none: undefined,
  input: { kind: "input", message: "no samples", advice: "Capture some." },
  configuration: { kind: "configuration", message: "bad limit" },
  engine: { kind: "engine", message: "crashed" },
  internal: { kind: "internal", message: "TypeError: x" },
};

/** Every combination, with the rule written out a second time as plain precedence. */
function* combinations() {
  for (const judged of ["within", "warned", "crossed"] as const)
    for (const conversion of ["within", "crossed", "absent"] as const)
      for (const open of [false, true])
        for (const failure of Object.keys(failures))
          for (const enforcement of ["fail", "warn"] as const)
            yield { judged, conversion, open, failure, enforcement };
}

function expected({
  judged,
  conversion,
  open,
  failure,
  enforcement,
}: ReturnType<typeof combinations> extends Iterable<infer T> ? T : never) {
  if (failure === "input" || failure === "configuration") return ["error", 2];
  if (failure !== "none") return ["error", 3];
  if (judged === "crossed" || conversion === "crossed") {
    if (enforcement === "fail") return ["fail", 1];
    return ["fail", open ? 3 : 0];
  }
  return open ? ["error", 3] : ["pass", 0];
}

describe("decide", () => {
  it.each([...combinations()])(
    "judged $judged, conversion $conversion, unjudged $open, failure $failure, enforce $enforcement",
    (combination) => {
      const findings = { within: [within], warned: [within, warned], crossed: [crossed] }[combination.judged];
      const failure = failures[combination.failure];
      const verdict = decide(
        evidence({
          judged: leg({ findings }),
          conversion:
            combination.conversion === "absent"
              ? undefined
              : leg({
                  leg: "conversion",
                  findings: combination.conversion === "crossed" ? [crossed] : [within],
                }),
          unjudged: combination.open ? [unjudged] : [],
          failures: failure === undefined ? [] : [failure],
          enforcement: combination.enforcement,
        }),
      );
      expect([verdict.kind, verdict.exitCode]).toEqual(expected(combination));
    },
  );

  it("keeps every finding with its leg, whatever the verdict", () => {
    const verdict = decide(evidence({ failures: [{ kind: "engine", message: "crashed" }] }));
    expect(verdict.findings.map((entry) => entry.leg)).toEqual(["conversion", "emulation"]);
  });

  it("prefers the failure that the user can mend", () => {
    const verdict = decide(evidence({ failures: [failures.engine as Failure, failures.input as Failure] }));
    expect(verdict).toMatchObject({ kind: "error", exitCode: 2, error: { message: "no samples" } });
  });

  it("names the unjudged output and counts the others", () => {
    const verdict = decide(evidence({ unjudged: [unjudged, { ...unjudged, output: "x" }] }));
    expect(verdict).toMatchObject({
      kind: "error",
      exitCode: 3,
      error: {
        message: "`scores` (and 1 more): the reference is zero everywhere.",
        advice: "Set a max-abs limit.",
      },
    });
  });
});

describe("decide fails closed", () => {
  const conversion = (overrides: Partial<LegEvidence>) =>
    evidence({ conversion: leg({ leg: "conversion", ...overrides }) });
  it.each([
    ["no judged leg", evidence({ judged: undefined }), "no candidate outputs were compared"],
    ["zero samples", evidence({ judged: leg({ sampleCount: 0 }) }), "the emulation leg compared no sample"],
    ["a NaN sample count", evidence({ judged: leg({ sampleCount: Number.NaN }) }), "compared no sample"],
    ["no outputs", evidence({ judged: leg({ outputs: [], findings: [] }) }), "compared no output"],
    ["no findings", evidence({ judged: leg({ findings: [] }) }), "no limit was applied to output `boxes`"],
    [
      "only warnings",
      evidence({ judged: leg({ findings: [warned] }) }),
      "no limit was applied to output `boxes`",
    ],
    [
      "only the rule on NaN",
      evidence({ judged: leg({ findings: [clean] }) }),
      "no limit was applied to output `boxes`",
    ],
    [
      "one output without a limit",
      evidence({ judged: leg({ outputs: ["boxes", "b"] }) }),
      "to output `b` (emulation)",
    ],
    ["a conversion leg without a limit", conversion({ findings: [clean] }), "to output `boxes` (conversion)"],
    [
      "a conversion leg without samples",
      conversion({ sampleCount: 0 }),
      "the conversion leg compared no sample",
    ],
    [
      "a conversion leg without outputs",
      conversion({ outputs: [], findings: [] }),
      "the conversion leg compared no output",
    ],
  ])("%s is an error, exit 3", (_, input, message) => {
    for (const enforcement of ["fail", "warn"] as const) {
      const verdict = decide({ ...input, enforcement });
      expect(verdict).toMatchObject({ kind: "error", exitCode: 3, error: { kind: "unjudged" } });
      expect(verdict.kind === "error" && verdict.error.message).toContain(message);
    }
  });

  it.each([
    ["NaN measured", { ...within, actual: Number.NaN }],
    ["a NaN limit", { ...within, expected: Number.NaN }],
    ["a value beyond the limit", { ...within, actual: 2 }],
    ["unequal words", { ...within, name: "shape", operator: "==" as const, expected: "2x3", actual: "2x4" }],
    ["words that can't be ordered", { ...within, expected: "a", actual: "a" }],
  ])("%s that is recorded as passed is no pass", (_, forged) => {
    for (const place of ["judged", "conversion"] as const) {
      const verdict = decide(
        evidence({
          [place]: leg({ leg: place === "judged" ? "emulation" : "conversion", findings: [within, forged] }),
        }),
      );
      expect(verdict).toMatchObject({ kind: "error", exitCode: 3, error: { kind: "internal" } });
    }
  });

  it("takes NaN that is recorded as failed for a failure", () => {
    const nan = finding("boxes", "max-abs", Number.NaN, 1);
    expect(decide(evidence({ judged: leg({ findings: [nan] }) }))).toMatchObject({
      kind: "fail",
      exitCode: 1,
    });
  });

  it("lets an output without a limit be unjudged when that is said", () => {
    const verdict = decide(
      evidence({ judged: leg({ findings: [clean] }), unjudged: [{ ...unjudged, output: "boxes" }] }),
    );
    expect(verdict).toMatchObject({
      kind: "error",
      error: { message: "`boxes`: the reference is zero everywhere." },
    });
  });
});

describe("decide and the noise floor", () => {
  const noise = (value: number, metric = "max-abs") => [{ output: "boxes", metric, value }];

  it("refuses a limit below the noise, with both figures", () => {
    const verdict = decide(evidence({ noise: noise(1.5) }));
    expect(verdict).toMatchObject({ kind: "error", exitCode: 2, error: { kind: "configuration" } });
    expect(verdict.kind === "error" && verdict.error.message).toBe(
      "`boxes`: the max-abs limit of 1 px is below the noise floor of 1.5 px.",
    );
    expect(verdict.kind === "error" && verdict.error.advice).toContain(
      "Two identical runs already show 1.5 px",
    );
  });

  it("does so before a crossed limit is blamed, and under enforce: warn as well", () => {
    const judged = leg({ findings: [crossed] });
    expect(decide(evidence({ judged, noise: noise(5), enforcement: "warn" }))).toMatchObject({ exitCode: 2 });
  });

  it("tells figures apart that would round to the same", () => {
    const verdict = decide(evidence({ noise: noise(1.0004) }));
    expect(verdict.kind === "error" && verdict.error.message).toContain(
      "limit of 1 px is below the noise floor of 1.0004 px",
    );
  });

  it("reads a lower limit the other way round", () => {
    const cosine = finding("boxes", "cosine", 0.9999, 0.999, { operator: ">=" });
    const judged = leg({ findings: [cosine] });
    expect(decide(evidence({ judged, noise: noise(0.9995, "cosine") }))).toMatchObject({ kind: "pass" });
    expect(decide(evidence({ judged, noise: noise(0.99, "cosine") }))).toMatchObject({
      kind: "error",
      exitCode: 2,
    });
  });

  it("refuses noise that is NaN", () => {
    expect(decide(evidence({ noise: noise(Number.NaN) }))).toMatchObject({ kind: "error", exitCode: 2 });
  });

  it("accepts a limit at the noise and noise of other outputs or metrics", () => {
    for (const entry of [noise(1), noise(9, "p99"), [{ output: "other", metric: "max-abs", value: 9 }]]) {
      expect(decide(evidence({ noise: entry }))).toMatchObject({ kind: "pass", exitCode: 0 });
    }
  });
});

describe("decide and excuses", () => {
  const excuse = { kind: "known", text: "known: 4 px on the base already" } as const;
  const excused = { ...crossed, excuse };

  it("lets an excused limit pass, and keeps it among the findings as failed", () => {
    const verdict = decide(evidence({ judged: leg({ findings: [excused, clean] }) }));
    expect(verdict).toMatchObject({ kind: "pass", exitCode: 0 });
    expect(verdict.findings).toContainEqual({ ...excused, leg: "emulation" });
  });

  it.each([
    [
      "another crossed limit",
      evidence({ judged: leg({ findings: [excused, { ...crossed, name: "rms" }] }) }),
      1,
    ],
    ["an unjudged output", evidence({ judged: leg({ findings: [excused] }), unjudged: [unjudged] }), 3],
    [
      "a failure",
      evidence({ judged: leg({ findings: [excused] }), failures: [failures.engine as Failure] }),
      3,
    ],
    [
      "an output to which no limit was applied",
      evidence({ judged: leg({ outputs: ["boxes", "scores"], findings: [excused] }) }),
      3,
    ],
  ])("never hides %s", (_, given, exitCode) => {
    expect(decide(given).exitCode).toBe(exitCode);
  });

  it("does not take a limit against the base for a limit of its own", () => {
    const regression = { ...within, name: "regression" };
    expect(decide(evidence({ judged: leg({ findings: [regression] }) }))).toMatchObject({
      kind: "error",
      exitCode: 3,
    });
  });
});
