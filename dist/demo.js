import { Q as parseFlags, n as judgeAndWrite } from "./settings.js";
import { g as InputError } from "./start.js";
import { z as renderReport } from "./reports.js";
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
/** Both jobs are of one gate: B is compared with A, as a pull request is with its base. */
const key = "detector";
/**
* `fp16-gate demo`: the gate on both jobs of the example, B against A as its baseline. Exit 0 when A passes, and B fails with
* an output that is new since A, as they should; 3 when not.
*/
async function demo(args, terminal) {
	const { flags } = parseFlags(args, ["out", "ort-path"], { positionals: [] });
	if (exampleFolder === void 0) throw new InputError("examples/detector is not part of this installation.", { advice: "Run the demo in a clone of the repository." });
	const out = resolve(terminal.workingDirectory, flags.out ?? "fp16-gate-demo");
	let isAsExpected = true;
	let baseline = "none";
	for (const job of jobs) {
		const folder = join(exampleFolder, job.name);
		const { result, files } = await judgeAndWrite({
			origin: "flag",
			texts: {
				model: join(folder, "model.onnx"),
				samples: join(folder, "samples"),
				out: join(out, job.name),
				key,
				baseline,
				"ort-path": flags["ort-path"]
			},
			configPath: join(exampleFolder, "fp16-gate.yml"),
			spell: (name) => `--${name}`
		}, terminal);
		const isNew = result.baseline?.outputs.some(({ state }) => state === "new") === true;
		isAsExpected &&= result.verdict.kind === job.expected && isNew === (job.expected === "fail");
		baseline = files.result;
		terminal.print(`\n${job.title}\n\n`);
		terminal.print(renderReport(result, "console", {
			color: terminal.color,
			columns: terminal.columns
		}));
		terminal.print(`Reports: ${files.folder}\nThe comment on its pull request: ${files.comment}\n`);
	}
	terminal.print(isAsExpected ? "\nJob A passes and job B fails with what is new since A: the retraining is the cause, and the gate would have blocked it.\n" : "\nThis is not what the example shows elsewhere: A should pass and B should fail.\n");
	return isAsExpected ? 0 : 3;
}

export { demo };