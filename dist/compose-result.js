import { a as withUnit, i as formatFigure, t as formatAgainst } from "./figure.js";
import { n as matchesGlob, r as withinLimit, t as globSpecificity } from "./glob.js";
import { t as quoteName } from "./quote-name.js";
import { r as legKinds, t as failsJob } from "./excuse.js";
import { n as failureExitCodes, t as describeFailure } from "./failure.js";
import { i as worstFinding, o as describeFinding } from "./worst-finding.js";
import { s as composeExplanation, t as composeOverrides } from "./compose-overrides.js";
import { o as describeError, t as ConfigError } from "./errors.js";
import { n as historyOf } from "./history.js";
import { n as legPasses } from "./gate-record.js";
import "./result.js";
import { n as scanEntry } from "./scan-document.js";

// src/verdict/decide.ts
/**
* Makes the verdict; nothing else does. It fails closed: only evidence that is complete, free of contradictions and
* within every limit passes. In this order:
* 1. a failure, or evidence that can't be trusted: error, exit 2 when the user must change something, else 3;
* 2. a limit below the measured noise floor: error, exit 2;
* 3. a limit of the judged or the conversion leg crossed, and not excused: fail, exit 1;
* 4. an output that could not be judged: error, exit 3;
* 5. pass, exit 0.
* `enforce: warn` turns exit 1 into 0 and nothing else: with an unjudged output beside the crossed limit exit 3
* remains, since a worse result must never end with a milder code. An excuse (known on the base, or waived) lets one
* crossed limit pass and changes nothing else.
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
	if (findings.some(failsJob)) return {
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
	"non-finite",
	"regression"
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
	return verdict.kind === "pass" && verdict.findings.every(({ excuse }) => excuse === void 0) ? diagnosePass(judged, legs) : diagnoseFail(judged, legs, outOfRange);
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
	const unrounded = legs.get("candidate-unrounded");
	if (judged.kind === "candidate" && unrounded !== void 0 && blamable(unrounded)) return {
		kind: "conversion",
		text: `${agreement(conversion, worstName(unrounded))}Without any rounding the converted model is already off: ${worstOf(unrounded)}. Its constants or nodes are not those of the FP32 model, so the precision of its nodes is not the question.`
	};
	if (!blamable(judged)) return {
		kind: "nondeterministic",
		text: `${worstOf(judged)}, which is no more than two identical runs differ by.`
	};
	if (judged.findings.filter(({ passed, level }) => !passed && level === "fail").every(({ name }) => name === "precision")) return {
		kind: "engine",
		text: `Every output is within its limits, but ${worstOf(judged)}: nothing was judged in FP16. The builder fell back, or the model's types ask for FP32.`
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
		text: `FP32 ONNX already differs from PyTorch ${finding?.name === "max-abs" && typeof finding.actual === "number" ? `by ${withUnit(formatFigure(finding.actual), finding.unit)} on ${quoteName(finding.output)}` : `(${worstOf(conversion)})`}: the export or the reference is wrong (dropout active? opset?), precision is not the question.`
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

// src/verdict/attribution.ts
/** Compares the hashes of model, samples and configuration, and the environment. */
function attribute(before, after) {
	const hashes = {
		before: before.model?.sha256,
		after: after.model?.sha256
	};
	const sameFile = hashes.before !== void 0 && hashes.before.file === hashes.after?.file;
	const sameCandidate = before.candidate?.model.sha256.file === after.candidate?.model.sha256.file;
	const part = (name) => {
		if (!sameCandidate) return "changed";
		return sameFile && name === "graph" ? "same" : compare(hashes.before?.[name], hashes.after?.[name]);
	};
	const environmentChanges = [...decisiveChanges(before, after), ...otherChanges(before, after)];
	const changes = {
		weights: part("weights"),
		graph: part("graph"),
		samples: compare(before.samples?.sha256, after.samples?.sha256),
		config: compare(before.config?.sha256, after.config?.sha256),
		environment: environmentChange(before, after, environmentChanges)
	};
	return {
		...changes,
		environmentChanges,
		text: describe$3(changes, environmentChanges)
	};
}
/**
* Why figures of two jobs can't be compared: another engine, version, device or precision produced them. Undefined
* when they can. The emulation runs on the CPU, so only its version and the processor's architecture count there;
* recorded outputs were made elsewhere, and no more is known than that.
*/
function incomparability(before, after) {
	if (before.engine === void 0 || after.engine === void 0) return "it is not known which engine produced the outputs";
	const [first, second] = [before, after].map(({ legs }) => legs.find(({ judged }) => judged)?.kind);
	if (first !== second) return `another leg was judged: ${first ?? "none"} -> ${second ?? "none"}`;
	const changes = decisiveChanges(before, after);
	return changes.length === 0 ? void 0 : `another environment: ${changes.join("; ")}`;
}
function decisiveChanges(before, after) {
	const [first, second] = [before.engine, after.engine];
	const [was, is] = [before.environment, after.environment];
	const name = [
		"engine",
		first?.name,
		second?.name
	];
	if (second?.name === "recorded") return changed([name]);
	const version = [
		"engine version",
		first?.version,
		second?.version
	];
	const machine = [[
		"platform",
		was?.platform,
		is?.platform
	], [
		"architecture",
		was?.arch,
		is?.arch
	]];
	if (second?.name === "emulated") return changed([
		name,
		version,
		...machine
	]);
	return changed([
		name,
		version,
		[
			"device",
			first?.device,
			second?.device
		],
		[
			"precision",
			first?.realisedPrecision,
			second?.realisedPrecision
		],
		[
			"GPU",
			was?.gpu,
			is?.gpu
		],
		...machine
	]);
}
function otherChanges(before, after) {
	const [was, is] = [before.environment, after.environment];
	const known = new Set(decisiveChanges(before, after));
	return changed([
		[
			"fp16-gate",
			before.tool.version,
			after.tool.version
		],
		[
			"GPU",
			was?.gpu,
			is?.gpu
		],
		[
			"driver",
			was?.driver,
			is?.driver
		],
		[
			"CPU",
			was?.cpu,
			is?.cpu
		]
	]).filter((text) => !known.has(text));
}
/** Absent on both sides is the same; absent on one side is a difference. */
function changed(entries) {
	return entries.filter(([, before, after]) => before !== after).map(([name, before, after]) => `${name}: ${before ?? "unknown"} -> ${after ?? "unknown"}`);
}
function compare(before, after) {
	if (before === void 0 || after === void 0) return "unknown";
	return before === after ? "same" : "changed";
}
function environmentChange(before, after, changes) {
	if (before.environment === void 0 || after.environment === void 0) return "unknown";
	return changes.length === 0 ? "same" : "changed";
}
const parts = [
	"weights",
	"graph",
	"samples",
	"config"
];
const titles = {
	weights: "weights",
	graph: "graph",
	samples: "samples",
	config: "limits"
};
function describe$3(changes, environmentChanges) {
	const names = (wanted) => parts.filter((part) => changes[part] === wanted).map((part) => titles[part]);
	const [moved, unknown] = [names("changed"), names("unknown")];
	const unsure = unknown.length === 0 ? "" : ` Not known of ${listed(unknown)}.`;
	const places = environmentChanges.join("; ");
	if (moved.length > 0) {
		const more = changes.environment === "changed" ? `, and the environment (${places})` : "";
		return `Changed: ${listed(moved)}${more}.${unsure}`;
	}
	if (changes.environment === "changed") return `${unknown.length === 0 ? "Only the environment changed" : "The environment changed"} (${places}).${unsure}`;
	return unknown.length === parts.length ? "What changed is not known." : `Model, samples, limits and environment: nothing changed that is known.${unsure}`;
}
function listed(names) {
	const last = names.at(-1);
	return names.length === 1 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

// src/verdict/headroom-drift.ts
/** Below this much range left a layer is close to its break: one doubling overflows. */
const alwaysWarnBits = 1;
/** Range that shrinks is told earlier, when this much is lost since the accepted job. */
const driftWarnBits = 2;
const driftBits = .5;
const mostWarnings = 20;
/**
* Layers that still fit FP16's range and may soon not: less than one bit left, or less than two and half a bit lost since
* the last accepted job. What overflows already is a finding elsewhere. Of a module only the tightest node is
* told; least range first.
* @param before nodes of the accepted job; they are matched by key.
* @param ageDays of that job.
*/
function headroomWarnings(now, before, ageDays) {
	const earlier = new Map(before.map(({ key, headroomBits }) => [key, headroomBits]));
	const tightest = /* @__PURE__ */ new Map();
	for (const node of now) {
		const { headroomBits } = node;
		if (headroomBits === void 0 || !(headroomBits >= 0)) continue;
		const beforeBits = earlier.get(node.key);
		const hasDrifted = beforeBits !== void 0 && beforeBits - headroomBits >= driftBits;
		if (!(headroomBits < alwaysWarnBits || headroomBits < driftWarnBits && hasDrifted)) continue;
		const place = node.module === void 0 || node.module === "" ? node.node : node.module;
		const known = tightest.get(place);
		if (known !== void 0 && known.headroomBits <= headroomBits) continue;
		tightest.set(place, describe$2(node, headroomBits, beforeBits, ageDays));
	}
	return [...tightest.values()].sort((one, other) => one.headroomBits - other.headroomBits).slice(0, mostWarnings);
}
function describe$2({ node, key, module, absMax }, headroomBits, beforeBits, ageDays) {
	const name = quoteName(module === void 0 || module === "" ? node : module);
	const peak = absMax ?? 65504 / 2 ** headroomBits;
	const then = beforeBits === void 0 ? "" : `, ${sayBits(beforeBits)} ${sayAge(ageDays)}`;
	return {
		node,
		key,
		...module === void 0 ? {} : { module },
		...absMax === void 0 ? {} : { absMax },
		headroomBits,
		...beforeBits === void 0 ? {} : { beforeBits },
		text: `${name} peaks at ${sayMagnitude(peak)}; ${sayBits(headroomBits)} bits of FP16 range left${then}`
	};
}
/** A hundredth of a bit is 0.7 % of range; more digits say nothing. */
function sayBits(bits) {
	return String(Number(bits.toFixed(2)));
}
/** `41,200`: four digits, grouped as people read large numbers. */
function sayMagnitude(value) {
	return Number(value.toPrecision(4)).toLocaleString("en-US", { maximumSignificantDigits: 4 });
}
/** `yesterday`, `5 days ago`, `last month`: when the accepted job ran. */
function sayAge(ageDays) {
	if (ageDays === void 0) return "in the last accepted job";
	if (ageDays < 1) return "less than a day ago";
	if (ageDays < 2) return "yesterday";
	if (ageDays < 7) return `${Math.floor(ageDays)} days ago`;
	if (ageDays < 14) return "last week";
	if (ageDays < 28) return `${Math.floor(ageDays / 7)} weeks ago`;
	return ageDays < 60 ? "last month" : `${Math.floor(ageDays / 30)} months ago`;
}

// src/verdict/known-failures.ts
/** A known failure may be this much further from right than when it became known; more is a new failure. */
const knownGrowth = 1.1;
/**
* The failure of the base that a crossed limit repeats; undefined when it is new. Known is what the base crosses too,
* by today's limit and in the same output and unit, and what has not grown: growth is measured from the least error
* since the failure is known, so that it can't creep from job to job.
* @param noise largest difference between identical runs of both jobs together, in the metric's unit.
*/
function knownFailure(finding, base, noise) {
	if (finding.name === "regression") return void 0;
	const earlier = base.find(({ leg, output, name, operator, level }) => leg === finding.leg && output === finding.output && name === finding.name && operator === finding.operator && level === "fail");
	if (earlier === void 0 || earlier.unit !== finding.unit || !crossesToday(earlier, finding)) return;
	const from = leastOf(earlier, finding.operator);
	if (hasGrown(finding, from, finding.name === "max-abs" ? noise : 0)) return void 0;
	return {
		kind: "known",
		text: describe$1(earlier),
		from
	};
}
/** Whether the base's figure crosses the limit of this job. */
function crossesToday(earlier, { operator, expected }) {
	const { actual } = earlier;
	if (typeof actual === "number" && typeof expected === "number") return !withinLimit(actual, operator, expected);
	return !earlier.passed && actual !== expected;
}
function leastOf({ actual, excuse }, operator) {
	const first = excuse?.kind === "known" ? excuse.from : void 0;
	if (typeof first !== "number" || typeof actual !== "number" || Number.isNaN(first)) return actual;
	return operator === ">=" ? Math.max(first, actual) : Math.min(first, actual);
}
function hasGrown({ actual, operator, name }, from, noise) {
	if (typeof actual !== "number" || typeof from !== "number") return actual !== from;
	if (Number.isNaN(actual)) return !Number.isNaN(from);
	if (actual === from) return false;
	if (operator !== ">=") return !(actual <= from * knownGrowth + noise);
	if (name === "snr-db") return !(actual >= from - 20 * Math.log10(knownGrowth));
	return !(actual >= 1 - (1 - from) * knownGrowth);
}
function describe$1({ actual, unit }) {
	return `known: ${typeof actual === "number" ? withUnit(formatFigure(actual), unit) : actual} on the base already`;
}

// src/verdict/layer-states.ts
const order$1 = [
	"new",
	"added",
	"known",
	"vanished",
	"improved",
	"ok"
];
const mostLayers = 100;
/**
* The state of every layer of either job, matched by key, since exporters renumber names. Undefined when one of the
* two measured no nodes: then nothing can be said.
*/
function layerStates(now, base) {
	if (now.nodes.length === 0 || base.nodes.length === 0) return void 0;
	const [after, before] = [indexNodes(now), indexNodes(base)];
	const counts = {
		ok: 0,
		known: 0,
		new: 0,
		improved: 0,
		vanished: 0,
		added: 0
	};
	const layers = [];
	for (const key of /* @__PURE__ */ new Set([...after.nodes.keys(), ...before.nodes.keys()])) {
		const state = stateOf$1(key, after, before);
		counts[state] += 1;
		if (after.culprits.has(key) || before.culprits.has(key)) layers.push(describe(key, state, after, before));
	}
	layers.sort((one, other) => order$1.indexOf(one.state) - order$1.indexOf(other.state));
	return {
		layers: layers.slice(0, mostLayers),
		counts
	};
}
function indexNodes({ nodes, layers }) {
	const keys = new Map(nodes.map(({ node, key }) => [node, key]));
	const culprits = new Map(layers.map((layer) => [layer.key ?? keys.get(layer.node) ?? layer.node, layer]));
	const byKey = new Map(nodes.map((node) => [node.key, node]));
	for (const [key, layer] of culprits) if (!byKey.has(key)) byKey.set(key, {
		...layer,
		key
	});
	return {
		nodes: byKey,
		culprits
	};
}
function stateOf$1(key, after, before) {
	if (!after.nodes.has(key)) return "vanished";
	if (!before.nodes.has(key)) return "added";
	if (after.culprits.has(key)) return before.culprits.has(key) ? "known" : "new";
	return before.culprits.has(key) ? "improved" : "ok";
}
function describe(key, state, after, before) {
	const node = after.nodes.get(key) ?? before.nodes.get(key);
	const culprit = after.culprits.get(key) ?? before.culprits.get(key);
	const op = node.op ?? culprit?.op;
	const module = node.module ?? culprit?.module;
	const [was, is] = [before.nodes.get(key)?.error, after.nodes.get(key)?.error];
	return {
		key,
		node: node.node,
		...op === void 0 ? {} : { op },
		...module === void 0 ? {} : { module },
		state,
		...was === void 0 ? {} : { before: shortFigure(was) },
		...is === void 0 ? {} : { after: shortFigure(is) }
	};
}
function shortFigure({ relRms, nonFinite }) {
	return nonFinite === void 0 ? { relRms } : {
		relRms,
		nonFinite
	};
}
/** Outputs that fail because of a layer which is guilty in this job only. */
function outputsOfNewCulprits(now, states) {
	const fresh = new Set(states.layers.filter(({ state }) => state === "new" || state === "added").map(({ node }) => node));
	return new Set(now.layers.filter(({ node }) => fresh.has(node)).flatMap(({ breaks }) => breaks ?? []));
}

// src/verdict/waivers.ts
/** What is wrong with the form of an output can't be waived: nothing was compared there. */
const unwaivable = /* @__PURE__ */ new Set([
	"output",
	"shape",
	"dtype"
]);
/**
* Applies the waivers to the limits that were crossed. A waiver of a layer covers an output only when every layer that
* breaks it is waived; without culprits it covers nothing. A waiver holds to the end of its last day, in UTC; after
* that it excuses nothing, and what it covered fails again.
*/
function applyWaivers(findings, culprits, waivers, now) {
	const crossed = findings.filter(({ passed, level, name }) => !passed && level === "fail" && !unwaivable.has(name));
	const excuses = /* @__PURE__ */ new Map();
	const used = /* @__PURE__ */ new Set();
	const valid = waivers.filter((waiver) => !isExpired(waiver, now));
	for (const finding of crossed) {
		const covering = coveringWaivers(finding, culprits, valid);
		const [first] = covering;
		if (first === void 0) continue;
		for (const waiver of covering) used.add(waiver);
		excuses.set(finding, {
			kind: "waived",
			text: `waived until ${first.expires} by ${first.by}: ${first.reason}`
		});
	}
	return {
		excuses,
		reports: waivers.map((waiver) => {
			const isNeeded = crossed.some((finding) => coveringWaivers(finding, culprits, [waiver, ...valid]).includes(waiver));
			return report(waiver, {
				isExpired: !valid.includes(waiver),
				isUsed: used.has(waiver),
				isNeeded
			});
		})
	};
}
/** Whether the last day of a waiver is over. What is no date is over, too. */
function isExpired({ expires }, now) {
	return !(now.getTime() < Date.parse(`${expires}T00:00:00Z`) + 864e5);
}
function coveringWaivers({ output }, culprits, waivers) {
	const ofOutput = waivers.find((waiver) => waiver.output !== void 0 && fits$1(waiver.output, [output]));
	if (ofOutput !== void 0) return [ofOutput];
	const guilty = culprits.filter(({ breaks }) => breaks?.includes(output) === true);
	const covering = guilty.map((culprit) => waivers.find((waiver) => coversLayer(waiver, culprit))).filter((waiver) => waiver !== void 0);
	return covering.length === guilty.length ? [...new Set(covering)] : [];
}
function coversLayer({ layer }, { node, key, module }) {
	if (layer === void 0) return false;
	return fits$1(layer, [
		node,
		...key === void 0 ? [] : [key],
		...module === void 0 ? [] : [module]
	]);
}
function fits$1(pattern, names) {
	return names.some((name) => name === pattern || matchesGlob(pattern, name));
}
function report(waiver, { isExpired, isUsed, isNeeded }) {
	const { output, layer, by, reason, expires } = waiver;
	const subject = output === void 0 ? `layer ${quoteName(layer ?? "")}` : `output ${quoteName(output)}`;
	const who = `waived by ${by}: ${reason}`;
	if (isExpired) {
		const effect = isNeeded ? "what it covered fails again" : "nothing needs it, so it can be removed";
		return {
			...waiver,
			state: "expired",
			text: `${subject}: expired on ${expires}; ${effect} (${who}).`
		};
	}
	return isUsed ? {
		...waiver,
		state: "used",
		text: `${subject}: ${who}, until ${expires}.`
	} : {
		...waiver,
		state: "unused",
		text: `${subject}: covers nothing that fails; it can be removed (${who}).`
	};
}

// src/verdict/loosened.ts
/**
* Where a job is judged more mildly than its base, for the reviewer of a change that loosens its own gate: limits that
* were raised or removed, waivers that were added or prolonged, and the switches that let failures pass. Undefined when
* the base does not record how it was judged.
*/
function loosenedSince(base, now) {
	const before = base.config?.effective;
	if (before === void 0) return void 0;
	const { effective: after } = now;
	return [
		...loosenedLimits(base, before, now),
		...loosenedSwitches(base, before, now),
		...loosenedRegression(before.regression, after.regression),
		...loosenedWaivers(before.waivers, after.waivers.filter((waiver) => !isExpired(waiver, now.now)))
	];
}
function entry(setting, before, after, subject) {
	const about = subject === void 0 ? setting : `${quoteName(subject)} ${setting}`;
	return {
		setting,
		...subject === void 0 ? {} : { subject },
		before,
		after,
		text: `${about} ${before} -> ${after}`
	};
}
function loosenedLimits(base, before, now) {
	const earlier = new Map(base.outputs.map((output) => [output.name, output]));
	return now.outputs.flatMap((output) => {
		const was = earlier.get(output.name);
		const isByDefault = ![...before.tolerances, ...now.effective.tolerances].some(({ output: pattern }) => fits(pattern, output.name));
		if (was === void 0 || isByDefault) return [];
		return was.limits.filter(({ level, metric }) => level === "fail" && metric !== "regression").flatMap((limit) => compareLimit(limit, output));
	});
}
/** Rules such as `non-finite` have no figure that could be raised. */
function compareLimit(was, output) {
	if (typeof was.value !== "number" || was.operator === "==") return [];
	const is = output.limits.find(({ metric, operator, level }) => metric === was.metric && operator === was.operator && level === "fail");
	if (is === void 0) return [entry(was.metric, withUnit(String(was.value), was.unit), "no limit", output.name)];
	if (typeof is.value !== "number") return [];
	if (!(was.operator === ">=" ? is.value < was.value : is.value > was.value) && is.unit === was.unit) return [];
	const figures = formatAgainst(is.value, was.value);
	return [entry(was.metric, withUnit(figures.limit, was.unit), withUnit(figures.actual, is.unit), output.name)];
}
function loosenedSwitches(base, before, now) {
	const { effective: after } = now;
	const switches = [
		[
			"enforce",
			base.verdict.enforcement,
			now.enforce,
			"warn"
		],
		[
			"known",
			before.known,
			after.known,
			"warn"
		],
		[
			"extra-outputs",
			before.extraOutputs,
			after.extraOutputs,
			"allow"
		],
		[
			"config-from",
			before.configFrom,
			after.configFrom,
			"own"
		]
	];
	const isMatchSame = canonical(before.match) === canonical(after.match);
	return [
		...switches.flatMap(([name, was, is, mild]) => was !== is && is === mild ? [entry(name, was, is)] : []),
		...before.baseline === after.baseline || before.baseline === "none" ? [] : [entry("baseline", before.baseline, after.baseline)],
		...isMatchSame ? [] : [entry("match", `${before.match.length} rules`, `${after.match.length} other rules`)]
	];
}
function loosenedRegression(before, after) {
	return before.filter(({ level }) => level === "fail").flatMap((was) => {
		const is = after.find(({ output, level }) => output === was.output && level === "fail");
		return is === void 0 || is.unit !== was.unit || (is.factor ?? 0) > (was.factor ?? 0) || (is.amount ?? 0) > (was.amount ?? 0) ? [entry("regression", sayRegression(was), sayRegression(is), was.output)] : [];
	});
}
function sayRegression(limit) {
	if (limit === void 0) return "no limit";
	return [...limit.factor === void 0 ? [] : [`factor ${limit.factor}`], ...limit.amount === void 0 ? [] : [`amount ${withUnit(String(limit.amount), limit.unit)}`]].join(", ");
}
function loosenedWaivers(before, after) {
	return after.flatMap((waiver) => {
		const subject = waiver.output ?? waiver.layer ?? "";
		const latest = before.filter(({ output, layer }) => output === waiver.output && layer === waiver.layer).map(({ expires }) => expires).sort().at(-1);
		if (latest !== void 0 && latest >= waiver.expires) return [];
		return [entry("waiver", latest === void 0 ? "none" : `until ${latest}`, `until ${waiver.expires}`, subject)];
	});
}
function fits(pattern, name) {
	return pattern === name || matchesGlob(pattern, name);
}
/** Equal rules give equal texts, whatever the order of their keys. */
function canonical(rules) {
	return JSON.stringify(rules.map((rule) => Object.entries(rule).filter(([, value]) => value !== void 0).sort(([one], [other]) => one < other ? -1 : 1)));
}

// src/verdict/output-states.ts
const order = [
	"new",
	"known",
	"added",
	"vanished",
	"improved",
	"ok"
];
/**
* The state of every output of either job, new failures first.
* @param findings of this job, regressions among them.
* @param isKnown whether a crossed limit repeats a failure of the base, excused or not.
*/
function outputStates(now, base, isKnown, accepted) {
	const before = new Map(base.outputs.map((output) => [output.name, output]));
	const names = new Set(now.outputs.map(({ name }) => name));
	const acceptedOutputs = new Map(accepted?.outputs.map((output) => [output.name, output]));
	const present = now.outputs.map((output) => {
		const own = now.findings.filter((finding) => finding.output === output.name && finding.level === "fail");
		const earlier = before.get(output.name);
		return {
			name: output.name,
			state: earlier === void 0 ? "added" : stateOf(own, base.findings, isKnown),
			metric: "max-abs",
			...figureOf("before", earlier, output.unit),
			after: output.metrics.maxAbs,
			...figureOf("accepted", acceptedOutputs.get(output.name), output.unit),
			...output.unit === void 0 ? {} : { unit: output.unit }
		};
	});
	const vanished = base.outputs.filter(({ name }) => !names.has(name)).map((output) => {
		const { name, unit } = output;
		return {
			name,
			state: "vanished",
			metric: "max-abs",
			...figureOf("before", output, unit),
			...unit === void 0 ? {} : { unit }
		};
	});
	return [...present, ...vanished].sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
}
function stateOf(own, base, isKnown) {
	const crossed = own.filter(({ passed }) => !passed);
	if (crossed.length > 0) return crossed.every(isKnown) ? "known" : "new";
	return own.some((finding) => base.some((earlier) => earlier.leg === finding.leg && earlier.output === finding.output && earlier.name === finding.name && earlier.level === "fail" && crossesToday(earlier, finding))) ? "improved" : "ok";
}
/** Figures in another unit say nothing, and are left out. */
function figureOf(key, output, unit) {
	if (output === void 0 || output.unit !== unit) return {};
	return { [key]: output.metrics.maxAbs };
}

// src/verdict/regression.ts
/**
* Applies the limits against the base. A regression is a largest difference that is beyond `factor` times the base's
* and beyond the base's plus `amount`, where each is given, and beyond what the noise of both jobs explains. With both
* given, `amount` keeps a tiny error that doubles from failing.
* @throws ConfigError for `amount` in another unit than the output's.
*/
function judgeRegression(now, base, limits, leg) {
	const before = new Map(base.map((output) => [output.name, output]));
	const findings = [];
	const notes = [];
	for (const output of now) {
		const limit = limitFor(output.name, limits);
		if (limit === void 0) continue;
		checkUnit(output, limit);
		const earlier = before.get(output.name);
		const unfit = earlier === void 0 ? "it is not on the base" : whyUnfit(output, earlier);
		if (earlier === void 0 || unfit !== void 0) notes.push(`No regression limit was applied to ${quoteName(output.name)}: ${unfit ?? ""}.`);
		else findings.push(judge(output, earlier, limit, leg));
	}
	return {
		findings,
		notes
	};
}
/** The plain name wins over globs, then the most particular glob, then the first. */
function limitFor(output, limits) {
	return limits.filter((limit) => limit.output === output || matchesGlob(limit.output, output)).reduce((best, limit) => best === void 0 || globSpecificity(limit.output) > globSpecificity(best.output) ? limit : best, void 0);
}
function checkUnit({ name, unit }, limit) {
	if (limit.unit === void 0 || limit.unit === unit) return;
	throw new ConfigError(`regression: the amount for ${quoteName(name)} is in ${limit.unit}, and the output is in ${unit ?? "no unit"}.`, { advice: "Write both in the same unit; tolerances give an output its unit." });
}
function whyUnfit(output, earlier) {
	if (earlier.unit !== output.unit) return "its unit is another one than on the base";
	if (!Number.isFinite(earlier.metrics.maxAbs)) return "on the base its error is not finite";
	if ((earlier.metrics.nonFiniteMismatches ?? 0) > 0) return "on the base it is NaN or infinite in places";
}
function judge(output, earlier, { factor, amount, level }, leg) {
	const before = earlier.metrics.maxAbs;
	const actual = output.metrics.maxAbs;
	const expected = Math.max(before * (factor ?? 1), before + (amount ?? 0), before + (earlier.noiseFloor ?? 0) + (output.noiseFloor ?? 0));
	const passed = withinLimit(actual, "<=", expected);
	const { unit } = output;
	const figures = {
		actual: said(actual, unit),
		expected: said(expected, unit),
		before: said(before, unit)
	};
	return {
		leg,
		name: "regression",
		output: output.name,
		operator: "<=",
		expected,
		actual,
		unit,
		passed,
		level,
		message: `${quoteName(output.name)} is off by ${figures.actual}, ${figures.before} on the base; ${passed ? "within" : "beyond"} the ${figures.expected} that the regression limit allows.`
	};
}
function said(value, unit) {
	return withUnit(formatFigure(value), unit);
}

// src/report/compose-memory.ts
/** Compares this job with the earlier ones. What can't be compared excuses nothing. */
function remember(input, job) {
	const { base } = input.recollection;
	const comparison = base === void 0 ? void 0 : compareWithBase(base, input, job);
	const findings = [...job.findings, ...comparison?.regression ?? []];
	const waived = applyWaivers(findings, job.layers, input.effective.waivers, input.now);
	const excuseOf = (finding) => waived.excuses.get(finding) ?? (input.effective.known === "warn" ? comparison?.known.get(finding) : void 0);
	const loosened = base === void 0 ? [] : loosenedSince(base.facts, {
		...input,
		outputs: job.outputs
	});
	const unknownLimits = loosened === void 0 ? ["The base does not record its limits, so it can't be told whether this job is judged more mildly."] : [];
	const named = [...input.loosened, ...loosened ?? []];
	const notes = [
		...input.recollection.notes,
		...comparison?.notes ?? [],
		...unknownLimits
	];
	const history = historyOf(input.recollection.accepted);
	return {
		findings: findings.map((finding) => {
			const excuse = excuseOf(finding);
			return excuse === void 0 ? finding : {
				...finding,
				excuse
			};
		}),
		failures: comparison?.failures ?? [],
		sections: {
			job: input.job,
			baseline: toBaseline(input, job, comparison, notes),
			...history.length === 0 ? {} : { history },
			...waived.reports.length === 0 ? {} : { waivers: [...waived.reports] },
			...named.length === 0 ? {} : { loosened: named }
		}
	};
}
/** Undefined when the two jobs can't be compared, or nothing was judged. */
function compareWithBase({ facts: base }, { effective, recollection }, job) {
	if (job.judgedLeg === void 0 || incomparability(base, job) !== void 0) return void 0;
	const { findings, notes, failures } = regressionOf(base, job, job.judgedLeg, effective);
	const layers = layerStates(job, base);
	const known = knownFailures(base, job, layers);
	const all = [...job.findings, ...findings];
	const accepted = recollection.accepted?.facts;
	const usable = accepted !== void 0 && incomparability(accepted, job) === void 0;
	return {
		known,
		regression: findings,
		notes,
		failures,
		outputs: outputStates({
			outputs: job.outputs,
			findings: all
		}, {
			outputs: base.outputs,
			findings: base.verdict.findings
		}, (finding) => known.has(finding), usable ? accepted : void 0),
		layers
	};
}
function regressionOf(base, job, leg, { regression }) {
	try {
		return {
			...judgeRegression(job.outputs, base.outputs, regression, leg),
			failures: []
		};
	} catch (error) {
		return {
			findings: [],
			notes: [describeError(error)],
			failures: [describeFailure(error)]
		};
	}
}
/**
* A failure stays known while the same layers cause it. In a model that did not change no other layer can have
* become guilty, whatever a search of limited length names.
*/
function knownFailures(base, job, layers) {
	const { weights, graph, samples } = attribute(base, job);
	const broken = [
		weights,
		graph,
		samples
	].every((change) => change === "same") || layers === void 0 ? /* @__PURE__ */ new Set() : outputsOfNewCulprits(job, layers);
	const before = new Map(base.outputs.map((output) => [output.name, output]));
	const known = /* @__PURE__ */ new Map();
	for (const finding of job.findings) {
		if (finding.passed || finding.level !== "fail" || broken.has(finding.output)) continue;
		const noise = (job.outputs.find(({ name }) => name === finding.output)?.noiseFloor ?? 0) + (before.get(finding.output)?.noiseFloor ?? 0);
		const excuse = knownFailure(finding, base.verdict.findings, noise);
		if (excuse !== void 0) known.set(finding, excuse);
	}
	return known;
}
function toBaseline({ recollection }, job, comparison, notes) {
	const { asked, base, accepted } = recollection;
	const against = base ?? accepted;
	return {
		asked,
		...base === void 0 ? {} : { base: toEarlier(base, job) },
		...accepted === void 0 ? {} : { accepted: toEarlier(accepted, job) },
		notes: [...notes],
		...against === void 0 || job.judgedLeg === void 0 ? {} : { attribution: attributionOf(against, against === base ? "base" : "accepted", job) },
		outputs: [...comparison?.outputs ?? []],
		layers: [...comparison?.layers?.layers ?? []],
		...comparison?.layers === void 0 ? {} : { layerCounts: { ...comparison.layers.counts } },
		headroom: headroomWarnings(job.nodes, accepted?.facts.nodes ?? [], accepted?.ageDays)
	};
}
function attributionOf({ facts }, against, job) {
	const { environmentChanges, ...rest } = attribute(facts, job);
	return {
		against,
		...rest,
		environmentChanges: [...environmentChanges]
	};
}
function toEarlier({ facts, origin, commit, date, ageDays }, job) {
	const reason = job.judgedLeg === void 0 ? "nothing was judged in this job" : incomparability(facts, job);
	const { kind, name, url, distance } = origin;
	return {
		...commit === void 0 ? {} : { commit },
		...date === void 0 ? {} : { date },
		...distance === void 0 ? {} : { distance },
		...ageDays === void 0 ? {} : { ageDays: Number(ageDays.toFixed(2)) },
		verdict: facts.verdict.kind === "pass" ? "pass" : "fail",
		source: {
			kind,
			name,
			...url === void 0 ? {} : { url }
		},
		...facts.acceptance === void 0 ? {} : { accepted: facts.acceptance },
		comparable: reason === void 0,
		...reason === void 0 ? {} : { reason }
	};
}

// src/report/diagnosis-detail.ts
const shownLayers = 5;
/**
* The diagnosis with what was found beyond the legs: the layers that only a fusion protects, or where on the engine it goes
* wrong and what tells it from precision.
*/
function withDetail(diagnosis, explanation, engineRun) {
	if (diagnosis === void 0) return void 0;
	const details = diagnosis.kind === "latent" ? protectedLayers(explanation) : diagnosis.kind === "engine" ? [...failedTests(engineRun), engineRun?.fault?.text] : [];
	const text = [diagnosis.text, ...details].filter((part) => part !== void 0).join(" ");
	return {
		...diagnosis,
		text
	};
}
function protectedLayers(explanation) {
	const culprits = explanation?.ranking.culprits ?? [];
	if (culprits.length === 0) return [];
	const shown = culprits.slice(0, shownLayers).map(({ id }) => quoteName(id));
	const more = culprits.length > shownLayers ? ` and ${culprits.length - shownLayers} more` : "";
	return [`Only a fusion protects ${shown.join(", ")}${more}.`];
}
function failedTests(engineRun) {
	return (engineRun?.tests ?? []).filter(({ outcome }) => outcome === "failed").map(({ text }) => text);
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
	if (crossed.some(failsJob)) return "fail";
	if (unjudged || findings.length === 0) return "unjudged";
	return crossed.length > 0 ? "warn" : "pass";
}

// src/report/compose-result.ts
/** Decides, diagnoses, and puts everything that is known into one result. */
function composeResult(record) {
	const explained = explanationOf(record);
	const { memory, findings, failures } = recallJob(record, explained);
	const verdict = decide({
		judged: record.judged && evidenceOf(record.judged, findings),
		conversion: record.conversion && evidenceOf(record.conversion, findings),
		emulation: emulationBeside(record),
		unjudged: unjudgedOutputs(record),
		noise: record.noise,
		failures: [...record.failures, ...failures],
		enforcement: record.enforcement
	});
	const diagnosed = diagnose(verdict, record.judged && diagnosedLeg(record.judged, record, findings), [
		...record.conversion === void 0 ? [] : [record.conversion],
		...record.pytorch,
		...record.explaining
	].map((leg) => diagnosedLeg(leg, record)), record.ranges.filter((leg) => !leg.passed).map((leg) => leg.text));
	const { job, ...sections } = memory;
	const diagnosis = withDetail(diagnosed, record.explanation, record.engineRun);
	return {
		schemaVersion: 1,
		tool: record.tool,
		...job === void 0 ? {} : { job },
		verdict: {
			...verdict,
			findings: [...verdict.findings],
			unjudged: [...verdict.unjudged]
		},
		...diagnosis === void 0 ? {} : { diagnosis },
		outputs: record.judged === void 0 ? [] : outputsOf(record.judged, record, findings),
		legs: legsOf(record, findings),
		...explained,
		...record.repair === void 0 ? {} : { overrides: composeOverrides(record.repair, record.units) },
		...record.layersUnavailable === void 0 ? {} : { layersUnavailable: record.layersUnavailable },
		...sections,
		...scanOf(record),
		...provenanceOf(record),
		timings: record.timings
	};
}
/** What the earlier jobs add: findings with their excuses, and the sections that tell of them. */
function recallJob(record, { layers, nodes }) {
	const own = [record.conversion, record.judged].filter((leg) => leg !== void 0).flatMap((leg) => leg.judgement.findings.map((finding) => ({
		...finding,
		leg: leg.kind
	})));
	if (record.memory === void 0) return {
		memory: {},
		findings: own,
		failures: []
	};
	const { sections, findings, failures } = remember(record.memory, {
		tool: record.tool,
		outputs: record.judged === void 0 ? [] : outputsOf(record.judged, record, own),
		layers,
		nodes,
		legs: record.judged === void 0 ? [] : [{
			kind: record.judged.kind,
			judged: true
		}],
		...provenanceOf(record),
		findings: own,
		judgedLeg: record.judged?.kind
	});
	return {
		memory: sections,
		findings,
		failures
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
function provenanceOf({ engine, engineRun, model, candidate, samples, config, environment, explanation }) {
	const checkout = explanation?.checkout;
	return {
		...engine === void 0 ? {} : { engine },
		...engineRun === void 0 ? {} : { engineRun },
		...model === void 0 ? {} : { model },
		...candidate === void 0 ? {} : { candidate },
		...samples === void 0 ? {} : { samples },
		...config === void 0 ? {} : { config },
		...environment === void 0 ? {} : { environment: checkout === void 0 ? environment : {
			...environment,
			checkout
		} }
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
	return leg && evidenceOf(leg, []);
}
function evidenceOf({ kind, sampleCount, comparison, judgement }, findings) {
	const own = ofLeg(kind, findings);
	return {
		leg: kind,
		sampleCount,
		outputs: comparison.names,
		findings: own.length > 0 ? own : judgement.findings
	};
}
function ofLeg(kind, findings) {
	return findings.filter(({ leg }) => leg === kind);
}
function diagnosedLeg(leg, record, findings = []) {
	const own = ofLeg(leg.kind, findings);
	return {
		kind: leg.kind,
		passed: legPasses(leg),
		findings: own.length > 0 ? own : leg.judgement.findings,
		outputs: leg.comparison.outputs.map(({ name, metrics }) => ({
			name,
			maxAbs: metrics.maxAbs,
			unit: record.units.get(name),
			noiseFloor: noiseFloorOf(name, record)
		}))
	};
}
/** @param findings with excuses, of the legs that decide; the others are shown by their own. */
function outputsOf({ kind, comparison, judgement }, record, findings) {
	const own = ofLeg(kind, findings);
	const unjudged = new Set(judgement.unjudged.map(({ output }) => output));
	return comparison.outputs.map((output) => toOutputResult(output, own.length > 0 ? own : judgement.findings, unjudged, {
		unit: record.units.get(output.name),
		noiseFloor: noiseFloorOf(output.name, record)
	}));
}
function noiseFloorOf(output, record) {
	return record.noise.find((floor) => floor.output === output && floor.metric === "max-abs")?.value;
}
/** In the order in which an expert rules things out. */
function legsOf(record, findings) {
	const { conversion, pytorch, explaining, judged, ranges, skipped } = record;
	const passes = (leg) => {
		const own = ofLeg(leg.kind, findings);
		return own.length > 0 ? !own.some(failsJob) : legPasses(leg);
	};
	const compared = [
		...conversion === void 0 ? [] : [conversion],
		...pytorch,
		...explaining
	].map((leg) => ({
		kind: leg.kind,
		judged: false,
		passed: passes(leg),
		outputs: outputsOf(leg, record, findings)
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
			passed: passes(judged),
			outputs: []
		}]
	].toSorted((one, other) => legKinds.indexOf(one.kind) - legKinds.indexOf(other.kind));
}

export { composeResult as t };