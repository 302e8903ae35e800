import { headCommit, listTrackedPython, originAddress } from "../engines/git-files.ts";
import { type Checkout, openCheckout } from "../files/checkout.ts";
import { checkoutLink } from "../github/checkout-link.ts";
import type { Ranking } from "../localise/ranking.ts";
import type { NodeProvenance } from "../onnx/provenance.ts";
import type { Explanation, NodeSource } from "../report/compose-layers.ts";

/** Where the lines that a model records are looked for: a checkout, or why there is none. */
export type SourceCheckout = Checkout | { readonly reason: string };

/** Looks in the folders when it is first asked, and once: the first that lies in a checkout counts. */
export function checkoutFinder(
  folders: readonly string[],
  environment: NodeJS.ProcessEnv,
): () => Promise<SourceCheckout> {
  let found: Promise<SourceCheckout> | undefined;
  return async () => {
    found ??= findCheckout(folders, environment);
    return await found;
  };
}

/** The line of each node: the innermost frame that the checkout bears out, else the recorded one, unlinked. */
export function findSources(
  ids: Iterable<string>,
  provenance: ReadonlyMap<string, NodeProvenance>,
  checkout: SourceCheckout,
): Map<string, NodeSource> {
  return new Map(
    [...ids].flatMap((id) => {
      const source = sourceOf(provenance.get(id), checkout);
      return source === undefined ? [] : [[id, source] as const];
    }),
  );
}

/**
 * The lines of the culprits, and where the checkout can be read, when a workflow runs in it.
 * @param environment of the process: a workflow names its repository in it.
 */
export async function culpritSources(
  { culprits }: Ranking,
  provenance: ReadonlyMap<string, NodeProvenance>,
  find: () => Promise<SourceCheckout>,
  environment: NodeJS.ProcessEnv,
): Promise<Pick<Explanation, "sources" | "checkout">> {
  if (culprits.length === 0) return { sources: new Map() };
  const checkout = await find();
  const sources = findSources(
    culprits.map(({ id }) => id),
    provenance,
    checkout,
  );
  const isLinked = [...sources.values()].some((source) => !("unlinked" in source));
  const link = "reason" in checkout || !isLinked ? undefined : await readLink(checkout.root, environment);
  return link === undefined ? { sources } : { sources, checkout: link };
}

/** The frames of a node with files as they are called in the checkout, where it bears them out. */
export function resolveFrames(
  provenance: NodeProvenance,
  checkout: SourceCheckout,
): NodeProvenance["frames"] {
  if ("reason" in checkout) return provenance.frames;
  return provenance.frames.map((frame) => {
    const source = checkout.resolveSource(frame);
    return "unlinked" in source ? frame : { ...frame, file: source.file, line: source.line };
  });
}

/** Only inside of a workflow run, whose variables name the repository. */
async function readLink(root: string, environment: NodeJS.ProcessEnv): Promise<Explanation["checkout"]> {
  const { GITHUB_SERVER_URL: serverUrl, GITHUB_REPOSITORY: repository } = environment;
  if (serverUrl === undefined || repository === undefined) return undefined;
  const commit = await headCommit(root, environment);
  const origin = await originAddress(root, environment);
  if (commit === undefined || origin === undefined) return undefined;
  return checkoutLink({ serverUrl, repository }, { commit, origin });
}

async function findCheckout(
  folders: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<SourceCheckout> {
  let found: SourceCheckout = { reason: "there is no folder to look in" };
  for (const folder of folders) {
    found = await openCheckout(folder, async (root) => await listTrackedPython(root, environment));
    if (!("reason" in found)) return found;
  }
  return found;
}

function sourceOf(provenance: NodeProvenance | undefined, checkout: SourceCheckout): NodeSource | undefined {
  const [innermost] = provenance?.frames ?? [];
  if (provenance === undefined || innermost === undefined) {
    return { unlinked: provenance?.reason ?? "the model records no source line for it" };
  }
  const { file, line, code } = innermost;
  const resolved = "reason" in checkout ? [] : provenance.frames.map(checkout.resolveSource);
  const linked = resolved.find((source) => !("unlinked" in source));
  if (linked !== undefined && !("unlinked" in linked)) return linked;
  const [first] = resolved;
  return {
    unlinked:
      "reason" in checkout
        ? checkout.reason
        : first !== undefined && "unlinked" in first
          ? first.reason
          : "no line was found",
    recorded: { file, line, ...(code === undefined ? {} : { code }) },
  };
}
