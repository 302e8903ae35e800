import { r as findNativeLibrary, t as createOnnxruntimeEngine } from "./onnxruntime.js";

// src/runs/embedded-engine.ts
/**
* ONNX Runtime on the CPU, in a child process. Nothing native is looked for before the engine's first use.
* @param ortPath the option of that name.
*/
function embeddedEngine(ortPath, options) {
	return createOnnxruntimeEngine({
		environment: options.environment,
		findLibrary: async () => await findNativeLibrary({
			environment: options.environment,
			log: options.log,
			signal: options.signal,
			...ortPath === void 0 ? {} : { ortPath }
		})
	});
}

export { embeddedEngine as t };