import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../errors.ts";

const resultName = "result.json";
/** Downloaded artifacts lie one folder deep, their files another one or two. */
const deepest = 4;
const mostResults = 2000;

/**
 * Paths of every `result.json` in and below a folder, sorted; a path of a file stands for itself. Links are not
 * followed.
 * @throws InputError when the path does not exist, or holds more results than one set may have.
 */
export function findResults(path: string): string[] {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) {
    throw new InputError(`${path}: no such file or folder.`, {
      advice: "Give the folders of the results, such as those of downloaded artifacts.",
    });
  }
  if (!stats.isDirectory()) return [path];
  const found: string[] = [];
  collect(path, 0, found);
  if (found.length > mostResults) {
    throw new InputError(`${path}: holds more than ${mostResults} results.`, {
      advice: "Give fewer folders.",
    });
  }
  return found.sort();
}

function collect(folder: string, depth: number, found: string[]): void {
  if (found.length > mostResults) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isFile() && entry.name === resultName) found.push(path);
    else if (entry.isDirectory() && depth < deepest) collect(path, depth + 1, found);
  }
}
