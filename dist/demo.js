import { t as parseFlags } from "./args.js";
import { i as InputError } from "./errors.js";
import { n as renderReport } from "./render.js";
import { t as judgeAndWrite } from "./judge-and-write.js";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

// src/commands/demo.ts
/** Both the bundle in dist/ and this file lie one or two folders below the root. */
const exampleFolder = ["../examples/detector", "../../examples/detector"].map((path) => fileURLToPath(new URL(path, import.meta.url))).find((folder) => existsSync(folder));
const jobs = [{
	name: "job-a",
	title: "Job A: trained on small scenes",
	expected: "pass"
}, {
	name: "job-b",
	title: "Job B: retrained on more data, with large scenes",
	expected: "fail"
}];
/**
* `fp16-gate demo`: the gate on both jobs of the example. Exit 0 when A passes and B fails, as they should; 3 when not.
*/
async function demo(args, terminal) {
	const { flags } = parseFlags(args, ["out", "ort-path"], { positionals: [] });
	if (exampleFolder === void 0) throw new InputError("examples/detector is not part of this installation.", { advice: "Run the demo in a clone of the repository." });
	const out = resolve(terminal.workingDirectory, flags.out ?? "fp16-gate-demo");
	let isAsExpected = true;
	for (const job of jobs) {
		const folder = join(exampleFolder, job.name);
		const { result, files } = await judgeAndWrite({
			origin: "flag",
			texts: {
				model: join(folder, "model.onnx"),
				samples: join(folder, "samples"),
				out: join(out, job.name),
				"ort-path": flags["ort-path"]
			},
			configPath: join(exampleFolder, "fp16-gate.yml"),
			spell: (name) => `--${name}`
		}, terminal);
		isAsExpected &&= result.verdict.kind === job.expected;
		terminal.print(`\n${job.title}\n\n`);
		terminal.print(renderReport(result, "console", {
			color: terminal.color,
			columns: terminal.columns
		}));
		terminal.print(`Reports: ${files.folder}\n`);
	}
	terminal.print(isAsExpected ? "\nJob A passes and job B fails: the retraining is the cause, and the gate would have blocked it.\n" : "\nThis is not what the example shows elsewhere: A should pass and B should fail.\n");
	return isAsExpected ? 0 : 3;
}

export { demo };