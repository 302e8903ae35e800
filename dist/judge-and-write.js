import { n as resolveConfig } from "./config.js";
import { a as onnxruntimePackage } from "./onnxruntime.js";
import { t as createWorkFolder } from "./work-folder.js";
import { t as embeddedEngine } from "./embedded-engine.js";
import { t as readSources } from "./read-sources.js";
import { isAbsolute, join } from "node:path";

// src/runs/started-engine.ts
/** Starts the embedded engine's process, which then gets ready by itself. This never throws. */
async function startEmbeddedEngine({ ortPath, threads }, { log, signal, environment }) {
	const { version } = onnxruntimePackage;
	let work;
	try {
		work = createWorkFolder();
		const folder = work;
		const engine = embeddedEngine(ortPath, {
			log,
			signal,
			environment
		});
		const options = {
			workFolder: folder.path,
			threads,
			signal
		};
		const session = await engine.open(options);
		return {
			version,
			started: () => ({
				engine,
				session,
				options
			}),
			end: async () => {
				await session.close().catch(() => void 0);
				folder.remove();
			}
		};
	} catch (error) {
		work?.remove();
		const fail = () => {
			throw error;
		};
		return {
			version,
			started: fail,
			end: async () => await Promise.resolve()
		};
	}
}

// src/commands/judge-and-write.ts
const defaultOut = "fp16-gate-out";
/**
* One run of the gate as both entries do it: settings, judgement, reports. Errors of the configuration, too, end as
* a result with its reports, or an old green one would stay in `out`.
* @returns `config` is absent when the settings themselves were wrong.
* @throws EngineError (storage) when the reports can't be written.
*/
async function judgeAndWrite(request, surroundings) {
	let config;
	let result;
	try {
		request.refuse?.();
		config = resolveConfig(await readSources(request, surroundings.workingDirectory));
		await surroundings.begun?.(config);
		result = await judgeEarly(config, surroundings);
	} catch (error) {
		const { failedResult } = await import("./failed-result.js");
		result = failedResult(error);
	}
	const asked = config?.out ?? request.texts.out;
	const out = typeof asked === "string" && asked !== "" ? asked : defaultOut;
	const folder = isAbsolute(out) ? out : join(surroundings.workingDirectory, out);
	const used = [
		config?.model,
		config?.candidate,
		request.texts.model,
		request.texts.candidate
	];
	const { writeReportsOrDefect } = await import("./write-reports.js");
	return {
		...writeReportsOrDefect(result, folder, used),
		config
	};
}
/** The engine's process starts first: it gets ready while the rest of the program is loaded, which takes as long. */
async function judgeEarly(config, surroundings) {
	const embedded = config.engine === "emulated" ? await startEmbeddedEngine(config, surroundings) : void 0;
	const { judge } = await import("./gate.js");
	return await judge(config, surroundings, embedded);
}

export { judgeAndWrite as t };