import { EngineError } from "../../errors.ts";
import type { OutputTensors } from "../../ports.ts";
import type { EngineAnswer, EngineBuild, EngineRequest } from "../real-engine.ts";
import type { AnswerFiles } from "./answer-files.ts";
import { answerSchema, type WrittenAnswer, type WrittenBuild } from "./answer-schema.ts";

/**
 * Reads and checks what a driver wrote: every output that was asked for and no other, for every sample, repeat and build.
 * @throws EngineError `protocol`, one line that says what is wrong.
 */
export function readAnswer(files: AnswerFiles, request: EngineRequest, title: string): EngineAnswer {
  const answer = parseAnswer(files.readText("result.json"), title);
  const reader: Reader = { files, request, title };
  const builds = [answer, ...(answer.builds ?? [])];
  expectCount(builds.length, request.want.builds ?? 1, "builds", title);
  const [first, ...further] = builds.map((build, at) => readBuild(build, reader, at));
  checkApplied(answer, request, title);
  checkOrigin(builds, request, title);
  return {
    engine: answer.engine,
    typing: answer.typing,
    builds: [first as EngineBuild, ...further],
    applied: answer.applied ?? [],
    notes: answer.notes ?? [],
  };
}

interface Reader {
  readonly files: AnswerFiles;
  readonly request: EngineRequest;
  readonly title: string;
}

function parseAnswer(text: string, title: string): WrittenAnswer {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw refusal(title, `wrote a result.json that is not JSON: ${(cause as Error).message}`);
  }
  const parsed = answerSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue === undefined || issue.path.length === 0 ? "" : `${issue.path.map(String).join(".")}: `;
  throw refusal(title, `wrote a wrong result.json: ${place}${issue?.message ?? "malformed"}`);
}

function readBuild(build: WrittenBuild, reader: Reader, at: number): EngineBuild {
  const { request, title, files } = reader;
  const where = at === 0 ? "" : ` of build ${at + 1}`;
  expectCount(build.samples.length, request.samples.length, `samples${where}`, title);
  if (request.want.latency === true && build.latencyMs === undefined && request.samples.length > 0) {
    throw refusal(title, `did not measure the latency${where}, which was asked for`);
  }
  const { engineFile, ...facts } = build.build ?? {};
  return {
    samples: build.samples.map((sample, index) => {
      const id = request.samples[index]?.id ?? String(index);
      const repeats = sample.repeats ?? [];
      expectCount(repeats.length, (request.want.repeats ?? 1) - 1, `repeats of sample ${id}${where}`, title);
      return {
        outputs: readOutputs(sample.outputs, `sample ${id}${where}`, reader),
        intermediates: readIntermediates(sample.intermediates ?? {}, `sample ${id}`, reader),
        repeats: repeats.map(({ outputs }) =>
          readOutputs(outputs, `a repeat of sample ${id}${where}`, reader),
        ),
      };
    }),
    latency: build.latencyMs,
    layers: build.layers,
    build:
      build.build === undefined
        ? undefined
        : {
            ...facts,
            ...(engineFile === undefined
              ? {}
              : { engineFile: files.pathOf(engineFile, "the engine that it built") }),
          },
  };
}

function readOutputs(
  written: Readonly<Record<string, string>>,
  where: string,
  reader: Reader,
): OutputTensors {
  const { request, title, files } = reader;
  const expected = new Set(request.outputs.map(({ name }) => name));
  const extra = Object.keys(written).find((name) => !expected.has(name));
  if (extra !== undefined) {
    throw refusal(
      title,
      `wrote an output ${JSON.stringify(extra)} for ${where}, which the model does not have`,
    );
  }
  return new Map(
    request.outputs.map(({ name, dtype }) => {
      const file = Object.hasOwn(written, name) ? written[name] : undefined;
      if (file === undefined) throw refusal(title, `gave no output ${JSON.stringify(name)} for ${where}`);
      return [name, files.openTensor(file, `output ${JSON.stringify(name)} of ${where}`, dtype)];
    }),
  );
}

/** An engine need not be able to give every tensor; one that was not asked for is refused. */
function readIntermediates(
  written: Readonly<Record<string, string>>,
  where: string,
  { request, title, files }: Reader,
): OutputTensors {
  const wanted = new Set(request.want.intermediates);
  return new Map(
    Object.entries(written).map(([name, file]) => {
      if (!wanted.has(name)) {
        throw refusal(title, `wrote a tensor ${JSON.stringify(name)} for ${where} that nobody asked for`);
      }
      return [name, files.openTensor(file, `tensor ${JSON.stringify(name)} of ${where}`, undefined)];
    }),
  );
}

function checkApplied({ applied = [] }: WrittenAnswer, { fp32Nodes }: EngineRequest, title: string): void {
  expectCount(applied.length, fp32Nodes.length, "entries of applied", title);
  const at = applied.findIndex(({ node }, index) => node !== fp32Nodes[index]);
  if (at >= 0) {
    throw refusal(
      title,
      `answered for node ${JSON.stringify(applied[at]?.node)} where ${JSON.stringify(fp32Nodes[at])} was asked for`,
    );
  }
}

/** What an earlier job built must not decide: another branch may have made it. */
function checkOrigin(
  builds: readonly WrittenBuild[],
  { precision, engineFile }: EngineRequest,
  title: string,
): void {
  if (precision === "fp32" || engineFile !== undefined) return;
  if (builds.some(({ build }) => build?.fromCache === true)) {
    throw refusal(title, `ran an engine that an earlier job built, which never decides ${precision}`);
  }
}

function expectCount(found: number, expected: number, what: string, title: string): void {
  if (found !== expected) throw refusal(title, `gave ${found} ${what}; ${expected} were asked for`);
}

function refusal(title: string, what: string): EngineError {
  return new EngineError("protocol", `${title} ${what}.`, {
    advice: "See docs/guides/driver-protocol.md; fp16-gate doctor --driver checks a driver.",
  });
}
