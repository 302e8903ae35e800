// Bundles src/ into dist/: readable ES modules, no timestamps, no absolute paths, so that two builds are byte-identical.
//   node scripts/build-dist.mjs           writes dist/ and THIRD-PARTY-NOTICES.md
//   node scripts/build-dist.mjs --check   builds elsewhere and fails when the committed files differ
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { thirdPartyNotices } from "./third-party-notices.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const noticesFile = "THIRD-PARTY-NOTICES.md";

/**
 * @actions/core needs its HTTP client (and with it undici, 98 % of its size) for OIDC tokens alone, which this
 * action never asks for. The stand-in throws, should that ever change. The rules for proxies stay.
 */
const withoutHttpClient = {
  name: "without-http-client",
  resolveId: (id) =>
    id.startsWith("@actions/http-client") && id !== "@actions/http-client/lib/proxy"
      ? { id: "\0no-http-client" }
      : null,
  load: (id) =>
    id === "\0no-http-client"
      ? `const absent = class { constructor() { throw new Error("the HTTP client is not part of this bundle"); } };
         export { absent as HttpClient, absent as BearerCredentialHandler };`
      : null,
};

async function build(outputFolder) {
  const bundles = [
    {
      input: { action: "src/action.ts", "action-post": "src/action-post.ts", cli: "src/cli.ts" },
      chunkFileNames: "[name].js",
    },
    {
      input: { "onnxruntime-worker": "src/engines/onnxruntime-worker.ts" },
      chunkFileNames: "worker-[name].js",
    },
  ];
  const modules = new Set();
  for (const { input, chunkFileNames } of bundles) {
    const bundle = await rolldown({
      cwd: root,
      input,
      platform: "node",
      external: [/^node:/, "onnxruntime-node"],
      plugins: [withoutHttpClient],
      transform: { target: "node20" },
    });
    const { output } = await bundle.write({
      dir: outputFolder,
      format: "esm",
      entryFileNames: "[name].js",
      chunkFileNames,
      minify: false,
    });
    for (const chunk of output) for (const id of Object.keys(chunk.modules ?? {})) modules.add(id);
    await bundle.close();
  }
  return thirdPartyNotices(modules);
}

function differences(built, notices) {
  const committed = join(root, "dist");
  const names = new Set([...readdirSync(built), ...readdirSync(committed)]);
  const differing = [...names].filter((name) => read(join(built, name)) !== read(join(committed, name)));
  return read(join(root, noticesFile)) === notices ? differing : [...differing, `../${noticesFile}`];
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

if (process.argv.includes("--check")) {
  const built = mkdtempSync(join(tmpdir(), "fp16-gate-dist-"));
  try {
    const differing = differences(built, await build(built));
    if (differing.length > 0) {
      console.error(
        `dist/ is not what src/ builds: ${differing.join(", ")}. Run "npm run build" and commit the result.`,
      );
      process.exitCode = 1;
    } else console.log("dist/ is what src/ builds");
  } finally {
    rmSync(built, { recursive: true, force: true });
  }
} else {
  rmSync(join(root, "dist"), { recursive: true, force: true });
  writeFileSync(join(root, noticesFile), await build(join(root, "dist")));
}
