import { join } from "node:path";
import { defaultOut } from "../config/config.ts";
import { writeFileAtomic } from "../files/atomic-write.ts";
import { linkToGitHub } from "../github/link.ts";
import { writeJobSummary } from "../github/publish-result.ts";
import { setContent } from "../github/published-content.ts";
import type { Log } from "../ports.ts";
import { renderSetComment } from "../report/comment/render-set-comment.ts";
import { serializeSet } from "../report/set-schema.ts";
import { renderSetConsole, renderSetSummary, setTitle } from "../report/set-text.ts";
import { type ActionCommands, readPublishing, type StepSurroundings } from "./action-commands.ts";
import { mergeResults } from "./merge.ts";

const defaultKey = "all";

/** Makes one verdict and one comment of the results of many jobs; the step fails unless all of them passed. */
export async function mergeStep(
  core: ActionCommands,
  log: Log,
  { environment, workingDirectory, judged }: StepSurroundings,
): Promise<void> {
  const { inputs, settings, publish } = readPublishing(core, environment);
  const set = mergeResults(inputs.merge, inputs.expect, workingDirectory);
  const folder = join(workingDirectory, settings.out ?? defaultOut);
  const files = {
    result: join(folder, "merged.json"),
    summary: join(folder, "summary.md"),
    comment: join(folder, "comment.md"),
  };
  const summary = renderSetSummary(set);
  writeFileAtomic(files.result, serializeSet(set));
  writeFileAtomic(files.summary, summary);
  writeFileAtomic(files.comment, renderSetComment(set));
  log.info(renderSetConsole(set));
  judged(set.verdict.exitCode);
  core.setOutput("verdict", set.verdict.kind);
  for (const [name, path] of Object.entries(files)) core.setOutput(name, path);
  if (set.verdict.exitCode !== 0) core.error(setTitle(set), { title: "FP16 gate: not every job passed" });
  await writeJobSummary(core, summary, files.summary);
  const publisher = await linkToGitHub(environment, inputs, log)?.openPublisher();
  await publisher?.finish({
    key: settings.key ?? defaultKey,
    settings: publish,
    content: setContent(set),
  });
}
