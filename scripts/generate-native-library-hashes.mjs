// Writes src/engines/native-library-hashes.generated.ts from an installed onnxruntime-node and package-lock.json.
// Run it after `npm install --save-exact onnxruntime-node@VERSION`, and review the difference.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const root = new URL("../", import.meta.url);
const packageFolder = new URL("node_modules/onnxruntime-node/", root);
const bindings = new URL("bin/napi-v6/", packageFolder);
const { version } = JSON.parse(readFileSync(new URL("package.json", packageFolder), "utf8"));
const lock = JSON.parse(readFileSync(new URL("package-lock.json", root), "utf8"));
const locked = lock.packages["node_modules/onnxruntime-node"];
if (locked.version !== version) {
  throw new Error(`package-lock.json has onnxruntime-node ${locked.version}, node_modules has ${version}`);
}

/** macOS loads libonnxruntime.1.dylib; the file with the whole version in its name is the same one again. */
const isNeeded = (name) => !/^libonnxruntime\.\d+\.\d+\.\d+\.dylib$/.test(name);

const platforms = readdirSync(bindings)
  .sort()
  .flatMap((os) =>
    readdirSync(new URL(`${os}/`, bindings))
      .sort()
      .map((cpu) => `${os}/${cpu}`),
  );
const lines = platforms.flatMap((platform) => {
  const folder = new URL(`${platform}/`, bindings);
  const files = readdirSync(folder).filter(isNeeded).sort();
  return [
    `  "${platform.replace("/", "-")}": {`,
    ...files.map((name) => {
      const bytes = readFileSync(new URL(name, folder));
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      return `    "${name}": { sizeBytes: ${bytes.length}, sha256: "${sha256}" },`;
    }),
    "  },",
  ];
});

writeFileSync(
  new URL("src/engines/native-library-hashes.generated.ts", root),
  `// Made by scripts/generate-native-library-hashes.mjs from onnxruntime-node ${version}. Do not edit.

export interface PinnedFile {
  readonly sizeBytes: number;
  readonly sha256: string;
}

export const pinnedVersion = "${version}";

/** Integrity of the package's tarball, as in package-lock.json. */
export const pinnedTarballIntegrity =
  "${locked.integrity}";

/** By platform and processor, then by file name: everything that is loaded there. */
export const pinnedFiles: Readonly<Record<string, Readonly<Record<string, PinnedFile>>>> = {
${lines.join("\n")}
};
`,
);
