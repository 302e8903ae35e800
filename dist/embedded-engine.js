import { o as describeError } from "./errors.js";
import { i as isFloat, r as elementSizeBytes, t as elementCount } from "./tensor.js";
import { $ as modelTensors, Nt as packedSizeBytes, Q as defaultOpset, _t as ModelProtoSchema, dt as copyMessage, ft as quote, j as tensorBytes, jt as dataTypeOf, kt as dataTypeName, ot as externalLocation, st as isExternal } from "./rounding.js";
import { $ as toBinary, H as largestFloat16, J as compareRun, M as show, N as site, Q as withinLimit, X as judgeRun, Z as toleranceFor, k as mapInitializers } from "./emulated.js";
import { c as openModel, d as scanEntry, h as scanModel, m as scanSamples, n as roles, p as rangeLeg, t as openSamples } from "./samples.js";
import { a as withUnit, i as formatFigure, t as formatAgainst } from "./figure.js";
import { c as worstFinding, f as describeFinding, m as quoteName, r as legKinds, u as failureExitCodes } from "./result.js";
import { y as shortenMiddle } from "./provenance-schema.js";
import { t as version } from "./version.js";
import { n as findNativeLibrary, t as createOnnxruntimeEngine } from "./onnxruntime.js";
import { availableParallelism, cpus, totalmem } from "node:os";
import { createHash } from "node:crypto";

// src/judge-outputs.ts
/** Compares one leg's outputs with the reference and applies the limits. */
function judgeOutputs(kind, pairs, limits, record) {
	const startMs = performance.now();
	const { tolerances, match, extraOutputs } = limits;
	const comparison = compareRun(pairs, {
		tolerances,
		match,
		extraOutputs
	});
	for (const name of comparison.names) {
		const unit = toleranceFor(name, tolerances)?.unit;
		if (unit !== void 0) record.units.set(name, unit);
	}
	const judgement = judgeRun(comparison, tolerances, { noiseFloors: new Map(record.conversion?.comparison.outputs.map(({ name, metrics }) => [name, metrics.maxAbs])) });
	record.timings.compareMs = (record.timings.compareMs ?? 0) + performance.now() - startMs;
	return {
		kind,
		sampleCount: pairs.length,
		comparison,
		judgement
	};
}
/** The same for one set of outputs per sample. */
function compareLeg(kind, samples, candidates, limits, record) {
	return judgeOutputs(kind, samples.map(({ id, reference }, at) => ({
		sample: id,
		reference,
		candidate: candidates[at]
	})), limits, record);
}

// src/verdict/decide.ts
/**
* Makes the verdict; nothing else does. It fails closed: only evidence that is complete, free of contradictions and
* within every limit passes. In this order:
* 1. a failure, or evidence that can't be trusted: error, exit 2 when the user must change something, else 3;
* 2. a limit below the measured noise floor: error, exit 2;
* 3. a limit of the judged or the conversion leg crossed: fail, exit 1;
* 4. an output that could not be judged: error, exit 3;
* 5. pass, exit 0.
* `enforce: warn` turns exit 1 into 0 and nothing else: with an unjudged output beside the crossed limit exit 3
* remains, since a worse result must never end with a milder code.
*/
function decide(evidence) {
	const { enforcement, unjudged } = evidence;
	const findings = [...legFindings(evidence.conversion), ...legFindings(evidence.judged)];
	const judged = {
		findings,
		unjudged
	};
	const failure = strongest([...evidence.failures, ...distrust(evidence)]) ?? limitBelowNoise(evidence);
	if (failure !== void 0) return error(failure, enforcement, judged);
	if (findings.some((finding) => !finding.passed && finding.level === "fail")) return {
		kind: "fail",
		exitCode: enforcement === "fail" ? 1 : unjudged.length > 0 ? 3 : 0,
		enforcement,
		...judged
	};
	const first = unjudged[0];
	if (first !== void 0) return error(unjudgedFailure(first, unjudged.length), enforcement, judged);
	return {
		kind: "pass",
		exitCode: 0,
		enforcement,
		findings: [...findings, ...latentFindings(evidence.emulation)],
		unjudged
	};
}
function latentFindings(emulation) {
	return legFindings(emulation).filter(({ passed, level }) => !passed && level === "fail").map((finding) => ({
		...finding,
		level: "warn"
	}));
}
function error(failure, enforcement, judged) {
	return {
		kind: "error",
		exitCode: failureExitCodes[failure.kind],
		enforcement,
		error: failure,
		...judged
	};
}
function legFindings(leg) {
	return (leg?.findings ?? []).map((finding) => ({
		...finding,
		leg: leg.leg
	}));
}
/** What the user can change comes before what only could not be judged. */
function strongest(failures) {
	return failures.find((failure) => failureExitCodes[failure.kind] === 2) ?? failures[0];
}
/** Reasons not to believe the evidence: each would otherwise let a job through that nobody compared. */
function distrust(evidence) {
	if (evidence.failures.length > 0) return [];
	if (evidence.judged === void 0) return [nothing("no candidate outputs were compared with the reference")];
	const unjudged = new Set(evidence.unjudged.map((entry) => entry.output));
	return [evidence.judged, ...evidence.conversion === void 0 ? [] : [evidence.conversion]].flatMap((leg) => distrustLeg(leg, unjudged));
}
function distrustLeg(leg, unjudged) {
	if (!(leg.sampleCount > 0)) return [nothing(`the ${leg.leg} leg compared no sample`)];
	if (leg.outputs.length === 0) return [nothing(`the ${leg.leg} leg compared no output`)];
	const limited = new Set(leg.findings.filter(judgesDifference).map((finding) => finding.output));
	const unlimited = leg.outputs.filter((output) => !limited.has(output) && !unjudged.has(output));
	const contradictions = leg.findings.filter((finding) => finding.passed !== holds(finding));
	return [...unlimited.map((output) => nothing(`no limit was applied to output ${quoteName(output)} (${leg.leg})`)), ...contradictions.map(contradiction)];
}
/** Rules that an output can keep while its values are anything. */
const rulesWithoutValues = /* @__PURE__ */ new Set([
	"output",
	"shape",
	"dtype",
	"match",
	"non-finite"
]);
function judgesDifference(finding) {
	return finding.level === "fail" && (!finding.passed || !rulesWithoutValues.has(finding.name));
}
function nothing(what) {
	return {
		kind: "unjudged",
		message: `Nothing to judge: ${what}.`,
		advice: "Check that the samples hold reference outputs under the model's output names."
	};
}
function contradiction(finding) {
	return {
		kind: "internal",
		message: `${quoteName(finding.output)}: ${finding.name} ${String(finding.actual)} ${finding.operator} ${String(finding.expected)} was recorded as ${finding.passed ? "passed" : "failed"}.`,
		advice: "This is a defect of fp16-gate: nothing was judged. Please report it with the operators of the model."
	};
}
/** Whether a finding's own figures say that it passed. NaN on either side never does. */
function holds({ actual, operator, expected }) {
	if (typeof actual === "number" && typeof expected === "number") return withinLimit(actual, operator, expected);
	return operator === "==" && actual === expected;
}
/** Identical runs that differ by more than a limit would fail and pass by turns. */
function limitBelowNoise(evidence) {
	for (const floor of evidence.noise) {
		const finding = evidence.judged?.findings.find(({ output, name }) => output === floor.output && name === floor.metric);
		if (finding === void 0 || typeof finding.expected !== "number") continue;
		if (withinLimit(floor.value, finding.operator, finding.expected)) continue;
		const figures = formatAgainst(floor.value, finding.expected);
		const limit = withUnit(figures.limit, finding.unit);
		const noise = withUnit(figures.actual, finding.unit);
		const side = finding.operator === ">=" ? "above" : "below";
		return {
			kind: "configuration",
			message: `${quoteName(finding.output)}: the ${finding.name} limit of ${limit} is ${side} the noise floor of ${noise}.`,
			advice: floor.of === "rebuild" ? `Two builds of the same model already differ by ${noise}: relax the limit beyond that, or make builds alike with a timing cache.` : `Two identical runs already show ${noise}: relax the limit beyond that, or make the runs deterministic.`
		};
	}
}
function unjudgedFailure(first, count) {
	const others = count > 1 ? ` (and ${count - 1} more)` : "";
	return {
		kind: "unjudged",
		message: `${quoteName(first.output)}${others}: ${first.reason}`,
		...first.advice === void 0 ? {} : { advice: first.advice }
	};
}

// src/verdict/diagnose.ts
/**
* Names the class of culprit: the first leg of the chain that breaks, leaving out differences that two
* identical runs show as well.
* @param judged the leg on which the verdict rests.
* @param others the other legs that ran.
* @param outOfRange sentences on inputs and weights that FP16 can't hold; evidence for a failure of precision only.
* @returns undefined when nothing was judged.
*/
function diagnose(verdict, judged, others, outOfRange = []) {
	if (judged === void 0 || verdict.kind === "error") return void 0;
	const legs = new Map(others.map((leg) => [leg.kind, leg]));
	return verdict.kind === "pass" ? diagnosePass(judged, legs) : diagnoseFail(judged, legs, outOfRange);
}
function diagnosePass(judged, legs) {
	const nearest = worstFinding(judged.findings);
	const emulation = legs.get("emulation");
	if (judged.kind !== "emulation" && emulation !== void 0 && !emulation.passed) return {
		kind: "latent",
		text: `This engine stays within its limits, but FP16 as the graph defines it does not: ${worstOf(emulation)}. A fusion hides it here, and another engine, version or fusion may not.`
	};
	return {
		kind: "healthy",
		text: `Every output is within its limits. ${agreement(legs.get("conversion"), nearest?.output)}`.trimEnd()
	};
}
function diagnoseFail(judged, legs, outOfRange) {
	const conversion = legs.get("conversion");
	const engineFp32 = legs.get("engine-fp32");
	const emulation = legs.get("emulation");
	if (conversion !== void 0 && blamable(conversion)) return conversionFault(conversion);
	if (engineFp32 !== void 0 && blamable(engineFp32)) return {
		kind: "engine",
		text: `${agreement(conversion, worstName(engineFp32))}The FP32 engine already differs: ${worstOf(engineFp32)}. The engine or one of its kernels is wrong, precision is not the question.`
	};
	if (!blamable(judged)) return {
		kind: "nondeterministic",
		text: `${worstOf(judged)}, which is no more than two identical runs differ by.`
	};
	if (judged.kind.startsWith("engine-") && emulation !== void 0 && emulation.passed) return {
		kind: "engine",
		text: `FP16 as the graph defines it stays within the limits, so this engine or one of its kernels is at fault: ${worstOf(judged)}.`
	};
	if (conversion === void 0 && engineFp32 === void 0) return {
		kind: "unknown",
		text: `${worstOf(judged)}. No FP32 run was compared with PyTorch, so the export, the engine and FP16 remain possible causes.`
	};
	return {
		kind: "precision",
		text: [
			`${conversion === void 0 ? "" : agreement(conversion, worstName(judged), ", so the export is fine: this is FP16")}${worstOf(judged)}.`,
			...outOfRange,
			...halfInPytorch(legs)
		].join(" ")
	};
}
/** PyTorch's own half precision, when it was captured, says whether the network or the engine is to be changed. */
function halfInPytorch(legs) {
	const half = legs.get("half");
	if (half === void 0) return [];
	return half.passed ? ["PyTorch's own half() stays within the limits."] : [`PyTorch's own half() is off as well: ${worstOf(half)}.`];
}
function conversionFault(conversion) {
	const finding = blamed(conversion);
	return {
		kind: "conversion",
		text: `FP32 ONNX already differs from PyTorch ${finding?.name === "max-abs" && typeof finding.actual === "number" ? `by ${withUnit(formatFigure(finding.actual), finding.unit)} on ${quoteName(finding.output)}` : `(${worstOf(conversion)})`}: the export or the reference is wrong, precision is not the question.`
	};
}
/** `The FP32 ONNX agrees with PyTorch to 0.0002 px…. `, about the output that the reader asks about, else the worst. */
function agreement(conversion, name, so = "") {
	if (conversion === void 0 || !conversion.passed) return "";
	const largest = conversion.outputs.reduce((worst, output) => worst === void 0 || output.maxAbs > worst.maxAbs ? output : worst, void 0);
	const output = conversion.outputs.find((candidate) => candidate.name === name) ?? largest;
	return `The FP32 ONNX agrees with PyTorch${output === void 0 || Number.isNaN(output.maxAbs) ? "" : output.maxAbs === 0 ? " exactly" : ` to ${withUnit(formatFigure(output.maxAbs), output.unit)}`}${so}. `;
}
/** The worst crossed limit that run-to-run noise does not explain. */
function blamed(leg) {
	const noise = new Map(leg.outputs.map((output) => [output.name, output.noiseFloor]));
	return worstFinding(leg.findings.filter((finding) => {
		if (finding.passed || finding.level !== "fail") return false;
		const floor = noise.get(finding.output);
		return !(finding.name === "max-abs" && floor !== void 0 && Number(finding.actual) <= floor);
	}));
}
function blamable(leg) {
	return blamed(leg) !== void 0;
}
function worstName(leg) {
	return (blamed(leg) ?? worstFinding(leg.findings))?.output;
}
function worstOf(leg) {
	const finding = blamed(leg) ?? worstFinding(leg.findings);
	return finding === void 0 ? "no limit was crossed" : describeFinding(finding);
}

// src/localise/causes/accumulation-overflow.ts
/**
* A hazard that emulation with FP32 accumulation cannot show: the result fits FP16, but the sum of magnitudes on the
* way to it does not, so that an engine which accumulates in FP16 may overflow.
*/
function accumulationOverflow(context) {
	const { reference, accumulationAbsSum: sum } = context.measured;
	if (sum === void 0 || !(sum > 65504) || reference.overflows > 0) return void 0;
	return {
		kind: "accumulation-overflow",
		evidence: `${site(context).name} stays within ${show(reference.absMax)}, but the magnitudes it adds up reach ${show(sum)} > 65504: an engine that accumulates in FP16 may overflow.`,
		advice: "Scale the operands down before this step, or have the engine accumulate in FP32 here."
	};
}

// src/localise/cause-hazards.ts
/**
* What emulation cannot show and an engine may do: overflows inside accumulations. Right in this run, so nothing is
* blamed for it. In the order of the graph.
*/
function findHazards(graph, evidence) {
	return graph.nodes.flatMap((node) => {
		const measured = evidence.get(node.id);
		if (measured?.accumulationAbsSum === void 0) return [];
		const cause = accumulationOverflow({
			node,
			graph,
			measured,
			evidence
		});
		return cause === void 0 ? [] : [{
			id: node.id,
			cause
		}];
	});
}

// src/report/layer-result.ts
/** Room for `nodes` in result.json, in characters: a result of 100,000 nodes stays below 20 MB. */
const maxNodesCharacters = 14e6;
const digits = 4;
const longestName = 400;
/** One culprit of a ranking as it stands in `layers`. */
function toLayer(culprit, { outputs }, place, histogram) {
	const { id, evidence, cause, defect } = culprit;
	const { kind, evidence: reason, advice } = cause ?? unknownCause;
	return {
		node: id,
		...place,
		defect,
		...evidence === void 0 ? {} : toFigures(evidence, histogram),
		breaks: [...culprit.outputs],
		counterfactual: {
			confirmed: culprit.isConfirmed,
			...culprit.isRepaired === void 0 ? {} : { repaired: culprit.isRepaired },
			text: culprit.text,
			outputs: outputs.filter(({ output }) => culprit.alone.has(output)).map(({ output, excess, repairedExcess }) => ({
				output,
				excess,
				aloneExcess: culprit.alone.get(output),
				repairedExcess
			}))
		},
		cause: {
			kind,
			evidence: reason,
			...advice === void 0 ? {} : { advice }
		}
	};
}
const unknownCause = {
	kind: "unknown",
	evidence: "the trials blame this node, but its measurements do not tell why"
};
function toFigures(evidence, histogram) {
	const { output, introduced, inherited, total, reference, accumulationAbsSum, worstSample } = evidence;
	return {
		output,
		introduced,
		inherited,
		total,
		referenceAbsMax: reference.absMax,
		nonFinite: evidence.arisingNonFinite,
		headroomBits: evidence.headroomBits,
		range: {
			...toRange(reference),
			...histogram === void 0 ? {} : { histogram: {
				...histogram,
				counts: [...histogram.counts]
			} }
		},
		...accumulationAbsSum === void 0 ? {} : { accumulationAbsSum },
		...worstSample === void 0 ? {} : { worstSample }
	};
}
/** A hazard as it stands in `hazards`. */
function toHazard(evidence, cause, module) {
	const { id, opType, accumulationAbsSum, reference } = evidence;
	return {
		node: shortenMiddle(id, longestName),
		op: opType,
		...module === void 0 ? {} : { module: shortenMiddle(module, longestName) },
		accumulationAbsSum: accumulationAbsSum ?? NaN,
		referenceAbsMax: reference.absMax,
		cause: {
			kind: cause.kind,
			evidence: cause.evidence,
			advice: cause.advice
		}
	};
}
/** What a ranking found, in words: one sentence per failing output. */
function toLocalisation({ culprits, outputs, trials, isCutShort }) {
	const sentences = outputs.map(({ text }) => text);
	const cut = isCutShort ? ["The budget ended before everything worth trying was tried."] : [];
	const text = [
		...sentences.slice(0, mostSentences),
		...more(sentences.length),
		...cut
	].join(" ");
	const spread = outputs.some(({ kind }) => kind === "spread");
	if (outputs.length === 0) return {
		kind: "none",
		text: "Nothing fails, so no layer is blamed."
	};
	return {
		kind: culprits.length > 0 ? "nodes" : spread ? "spread" : "unavailable",
		text,
		trials: trials.length
	};
}
const mostSentences = 5;
function more(count) {
	return count > mostSentences ? [`And ${count - mostSentences} outputs more.`] : [];
}
/** The range of a culprit's reference output as it stands in the result. */
function toRange(values) {
	const { elements, nonZero, absMax, rms, overflows, flushed, subnormal, nonFinite } = values;
	return {
		elements,
		nonZero,
		absMax,
		rms,
		overflows,
		flushed,
		subnormal,
		nonFinite
	};
}
/**
* One row of `nodes`, rounded to four digits: enough for charts and for the comparison with the next job.
* @param place the key that survives a new export, and the module path where it is known.
*/
function toNodeRow(evidence, place) {
	return {
		node: shortenMiddle(evidence.id, longestName),
		key: shortenMiddle(place.key, longestName),
		op: evidence.opType,
		...place.module === void 0 ? {} : { module: shortenMiddle(place.module, longestName) },
		headroomBits: rounded(evidence.headroomBits),
		absMax: rounded(evidence.reference.absMax),
		error: shortError(evidence.total),
		...Number.isNaN(evidence.introduced.nonFinite) ? {} : { introduced: shortError(evidence.introduced) }
	};
}
/**
* Bounds `nodes`: a graph that is too large loses what can be told from the key (operator, module), then its quietest
* nodes. What is left stays in graph order.
*/
function fitNodes(nodes, maxCharacters = maxNodesCharacters) {
	if (sizeOf(nodes) <= maxCharacters) return {
		nodes: [...nodes],
		leftOut: 0
	};
	const bare = nodes.map(({ op: _op, module: _module, ...rest }) => rest);
	const loudest = bare.map((node, at) => ({
		at,
		size: sizeOf([node]),
		loudness: loudnessOf(node)
	})).sort((first, second) => second.loudness - first.loudness || first.at - second.at);
	const kept = /* @__PURE__ */ new Set();
	let room = maxCharacters;
	for (const { at, size } of loudest) {
		room -= size;
		if (room < 0) break;
		kept.add(at);
	}
	return {
		nodes: bare.filter((_, at) => kept.has(at)),
		leftOut: nodes.length - kept.size
	};
}
function loudnessOf({ error, introduced, headroomBits = 16 }) {
	if ((error?.nonFinite ?? 0) > 0 || headroomBits < 0) return Number.POSITIVE_INFINITY;
	const loudness = Math.max(error?.relRms ?? 0, introduced?.relRms ?? 0);
	return Number.isNaN(loudness) ? Number.POSITIVE_INFINITY : loudness;
}
/** Characters of the rows in result.json; each stands on a line of its own, indented. */
function sizeOf(nodes) {
	return nodes.reduce((sum, node) => sum + JSON.stringify(node).length + 6, 0);
}
function shortError({ relRms, max, nonFinite }) {
	const short = {
		relRms: rounded(relRms),
		max: rounded(max)
	};
	return nonFinite === 0 ? short : {
		...short,
		nonFinite
	};
}
function rounded(value) {
	return Number.isFinite(value) ? Number(value.toPrecision(digits)) : value;
}

// src/report/compose-layers.ts
/** The explanation in the form of the result: culprits worst first, every node in graph order, and what was done. */
function composeExplanation(explanation) {
	const { graph, evidence, ranking, keys, provenance, splitInto, histograms, notes } = explanation;
	const byId = new Map(evidence.map((node) => [node.id, node]));
	const hazards = findHazards(graph, byId).map(({ id, cause }) => toHazard(byId.get(id), cause, provenance.get(id)?.module));
	const localisation = toLocalisation(ranking);
	const { nodes, leftOut } = fitNodes(evidence.map((node) => toNodeRow(node, {
		key: keys.get(node.id) ?? node.id,
		module: provenance.get(node.id)?.module
	})));
	return {
		layers: ranking.culprits.map((culprit) => {
			const known = {
				...culprit,
				evidence: byId.get(culprit.id) ?? culprit.evidence
			};
			return toLayer(known, ranking, placeOf(known, explanation), histograms.get(known.evidence?.output ?? ""));
		}),
		...hazards.length === 0 ? {} : { hazards: worstHazards(hazards) },
		nodes,
		localisation: {
			...localisation,
			text: [localisation.text, ...notes].join(" "),
			...splitInto === void 0 || splitInto < 2 ? {} : { splitInto },
			...leftOut === 0 ? {} : { nodesLeftOut: leftOut }
		}
	};
}
const mostHazards = 50;
function worstHazards(hazards) {
	return hazards.toSorted((one, other) => other.accumulationAbsSum - one.accumulationAbsSum).slice(0, mostHazards);
}
function placeOf({ id, evidence }, { graph, provenance, sources }) {
	const node = graph.nodeById.get(id);
	const { module, moduleClass } = provenance.get(id) ?? {};
	const output = evidence?.output ?? node?.outputs.find((value) => value !== void 0)?.name;
	return {
		op: node?.proto.opType ?? evidence?.opType ?? "unknown",
		...output === void 0 ? {} : { output },
		...module === void 0 ? {} : { module },
		...moduleClass === void 0 ? {} : { moduleClass },
		...sourceOf(sources.get(id))
	};
}
function sourceOf(source) {
	if (source === void 0) return {};
	if (!("unlinked" in source)) return { source };
	const { unlinked, recorded } = source;
	return recorded === void 0 ? { unlinked } : {
		unlinked,
		source: { ...recorded }
	};
}

// src/report/output-result.ts
/**
* One compared output as it stands in the result. Metrics are taken over as they are.
* @param findings of this leg; those of other outputs are ignored.
* @param unjudged names of the outputs for which no limit could be chosen.
*/
function toOutputResult(comparison, findings, unjudged, context = {}) {
	const own = findings.filter((finding) => finding.output === comparison.name);
	const level = levelOf(own, unjudged.has(comparison.name));
	return {
		name: comparison.name,
		dtype: comparison.dtype,
		candidateDtype: comparison.candidateDtype,
		shape: [...comparison.shape],
		unit: context.unit,
		samples: comparison.samples,
		elements: comparison.elements,
		passed: level === "pass" || level === "warn",
		level,
		metrics: comparison.metrics,
		limits: own.map(({ name, operator, expected, unit, level }) => ({
			metric: name,
			operator,
			value: expected,
			unit,
			level
		})),
		noiseFloor: context.noiseFloor,
		worst: comparison.worst === void 0 ? void 0 : {
			...comparison.worst,
			index: [...comparison.worst.index]
		},
		matching: comparison.matching
	};
}
function levelOf(findings, unjudged) {
	const crossed = findings.filter((finding) => !finding.passed);
	if (crossed.some((finding) => finding.level === "fail")) return "fail";
	if (unjudged || findings.length === 0) return "unjudged";
	return crossed.length > 0 ? "warn" : "pass";
}

// src/report/compose-result.ts
/** A record of nothing yet. */
function emptyRecord(tool, enforcement) {
	return {
		tool,
		enforcement,
		pytorch: [],
		explaining: [],
		ranges: [],
		skipped: [],
		noise: [],
		failures: [],
		units: /* @__PURE__ */ new Map(),
		timings: {}
	};
}
/** Decides, diagnoses, and puts everything that is known into one result. */
function composeResult(record) {
	const verdict = decide({
		judged: record.judged && evidenceOf(record.judged),
		conversion: record.conversion && evidenceOf(record.conversion),
		emulation: emulationBeside(record),
		unjudged: unjudgedOutputs(record),
		noise: record.noise,
		failures: record.failures,
		enforcement: record.enforcement
	});
	const diagnosis = diagnose(verdict, record.judged && diagnosedLeg(record.judged, record), [
		...record.conversion === void 0 ? [] : [record.conversion],
		...record.pytorch,
		...record.explaining
	].map((leg) => diagnosedLeg(leg, record)), record.ranges.filter((leg) => !leg.passed).map((leg) => leg.text));
	return {
		schemaVersion: 1,
		tool: record.tool,
		verdict: {
			...verdict,
			findings: [...verdict.findings],
			unjudged: [...verdict.unjudged]
		},
		...diagnosis === void 0 ? {} : { diagnosis },
		outputs: record.judged === void 0 ? [] : outputsOf(record.judged, record),
		legs: legsOf(record),
		...explanationOf(record),
		...record.layersUnavailable === void 0 ? {} : { layersUnavailable: record.layersUnavailable },
		...scanOf(record),
		...provenanceOf(record),
		timings: record.timings
	};
}
function explanationOf({ explanation, unexplained }) {
	if (explanation !== void 0) return composeExplanation(explanation);
	if (unexplained === void 0) return {
		layers: [],
		nodes: []
	};
	return {
		layers: [],
		nodes: [],
		localisation: {
			kind: "unavailable",
			text: unexplained
		}
	};
}
/** Tensors that FP16 does not hold as they are, worst first; the others are not listed. */
function scanOf({ ranges }) {
	const noted = ranges.flatMap((leg) => leg.tensors).filter(({ findings }) => findings.length > 0);
	return noted.length === 0 ? {} : { scan: noted.slice(0, mostScanEntries).map(scanEntry) };
}
const mostScanEntries = 100;
function provenanceOf({ engine, engineRun, model, samples, config, environment }) {
	return {
		...engine === void 0 ? {} : { engine },
		...engineRun === void 0 ? {} : { engineRun },
		...model === void 0 ? {} : { model },
		...samples === void 0 ? {} : { samples },
		...config === void 0 ? {} : { config },
		...environment === void 0 ? {} : { environment }
	};
}
/** Of both legs; an output that neither could judge is listed once. */
function unjudgedOutputs({ judged, conversion }) {
	const own = judged?.judgement.unjudged ?? [];
	const known = new Set(own.map(({ output }) => output));
	return [...own, ...(conversion?.judgement.unjudged ?? []).filter(({ output }) => !known.has(output))];
}
/** The emulation when an engine is judged. */
function emulationBeside({ explaining }) {
	const leg = explaining.find(({ kind }) => kind === "emulation");
	return leg && evidenceOf(leg);
}
function evidenceOf({ kind, sampleCount, comparison, judgement }) {
	return {
		leg: kind,
		sampleCount,
		outputs: comparison.names,
		findings: judgement.findings
	};
}
function diagnosedLeg(leg, record) {
	return {
		kind: leg.kind,
		passed: legPasses(leg),
		findings: leg.judgement.findings,
		outputs: leg.comparison.outputs.map(({ name, metrics }) => ({
			name,
			maxAbs: metrics.maxAbs,
			unit: record.units.get(name),
			noiseFloor: noiseFloorOf(name, record)
		}))
	};
}
/** Whether a leg keeps to every limit that can fail it. */
function legPasses({ judgement }) {
	return judgement.findings.every(({ passed, level }) => passed || level === "warn");
}
function outputsOf({ comparison, judgement }, record) {
	const unjudged = new Set(judgement.unjudged.map(({ output }) => output));
	return comparison.outputs.map((output) => toOutputResult(output, judgement.findings, unjudged, {
		unit: record.units.get(output.name),
		noiseFloor: noiseFloorOf(output.name, record)
	}));
}
function noiseFloorOf(output, record) {
	return record.noise.find((floor) => floor.output === output && floor.metric === "max-abs")?.value;
}
/** In the order in which an expert rules things out. */
function legsOf(record) {
	const { conversion, pytorch, explaining, judged, ranges, skipped } = record;
	const compared = [
		...conversion === void 0 ? [] : [conversion],
		...pytorch,
		...explaining
	].map((leg) => ({
		kind: leg.kind,
		judged: false,
		passed: legPasses(leg),
		outputs: outputsOf(leg, record)
	}));
	return [
		...ranges.map(({ kind, passed, text }) => ({
			kind,
			judged: false,
			passed,
			text,
			outputs: []
		})),
		...compared,
		...skipped.map(({ kind, reason }) => ({
			kind,
			judged: false,
			passed: false,
			skipped: reason,
			outputs: []
		})),
		...judged === void 0 ? [] : [{
			kind: judged.kind,
			judged: true,
			passed: legPasses(judged),
			outputs: []
		}]
	].toSorted((one, other) => legKinds.indexOf(one.kind) - legKinds.indexOf(other.kind));
}

// src/inform.ts
/**
* Says which nodes make FP16 break a limit. @param context.judged the emulation, which is what trials can be held against.
* The explanation never changes the verdict: when it can't be had, the result says why. */
async function addExplanation(opened, samples, config, { record, judged, ...context }) {
	const startMs = performance.now();
	const isConverted = record.conversion === void 0 || legPasses(record.conversion);
	try {
		const { explain } = await import("./explain.js");
		record.explanation = await explain({
			...context,
			opened,
			samples,
			judged,
			isConverted,
			config
		});
	} catch (error) {
		record.unexplained = `Layers unavailable: ${describeError(error)}`;
	}
	record.timings.localiseMs = performance.now() - startMs;
}
/** Ranges of inputs and weights, and PyTorch's own low precision: they inform, and decide nothing. */
async function addInformingLegs(opened, samples, config, { record, signal }) {
	const inputs = await scanSamples(samples, config.samples, signal);
	const weights = await scanModel(opened, { signal });
	record.ranges.push(rangeLeg("inputs", inputs.reports), rangeLeg("weights", weights.reports));
	for (const kind of ["autocast", "half"]) {
		const recorded = samples.map((sample) => sample[kind]);
		if (recorded.every((outputs) => outputs !== void 0)) record.pytorch.push(compareLeg(kind, samples, recorded, config, record));
	}
}

// src/files/model-hashes.ts
/** Integer initializers up to this size are arguments such as shapes and axes, not weights. */
const argumentBytes = 1024;
/** External weights are hashed in pieces of this size. */
const windowBytes$1 = 1 << 22;
/**
* Hashes file, graph and weights apart. Reads every weight once, so it costs time with the model's size (some
* 1.5 GB/s where the processor has SHA instructions) but no memory.
*/
function hashModel(opened) {
	return {
		file: hashFile(opened),
		graph: hashGraph(opened.model),
		weights: hashWeights(opened)
	};
}
function hashFile(opened) {
	const hash = createHash("sha256");
	hashRange(hash, opened.file, 0, opened.sizeBytes);
	return hash.digest("hex");
}
function hashRange(hash, source, offset, sizeBytes) {
	const window = new Uint8Array(Math.min(windowBytes$1, sizeBytes));
	for (let start = 0; start < sizeBytes; start += windowBytes$1) {
		const part = window.subarray(0, Math.min(windowBytes$1, sizeBytes - start));
		source.read(offset + start, part);
		hash.update(part);
	}
}
/** Hash of what the model computes but for its weights: texts for people (doc strings, metadata, producer) left out. */
function hashGraph(model) {
	const { graph } = model;
	const bare = copyMessage(model, {
		docString: void 0,
		producerName: void 0,
		producerVersion: void 0,
		modelVersion: void 0,
		metadataProps: [],
		graph: graph === void 0 ? void 0 : withoutTexts(mapInitializers(graph, withoutWeights)),
		functions: model.functions.map((definition) => copyMessage(definition, {
			docString: void 0,
			metadataProps: [],
			node: definition.node.map(nodeWithoutTexts)
		}))
	});
	return createHash("sha256").update(toBinary(ModelProtoSchema, bare)).digest("hex");
}
function withoutTexts(graph) {
	const named = (value) => copyMessage(value, {
		docString: void 0,
		metadataProps: []
	});
	return copyMessage(graph, {
		docString: void 0,
		metadataProps: [],
		valueInfo: [],
		input: graph.input.map(named),
		output: graph.output.map(named),
		node: graph.node.map(nodeWithoutTexts)
	});
}
function nodeWithoutTexts(node) {
	return copyMessage(node, {
		docString: void 0,
		metadataProps: [],
		attribute: node.attribute.map((attribute) => attribute.g === void 0 && attribute.graphs.length === 0 ? attribute : copyMessage(attribute, {
			...attribute.g === void 0 ? {} : { g: withoutTexts(attribute.g) },
			graphs: attribute.graphs.map(withoutTexts)
		}))
	});
}
function isArgument(tensor) {
	const type = dataTypeOf(tensor.dataType);
	if (type === void 0 || type.dtype === void 0 || isFloat(type.dtype) || isExternal(tensor)) return false;
	return packedSizeBytes(type, elementCount(tensor.dims.map(Number))) <= argumentBytes;
}
function withoutWeights(tensor) {
	const kept = copyMessage(tensor, {
		docString: void 0,
		metadataProps: [],
		externalData: []
	});
	if (isArgument(tensor)) return copyMessage(kept, {
		rawData: tensorBytes(tensor),
		int32Data: [],
		int64Data: [],
		uint64Data: []
	});
	return copyMessage(kept, {
		rawData: void 0,
		dataLocation: void 0,
		floatData: [],
		int32Data: [],
		int64Data: [],
		doubleData: [],
		uint64Data: [],
		stringData: []
	});
}
function hashWeights(opened) {
	const hash = createHash("sha256");
	for (const { tensor, kind } of modelTensors(opened.model)) if (kind === "initializer" && !isArgument(tensor)) {
		hash.update(JSON.stringify([
			tensor.name,
			dataTypeName(tensor.dataType),
			tensor.dims.map(String)
		]));
		hashElements(hash, tensor, opened);
	}
	return hash.digest("hex");
}
function hashElements(hash, tensor, opened) {
	if (tensor.stringData.length > 0) for (const text of tensor.stringData) hash.update(`${text.byteLength}:`).update(text);
	else if (isExternal(tensor)) hashExternal(hash, tensor, opened);
	else hash.update(tensorBytes(tensor));
}
function hashExternal(hash, tensor, opened) {
	const where = `tensor ${quote(tensor.name)}`;
	const location = externalLocation(tensor, where);
	const type = dataTypeOf(tensor.dataType);
	if (type === void 0) throw new TypeError(`${where} was not checked`);
	const sizeBytes = packedSizeBytes(type, elementCount(tensor.dims.map(Number)));
	hashRange(hash, opened.openExternal(location, where), location.offsetBytes, sizeBytes);
}

// src/files/samples-hash.ts
const windowBytes = 262144;
/**
* SHA-256 over the content of samples: ids, roles, names, dtypes, shapes and elements, in windows. Two folders with
* the same tensors have the same hash, whatever file form holds them and in whatever order.
* @returns 64 hexadecimal digits.
*/
function hashSamples(samples) {
	const hash = createHash("sha256");
	const window = new Uint8Array(windowBytes);
	for (const sample of samples) {
		addText(hash, `sample ${JSON.stringify(sample.id)}`);
		for (const role of roles) {
			const tensors = sample[role];
			for (const name of [...tensors?.keys() ?? []].toSorted()) addTensor(hash, window, role, name, tensors?.get(name));
		}
	}
	return hash.digest("hex");
}
function addTensor(hash, window, role, name, tensor) {
	addText(hash, JSON.stringify([
		role,
		name,
		tensor.dtype,
		tensor.shape
	]));
	const sizeBytes = elementSizeBytes[tensor.dtype];
	const count = elementCount(tensor.shape);
	const windowElements = windowBytes / sizeBytes;
	for (let start = 0; start < count; start += windowElements) {
		const part = window.subarray(0, Math.min(windowElements, count - start) * sizeBytes);
		tensor.read(start, part);
		hash.update(part);
	}
}
/** A line is never mistaken for elements: its end is marked, and shape and dtype say how many bytes follow it. */
function addText(hash, text) {
	hash.update(`${text}\n`, "utf8");
}

// src/provenance.ts
/** Who writes results. */
const tool = {
	name: "fp16-gate",
	version
};
/** The machine that runs the gate. */
function thisEnvironment() {
	const [cpu] = cpus();
	return {
		node: process.versions.node,
		platform: process.platform,
		arch: process.arch,
		...cpu === void 0 ? {} : { cpu: cpu.model.trim() },
		cpuCount: availableParallelism(),
		memoryBytes: totalmem()
	};
}
/** The model file with its hashes: of the file, of the graph without weights, and of the weights. */
function describeModel(opened) {
	const { model } = opened;
	const opset = defaultOpset(model.opsetImport);
	return {
		file: opened.path,
		sizeBytes: opened.sizeBytes,
		sha256: hashModel(opened),
		...opset === void 0 ? {} : { opset },
		irVersion: Number(model.irVersion),
		...model.producerName === "" ? {} : { producer: [model.producerName, model.producerVersion].join(" ").trim() },
		...model.graph === void 0 ? {} : { nodes: model.graph.node.length }
	};
}
/** The samples with their hash, and what the training side recorded about them. */
function describeSamples({ samples, manifest }, directory) {
	const entries = {
		torch: manifest?.torch,
		commit: manifest?.commit,
		checkpoint: manifest?.checkpoint?.sha256,
		seed: manifest?.seed,
		device: manifest?.device?.name,
		exporter: manifest?.exporter
	};
	const known = Object.entries(entries).flatMap(([name, value]) => value === void 0 || value === null ? [] : [{
		name,
		value: String(value)
	}]);
	return {
		count: samples.length,
		directory,
		sha256: hashSamples(samples),
		...known.length === 0 ? {} : { manifest: known }
	};
}
/** What the verdict depends on in the configuration, hashed: engine, limits, matching, enforcement. */
function describeConfig(config) {
	const { engine, enforce, extraOutputs, tolerances, match } = config;
	const decisive = JSON.stringify({
		engine,
		enforce,
		extraOutputs,
		tolerances,
		match
	});
	return {
		sha256: createHash("sha256").update(decisive).digest("hex"),
		limits: config.limitsFrom,
		enforce
	};
}

// src/open-inputs.ts
/** Notes what model and samples are. Their hashes read every byte. */
function noteInputs(config, opened, samples, record) {
	if (opened !== void 0) record.model = describeModel(opened);
	record.samples = describeSamples(samples, config.samples);
}
/** Opens model and samples. */
async function openInputs(config, { log }, record) {
	const startMs = performance.now();
	const opened = config.model === void 0 ? void 0 : openModel(config.model);
	const samples = await openSamples(config.samples);
	record.noise.push(...referenceNoise(samples));
	record.timings.readMs = performance.now() - startMs;
	const count = samples.samples.length;
	log.info(`${count} ${count === 1 ? "sample" : "samples"} in ${config.samples}`);
	return {
		opened,
		samples
	};
}
/** How far two runs of the reference itself were apart, as the training side measured it. */
function referenceNoise({ manifest }) {
	return Object.entries(manifest?.runToRunDifference ?? {}).map(([output, value]) => ({
		output,
		metric: "max-abs",
		value
	}));
}

// src/runs/embedded-engine.ts
/**
* ONNX Runtime on the CPU, in a child process. Nothing native is looked for before the engine's first use.
* @param ortPath the option of that name.
*/
function embeddedEngine(ortPath, options) {
	return createOnnxruntimeEngine({ findLibrary: async () => await findNativeLibrary({
		environment: process.env,
		log: options.log,
		signal: options.signal,
		...ortPath === void 0 ? {} : { ortPath }
	}) });
}

export { thisEnvironment as a, addInformingLegs as c, legPasses as d, compareLeg as f, describeConfig as i, composeResult as l, noteInputs as n, tool as o, judgeOutputs as p, openInputs as r, addExplanation as s, embeddedEngine as t, emptyRecord as u };