import { statSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../errors.ts";
import { tensorFileExtensions } from "./tensor-files.ts";

/** What tensors of a sample are: names of files and folders without their ending. */
export const roles = ["inputs", "reference", "candidate", "autocast", "half", "modules"] as const;

export type Role = (typeof roles)[number];

/** File or folder name of each role that is there. */
export type RoleFiles = ReadonlyMap<Role, string>;

/**
 * Finds the file of each role among `names`, the content of `directory`. Files of other names are left alone (a
 * model may lie beside), but a role in a form that is not read, or in two forms, is refused.
 */
export function findRoleFiles(directory: string, names: readonly string[]): RoleFiles {
  const files = new Map<Role, string>();
  for (const name of names) {
    const role = roles.find((candidate) => name === candidate || name.startsWith(`${candidate}.`));
    if (role === undefined || (name === role && !isFolder(join(directory, name)))) {
      continue;
    }
    const ending = name.slice(role.length);
    if (ending !== "" && !(tensorFileExtensions as readonly string[]).includes(ending)) {
      throw new InputError(
        `${join(directory, name)}: '${role}' can't be read from '${ending}'; known are ${tensorFileExtensions.join(", ")} ` +
          "and a folder of .npy files.",
        { advice: "Write it in one of these forms, or remove it." },
      );
    }
    const other = files.get(role);
    if (other !== undefined) {
      throw new InputError(`${directory}: two forms of '${role}' are there: ${other} and ${name}.`, {
        advice: "Remove the one that is out of date.",
      });
    }
    files.set(role, name);
  }
  return files;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
