import { t as parseFlags } from "./args.js";
import { t as inputNames } from "./inputs.js";
import { t as judgeAndWrite } from "./judge-and-write.js";

// src/commands/check.ts
/** `fp16-gate check MODEL --samples DIR`: judges, writes the reports, prints the table. */
async function check(args, terminal) {
	const { flags, positionals } = parseFlags(args, [...inputNames.filter((name) => name !== "model"), "config"], {
		repeatable: ["max-abs"],
		positionals: ["MODEL"]
	});
	const { config, ...texts } = flags;
	const { result, files } = await judgeAndWrite({
		origin: "flag",
		texts: {
			...texts,
			model: positionals[0]
		},
		configPath: config,
		spell: (name) => name === "model" ? "MODEL" : `--${name}`
	}, terminal);
	const { renderReport } = await import("./render2.js");
	terminal.print(renderReport(result, "console", {
		color: terminal.color,
		columns: terminal.columns
	}));
	terminal.log.info(`Reports: ${files.folder}`);
	return result.verdict.exitCode;
}

export { check };