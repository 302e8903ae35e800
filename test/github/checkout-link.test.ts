import { describe, expect, it } from "vitest";
import { checkoutLink } from "../../src/github/checkout-link.ts";

const commit = "0123456789abcdef0123456789abcdef01234567";
const named = { serverUrl: "https://github.com", repository: "acme/detector" };

describe("the link to a checkout", () => {
  it.each([
    "https://github.com/acme/detector",
    "https://github.com/acme/detector.git",
    "https://x-access-token:secret@github.com/Acme/Detector.git",
    "git@github.com:acme/detector.git",
    "ssh://git@github.com/acme/detector",
  ])("is given for the remote %s", (origin) => {
    expect(checkoutLink(named, { commit, origin })).toEqual({ ...named, commit });
  });

  it("is given on a server of one's own, with a port", () => {
    const own = { serverUrl: "https://git.acme.example:8443/", repository: "ml/detector" };
    const origin = "https://git.acme.example:8443/ml/detector.git";
    expect(checkoutLink(own, { commit, origin })?.serverUrl).toBe("https://git.acme.example:8443");
  });

  it.each([
    ["another repository", named, "https://github.com/acme/other.git"],
    ["another server", named, "https://gitlab.com/acme/detector.git"],
    ["a longer path", named, "https://github.com/group/acme/detector.git"],
    ["a folder", named, "/srv/acme/detector"],
    ["no remote", named, ""],
    [
      "a server that is no https address",
      { ...named, serverUrl: "javascript:x" },
      "javascript:x/acme/detector",
    ],
    ["a repository that is none", { ...named, repository: "acme/../x" }, "https://github.com/acme/../x"],
  ])("is not given for %s", (_, repository, origin) => {
    expect(checkoutLink(repository, { commit, origin })).toBeUndefined();
  });

  it("is not given without a full commit hash", () => {
    expect(
      checkoutLink(named, { commit: "main", origin: "https://github.com/acme/detector" }),
    ).toBeUndefined();
  });
});
