import { accessSync, constants, existsSync, statSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join } from "node:path";

/** A program and the arguments that come before all others. */
export interface Program {
  readonly file: string;
  readonly args: readonly string[];
}

/**
 * Looks a program up on PATH as a POSIX shell would, but skips relative entries: a folder of the workspace must
 * not decide what runs. On Windows the extension `.exe` is added.
 */
export function findOnPath(name: string, environment: NodeJS.ProcessEnv): string | undefined {
  const fileName = process.platform === "win32" ? `${name}.exe` : name;
  return pathFolders(environment)
    .map((folder) => join(folder, fileName))
    .find(isRunnable);
}

function pathFolders(environment: NodeJS.ProcessEnv): string[] {
  const path = environment["PATH"] ?? environment["Path"] ?? "";
  return path.split(delimiter).filter(isAbsolute);
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * npm as found on PATH, else the one beside the running Node, as in the runner's own tarball. On Windows npm is a
 * batch file, which can't be started without a shell, so its script is started with Node.
 */
export function findNpm(
  environment: NodeJS.ProcessEnv,
  execPath: string = process.execPath,
): Program | undefined {
  const onPath = process.platform === "win32" ? undefined : findOnPath("npm", environment);
  if (onPath !== undefined) {
    return { file: onPath, args: [] };
  }
  const nodeFolder = dirname(execPath);
  const folders =
    process.platform === "win32"
      ? [...pathFolders(environment).filter((folder) => existsSync(join(folder, "npm.cmd"))), nodeFolder]
      : [join(nodeFolder, "..", "lib")];
  const script = folders
    .map((folder) => join(folder, "node_modules", "npm", "bin", "npm-cli.js"))
    .find((path) => existsSync(path));
  return script === undefined ? undefined : { file: execPath, args: [script] };
}
