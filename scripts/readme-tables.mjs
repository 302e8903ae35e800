// Writes the tables of inputs and outputs in README.md from action.yml.
//   node scripts/readme-tables.mjs           writes them
//   node scripts/readme-tables.mjs --check   fails when they differ
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const read = (name) => readFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), "utf8");

/** README.md with its tables replaced. */
export function withTables(readme, actionYaml) {
  const action = parse(actionYaml);
  return ["inputs", "outputs"].reduce((text, kind) => {
    const [start, end] = [`<!-- ${kind} of action.yml -->\n`, `<!-- end of ${kind} -->`];
    const from = text.indexOf(start);
    const to = text.indexOf(end);
    if (from === -1 || to < from) throw new Error(`README.md lacks "${start.trim()}" or "${end}"`);
    const rows = Object.entries(action[kind]).map(
      ([name, { description }]) => `| \`${name}\` | ${description.replaceAll("|", "\\|")} |`,
    );
    const table = [`| ${kind.slice(0, -1)} | meaning |`, "|---|---|", ...rows].join("\n");
    return `${text.slice(0, from)}${start}\n${table}\n\n${text.slice(to)}`;
  }, readme);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [readme, wanted] = [read("README.md"), withTables(read("README.md"), read("action.yml"))];
  if (!process.argv.includes("--check")) writeFileSync(new URL("../README.md", import.meta.url), wanted);
  else if (readme !== wanted) {
    console.error(
      'The tables of README.md are not those of action.yml. Run "node scripts/readme-tables.mjs".',
    );
    process.exitCode = 1;
  }
}
