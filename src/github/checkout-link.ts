import { environmentSchema } from "../report/provenance-schema.ts";
import type { GateResult } from "../report/result.ts";

/** Where the files of a checkout can be read on GitHub. */
export type CheckoutLink = Exclude<Exclude<GateResult["environment"], undefined>["checkout"], undefined>;

/** A repository as the workflow run names it: GITHUB_SERVER_URL and GITHUB_REPOSITORY. */
export interface NamedRepository {
  readonly serverUrl: string;
  readonly repository: string;
}

/** What git tells of a checkout. */
export interface CheckoutState {
  readonly commit: string;
  /** Address of its remote `origin`. */
  readonly origin: string;
}

/**
 * Where a checkout can be read, or undefined: a workflow may have checked out another repository than its own, so the
 * remote has to be the one that the run names. The commit is the one that is checked out, whatever the event was for.
 */
export function checkoutLink(
  { serverUrl, repository }: NamedRepository,
  { commit, origin }: CheckoutState,
): CheckoutLink | undefined {
  const link = { serverUrl: serverUrl.replace(/\/+$/, ""), repository, commit };
  if (!environmentSchema.shape.checkout.safeParse(link).success) return undefined;
  const { host } = new URL(link.serverUrl);
  return placeOf(origin) === `${host}/${repository}`.toLowerCase() ? link : undefined;
}

/** `host/owner/name` in lower case of `https://[user@]host/owner/name[.git]` or `[user@]host:owner/name[.git]`. */
function placeOf(origin: string): string | undefined {
  const address =
    /^(?:(?:https|ssh):\/\/)?(?:[^@/]*@)?([\w.-]+(?::\d+)?)[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/i.exec(
      origin,
    );
  return address === null ? undefined : `${address[1]}/${address[2]}`.toLowerCase();
}
