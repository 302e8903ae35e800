import { dirname } from "node:path";
import { headCommit, listTrackedPython, originAddress } from "./engines/git-files.ts";
import { type Checkout, openCheckout } from "./files/checkout.ts";
import type { OpenedModel } from "./files/model.ts";
import { checkoutLink } from "./github/checkout-link.ts";
import type { Ranking } from "./localise/ranking.ts";
import type { NodeProvenance } from "./onnx/provenance.ts";
import type { Explanation, NodeSource } from "./report/compose-layers.ts";

/** Where the checkout is looked for. */
export interface SourcePlaces {
  readonly workingDirectory: string;
  readonly opened: OpenedModel;
}

/**
 * The line of each culprit: the innermost frame that the checkout bears out, else the recorded one, unlinked; and where
 * the checkout can be read, when a workflow runs in it.
 */
export async function findSources(
  { culprits }: Ranking,
  provenance: ReadonlyMap<string, NodeProvenance>,
  { workingDirectory, opened }: SourcePlaces,
): Promise<Pick<Explanation, "sources" | "checkout">> {
  if (culprits.length === 0) return { sources: new Map() };
  const checkout = await findCheckout([workingDirectory, dirname(opened.path)]);
  const sources = new Map(
    culprits.flatMap(({ id }) => {
      const source = sourceOf(provenance.get(id), checkout);
      return source === undefined ? [] : [[id, source] as const];
    }),
  );
  const isLinked = [...sources.values()].some((source) => !("unlinked" in source));
  const link = "reason" in checkout || !isLinked ? undefined : await readLink(checkout.root);
  return link === undefined ? { sources } : { sources, checkout: link };
}

/** Only inside of a workflow run, whose variables name the repository. */
async function readLink(root: string): Promise<Explanation["checkout"]> {
  const { GITHUB_SERVER_URL: serverUrl, GITHUB_REPOSITORY: repository } = process.env;
  if (serverUrl === undefined || repository === undefined) return undefined;
  const commit = await headCommit(root, process.env);
  const origin = await originAddress(root, process.env);
  if (commit === undefined || origin === undefined) return undefined;
  return checkoutLink({ serverUrl, repository }, { commit, origin });
}

async function findCheckout(folders: readonly string[]): Promise<Checkout | { readonly reason: string }> {
  let found: Checkout | { readonly reason: string } = { reason: "there is no folder to look in" };
  for (const folder of folders) {
    found = await openCheckout(folder, async (root) => await listTrackedPython(root, process.env));
    if (!("reason" in found)) return found;
  }
  return found;
}

function sourceOf(
  provenance: NodeProvenance | undefined,
  checkout: Checkout | { readonly reason: string },
): NodeSource | undefined {
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
