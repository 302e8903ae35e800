import type { CommentMode } from "./comment.ts";
import type { StatusMode } from "./commit-status.ts";

/** What publishing obeys; of the configuration, or the defaults where that could not be read. */
export interface PublishSettings {
  readonly comment: CommentMode;
  readonly checkRun: boolean;
  readonly status: StatusMode;
}

export const defaultPublishSettings: PublishSettings = { comment: "always", checkRun: false, status: "auto" };
