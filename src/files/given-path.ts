import { isAbsolute, join } from "node:path";

/** Where a path that the user gave lies: relative ones count from the working directory. */
export function givenPath(path: string, workingDirectory: string): string {
  return isAbsolute(path) ? path : join(workingDirectory, path);
}
