// Assembles src/compare/float32-kernel.wat into src/compare/float32-kernel.generated.ts.
//   node scripts/build-kernel.mjs           writes it
//   node scripts/build-kernel.mjs --check   fails when the committed file is another
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import wabt from "wabt";

const source = fileURLToPath(new URL("../src/compare/float32-kernel.wat", import.meta.url));
const target = fileURLToPath(new URL("../src/compare/float32-kernel.generated.ts", import.meta.url));

async function assemble() {
  const assembler = await wabt();
  const parsed = assembler.parseWat(source, readFileSync(source, "utf8"), { simd: true });
  try {
    parsed.resolveNames();
    parsed.validate();
    return Buffer.from(parsed.toBinary({}).buffer);
  } finally {
    parsed.destroy();
  }
}

const lines = (await assemble()).toString("base64").match(/.{1,96}/g);
const text = `// Made by scripts/build-kernel.mjs from float32-kernel.wat; not to be edited.

/** The WebAssembly module, in base64. */
export const float32KernelBase64 =
${lines.map((line) => `  "${line}"`).join(" +\n")};
`;
if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") === text) console.log("the kernel is what its source assembles to");
  else {
    console.error(
      'float32-kernel.generated.ts is not what float32-kernel.wat assembles to. Run "npm run build:kernel" and commit the result.',
    );
    process.exitCode = 1;
  }
} else writeFileSync(target, text);
