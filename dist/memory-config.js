// src/config/memory-config.ts
/** A quarter: what nobody ran for that long says little about today's training. */
const defaultMaxDays = 90;
/** Applies the defaults. @param model path of the model, when there is one. */
function resolveMemory(settings, model) {
	return {
		key: settings.key ?? defaultKey(model),
		baseline: settings.baseline,
		baselineMaxDays: settings["baseline-max-days"] ?? defaultMaxDays,
		configFrom: settings["config-from"] ?? "own",
		known: settings.known ?? "warn",
		regression: (settings.regression ?? []).map(({ output, factor, amount, level }) => ({
			output,
			...factor === void 0 ? {} : { factor },
			...amount === void 0 ? {} : { amount: amount.value },
			...amount?.unit === void 0 ? {} : { unit: amount.unit },
			level: level ?? "fail"
		})),
		waivers: (settings.waivers ?? []).map(({ output, layer, reason, by, expires }) => ({
			...output === void 0 ? {} : { output },
			...layer === void 0 ? {} : { layer },
			reason,
			by,
			expires
		}))
	};
}
/** The file's name without `.onnx`: folders differ from job to job. */
function defaultKey(model) {
	const name = model?.split(/[\\/]/).at(-1)?.replace(/\.onnx$/i, "").replace(/[\p{Cc}\p{Cf}]/gu, "_");
	return name === void 0 || name === "" ? "default" : name.slice(0, 200);
}

export { resolveMemory as t };