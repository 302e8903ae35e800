import { describe, expect, it } from "vitest";
import { describeApiError, type Permission, permissionYaml } from "../../src/github/api-error.ts";

const purpose = { doing: "write the comment", permission: "pull-requests: write" } as const;
const answer = (status: number, message: string): Error => Object.assign(new Error(message), { status });

describe("describeApiError", () => {
  it.each([403, 404])("names the missing permission and the lines to add for %i", (status) => {
    expect(
      describeApiError(
        answer(status, "Resource not accessible by integration - https://docs.github.com/x"),
        purpose,
      ),
    ).toBe(
      `Could not write the comment: GitHub answers ${status} (Resource not accessible by integration). The token probably lacks a permission; add to the job:\npermissions:\n  contents: read\n  pull-requests: write`.replaceAll(
        "\\\n",
        "\n",
      ),
    );
  });

  it.each([
    [401, "Bad credentials", "the token is not accepted (401)"],
    [403, "API rate limit exceeded for installation", "rate limit is reached (403)"],
    [403, "You have exceeded a secondary rate limit", "rate limit is reached (403)"],
    [422, "Body is too long", "refuses what was sent (422: Body is too long)"],
    [429, "slow down", "asks to wait (429)"],
    [502, "Bad Gateway", "does not answer properly (502: Bad Gateway)"],
  ])("says what %i means: %s", (status, message, expected) => {
    expect(describeApiError(answer(status, message), purpose)).toContain(expected);
  });

  it("says what broke when there was no answer, in one line", () => {
    expect(describeApiError(new Error("fetch failed\nat x"), purpose)).not.toContain("\n");
    expect(describeApiError("nonsense", purpose)).toBe("Could not write the comment: nonsense.");
  });
});

describe("permissionYaml", () => {
  it.each<Permission>(["contents: read", "actions: read", "checks: write"])(
    "keeps contents: read beside %s",
    (permission) => {
      expect(
        permissionYaml(permission)
          .split("\n")
          .filter((line) => line === "  contents: read"),
      ).toHaveLength(1);
    },
  );
});
