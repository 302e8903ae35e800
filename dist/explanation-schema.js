import { m as string, n as array, p as strictObject, t as _enum } from "./schemas.js";
import { c as count, u as figure } from "./provenance-schema.js";

// src/report/explanation-schema.ts
const text = string();
/** Range of one weight or input, as FP16 sees it. */
const scanSchema = strictObject({
	name: text,
	kind: _enum(["weight", "input"]),
	elements: count,
	absMax: figure,
	overflows: count.meta({ description: "Elements that become infinite in FP16." }),
	flushed: count.optional().meta({ description: "Non-zero elements that become 0 in FP16." }),
	subnormal: count.optional().meta({ description: "Elements that are subnormal in FP16." }),
	nonFinite: count.optional(),
	file: text.optional(),
	module: text.optional().meta({ description: "PyTorch module that owns it." }),
	consumer: text.optional().meta({ description: "A node that reads it." }),
	dtype: text.optional(),
	shape: array(count).optional(),
	role: _enum([
		"parameter",
		"constant",
		"mask",
		"statistic",
		"bound",
		"exempt"
	]).optional().meta({ description: "What it is for: only a parameter that overflows breaks." }),
	sample: text.optional().meta({ description: "Of an input: the sample with its largest magnitude." }),
	min: figure.optional(),
	max: figure.optional(),
	nan: count.optional(),
	beyondHalf: count.optional().meta({ description: "Finite elements of magnitude above 2^15." }),
	beyondLargest: count.optional().meta({ description: "Finite elements of magnitude above 65504." }),
	largeIntegers: count.optional().meta({ description: "Integers of magnitude above 2048." }),
	changedIntegers: count.optional().meta({ description: "Those that FP16 can't represent." }),
	rmsLoss: figure.optional().meta({ description: "What rounding changes: rms, relative to the rms." }),
	maxLoss: figure.optional().meta({ description: "Largest relative change of an element that stays finite." }),
	level: _enum([
		"fits",
		"note",
		"warn",
		"break"
	]).optional().meta({ description: "break: FP16 can't hold it; warn: it loses more than usual; note: harmless." }),
	text: text.optional().meta({ description: "The evidence, half a sentence after the name." })
});

export { scanSchema as t };