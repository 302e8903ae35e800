#!/usr/bin/env node
import { f as version, t as runCommandLine } from "./start.js";

// src/cli.ts
const lastResort = (error) => {
	process.stderr.write(`error: internal error: ${error instanceof Error ? error.stack : String(error)}\n`);
	process.exit(3);
};
process.on("uncaughtException", lastResort);
process.on("unhandledRejection", lastResort);
const [first] = process.argv.slice(2);
if (first === "--version" || first === "-v") process.stdout.write(`${version}\n`);
else process.exitCode = await runCommandLine(process.argv.slice(2));

export {  };