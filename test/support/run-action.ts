import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ProcessRun, root, runProcess } from "./run-process.ts";

export interface ActionRun extends ProcessRun {
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** What the step left for its post step. */
  readonly state: Readonly<Record<string, string>>;
}

/**
 * Runs the committed `dist/action.js` as a runner does: inputs and file commands by environment, the workspace as
 * working directory, and nothing else of this process's environment but PATH.
 * @param folder an empty folder for workspace, tool cache and file commands.
 */
export async function runAction(
  folder: string,
  inputs: Readonly<Record<string, string>>,
  extra: Readonly<Record<string, string>> = {},
): Promise<ActionRun> {
  const workspace = join(folder, "workspace");
  const files = {
    GITHUB_OUTPUT: "output",
    GITHUB_STEP_SUMMARY: "summary",
    GITHUB_STATE: "state",
    GITHUB_ENV: "env",
  };
  for (const name of ["workspace", "temp", "tools"]) mkdirSync(join(folder, name), { recursive: true });
  for (const name of Object.values(files)) writeFileSync(join(folder, name), "");
  const run = await runProcess(process.execPath, [join(root, "dist", "action.js")], {
    cwd: workspace,
    env: {
      PATH: process.env.PATH ?? "",
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_WORKSPACE: workspace,
      GITHUB_TOKEN: "not-for-children",
      RUNNER_TEMP: join(folder, "temp"),
      RUNNER_TOOL_CACHE: join(folder, "tools"),
      ...Object.fromEntries(Object.entries(files).map(([name, file]) => [name, join(folder, file)])),
      ...prefixed(inputs, (name) => `INPUT_${name.toUpperCase()}`),
      ...extra,
    },
  });
  return {
    ...run,
    outputs: parseFileCommand(readFileSync(join(folder, "output"), "utf8")),
    summary: readFileSync(join(folder, "summary"), "utf8"),
    state: parseFileCommand(readFileSync(join(folder, "state"), "utf8")),
  };
}

/** Runs the post step as a runner does after the step, with its inputs and the state that it left. */
export async function runActionPost(
  folder: string,
  inputs: Readonly<Record<string, string>>,
  state: Readonly<Record<string, string>>,
  extra: Readonly<Record<string, string>> = {},
): Promise<ProcessRun> {
  return await runProcess(process.execPath, [join(root, "dist", "action-post.js")], {
    cwd: join(folder, "workspace"),
    env: {
      PATH: process.env.PATH ?? "",
      GITHUB_ACTIONS: "true",
      ...prefixed(inputs, (name) => `INPUT_${name.toUpperCase()}`),
      ...prefixed(state, (name) => `STATE_${name}`),
      ...extra,
    },
  });
}

function prefixed(
  values: Readonly<Record<string, string>>,
  spell: (name: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [spell(name), value]));
}

/** `name<<DELIMITER`, lines, `DELIMITER`: the form in which the toolkit writes outputs. */
function parseFileCommand(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at++) {
    const [, name, delimiter] = /^(.+?)<<(.+)$/.exec(lines[at] ?? "") ?? [];
    if (name === undefined || delimiter === undefined) continue;
    const end = lines.indexOf(delimiter, at);
    values[name] = lines.slice(at + 1, end).join("\n");
    at = end;
  }
  return values;
}
