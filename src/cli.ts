#!/usr/bin/env node
import { runCommandLine } from "./commands/command-line.ts";
import { version } from "./version.ts";

// A promise that nobody awaited, or a defect: never the exit status of a pass.
const lastResort = (error: unknown): never => {
  process.stderr.write(`error: internal error: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(3);
};
process.on("uncaughtException", lastResort);
process.on("unhandledRejection", lastResort);

const [first] = process.argv.slice(2);
if (first === "--version" || first === "-v") process.stdout.write(`${version}\n`);
else process.exitCode = await runCommandLine(process.argv.slice(2));
