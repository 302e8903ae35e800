/** What the names of artifacts may not hold. */
const notAllowed = /["<>:|*?\r\n\\/]+/g;

/**
 * The artifact that holds the result of a gate, in which later jobs look for their baseline.
 * @param foreignCommit of a run that judged another commit than the one it is shown at: its result must not be found
 * as that of the branch, so it gets a name of its own.
 */
export function artifactName(key: string, foreignCommit?: string): string {
  const name = `fp16-gate-${key.replace(notAllowed, "-")}`;
  return foreignCommit === undefined ? name : `${name}-of-${foreignCommit.slice(0, 12)}`;
}
