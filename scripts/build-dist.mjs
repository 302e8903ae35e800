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

/**
 * What a run of `check` loads at once lies in one file each, in the order in which it is needed: opening sixty small files
 * takes longer than compiling what is in them. Everything else is split by who uses it.
 */
const stages = [
  { name: "start", roots: ["src/cli.ts"] },
  { name: "settings", roots: ["src/commands/check.ts"] },
  { name: "judge", roots: ["src/gate.ts"] },
  { name: "reports", roots: ["src/report/compose-result.ts", "src/commands/write-reports.ts"] },
];

/** Puts a module into the file of the first stage that needs it; null for what `check` does not need for its verdict. */
function createStageOf(entries) {
  const isEntry = new Set(entries.map((path) => join(root, path)));
  const needs = new Map();
  return (id, context) => {
    if (isEntry.has(id)) return null;
    for (const { name, roots } of stages) {
      if (!needs.has(name)) needs.set(name, loadedWith(roots, context));
      if (needs.get(name).has(id)) return name;
    }
    return null;
  };
}

/** The modules that are loaded with `roots`: themselves and what they import, but for dynamic imports. */
function loadedWith(roots, context) {
  const loaded = new Set();
  const open = roots.map((path) => join(root, path));
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (loaded.has(id)) continue;
    loaded.add(id);
    open.push(...(context.getModuleInfo(id)?.importedIds ?? []));
  }
  return loaded;
}

async function build(outputFolder) {
  const entries = { action: "src/action.ts", "action-post": "src/action-post.ts", cli: "src/cli.ts" };
  const bundles = [
    {
      input: entries,
      chunkFileNames: "[name].js",
      codeSplitting: {
        includeDependenciesRecursively: false,
        groups: [{ debugName: "stages of check", name: createStageOf(Object.values(entries)) }],
      },
    },
    {
      input: { "onnxruntime-worker": "src/engines/onnxruntime-worker.ts" },
      chunkFileNames: "worker-[name].js",
      codeSplitting: true,
    },
  ];
  const modules = new Set();
  for (const { input, chunkFileNames, codeSplitting } of bundles) {
    const bundle = await rolldown({
      cwd: root,
      input,
      platform: "node",
      external: [/^node:/, "onnxruntime-node"],
      preserveEntrySignatures: "allow-extension",
      plugins: [withoutHttpClient],
      transform: { target: "node20" },
    });
    const { output } = await bundle.write({
      dir: outputFolder,
      format: "esm",
      entryFileNames: "[name].js",
      chunkFileNames,
      minify: false,
      codeSplitting,
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
