import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The licences of every package that has a module in the bundle, as Markdown.
 * @param {Iterable<string>} moduleIds paths of the bundled modules
 */
export function thirdPartyNotices(moduleIds) {
  const folders = new Set();
  for (const id of moduleIds) {
    const match = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id);
    if (match !== null) folders.add(match[1]);
  }
  const sections = [...folders].map(section).sort((left, right) => (left.title < right.title ? -1 : 1));
  return [
    "# Third-party code in dist/",
    ...sections.map(({ title, license, text }) => `## ${title}\n\nLicence: ${license}\n\n${text}`),
  ]
    .join("\n\n")
    .concat("\n");
}

function section(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (typeof license !== "string") throw new Error(`${name} ${version} names no licence`);
  const files = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
    .sort();
  const text = files.map((file) => fence(readFileSync(join(folder, file), "utf8").trim())).join("\n\n");
  return {
    title: `${name} ${version}`,
    license,
    text: text === "" ? "The package holds no licence file." : text,
  };
}

function fence(text) {
  return `\`\`\`\`text\n${text.replaceAll("\r\n", "\n")}\n\`\`\`\``;
}
