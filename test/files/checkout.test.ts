import { execFileSync } from "node:child_process";
import { mkdirSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { listTrackedPython } from "../../src/engines/git-files.ts";
import type { Checkout } from "../../src/files/checkout.ts";
import { openCheckout } from "../../src/files/checkout.ts";
import { useTemporaryFolder } from "./temporary-folder.ts";

const temporaryFolder = useTemporaryFolder();
const lister = (root: string) => listTrackedPython(root, process.env);
const net = "import torch\n\ndef f(x):\n    return x.exp()\n";
const line = { line: 4, code: "return x.exp()" };

let root: string;

function git(...args: string[]): void {
  execFileSync("git", ["-C", root, "-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
    stdio: "pipe",
  });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Stages files, since tracked means in the index, and opens the checkout. */
async function checkout(files: Record<string, string>, from = root): Promise<Checkout> {
  for (const [path, text] of Object.entries(files)) {
    write(path, text);
  }
  git("add", "--all", "--force");
  const opened = await openCheckout(from, lister);
  if ("reason" in opened) {
    throw new Error(opened.reason);
  }
  return opened;
}

beforeEach(() => {
  root = join(realpathSync(temporaryFolder()), "checkout");
  mkdirSync(root);
  git("init", "--quiet");
});

describe("a line of a tracked file", () => {
  test.each([
    ["relative to the root", "nets/net.py"],
    ["relative with a dot", "./nets/net.py"],
    ["of another machine", "/home/someone/job 7/nets/net.py"],
    ["of a machine with another folder above", "/data/repo/src/net.py"],
    ["of Windows", "D:\\jobs\\repo\\nets\\net.py"],
    ["relative, of Windows", "nets\\net.py"],
  ])("is found by a path %s", async (_name, file) => {
    const { resolveSource } = await checkout({ "nets/net.py": net, "other.py": net });
    expect(resolveSource({ file, ...line })).toEqual({ file: "nets/net.py", line: 4, code: line.code });
  });

  test("is found by its absolute path, from a folder inside the checkout", async () => {
    const opened = await checkout({ "nets/net.py": net }, root);
    expect(opened.root).toBe(root);
    const { resolveSource } = await checkout({}, join(root, "nets"));
    const found = { file: "nets/net.py", line: 4, code: line.code };
    expect(resolveSource({ file: join(root, "nets/net.py"), ...line })).toEqual(found);
  });

  test("is found by the longest end that one file alone has", async () => {
    const { resolveSource } = await checkout({ "a/nets/net.py": net, "b/nets/net.py": net, "net.py": net });
    expect(resolveSource({ file: "/x/b/nets/net.py", ...line })).toMatchObject({ file: "b/nets/net.py" });
    expect(resolveSource({ file: "/x/nets/net.py", ...line })).toEqual({
      unlinked: true,
      reason: "2 tracked files of this checkout end like the recorded path",
    });
    expect(resolveSource({ file: "net.py", ...line })).toMatchObject({ file: "net.py" });
  });

  test.each([
    ["line ends of Windows", net.replaceAll("\n", "\r\n")],
    ["a byte order mark", `\ufeff${net}`],
    ["tabs", net.replace("    ", "\t\t")],
    ["no line end at the end", net.trimEnd()],
  ])("may have %s", async (_name, text) => {
    const { resolveSource } = await checkout({ "net.py": text });
    expect(resolveSource({ file: "net.py", ...line })).toMatchObject({ file: "net.py", code: line.code });
  });
});

describe("no link is made", () => {
  const refusals: [name: string, frame: { file?: string; line?: number; code?: string }, reason: RegExp][] = [
    ["when the line reads otherwise", { code: "return x.log()" }, /no longer reads as the model records/],
    ["when the line is another", { line: 3 }, /no longer reads/],
    ["when the file is shorter", { line: 400 }, /fewer lines/],
    ["when an empty line is claimed", { line: 2, code: "" }, /no longer reads/],
    ["when no tracked file has that name", { file: "/etc/passwd" }, /no tracked file/],
    ["for a path that goes upwards", { file: "nets/../net.py" }, /goes upwards/],
    ["for an empty path", { file: "/" }, /no tracked file/],
    ["for a file that is not Python", { file: "secret.txt" }, /no tracked file/],
  ];

  test.each(refusals)("%s", async (_name, frame, reason) => {
    const { resolveSource } = await checkout({ "net.py": net, "secret.txt": net });
    expect(resolveSource({ file: "net.py", ...line, ...frame })).toEqual({
      unlinked: true,
      reason: expect.stringMatching(reason),
    });
  });

  test("when the model does not record the line's text", async () => {
    const { resolveSource } = await checkout({ "net.py": net });
    expect(resolveSource({ file: "net.py", line: 4 })).toMatchObject({
      reason: "the model does not record the line's text, so it can't be checked",
    });
  });

  test("for a file that git does not track", async () => {
    await checkout({ "net.py": net });
    write("build/made.py", net);
    const opened = await openCheckout(root, lister);
    const { resolveSource } = opened as Checkout;
    expect(resolveSource({ file: "build/made.py", ...line })).toMatchObject({
      reason: expect.stringMatching("no tracked file"),
    });
    expect(resolveSource({ file: join(root, "build/made.py"), ...line })).toMatchObject({
      reason: "the file is not tracked by git",
    });
  });

  test("through a tracked link, wherever it leads", async () => {
    writeFileSync(join(root, "..", "outside.py"), net);
    write("net.py", net);
    symlinkSync("../outside.py", join(root, "out.py"));
    symlinkSync("net.py", join(root, "in.py"));
    const { resolveSource } = await checkout({});
    for (const file of ["out.py", "in.py"]) {
      expect(resolveSource({ file, ...line })).toMatchObject({ reason: expect.stringMatching("is a link") });
    }
  });

  test("through a folder that became a link after the commit", async () => {
    const { resolveSource } = await checkout({ "nets/net.py": net });
    renameSync(join(root, "nets"), join(root, "..", "elsewhere"));
    symlinkSync("../elsewhere", join(root, "nets"));
    expect(resolveSource({ file: "nets/net.py", ...line })).toMatchObject({
      reason: expect.stringMatching("behind a link"),
    });
  });

  test("to a tracked file that is gone, a folder, a pipe, or larger than 4 MiB", async () => {
    const big = `${net}${"#".repeat(4 * 2 ** 20)}\n`;
    const opened = await checkout({
      "gone.py": net,
      "folder.py": net,
      "pipe.py": net,
      "big.py": big,
    });
    for (const file of ["gone.py", "folder.py", "pipe.py"]) {
      rmSync(join(root, file));
    }
    mkdirSync(join(root, "folder.py"));
    execFileSync("mkfifo", [join(root, "pipe.py")]);
    const reasons = ["gone.py", "folder.py", "pipe.py", "big.py"].map((file) =>
      opened.resolveSource({ file, ...line }),
    );
    expect(reasons).toEqual([
      { unlinked: true, reason: "the tracked file can't be read" },
      { unlinked: true, reason: expect.stringMatching("no regular file") },
      { unlinked: true, reason: expect.stringMatching("no regular file") },
      { unlinked: true, reason: expect.stringMatching("at most 4194304 bytes") },
    ]);
  });

  test("to a line longer than what is compared", async () => {
    const long = `x = "${"a".repeat(2000)}"`;
    const { resolveSource } = await checkout({ "net.py": long });
    expect(resolveSource({ file: "net.py", line: 1, code: long })).toMatchObject({
      reason: "the line is longer than what is compared",
    });
  });

  test("to a tracked file whose name breaks lines", async () => {
    const { resolveSource } = await checkout({ "a\nb/net.py": net });
    expect(resolveSource({ file: "/x/net.py", ...line })).toMatchObject({
      reason: expect.stringMatching("control characters"),
    });
  });
});

describe("there is no checkout", () => {
  test("outside of any, and the folder is named", async () => {
    const outside = realpathSync(temporaryFolder());
    expect(await openCheckout(outside, lister)).toEqual({ reason: `${outside} is in no git checkout` });
    expect(await openCheckout(join(outside, "missing"), lister)).toHaveProperty("reason");
  });

  test("where .git leads nowhere, though a checkout lies above", async () => {
    write("inner/.git", "gitdir: /nonexistent\n");
    expect(await openCheckout(join(root, "inner"), lister)).toMatchObject({
      reason: expect.stringMatching(/^git ended with status 128 while listing tracked files\. .*nonexistent/),
    });
  });

  test("without git", async () => {
    const none = (folder: string) => listTrackedPython(folder, { PATH: "/nonexistent" });
    expect(await openCheckout(root, none)).toEqual({ reason: "git was not found on PATH" });
  });
});

describe("git", () => {
  test("runs no program that the checkout's configuration names", async () => {
    const witness = join(root, "witness");
    write("monitor.sh", `#!/bin/sh\ntouch ${witness}\n`);
    execFileSync("chmod", ["+x", join(root, "monitor.sh")]);
    await checkout({ "net.py": net });
    git("config", "core.fsmonitor", join(root, "monitor.sh"));
    expect(await lister(root)).toEqual({ files: ["net.py"] });
    expect(() => realpathSync(witness)).toThrow("ENOENT");
  });

  test("gets no GIT_ variable of ours, and lists names with line breaks and quotes as they are", async () => {
    await checkout({ "net.py": net, 'a "b"\nc.py': net, "ö.py": net, "notes.txt": net });
    const listed = await listTrackedPython(root, { ...process.env, GIT_DIR: "/nonexistent" });
    expect(new Set((listed as { files: string[] }).files)).toEqual(
      new Set(["net.py", 'a "b"\nc.py', "ö.py"]),
    );
  });

  test("is stopped after the timeout", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "git"), "#!/bin/sh\nsleep 20\n", { mode: 0o755 });
    const listed = await listTrackedPython(root, { PATH: `${folder}:/usr/bin:/bin` }, 200);
    expect(listed).toMatchObject({ reason: expect.stringMatching("did not finish within 0.2 s") });
  });

  test("a list that does not fit is refused, not cut", async () => {
    const folder = temporaryFolder();
    const script = '#!/bin/sh\nhead -c 1100000 /dev/zero | tr "\\0" "a"\n';
    writeFileSync(join(folder, "git"), script, { mode: 0o755 });
    expect(await listTrackedPython(root, { PATH: `${folder}:/usr/bin:/bin` })).toEqual({
      reason: "git tracks more Python files here than one list may hold (1 MiB of paths)",
    });
  });
});
