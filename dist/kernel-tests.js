import { ht as everythingFp16, ot as compareRun } from "./judge.js";
import { m as EngineError } from "./start.js";
import { l as elementSizeBytes, s as elementCount } from "./settings.js";
import { n as tryBuild } from "./fault-context.js";

// src/tensor/rows.ts
/** The first row along the first axis, `count` times. The row is held in memory. */
function repeatFirstRow(tensor, count) {
	const shape = [count, ...tensor.shape.slice(1)];
	const elementBytes = elementSizeBytes[tensor.dtype];
	const row = new Uint8Array(elementCount(shape.slice(1)) * elementBytes);
	tensor.read(0, row);
	return {
		dtype: tensor.dtype,
		shape,
		read: (start, into) => {
			for (let done = 0; done < into.length;) {
				const from = (start * elementBytes + done) % row.length;
				const part = row.subarray(from, from + into.length - done);
				into.set(part, done);
				done += part.length;
			}
		}
	};
}
/** Whether every row along the first axis has the bits of the first; NaN counts as any other bits. */
function hasEqualRows(tensor) {
	const [rows = 0] = tensor.shape;
	const elements = elementCount(tensor.shape.slice(1));
	const bytes = elements * elementSizeBytes[tensor.dtype];
	const [first, other] = [new Uint8Array(bytes), new Uint8Array(bytes)];
	tensor.read(0, first);
	for (let row = 1; row < rows; row++) {
		tensor.read(row * elements, other);
		if (Buffer.compare(first, other) !== 0) return false;
	}
	return true;
}

// src/engine-fault/exact-repeats.ts
const windowBytes = 1 << 20;
/** Whether every repeated run of every build gave the bits of the first. */
function hasExactRepeats({ builds }) {
	return builds.every(({ samples }) => samples.every(({ outputs, repeats }) => repeats.every((repeat) => [...outputs].every(([name, tensor]) => hasSameBits(tensor, repeat.get(name))))));
}
function hasSameBits(one, other) {
	if (other === void 0 || one.dtype !== other.dtype || one.shape.join() !== other.shape.join()) return false;
	const elementBytes = elementSizeBytes[one.dtype];
	const sizeBytes = elementCount(one.shape) * elementBytes;
	for (let offset = 0; offset < sizeBytes; offset += windowBytes) {
		const [first, second] = [one, other].map((tensor) => {
			const part = new Uint8Array(Math.min(windowBytes, sizeBytes - offset));
			tensor.read(offset / elementBytes, part);
			return part;
		});
		if (Buffer.compare(first, second) !== 0) return false;
	}
	return true;
}

// src/engine-fault/kernel-tests.ts
/** Two runs that should agree may differ by rounding, which stays below this on healthy networks. */
const agreeRelRms = .02;
/**
* Tests that tell a faulty kernel from precision, none of which needs a reference: rounding treats equal rows alike, gives
* the same bits twice, and does not care for the size of a batch.
* @returns whether the engine that was built for them is right: then the judged one is wrong by its choice of kernels.
*/
async function runKernelTests(context) {
	const [first] = context.runs.samples;
	const batch = first === void 0 ? void 0 : batchOf(first);
	const rows = first === void 0 || batch === void 0 ? void 0 : firstRows(first, batch);
	const single = first === void 0 || batch === void 0 ? void 0 : firstRows(first, 1);
	const isFree = single !== void 0 && hasFreeBatch(context);
	const samples = [
		...context.runs.samples,
		...rows === void 0 ? [] : [rows],
		...isFree ? [single] : []
	];
	const tried = await tryBuild(context, {
		label: "kernel-tests",
		plan: everythingFp16,
		samples,
		want: {
			repeats: 2,
			builds: 2
		}
	});
	if (tried === void 0) return {
		tests: [],
		isRebuiltRight: false
	};
	const count = context.runs.samples.length;
	const [build, other] = tried.answer.builds;
	const ofRows = rows === void 0 ? void 0 : build.samples[count]?.outputs;
	const ofSingle = isFree ? build.samples[count + (rows === void 0 ? 0 : 1)]?.outputs : void 0;
	return {
		tests: [
			repeatTest(hasExactRepeats(tried.answer)),
			rebuildTest(build.samples.map(({ outputs }) => outputs), other?.samples.map(({ outputs }) => outputs)),
			rowTest(ofRows, batch),
			batchTest(ofRows, ofSingle, batch),
			await levelTest(context)
		],
		isRebuiltRight: tried.passed
	};
}
function repeatTest(isExact) {
	return {
		name: "same engine twice",
		outcome: isExact ? "passed" : "failed",
		text: isExact ? "Two runs give the same bits." : "Two runs of one engine on one input give other bits: a race in a kernel."
	};
}
function rebuildTest(one, other) {
	const name = "another build";
	if (other === void 0) return {
		name,
		outcome: "not-run",
		text: "The engine was built once."
	};
	const difference = largestDifference(one, other);
	return difference <= agreeRelRms ? {
		name,
		outcome: "passed",
		text: `A second build agrees to ${difference.toPrecision(2)} of its rms.`
	} : {
		name,
		outcome: "failed",
		text: "A second build gives other results: the choice of kernels decides."
	};
}
function rowTest(outputs, batch) {
	const name = "identical rows";
	if (outputs === void 0 || batch === void 0) return {
		name,
		outcome: "not-run",
		text: "The inputs share no batch axis of two rows or more."
	};
	const unequal = [...outputs].filter(([, { shape }]) => shape[0] === batch).find(([, t]) => !hasEqualRows(t));
	return unequal === void 0 ? {
		name,
		outcome: "passed",
		text: `${batch} identical rows give identical rows.`
	} : {
		name,
		outcome: "failed",
		text: `${batch} identical rows give unequal rows of ${JSON.stringify(unequal[0])}: a kernel is wrong, whatever the precision.`
	};
}
/** The first row of a batch of identical rows against the same row alone. */
function batchTest(ofRows, ofSingle, batch) {
	const name = "batch 1 against batch n";
	if (ofRows === void 0 || ofSingle === void 0 || batch === void 0) return {
		name,
		outcome: "not-run",
		text: "The model's batch size is fixed."
	};
	const alone = new Map([...ofSingle].filter(([, { shape }]) => shape[0] === 1));
	const repeated = new Map([...alone].map(([key, tensor]) => [key, repeatFirstRow(tensor, batch)]));
	const compared = new Map([...ofRows].filter(([key]) => repeated.has(key)));
	return largestDifference([repeated], [compared]) <= agreeRelRms ? {
		name,
		outcome: "passed",
		text: `A row alone and in a batch of ${batch} agree.`
	} : {
		name,
		outcome: "failed",
		text: `A row alone and in a batch of ${batch} differ: a kernel depends on the batch.`
	};
}
async function levelTest(context) {
	const name = "optimisation level 0";
	try {
		const tried = await tryBuild(context, {
			label: "level-0",
			plan: everythingFp16,
			options: { optLevel: 0 }
		});
		if (tried === void 0) return {
			name,
			outcome: "not-run",
			text: "The budget of builds is spent."
		};
		return tried.passed ? {
			name,
			outcome: "failed",
			text: "Without optimisation the engine is right: a fusion or a kernel is at fault."
		} : {
			name,
			outcome: "passed",
			text: "Without optimisation the engine is wrong as well."
		};
	} catch (error) {
		if (!(error instanceof EngineError)) throw error;
		return {
			name,
			outcome: "not-run",
			text: error.message
		};
	}
}
function largestDifference(one, other) {
	const { outputs, findings } = compareRun(one.map((reference, at) => ({
		sample: String(at),
		reference,
		candidate: other[at]
	})));
	if (findings.length > 0) return Number.POSITIVE_INFINITY;
	return Math.max(0, ...outputs.map((output) => {
		if (output.kind === "exact") return output.metrics.mismatches > 0 ? Number.POSITIVE_INFINITY : 0;
		return output.metrics.nonFiniteMismatches > 0 ? Number.POSITIVE_INFINITY : output.metrics.relRms;
	}));
}
/** The size of the first axis when all inputs share it and it is 2 or more. */
function batchOf({ inputs }) {
	const sizes = new Set([...inputs.values()].map(({ shape }) => shape[0]));
	const [size] = sizes;
	return sizes.size === 1 && size !== void 0 && size > 1 ? size : void 0;
}
function firstRows({ inputs }, count) {
	return {
		id: `first row x ${count}`,
		inputs: new Map([...inputs].map(([name, tensor]) => [name, repeatFirstRow(tensor, count)]))
	};
}
/** Every input declares its first axis as dynamic. */
function hasFreeBatch({ opened }) {
	const { graph } = opened.model;
	const initialized = new Set(graph?.initializer.map(({ name }) => name));
	return (graph?.input ?? []).filter(({ name }) => !initialized.has(name)).every(({ type }) => {
		if (type?.value.case !== "tensorType") return false;
		const size = type.value.value.shape?.dim[0]?.value;
		return size?.case === "dimParam" || size?.case === "dimValue" && size.value < 0n;
	});
}

export { runKernelTests };