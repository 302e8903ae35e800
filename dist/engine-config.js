import { t as ConfigError } from "./errors.js";

// src/config/engine-config.ts
const pythonEngines = [
	"tensorrt",
	"onnxruntime",
	"torch"
];
const tensorrtEngines = [
	"tensorrt",
	"trtexec",
	"driver"
];
/** Engines that each setting is for; a setting that nobody would read is refused rather than forgotten. */
const readers = {
	driver: ["driver"],
	python: pythonEngines,
	"engine-file": tensorrtEngines,
	"build-args": ["trtexec"],
	"engine-options": [
		"tensorrt",
		"onnxruntime",
		"torch",
		"driver"
	],
	typing: [...tensorrtEngines, "onnxruntime"],
	"trtexec-path": ["trtexec"],
	plugins: [...tensorrtEngines, "onnxruntime"]
};
/**
* The settings of the engine that was chosen; undefined for the two that run no engine.
* @throws ConfigError for a setting that this engine does not read, and for a driver without a command.
*/
function resolveEngine(name, settings) {
	refuseUnread(name, settings);
	if (name === "emulated" || name === "recorded") return void 0;
	if (name === "driver" && settings.driver === void 0) throw new ConfigError("engine driver has no command.", { advice: "Give driver, such as [\"python3\", \"my_driver.py\"]." });
	if (name === "onnxruntime" && settings.typing === "weak") throw new ConfigError("typing weak is not known to ONNX Runtime.", { advice: "Leave typing out: ONNX Runtime takes precision from the types in the file." });
	if (settings["engine-file"] !== void 0 && (settings.builds ?? 1) > 1) throw new ConfigError("builds is given beside engine-file, which is judged as it is.", { advice: "Leave one of them out." });
	return {
		name,
		driver: settings.driver,
		python: settings.python ?? "python3",
		engineFile: settings["engine-file"],
		buildArgs: settings["build-args"] ?? [],
		typing: settings.typing ?? (name === "tensorrt" || name === "trtexec" ? "weak" : "strong"),
		options: settings["engine-options"] ?? {},
		trtexecPath: settings["trtexec-path"],
		plugins: settings.plugins ?? [],
		builds: settings.builds ?? 1,
		keepWork: settings["keep-work"] ?? false
	};
}
function refuseUnread(name, settings) {
	const isReal = name !== "emulated" && name !== "recorded";
	for (const key of Object.keys(settings)) {
		if (settings[key] === void 0) continue;
		const known = readers[key];
		if (isReal && (known === void 0 || known.includes(name))) continue;
		const engines = known === void 0 ? "a real engine" : `engine ${known.join(", ")}`;
		throw new ConfigError(`${key} is given, but engine ${name} does not read it.`, { advice: `It is for ${engines}: choose that, or leave ${key} out.` });
	}
}

export { resolveEngine as t };