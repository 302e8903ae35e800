import { describe, expect, it } from "vitest";
import {
  type CommentPlace,
  commentMarker,
  isWorthCreating,
  markerCharacters,
  maxCommentCharacters,
  writeComment,
} from "../../src/github/comment.ts";
import type { GateResult } from "../../src/report/result.ts";
import { scenarios } from "../report/scenarios.ts";
import { repository, useFakeApi } from "./fake-api.ts";

const current = useFakeApi();
const place: CommentPlace = { repository, pullRequest: 7, key: "detector", runId: 100 };
const marker = commentMarker(place);
const write = (text: string, options: { worth?: boolean; runId?: number; key?: string } = {}) =>
  writeComment(
    current.api,
    { ...place, runId: options.runId ?? 100, key: options.key ?? "detector" },
    text,
    options.worth ?? true,
  );
const add = (author: string, body: string): void => {
  const { comments } = current.fake.state;
  comments.push({ id: comments.length + 1, issue: 7, author, body });
};
const bodies = (): string[] => current.fake.state.comments.map(({ body }) => body);

describe("writeComment", () => {
  it("creates one comment, in two requests, with the marker at its end", async () => {
    expect(await write("hello")).toBe("created");
    expect(bodies()).toEqual([`hello\n\n${marker}`]);
    expect(current.fake.requests).toHaveLength(2);
    expect(current.fake.problems).toEqual([]);
  });

  it("updates its comment in place, in three requests", async () => {
    await write("old");
    const before = current.fake.requests.length;
    expect(await write("new", { runId: 101 })).toBe("updated");
    expect(bodies()).toEqual([`new\n\n${commentMarker({ ...place, runId: 101 })}`]);
    expect(current.fake.requests.length - before).toBe(3);
    expect(current.fake.problems).toEqual([]);
  });

  it("leaves a comment alone that says the same, whatever line ends GitHub gives it", async () => {
    add("github-actions[bot]", `a\r\nb\r\n\r\n${marker}`);
    expect(await write("a\nb", { runId: 105 })).toBe("unchanged");
    expect(current.fake.requests.map(({ method }) => method)).not.toContain("PATCH");
  });

  it("never overwrites what a newer run said", async () => {
    add("github-actions[bot]", `newer\n\n${commentMarker({ ...place, runId: 200 })}`);
    expect(await write("older")).toBe("superseded");
    expect(bodies()[0]).toContain("newer");
  });

  it("finds its comment on the second page", async () => {
    for (let at = 0; at < 130; at += 1) add("somebody", `talk ${at}`);
    add("github-actions[bot]", `old\n\n${marker}`);
    expect(await write("new", { runId: 101 })).toBe("updated");
    expect(bodies()).toHaveLength(131);
    expect(bodies()[130]).toContain("new");
  });

  it.each(["somebody", "dependabot[bot]", "github-actions"])(
    "does not touch a comment of %s that bears its marker",
    async (author) => {
      add(author, `forged\n\n${marker}`);
      expect(await write("true")).toBe("created");
      expect(bodies()).toEqual([`forged\n\n${marker}`, `true\n\n${marker}`]);
    },
  );

  it("does not take a quoted marker for its own", async () => {
    add("github-actions[bot]", `> ${marker}\n\nquoted by another workflow`);
    expect(await write("true")).toBe("created");
  });

  it("keeps the comments of two gates apart", async () => {
    await write("one", { key: "one" });
    await write("two", { key: "two" });
    await write("one again", { key: "one", runId: 101 });
    expect(bodies().map((body) => body.split("\n")[0])).toEqual(["one again", "two"]);
  });

  it("creates none where the mode asks for none, and still updates one that is there", async () => {
    expect(await write("pass", { worth: false })).toBe("not-needed");
    expect(bodies()).toEqual([]);
    add("github-actions[bot]", `fail\n\n${marker}`);
    expect(await write("pass", { worth: false, runId: 101 })).toBe("updated");
  });

  it("fits a text at the limit, and one character more is refused by GitHub", async () => {
    const room = maxCommentCharacters - `\n\n${marker}`.length;
    expect(await write("x".repeat(room))).toBe("created");
    expect(bodies()[0]).toHaveLength(65_536);
    await expect(write("x".repeat(room + 1), { key: "other" })).rejects.toMatchObject({
      status: 422,
    });
  });

  it("reserves enough for the longest marker", () => {
    const longest = commentMarker({ key: "k", runId: Number.MAX_SAFE_INTEGER });
    expect(`\n\n${longest}`.length).toBeLessThanOrEqual(markerCharacters);
  });
});

describe("writeComment with a GitHub that fails", () => {
  it("does not comment twice when only the answer was lost", async () => {
    current.fake.fail({ method: "POST", status: 502, afterwards: true });
    expect(await write("once")).toBe("created");
    expect(bodies()).toHaveLength(1);
  });

  it("comments after all when the first attempt did nothing", async () => {
    current.fake.fail({ method: "POST", status: 503 });
    expect(await write("once")).toBe("created");
    expect(bodies()).toHaveLength(1);
  });

  it("asks again after a 5xx answer to a question", async () => {
    current.fake.fail({ method: "GET", status: 500 });
    expect(await write("hello")).toBe("created");
  });

  it("waits as long as a 429 asks for", async () => {
    current.fake.fail({ status: 429, headers: { "retry-after": "1" }, message: "slow down" });
    expect(await write("hello")).toBe("created");
    expect(current.fake.requests.map(({ status }) => status)).toEqual([429, 200, 201]);
  });

  it("waits for a secondary rate limit", async () => {
    current.fake.fail({
      status: 403,
      headers: { "retry-after": "1" },
      message: "You have exceeded a secondary rate limit.",
    });
    expect(await write("hello")).toBe("created");
  });

  it("gives up at once when a limit asks for more than a minute", async () => {
    current.fake.fail({ times: 9, status: 429, headers: { "retry-after": "3600" }, message: "slow down" });
    await expect(write("hello")).rejects.toMatchObject({ status: 429 });
    expect(current.fake.requests).toHaveLength(1);
  });

  it.each([403, 404, 422])("does not repeat what GitHub refuses with %i", async (status) => {
    current.fake.fail({ times: 9, status, message: "no" });
    await expect(write("hello")).rejects.toMatchObject({ status });
    expect(current.fake.requests).toHaveLength(1);
  });
});

describe("isWorthCreating", () => {
  const of = (name: string): GateResult => (scenarios[name] as () => GateResult)();
  it.each([
    ["always", "pass", true],
    ["always", "precision", true],
    ["on-change", "pass", false],
    ["on-change", "precision", true],
    ["on-change", "engine-error", true],
    ["on-failure", "pass", false],
    ["on-failure", "precision", true],
    ["on-failure", "input-error", true],
    ["never", "precision", false],
  ] as const)("%s, of %s: %s", (mode, name, expected) => {
    expect(isWorthCreating(mode, of(name))).toBe(expected);
  });
});
