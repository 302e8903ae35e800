/** The last two parts of a path, with `/`. */
export function lastParts(path: string): string {
  const parts = path.split(/[\\/]/).filter((part) => part !== "" && part !== "." && part !== "..");
  return parts.slice(-2).join("/");
}

/** A path as given when it is relative; of an absolute one the end, since the rest is the machine's own business. */
export function shownPath(path: string): string {
  return /^(?:[\\/]|[a-z]:[\\/])/i.test(path) ? `…/${lastParts(path)}` : path;
}
