import { z } from "zod";

/** Who makes the candidate outputs. */
export const engineNames = [
  "emulated",
  "recorded",
  "tensorrt",
  "onnxruntime",
  "torch",
  "trtexec",
  "driver",
] as const;

export type EngineName = (typeof engineNames)[number];

/** Engines that run the model on a device of their own: their numbers decide, and the emulation explains. */
export const realEngineNames = ["tensorrt", "onnxruntime", "torch", "trtexec", "driver"] as const;

export type RealEngineName = (typeof realEngineNames)[number];

/** Builds compared with each other; each costs what the first one does. */
const mostBuilds = 16;

const path = z.string().min(1);
const argumentList = z.array(z.string().min(1)).min(1);

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const optionValue = z.union([scalar, z.array(scalar)]);

/** Settings of real engines, for the schema of all settings. Lists are arguments and never reach a shell. */
export const engineSettings = {
  driver: argumentList
    .optional()
    .meta({ description: "Program and arguments of a driver of your own; see the driver protocol." }),
  python: path.optional().meta({ description: "Python interpreter that has the engine's packages." }),
  "engine-file": path
    .optional()
    .meta({ description: "A built engine (.engine, .plan): the verdict is on this very file." }),
  "build-args": argumentList
    .optional()
    .meta({ description: "Further arguments of the build, as trtexec spells them." }),
  typing: z.enum(["weak", "strong"]).optional().meta({
    description: "How FP16 is asked for: weak, by builder flags; strong, by the types in the ONNX file.",
  }),
  "engine-options": z
    .record(z.string().min(1), optionValue)
    .optional()
    .meta({ description: "Options of the driver protocol, such as {optLevel: 3} or {providers: [...]}." }),
  "trtexec-path": path.optional().meta({ description: "The trtexec to run." }),
  plugins: argumentList.optional().meta({ description: "Plugin libraries that the engine loads." }),
  builds: z
    .union([z.number(), z.string().regex(/^\d+$/, "must be a whole number").transform(Number)])
    .pipe(z.number().int().min(1).max(mostBuilds))
    .optional()
    .meta({ description: "Builds to compare; the worst is judged." }),
  "keep-work": z
    .union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")])
    .optional()
    .meta({ description: "Keep the work folder with models, inputs, outputs and logs of the engine." }),
};

/** Settings whose value is a list of arguments. */
export const listSettings = ["driver", "build-args", "plugins"] as const;
