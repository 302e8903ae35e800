import type { z } from "zod";

/** One sentence for a validation issue: the key, what is wrong, and what is allowed. */
export function describeIssue(issue: z.core.$ZodIssue): string {
  const key = issue.path.map((part) => (typeof part === "number" ? `[${part}]` : String(part))).join(".");
  const prefix = key === "" ? "" : `${key.replaceAll(".[", "[")}: `;
  switch (issue.code) {
    case "unrecognized_keys":
      return `${prefix}unknown key ${issue.keys.map((name) => `"${name}"`).join(", ")}.`;
    case "invalid_value":
      return `${prefix}must be one of ${issue.values.map(String).join(", ")}.`;
    case "invalid_union":
      return `${prefix}${innermostMessage(issue)}.`;
    case "invalid_type":
      return `${prefix}${issue.message.replace(/^Invalid input: /, "")}.`;
    default:
      return `${prefix}${issue.message}.`;
  }
}

/** Of a union's branches, the message that our own checks wrote says most; else the branch that got furthest. */
function innermostMessage(issue: z.core.$ZodIssueInvalidUnion): string {
  const issues = issue.errors.flat();
  const custom = issues.find((inner) => inner.code === "custom");
  const deepest = issues.reduce<z.core.$ZodIssue | undefined>(
    (best, inner) => (best === undefined || inner.path.length > best.path.length ? inner : best),
    undefined,
  );
  return (custom ?? deepest)?.message ?? issue.message;
}
