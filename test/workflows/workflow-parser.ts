import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type * as Parser from "@actions/workflow-parser";
import type * as Actions from "@actions/workflow-parser/actions/index";
import { rolldown } from "rolldown";
import { root } from "../support/run-process.ts";

/** GitHub's own parser, as far as the tests use it: texts in, messages out. */
export interface WorkflowParser {
  workflow(name: string, content: string): readonly string[];
  action(name: string, content: string): readonly string[];
}

/** Loads GitHub's parser. It imports JSON without saying so, which Node refuses, so it is bundled first. */
export async function loadWorkflowParser(): Promise<WorkflowParser> {
  const folder = mkdtempSync(join(tmpdir(), "fp16-gate-parser-"));
  try {
    const parser = await bundled<typeof Parser>("@actions/workflow-parser", join(folder, "workflow.mjs"));
    const actions = await bundled<typeof Actions>(
      "@actions/workflow-parser/actions/index",
      join(folder, "action.mjs"),
    );
    const trace = new parser.NoOperationTraceWriter();
    const messages = ({ context }: ReturnType<typeof parser.parseWorkflow>): string[] =>
      context.errors.getErrors().map(({ message }) => message);
    return {
      workflow: (name, content) => messages(parser.parseWorkflow({ name, content }, trace)),
      action: (name, content) => messages(actions.parseAction({ name, content }, trace)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bundled<Module>(name: string, file: string): Promise<Module> {
  const made = await rolldown({ cwd: root, input: name, platform: "node", external: [/^node:/] });
  await made.write({ file, format: "esm", codeSplitting: false });
  await made.close();
  return (await import(pathToFileURL(file).href)) as Module;
}
