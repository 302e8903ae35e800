import { a as withUnit, i as formatFigure, n as formatCount, r as formatDuration } from "./figure.js";
import { C as layerRows, D as shownPath, S as groupByModule, T as sourceUrl, _ as prose, a as trendTable, c as judgedLeg, d as orderedLegs, f as outputRows, g as folded, h as code, i as outputStateTable, l as largestOutput, m as reportedLegs, n as earlierFacts, o as describeLimit, p as outputsOfLeg, r as layerStateTable, s as findingsOfLeg, t as headlineOf, u as legState, v as table, w as localisationNote } from "./headline.js";
import { i as legTitles, n as shownLevel, t as failsJob } from "./excuse.js";
import { t as quoteName } from "./quote-name.js";
import { a as markdownText, i as markdownCode, s as printableName } from "./escape.js";
import { i as worstFinding } from "./worst-finding.js";
import { c as shellWord, u as fencedBlock } from "./shell.js";
import { n as planOutputValue, t as planOutputLimit } from "./plan-output.js";

// src/report/candidate-view.ts
/** Undefined when no converted model was given, or it was never compared. */
function candidateView({ candidate }) {
	if (candidate === void 0) return void 0;
	const { differences, omitted = 0 } = candidate;
	return {
		facts: describeCandidate(candidate),
		lead: leadOf(candidate),
		warnings: differences.filter(({ level }) => level === "warn"),
		notes: differences.filter(({ level }) => level === "note"),
		omitted
	};
}
/** `fp16Nodes` and the like as a sentence; the result's engine line shows it too. */
function describePrecision(precision) {
	const { fp16Nodes, bf16Nodes, fp32Nodes, casts } = precision;
	return `nodes: ${[...[...fp16Nodes > 0 || bf16Nodes === 0 ? [`${fp16Nodes} in FP16`] : [], ...bf16Nodes > 0 ? [`${bf16Nodes} in BF16`] : []], `${fp32Nodes} in FP32`].join(", ")}; ${formatCount(casts, "cast")}`;
}
function describeCandidate({ precision, nodes, constants }) {
	const found = nodes.matched === nodes.reference ? `all ${formatCount(nodes.reference, "node")} of the FP32 model found again` : `${nodes.matched} of ${formatCount(nodes.reference, "node")} of the FP32 model found again`;
	return `Computing ${describePrecision(precision)}. ${found[0]?.toUpperCase() ?? ""}${found.slice(1)}, ${formatCount(constants, "constant")} compared.`;
}
function leadOf({ precision, differences }) {
	if (differences.some(({ level }) => level === "warn")) return "Where it differs from the FP32 model in more than precision:";
	const { fp16Nodes, bf16Nodes, casts } = precision;
	return fp16Nodes + bf16Nodes + casts === 0 ? "It does not differ from the FP32 model at all." : "It differs from the FP32 model in precision alone.";
}

// src/report/summary-candidate.ts
const mostOpen$2 = 8;
const mostFolded$1 = 100;
/** A converted model in Markdown: warnings open, the rest folded. */
function candidateSection(result, { maxRows }) {
	const view = candidateView(result);
	if (view === void 0) return [];
	const { facts, lead, warnings, notes, omitted } = view;
	const open = warnings.slice(0, Math.min(mostOpen$2, maxRows));
	const rest = [...warnings.slice(open.length), ...notes].slice(0, Math.min(mostFolded$1, maxRows));
	const more = warnings.length + notes.length - open.length - rest.length + omitted;
	const headings = [
		"what",
		"node",
		"difference"
	];
	const cells = ({ kind, node, text }) => [
		prose(kind),
		node === void 0 ? "" : code(node),
		prose(text)
	];
	return [
		`**The converted model.** ${prose(facts)} ${lead}`,
		...open.length === 0 ? [] : ["", ...table(headings, open.map(cells))],
		...rest.length === 0 ? [] : ["", ...folded(formatCount(rest.length, "further difference"), table(headings, rest.map(cells)))],
		...more > 0 ? ["", `_${more} more in result.json._`] : []
	];
}

// src/report/engine-facts.ts
const shownTests = 8;
/** How a real engine was built and how it behaved, for the list of facts. */
function engineEntries({ engineRun }) {
	if (engineRun === void 0) return [];
	const { typing, computeCapability, driver, cuda, builds, precision, noise, tests = [] } = engineRun;
	const [first] = builds;
	const flags = first?.flags?.join(" ");
	return [
		["engine typing", typing],
		["engine file", engineRun.engineFile && quoteName(shownPath(engineRun.engineFile))],
		["device", joined$1([
			cc(computeCapability),
			word("driver", driver),
			word("CUDA", cuda)
		])],
		["engine precision", precision?.text],
		["build", joined$1([
			buildTime(first?.seconds),
			size(first?.sizeBytes),
			flags
		])],
		["builds compared", builds.length > 1 ? String(builds.length) : void 0],
		["timing cache SHA-256", first?.timingCacheHash],
		["latency", latencyText(first?.latency)],
		...noise.map(({ kind, output, metric, value, unit }) => [`${kind} noise`, `${quoteName(output)} ${metric} ${formatFigure(value)}${unit === void 0 ? "" : ` ${unit}`}`]),
		...tests.slice(0, shownTests).map(({ name, outcome, text }) => [`test: ${name}`, `${outcome === "not-run" ? "not run" : outcome}. ${text}`]),
		...(engineRun.details ?? []).map(({ name, value }) => [`engine ${name}`, value])
	];
}
/** `0.42 ms median, 0.45 ms p95 of 100 runs`, with the clocks where they are known. */
function latencyText(latency) {
	if (latency === void 0) return void 0;
	const { medianMs, p95Ms, runs, clocks } = latency;
	const of = runs === void 0 ? "" : ` of ${runs} runs`;
	return `${formatFigure(medianMs)} ms median, ${formatFigure(p95Ms)} ms p95${of}${clocks === void 0 ? "" : `; ${clocks}`}`;
}
function cc(version) {
	return word("compute capability", version);
}
function word(name, value) {
	return value === void 0 ? void 0 : `${name} ${value}`;
}
function buildTime(seconds) {
	return seconds === void 0 ? void 0 : `${formatFigure(seconds)} s`;
}
function size(bytes) {
	return bytes === void 0 ? void 0 : `${formatFigure(bytes / 2 ** 20)} MiB`;
}
function joined$1(parts) {
	const known = parts.filter((part) => part !== void 0 && part !== "");
	return known.length === 0 ? void 0 : known.join(", ");
}

// src/report/run-facts.ts
/** Model, samples, engine, machine and times, as far as the result knows them. */
function runFacts(result) {
	return [...judgedEntries(result), ...machineEntries(result)].flatMap(([name, value, isName = false]) => value === void 0 || value === "" ? [] : [{
		name,
		value,
		isName
	}]);
}
function judgedEntries(result) {
	const { model, samples, engine, config, verdict } = result;
	const hashes = model?.sha256;
	const nodes = model?.nodes === void 0 ? void 0 : formatCount(model.nodes, "node");
	return [
		[
			"model",
			model && shownPath(model.file),
			true
		],
		[
			"model SHA-256",
			hashes?.file,
			true
		],
		[
			"graph SHA-256",
			hashes?.graph,
			true
		],
		[
			"weights SHA-256",
			hashes?.weights,
			true
		],
		["ONNX", model && joined([
			model.opset && `opset ${model.opset}`,
			model.producer,
			nodes
		])],
		...candidateEntries(result),
		["samples", samples && `${samples.count} in ${quoteName(shownPath(samples.directory))}`],
		[
			"samples SHA-256",
			samples?.sha256,
			true
		],
		...(samples?.manifest ?? []).map(({ name, value }) => [
			`samples: ${name}`,
			value,
			true
		]),
		["engine", engine && joined([
			engine.name,
			engine.version,
			engine.device,
			engine.realisedPrecision
		])],
		...(engine?.notes ?? []).map((note) => ["engine note", note]),
		...engineEntries(result),
		...legEntries(result),
		["limits", config && `from ${config.limits}`],
		["enforce", verdict.enforcement],
		["exit code", String(verdict.exitCode)]
	];
}
function candidateEntries({ candidate }) {
	if (candidate === void 0) return [];
	const { model, precision } = candidate;
	return [
		[
			"converted model",
			shownPath(model.file),
			true
		],
		[
			"its SHA-256",
			model.sha256.file,
			true
		],
		["its ONNX", joined([
			model.opset && `opset ${model.opset}`,
			model.producer,
			model.nodes && formatCount(model.nodes, "node")
		])],
		["its precision", describePrecision(precision)]
	];
}
function legEntries({ localisation }) {
	if (localisation === void 0) return [];
	const { trials, splitInto } = localisation;
	return [["localisation", trials === void 0 ? void 0 : `${formatCount(trials, "trial")} of changed precision`], ["graph", splitInto === void 0 || splitInto < 2 ? void 0 : `run in ${splitInto} parts to fit in memory`]];
}
function machineEntries({ tool, environment, timings }) {
	const times = Object.entries(timings ?? {}).flatMap(([name, value]) => value === void 0 ? [] : [`${name.replace(/Ms$/, "")} ${formatDuration(value)}`]);
	const checkout = environment?.checkout;
	return [
		["tool", `${tool.name} ${tool.version}`],
		["machine", environment && joined([
			environment.cpu,
			environment.gpu,
			environment.platform,
			environment.arch
		])],
		["Node", environment?.node],
		[
			"checkout",
			checkout && `${checkout.repository} at ${checkout.commit}`,
			true
		],
		["time", times.join(", ")]
	];
}
function joined(parts) {
	return parts.filter((part) => part !== void 0 && part !== "").join(", ");
}

// src/report/summary-tables.ts
/** Marks of a state that read the same without colour. */
const stateIcons = {
	fail: "❌",
	unjudged: "❔",
	warn: "⚠️",
	pass: "✅"
};
/** The outputs that the verdict is about: of the conversion leg when that failed, and of the judged leg. */
function outputTables(result, detail) {
	const legs = reportedLegs(result);
	return legs.map((leg) => outputTable$1(result, leg, detail, legs.length > 1)).filter((lines) => lines.length > 0);
}
function outputTable$1(result, leg, detail, titled) {
	const rows = outputRows(outputsOfLeg(result, leg), findingsOfLeg(result, leg)).filter((row) => detail.passing || row.state !== "pass").slice(0, detail.maxRows);
	const title = titled ? [`**${legTitles[leg.kind]}**`, ""] : [];
	if (rows.length === 0) return [];
	return [...title, ...table([
		"",
		"output",
		"max abs",
		"rel rms",
		"limit",
		"worst element"
	], rows.map(outputCells$1))];
}
function outputCells$1(row) {
	return [
		stateIcons[row.state],
		`${code(row.name)} ${prose(row.type)}`.trimEnd(),
		prose(row.maxAbs),
		prose(row.relRms),
		prose(row.limit),
		row.worst === void 0 ? "" : `${code(row.worst.sample)} ${prose(row.worst.at)}`
	];
}

// src/report/summary-details.ts
/** What a reader opens when the first screen is not enough. */
function detailSections(result, detail) {
	return [
		legSection(result, detail),
		limitSection(result, detail),
		...detail.environment ? [runSection(result)] : []
	].filter((section) => section.length > 0);
}
function legSection(result, { passing, maxRows }) {
	const legs = orderedLegs(result).filter((leg) => passing || !leg.passed).slice(0, maxRows);
	if (legs.length === 0) return [];
	const rows = legs.map((leg) => {
		const outputs = outputsOfLeg(result, leg);
		return [
			legMark(leg, outputs),
			legTitles[leg.kind],
			legText(leg, outputs)
		];
	});
	return folded("Legs", table([
		"",
		"leg",
		"largest difference"
	], rows));
}
function legText({ skipped, text }, outputs) {
	const said = skipped ?? text;
	return said === void 0 ? largest$1(outputs) : prose(said);
}
function legMark(leg, outputs) {
	return leg.skipped === void 0 ? stateIcons[legState(leg, outputs)] : "not run";
}
function largest$1(outputs) {
	const worst = largestOutput(outputs);
	if (worst === void 0) return "";
	const broken = worst.metrics.nonFiniteMismatches ?? 0;
	const more = broken > 0 ? `, ${broken} NaN/∞ on one side only` : "";
	return `${code(worst.name)} ${prose(withUnit(formatFigure(worst.metrics.maxAbs), worst.unit) + more)}`;
}
function limitSection({ verdict }, { passing, maxRows }) {
	const rank = (finding) => finding.passed ? 2 : shownLevel(finding) === "fail" ? 0 : 1;
	const findings = verdict.findings.filter((finding) => passing || !finding.passed).sort((first, second) => rank(first) - rank(second)).slice(0, maxRows);
	if (findings.length === 0) return [];
	const rows = findings.map((finding) => [
		finding.passed ? stateIcons.pass : stateIcons[shownLevel(finding)],
		legTitles[finding.leg],
		code(finding.output),
		prose(describeLimit(finding))
	]);
	return folded(`Limits (${verdict.findings.length})`, table([
		"",
		"leg",
		"output",
		"limit"
	], rows));
}
function runSection(result) {
	const rows = runFacts(result).map(({ name, value, isName }) => [prose(name), isName ? code(value) : prose(value)]);
	return folded("Run", table(["what", "value"], rows));
}

// src/report/hazard-view.ts
/** What stands above the hazards in every report. */
const hazardTitle = "Hazards";
const hazardNote = "Right in this run, which adds up in FP32. An engine that accumulates in FP16 may overflow here.";
/** The largest hazards; whatever a file chose is still unescaped. */
function hazardRows(result, most) {
	const all = result.hazards ?? [];
	return {
		shown: all.slice(0, most),
		more: Math.max(0, all.length - most)
	};
}
/** `91300, of which 212 is left`: magnitudes added up, and the largest that comes out. */
function describeSum({ accumulationAbsSum, referenceAbsMax }) {
	return `${formatFigure(accumulationAbsSum)}, of which ${formatFigure(referenceAbsMax)} is left`;
}

// src/report/summary-layers.ts
/** What a reader takes in at once; the rest is folded. */
const mostOpen$1 = 5;
const mostFolded = 100;
const mostHazards = 10;
const longestSource = 160;
const headings$1 = [
	"module",
	"node",
	"source",
	"introduced",
	"inherited",
	"why"
];
/** The culprits by module: at most five rows open, with what to do below them, and the others folded. */
function layerSection(result, { maxRows }) {
	const rows = layerRows(result);
	if (rows.length === 0) return [];
	const open = rows.slice(0, Math.min(mostOpen$1, maxRows));
	const rest = rows.slice(open.length, Math.min(mostFolded, maxRows));
	const more = rows.length - open.length - rest.length;
	const { localisation } = result;
	return [
		`**Where it goes wrong.**${localisation?.kind === "nodes" ? ` ${prose(localisation.text)}` : ""} Worst first; errors are rms relative to the reference.`,
		"",
		...table(headings$1, cellsOf$1(open)),
		...adviceLines$1(open),
		...rest.length === 0 ? [] : ["", ...folded(`${rest.length} more`, table(headings$1, cellsOf$1(rest)))],
		...more > 0 ? ["", `_${more} more in result.json._`] : []
	];
}
/** Folded: nothing is wrong with them here. */
function hazardSection(result, { maxRows }) {
	const { shown, more } = hazardRows(result, Math.min(mostHazards, maxRows));
	if (shown.length === 0) return [];
	const cells = shown.map((hazard) => [
		hazard.module === void 0 ? "unknown" : code(hazard.module),
		`${prose(hazard.op)} ${code(hazard.node)}`,
		describeSum(hazard),
		prose(hazard.cause.advice ?? "")
	]);
	return folded(`Hazards inside accumulations (${shown.length + more})`, [
		hazardNote,
		"",
		...table([
			"module",
			"node",
			"sum of magnitudes",
			"what to do"
		], cells),
		...more > 0 ? ["", `_${more} more in result.json._`] : []
	]);
}
function cellsOf$1(rows) {
	return groupByModule(rows).flatMap(({ module, rows: members }) => members.map((row, at) => [
		at > 0 ? "" : module === "" ? "unknown" : code(module),
		`${prose(row.layer.op)} ${code(row.layer.node)}`,
		sourceCell$1(row),
		prose(row.introduced),
		prose(row.inherited),
		prose(row.why)
	]));
}
/** The line of code stands under its place; the place is a link when the checkout is known. */
function sourceCell$1({ source, url, layer }) {
	if (source === "") return "";
	const place = code(printableName(source, longestSource));
	const line = layer.source?.code?.trim();
	const shown = url === void 0 ? place : `[${place}](${url})`;
	return line === void 0 || line === "" ? shown : `${shown}<br>${code(line)}`;
}
/** One line each, without repeating what several layers have in common. */
function adviceLines$1(rows) {
	const byAdvice = /* @__PURE__ */ new Map();
	for (const { layer } of rows) {
		const { advice } = layer.cause;
		if (advice === void 0) continue;
		const names = byAdvice.get(advice) ?? [];
		names.push(layer.module ?? layer.node);
		byAdvice.set(advice, names);
	}
	const lines = [...byAdvice].map(([advice, names]) => {
		return `- ${[...new Set(names)].map(code).join(", ")}: ${prose(advice)}`;
	});
	return lines.length === 0 ? [] : [
		"",
		"**What to do**",
		"",
		...lines
	];
}

// src/report/summary-memory.ts
const mostHeadroom = 5;
/** Layers with little range left, and the waivers: what a reader must see before the details. */
function warningSection({ baseline, waivers = [] }, { maxRows }) {
	const headroom = (baseline?.headroom ?? []).slice(0, Math.min(mostHeadroom, maxRows));
	const shown = waivers.filter(({ state }) => state !== "unused").slice(0, maxRows);
	return [...headroom.map(({ text }) => `- **Little range left.** ${prose(text)}`), ...shown.map(({ state, text }) => `- **Waiver ${state}.** ${prose(text)}`)];
}
/** The comparison with earlier jobs, folded: states, layers, trend, and where the results come from. */
function memorySection(result, { passing, maxRows }) {
	const facts = earlierFacts(result);
	if (facts.length === 0 || !passing) return [];
	const blocks = [
		table(["what", "value"], facts.map(({ name, text }) => [prose(name), prose(text)])),
		tableOf(outputStateTable(result), maxRows, [1]),
		tableOf(layerStateTable(result), maxRows, [1, 2]),
		tableOf(trendTable(result), maxRows, [0])
	].filter((block) => block.length > 0);
	return folded("Earlier jobs", blocks.flatMap((block, at) => at === 0 ? block : ["", ...block]));
}
function tableOf(shown, maxRows, names) {
	if (shown === void 0) return [];
	const rows = shown.rows.slice(0, maxRows).map((row) => row.map((cell, at) => names.includes(at) && cell !== "" ? code(cell) : prose(cell)));
	return table(shown.headings.map(prose), rows);
}

// src/report/charts/depth-series.ts
const fp16Max = 65504;
/** The nodes of a result as at most `maxColumns` columns of equal width, in graph order. */
function depthColumns(nodes, maxColumns) {
	const columnCount = Math.min(nodes.length, maxColumns);
	return Array.from({ length: columnCount }, (_, at) => {
		const start = Math.floor(at * nodes.length / columnCount);
		const end = Math.floor((at + 1) * nodes.length / columnCount);
		return columnOf(nodes.slice(start, end), start);
	});
}
function columnOf(nodes, start) {
	const totals = nodes.map(({ error }) => error);
	const made = nodes.map(({ introduced }) => introduced);
	return {
		start,
		end: start + nodes.length,
		total: largest(totals.map((error) => error?.relRms)),
		introduced: largest(made.map((error) => error?.relRms)),
		totalBroken: totals.some(isBroken),
		introducedBroken: made.some(isBroken),
		absMax: largest(nodes.map(largestMagnitude)),
		title: titleOf$1(nodes, start)
	};
}
/** Of a node whose result gives only its headroom, that of FP16's range. */
function largestMagnitude({ absMax, headroomBits }) {
	return absMax ?? (headroomBits === void 0 ? void 0 : fp16Max / 2 ** headroomBits);
}
function largest(values) {
	const finite = values.filter((value) => value !== void 0 && Number.isFinite(value));
	return finite.length === 0 ? void 0 : finite.reduce((first, second) => Math.max(first, second));
}
function isBroken(error) {
	return error !== void 0 && ((error.nonFinite ?? 0) > 0 || !Number.isFinite(error.relRms));
}
function titleOf$1(nodes, start) {
	const worst = nodes.reduce((best, node) => loudness$1(node) > loudness$1(best) ? node : best);
	const { error, introduced, headroomBits } = worst;
	return [
		...nodes.length === 1 ? [] : [`Nodes ${start + 1} to ${start + nodes.length}, worst of them:`],
		`${printableName(worst.node, 90)}${worst.op === void 0 ? "" : ` (${printableName(worst.op, 30)})`}`,
		...worst.module === void 0 ? [] : [`module ${printableName(worst.module, 90)}`],
		...error === void 0 ? [] : [`total ${say$1(error)}`],
		...introduced === void 0 ? [] : [`introduced ${say$1(introduced)}`],
		...headroomBits === void 0 ? [] : [`headroom ${formatFigure(headroomBits)} bits`]
	].join(" · ").replace(": · ", ": ");
}
function loudness$1({ introduced, error }) {
	if (isBroken(introduced)) return Number.POSITIVE_INFINITY;
	return introduced?.relRms ?? error?.relRms ?? 0;
}
function say$1(error) {
	const broken = error.nonFinite ?? 0;
	return broken > 0 ? `NaN/∞ in ${broken}` : formatFigure(error.relRms);
}

// src/report/charts/log-scale.ts
/**
* @param low power of `base` at the pixel `from`.
* @param high power at the pixel `to`; at least one above `low`.
*/
function logScale(base, [low, high], [from, to]) {
	const logarithm = base === 2 ? Math.log2 : Math.log10;
	const position = (value) => {
		return from + ((value > 0 ? Math.min(high, Math.max(low, logarithm(value))) : low) - low) / (high - low) * (to - from);
	};
	const ticks = (maxTicks) => {
		const step = [
			1,
			2,
			3,
			4,
			5,
			8,
			10,
			16,
			20,
			32,
			64,
			128,
			256,
			512
		].find((candidate) => Math.floor((high - low) / candidate) + 1 <= maxTicks);
		const first = Math.ceil(low / step) * step;
		return Array.from({ length: Math.floor((high - first) / step) + 1 }, (_, index) => first + index * step);
	};
	return {
		low,
		high,
		base,
		position,
		ticks
	};
}
/** Whole decades around all positive finite values, at least `minDecades` and at most `maxDecades` from the top. */
function decadesAround(values, minDecades, maxDecades) {
	const positive = values.filter((value) => value > 0 && Number.isFinite(value)).map(Math.log10);
	if (positive.length === 0) return [-minDecades, 0];
	const least = positive.reduce((first, second) => Math.min(first, second));
	const most = positive.reduce((first, second) => Math.max(first, second));
	const high = Math.floor(most + .02) + 1;
	return [Math.max(Math.min(Math.floor(least), high - minDecades), high - maxDecades), high];
}

// src/report/charts/threshold.ts
/**
* Of healthy networks in real FP16 none was further from its reference than 7e-3 of the output's rms; of broken ones
* that stayed finite none was nearer than 2e-2.
*/
const healthyError = .007;
/**
* The limit of the worst output on the axis of relative errors. A limit in the output's own unit stands where the
* output's relative error would be if its error shrank, shape and all, until it met the limit.
*/
function errorThreshold(result) {
	const limits = findingsOfLeg(result, judgedLeg(result)).filter(({ name, level }) => level === "fail" && (name === "rel-rms" || name === "max-abs"));
	const worst = worstFinding(limits);
	const metrics = result.outputs.find(({ name }) => name === worst?.output)?.metrics;
	const value = worst && metrics && relativeLimit(worst, metrics.relRms);
	if (worst === void 0 || value === void 0 || !(value > 1e-12) || !(value < 1e6)) {
		const label = `healthy networks end below ${formatFigure(healthyError)}`;
		return {
			value: healthyError,
			label
		};
	}
	const { expected, unit } = worst;
	const limit = `${formatFigure(Number(expected))}${unit === void 0 ? "" : ` ${printableName(unit, 12)}`}`;
	return {
		value,
		label: `limit of ${printableName(worst.output, 40)} (${worst.name} ${limit}) on this scale`
	};
}
function relativeLimit({ name, actual, expected }, relRms) {
	if (typeof actual !== "number" || typeof expected !== "number") return void 0;
	if (name === "rel-rms") return expected;
	const value = relRms === void 0 ? NaN : relRms * expected / actual;
	return Number.isFinite(value) ? value : void 0;
}

// src/report/comment/depth-section.ts
/** Few enough to read as a table, which stands beside every chart: mail and old servers show no chart. */
const mostColumns = 16;
const mostDecades = 9;
/** The error along depth: a chart of its decimal logarithm, and the same as a table. */
function depthSection(result, maxName) {
	const columns = depthColumns(result.nodes, mostColumns);
	if (!columns.some(({ total, totalBroken }) => total !== void 0 || totalBroken)) return [];
	const threshold = errorThreshold(result);
	return folded("Error along depth", [
		`Relative rms error of ${result.nodes.length} nodes in graph order, as powers of ten. Bars: introduced there; line: total; level line: ${markdownText(threshold.label)} (${formatFigure(threshold.value)}). NaN and ∞ stand at the top.`,
		"",
		"```mermaid",
		...chartLines(columns, threshold.value),
		"```",
		"",
		...table([
			"nodes",
			"loudest of them",
			"introduced",
			"total"
		], columns.map((column) => rowOf(column, result.nodes, maxName)))
	]);
}
/** Mermaid knows no logarithmic axis, no exponents and no gaps, so logarithms are drawn, and nothing as the bottom. */
function chartLines(columns, threshold) {
	const values = columns.flatMap(({ total, introduced }) => [total, introduced]);
	const [low, high] = decadesAround([...values.filter((value) => value !== void 0), threshold], 2, mostDecades);
	const point = (value, isBroken) => {
		if (isBroken) return String(high);
		if (value === void 0 || !(value > 0)) return String(low);
		return Math.min(high, Math.max(low, Math.log10(value))).toFixed(2);
	};
	const series = (points) => `[${points.join(", ")}]`;
	return [
		"xychart-beta",
		`    title "log10 of the relative error"`,
		`    x-axis "part of the graph" 1 --> ${columns.length}`,
		`    y-axis "log10" ${low} --> ${high}`,
		`    bar ${series(columns.map((column) => point(column.introduced, column.introducedBroken)))}`,
		`    line ${series(columns.map((column) => point(column.total, column.totalBroken)))}`,
		`    line ${series(columns.map(() => point(threshold, false)))}`
	];
}
function rowOf(column, nodes, maxName) {
	const range = column.end === column.start + 1 ? `${column.end}` : `${column.start + 1} to ${column.end}`;
	const { node, op } = loudest(nodes.slice(column.start, column.end));
	return [
		range,
		`${markdownCode(printableName(node, maxName))} ${markdownText(printableName(op ?? "", 40))}`.trimEnd(),
		errorCell(column.introduced, column.introducedBroken),
		errorCell(column.total, column.totalBroken)
	];
}
function loudest(nodes) {
	return nodes.reduce((best, node) => loudness(node) > loudness(best) ? node : best);
}
function loudness({ introduced, error }) {
	const shown = introduced ?? error;
	if (shown === void 0) return -1;
	return (shown.nonFinite ?? 0) > 0 || Number.isNaN(shown.relRms) ? 1e400 : shown.relRms;
}
function errorCell(value, isBroken) {
	if (isBroken) return "NaN/∞";
	return value === void 0 ? "" : formatFigure(value);
}

// src/report/comment/detail.ts
const full = {
	passing: true,
	run: true,
	depth: true,
	forms: true,
	legs: true,
	moreLayers: 20,
	sentence: 400,
	name: 100
};
const withoutPassing = {
	...full,
	passing: false
};
const withoutRun = {
	...withoutPassing,
	run: false
};
const withoutMoreLayers = {
	...withoutRun,
	moreLayers: 0
};
const withoutForms = {
	...withoutMoreLayers,
	forms: false
};
const withoutDepth = {
	...withoutForms,
	depth: false
};
const withoutLegs = {
	...withoutDepth,
	legs: false
};
/** From everything to the least that still says the verdict and every failing row. */
const commentLevels = [
	full,
	withoutPassing,
	withoutRun,
	withoutMoreLayers,
	withoutForms,
	withoutDepth,
	withoutLegs,
	{
		...withoutLegs,
		sentence: 160,
		name: 60
	},
	{
		...withoutLegs,
		sentence: 60,
		name: 24
	}
];
/** What a level leaves out, as the reader is told; undefined when that is nothing. */
function describeLeftOut(detail) {
	const parts = [
		...detail.passing ? [] : ["outputs, legs and limits that passed, and earlier jobs"],
		...detail.run ? [] : ["the run"],
		...detail.moreLayers > 0 ? [] : ["layers behind the first five"],
		...detail.forms ? [] : ["the contents of the fix's files"],
		...detail.depth ? [] : ["the error along depth"],
		...detail.legs ? [] : ["legs, limits, hazards and differences of a converted model"],
		...detail.sentence === full.sentence ? [] : ["the ends of long sentences and names"]
	];
	if (parts.length === 0) return void 0;
	return `Left out to stay within the size limit: ${parts.join("; ")}. All of it is in result.json.`;
}

// src/report/comment/fit.ts
/**
* The richest text that fits: `render` is asked for one level after another, richest first.
* @param levels poorest last.
* @returns the text of the first level that has at most `maxCharacters` UTF-16 code units, or undefined.
*/
function fitText(levels, render, maxCharacters) {
	for (const level of levels) {
		const text = render(level);
		if (text.length <= maxCharacters) return text;
	}
}

// src/report/override-view.ts
const commandFiles = /* @__PURE__ */ new Set(["overrides/trtexec-weak.sh", "overrides/trtexec-strong-10.sh"]);
const mostFiles = 5;
const mostLines = 12;
/** Undefined where there is nothing to say: no search, or nothing to search. */
function overrideView(result) {
	const { overrides } = result;
	if (overrides === void 0 || overrides.status === "unneeded") return void 0;
	const { files = [] } = overrides;
	const rows = planRows(result, overrides);
	return {
		overrides,
		title: titleOf(overrides),
		facts: [...proofFacts(overrides), ...priceFacts(overrides)],
		rows,
		others: (overrides.plans ?? []).map((plan) => otherText(plan, overrides.before)),
		commands: files.flatMap(({ path, title, targetVersions, content }) => commandFiles.has(path) && content !== void 0 ? [{
			title: targetVersions === void 0 ? title : `${title}: ${targetVersions}`,
			text: content.trimEnd()
		}] : []),
		change: changeOf(overrides.reasons),
		written: writtenText(overrides)
	};
}
/** How the output that fails furthest stands without and with the plan. */
function leadingEffect({ before = [], after = [] }) {
	const worst = furthest(before.filter(({ passed }) => !passed));
	const same = after.find(({ output }) => output === worst?.output) ?? furthest(after);
	return same === void 0 ? void 0 : {
		before: worst,
		after: same
	};
}
/** `boxes` from 3.55 px to 0.0742 px (limit 1 px). */
function effectText(overrides) {
	const effect = leadingEffect(overrides);
	if (effect === void 0) return void 0;
	const { before, after } = effect;
	const name = `\`${after.output.replaceAll("`", "'")}\``;
	const to = planOutputValue(after);
	const limit = ` (limit ${planOutputLimit(after)})`;
	if (before === void 0) return `${name} at ${to}${limit}`;
	return `${name} from ${before.metric === after.metric ? planOutputValue(before) : `${planOutputValue(before)} (limit ${planOutputLimit(before)})`} to ${to}${limit}`;
}
function furthest(outputs) {
	return outputs.reduce((worst, entry) => worst === void 0 || entry.excess > worst.excess ? entry : worst, void 0);
}
function titleOf(overrides) {
	const { status, nodes, cost, text, verifiedOn } = overrides;
	if (nodes.length === 0 || status === "given") return text;
	const total = cost === void 0 || !(cost.share > 0) ? void 0 : Math.round(cost.nodes / cost.share);
	const kept = total === void 0 ? formatCount(nodes.length, "node") : `${nodes.length} of ${formatCount(total, "node")}`;
	const effect = effectText(overrides);
	const where = verifiedOn === void 0 ? "" : `, tried on ${verifiedOn === "emulation" ? "the emulation" : verifiedOn}`;
	return `Keep ${kept} in FP32${status === "stopped" ? " so far" : ""}: ${effect ?? "every limit is met"}${where}.`;
}
function proofFacts(overrides) {
	const { status, nodes, minimal, uniqueSmallest, evaluations, heldOut, search } = overrides;
	if (nodes.length === 0 || status === "given") return [];
	const single = nodes.length === 1;
	return [
		uniqueSmallest === true ? `${single ? "It breaks" : "Each of them breaks"} a limit alone in FP16, so no other set this small passes.` : minimal === true ? `${single ? "It can't" : "None of them can"} go back to FP16.` : "Whether all of them are needed was not shown.",
		...evaluations === void 0 ? [] : [`Found and proved in ${formatCount(evaluations, "try", "tries")}.`],
		...stoppedFact(search),
		...heldOutFacts(heldOut)
	];
}
function stoppedFact(search) {
	switch (search?.stopped) {
		case "tries": return [`The search ended after the ${search.budget.tries} tries that it was allowed.`];
		case "time": return ["The search ended when its time was spent."];
		case "signal": return ["The search was interrupted: this is the best so far."];
		default: return [];
	}
}
const heldOutWords = {
	"held-back": "samples held back",
	noise: "noisy copies",
	permuted: "permuted copies"
};
function heldOutFacts(heldOut) {
	if (heldOut === void 0) return [];
	const { held, of, kinds = [], text } = heldOut;
	const reason = text === void 0 ? [] : [`Not checked further: ${text}.`];
	if (of === 0) return reason;
	const parts = kinds.map((kind) => `${kind.held} of ${kind.of} ${heldOutWords[kind.kind]}`);
	return [`On inputs that the search did not see it holds on ${held} of ${of}${parts.length < 2 ? "" : ` (${parts.join(", ")})`}.`, ...reason];
}
function priceFacts({ nodes, cost, latency }) {
	if (nodes.length === 0 || cost === void 0) return [];
	const { share, flopShare, byteShare, casts, islands } = cost;
	const parts = [
		`${percent(share)} of the nodes`,
		...flopShare === void 0 ? [] : [`${percent(flopShare)} of the operations`],
		...byteShare === void 0 ? [] : [`${percent(byteShare)} of the bytes`]
	];
	const places = [...islands === void 0 ? [] : [formatCount(islands, "island")], ...casts === void 0 ? [] : [formatCount(casts, "cast")]];
	return [`In FP32: ${parts.join(", ")}${places.length === 0 ? "" : `; ${places.join(", ")}`}.`, ...latency === void 0 ? [] : [`Latency${latency.engine === void 0 ? "" : ` on ${latency.engine}`}: ${formatFigure(latency.beforeMs)} ms before, ${formatFigure(latency.afterMs)} ms after.`]];
}
function percent(share) {
	const part = 100 * share;
	return part > 0 && part < .01 ? "less than 0.01 %" : `${formatFigure(part, 2)} %`;
}
function planRows(result, { reasons = [] }) {
	return reasons.map((entry) => ({
		node: entry.node,
		op: entry.op,
		module: entry.module ?? "",
		source: entry.source === void 0 ? "" : `${shownPath(entry.source.file)}:${entry.source.line}`,
		code: entry.source?.code?.trim() ?? "",
		url: sourceUrl(result, entry),
		reason: entry.reason
	}));
}
const otherTitles = {
	comfortable: "With a margin",
	islands: "Whole modules",
	partial: "Other outputs",
	large: "A large set",
	closest: "Closest"
};
function otherText(plan, before) {
	const { kind, nodes, cost, text } = plan;
	const places = [...cost?.islands === void 0 ? [] : [formatCount(cost.islands, "island")], ...cost?.casts === void 0 ? [] : [formatCount(cost.casts, "cast")]];
	const effect = effectText({
		before,
		after: plan.after
	});
	const size = `${formatCount(nodes.length, "node")}${places.length === 0 ? "" : ` (${places.join(", ")})`}`;
	return `${otherTitles[kind]}: ${size}${effect === void 0 ? "" : `, ${effect}`}. ${text}`;
}
/** The lines to change, by file. */
function changeOf(reasons = []) {
	const lines = /* @__PURE__ */ new Map();
	for (const { source } of reasons) {
		if (source === void 0) continue;
		const file = shownPath(source.file);
		lines.set(file, (lines.get(file) ?? /* @__PURE__ */ new Set()).add(source.line));
	}
	if (lines.size === 0) return void 0;
	const places = [...lines].slice(0, mostFiles).map(([file, numbers]) => {
		const sorted = [...numbers].sort((first, second) => first - second).slice(0, mostLines);
		const more = numbers.size > sorted.length ? " …" : "";
		return `\`${file.replaceAll("`", "'")}\` ${sorted.length === 1 ? "line" : "lines"} ${sorted.join(", ")}${more}`;
	});
	const more = lines.size > places.length ? ` and ${lines.size - places.length} more files` : "";
	return `In PyTorch: compute ${places.join("; ")}${more} in float32, as \`overrides/pytorch.md\` shows.`;
}
function writtenText({ files = [], omitted = [] }) {
	const forms = files.filter(({ kind }) => kind === "form").length;
	const mixed = files.some(({ kind }) => kind === "mixed-model");
	const missing = mixed ? void 0 : omitted.find(({ title }) => title.startsWith("Mixed-precision"));
	const parts = [...mixed ? ["`model.mixed.onnx` (strongly typed builds, ONNX Runtime)"] : [], ...forms === 0 ? [] : [`\`overrides/\` (${formatCount(forms, "file")}; its README says which is for what)`]];
	const why = missing === void 0 ? "" : ` No mixed-precision model was written: ${missing.reason}`;
	return parts.length === 0 ? why === "" ? void 0 : why.trim() : `Written beside this report: ${parts.join(" and ")}.${why}`;
}

// src/report/comment/fix-section.ts
const mostContent = 6e3;
const languages = {
	py: "python",
	sh: "sh",
	json: "json",
	txt: "text"
};
/** What to do: the nodes to keep in FP32 with what that brings and costs, ready to paste, and the change of the model. */
function fixSection(result, detail) {
	const { overrides } = result;
	const forms = [
		...overrides === void 0 ? [] : formLines(overrides, detail),
		...adviceLines(result, detail),
		...reproduceLines(result)
	];
	const head = overrides === void 0 ? [] : [headOf(overrides, detail)];
	if (head.length === 0 && forms.length === 0) return [];
	const title = "How to fix it: settings to paste, changes of the model, how to reproduce it";
	return [...head, ...forms.length === 0 ? [] : [...head.length === 0 ? [] : [""], ...folded(title, forms)]];
}
/** `**Keep 2 of 255 nodes in FP32** → boxes 0.29 px, +1.4 % latency, tried on TensorRT 10.13.` */
function headOf(overrides, detail) {
	const { status, nodes, cost, text, latency } = overrides;
	if (status !== "found" && status !== "given" || nodes.length === 0) return `**Fix.** ${say(text, detail)}`;
	const total = cost === void 0 || !(cost.share > 0) ? void 0 : Math.round(cost.nodes / cost.share);
	const kept = total === void 0 ? formatCount(nodes.length, "node") : `${nodes.length} of ${formatCount(total, "node")}`;
	const effects = [
		...effectOf(overrides),
		...latency === void 0 || !(latency.beforeMs > 0) ? [] : [`${signedPercent(latency.afterMs / latency.beforeMs - 1)} latency`],
		...heldOutOf(overrides)
	];
	const where = overrides.verifiedOn === void 0 ? "not tried" : `tried on ${overrides.verifiedOn === "emulation" ? "the emulation" : markdownText(printableName(overrides.verifiedOn, 80))}`;
	return `**Keep ${kept} in FP32** → ${[...effects, where].join(", ")}.`;
}
function effectOf(overrides) {
	const effect = effectText(overrides);
	return effect === void 0 ? [] : [markdownText(printableName(effect, 200))];
}
function heldOutOf({ heldOut }) {
	return heldOut === void 0 || heldOut.of === 0 ? [] : [`holds on ${heldOut.held} of ${heldOut.of} inputs that the search did not see`];
}
function signedPercent(share) {
	return `${share < 0 ? "−" : "+"}${formatFigure(Math.abs(share) * 100)} %`;
}
/** Every form as its file's text, or as its name where there is no room. */
function formLines({ files = [], advice = [], nodes }, detail) {
	const names = nodes.slice(0, 20).map((name) => markdownCode(printableName(name, detail.name)));
	const more = nodes.length - names.length;
	return [
		...names.length === 0 ? [] : [`**Nodes.** ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`, ""],
		...files.flatMap((file) => {
			const title = `**${markdownText(printableName(file.title, 100))}** (${markdownCode(printableName(file.path, detail.name))})`;
			const { content } = file;
			if (!detail.forms || content === void 0 || content.length > mostContent) return [title, ""];
			const language = languages[file.path.split(".").at(-1) ?? ""] ?? "text";
			return [
				title,
				"",
				...fencedBlock(language, content.trimEnd().split("\n")),
				""
			];
		}),
		...advice.map(({ text }) => `- ${say(text, detail)}`),
		...advice.length === 0 ? [] : [""]
	];
}
/** Changes of the model's code, each once, with the modules that they concern. */
function adviceLines(result, detail) {
	const places = /* @__PURE__ */ new Map();
	for (const { layer, source } of layerRows(result)) {
		const { advice } = layer.cause;
		if (advice === void 0) continue;
		const known = places.get(advice) ?? /* @__PURE__ */ new Set();
		known.add(source === "" ? layer.module ?? layer.node : source);
		places.set(advice, known);
	}
	const lines = [...places].slice(0, 5).map(([advice, names]) => {
		return `- ${[...names].slice(0, 4).map((name) => markdownCode(printableName(name, detail.name))).join(", ")}: ${say(advice, detail)}`;
	});
	return lines.length === 0 ? [] : [
		"**In the model**",
		"",
		...lines,
		""
	];
}
/** The command that gives the same verdict on any machine that has the files. */
function reproduceLines({ model, samples, engine, candidate }) {
	if (model === void 0 || samples === void 0) return [];
	const words = [
		"fp16-gate check",
		shellWord(shownPath(model.file)),
		"--samples",
		shellWord(shownPath(samples.directory)),
		...candidate === void 0 ? [] : ["--candidate", shellWord(shownPath(candidate.model.file))],
		...engine === void 0 || engine.name === "emulated" ? [] : ["--engine", shellWord(engine.name)]
	];
	return [
		"**Reproduce**",
		"",
		...fencedBlock("sh", [words.join(" ")])
	];
}
function say(text, detail) {
	return markdownText(printableName(text, detail.sentence));
}

// src/report/comment/layer-table.ts
const mostOpen = 5;
const headings = [
	"layer",
	"source",
	"introduced",
	"why"
];
/** The culprits, worst first: at most five open, some more folded. */
function layerTable(result, detail, links) {
	const rows = layerRows(result);
	const note = localisationNote(result);
	const noteLines = note === void 0 ? [] : [`**Layers.** ${sentence(note, detail)}`];
	if (rows.length === 0) return noteLines;
	const open = rows.slice(0, mostOpen);
	const rest = rows.slice(mostOpen, mostOpen + detail.moreLayers);
	const states = new Map(result.baseline?.layers.map(({ node, state }) => [node, state]));
	const cells = (shown) => shown.map((row) => cellsOf(row, states.get(row.layer.node), detail, links));
	const more = rows.length - open.length - rest.length;
	return [
		...table(headings, cells(open)),
		...rest.length === 0 ? [] : ["", ...folded(`${rest.length} more layers`, table(headings, cells(rest)))],
		...more > 0 ? ["", `_${more} more layers in result.json._`] : [],
		...noteLines.length === 0 ? [] : ["", ...noteLines]
	];
}
function cellsOf(row, state, detail, links) {
	const { layer } = row;
	const name = layer.module ?? layer.node;
	return [
		`${markdownCode(printableName(name, detail.name))} ${markdownText(printableName(layer.op, 40))}${state === "new" ? " **new**" : state === "known" ? " (known)" : ""}`,
		sourceCell(row, detail, links),
		markdownText(row.introduced),
		sentence(row.why, detail)
	];
}
/** The place is a link only where this repository's own run resolved it. */
function sourceCell({ source, url }, detail, links) {
	if (source === "") return "";
	const place = markdownCode(printableName(source, detail.name));
	return links && url !== void 0 ? `[${place}](${url})` : place;
}
function sentence(text, detail) {
	return markdownText(printableName(text, detail.sentence));
}

// src/report/comment/output-section.ts
/** The outputs that the verdict is about: those that do not pass in the open when there are several, the rest folded. */
function outputSection(result, detail) {
	const legs = reportedLegs(result);
	return legs.flatMap((leg, at) => {
		const rows = outputRows(outputsOfLeg(result, leg), findingsOfLeg(result, leg));
		const bad = rows.filter(({ state }) => state !== "pass");
		const good = rows.filter(({ state }) => state === "pass");
		const title = legs.length > 1 ? [`**${legTitles[leg.kind]}**`, ""] : [];
		const open = bad.length === 0 ? [] : [...title, ...outputTable(bad, detail)];
		const passed = good.length === 0 || !detail.passing ? [] : folded(`${formatCount(good.length, "output")} within limits`, outputTable(good, detail));
		const lines = [
			...open,
			...open.length > 0 && passed.length > 0 ? [""] : [],
			...passed
		];
		return lines.length === 0 ? [] : [...at === 0 ? [] : [""], ...lines];
	});
}
function outputTable(rows, detail) {
	return table([
		"",
		"output",
		"max abs",
		"rel rms",
		"limit",
		"worst element"
	], rows.map((row) => outputCells(row, detail)));
}
function outputCells(row, { name, sentence }) {
	return [
		stateIcons[row.state],
		markdownCode(printableName(row.name, name)),
		markdownText(row.maxAbs),
		markdownText(row.relRms),
		markdownText(printableName(row.limit, sentence)),
		row.worst === void 0 ? "" : `${markdownCode(printableName(row.worst.sample, name))} ${markdownText(printableName(row.worst.at, sentence))}`
	];
}
/** Outputs for which no verdict was reached; a single one of an error is what happened, and stands above as such. */
function unjudgedSection({ verdict }, detail) {
	if (verdict.unjudged.length === 0 || verdict.unjudged.length === 1 && verdict.kind === "error") return [];
	return [
		"**Could not be judged**",
		"",
		...verdict.unjudged.map(({ output, reason, advice }) => {
			const said = `${reason}${advice === void 0 ? "" : ` ${advice}`}`;
			return `- ${markdownCode(printableName(output, detail.name))}: ${markdownText(printableName(said, detail.sentence))}`;
		})
	];
}

// src/report/comment/verdict-lines.ts
const icons = {
	pass: "✅",
	"pass-with-warnings": "⚠️",
	fail: "❌",
	excused: "⚠️",
	error: "🚫"
};
const longestTitle = 300;
/**
* The first two lines, which have to do for a reviewer who has never seen the tool: how it stands with the one number
* that matters, and whether to merge.
*/
function verdictLines(result, detail, selfReport) {
	const headline = headlineOf(result);
	const subject = headline.model === void 0 ? "" : `${markdownCode(printableName(headline.model, 80))}: `;
	const gate = selfReport === void 0 ? "FP16 gate" : "FP16 gate (self-reported)";
	const title = `${markdownText(printableName(headline.title, longestTitle))}${lastAccepted(result)}`;
	const say = (text) => markdownText(printableName(text, detail.sentence));
	const second = [
		adviceOf(headline.standing, result),
		...headline.loosened === void 0 ? [] : [`⚠️ **${say(headline.loosened)}**`],
		...selfReport === void 0 ? [] : [`This is what the run of the fork ${markdownCode(printableName(selfReport.owner, 60))} says of itself; nothing here was checked.`],
		...headline.sentences.map(say),
		...whatChanged(result).map(say),
		...explanations(result).map(say)
	];
	return [`### ${icons[headline.standing]} ${gate} · ${subject}${title}`, second.join(" ")];
}
/** `; last accepted job 0.31 px`, of the output that the title is about. */
function lastAccepted({ verdict, baseline }) {
	const crossed = verdict.findings.filter(failsJob);
	const worst = worstFinding(crossed.length > 0 ? crossed : verdict.findings);
	const state = baseline?.outputs.find(({ name }) => name === worst?.output);
	if (state?.accepted === void 0) return "";
	return `; last accepted job ${markdownText(printableName(withUnit(formatFigure(state.accepted), state.unit), 40))}`;
}
/** Whether to merge, in our own words. */
function adviceOf(standing, { verdict }) {
	switch (standing) {
		case "pass": return "**Can be merged:** every output keeps to its limits.";
		case "pass-with-warnings": return "**Can be merged, with care:** every output keeps to its limits, but one crosses a warning.";
		case "fail": return "**Do not merge yet:** an output is further from PyTorch than its limit allows.";
		case "excused": return verdict.exitCode === 0 ? "**Not blocked, but it should be:** a limit is crossed, and `enforce` is set to `warn`." : "**Do not merge yet:** a limit is crossed, and not every output could be judged.";
		case "error": return verdict.exitCode === 2 ? "**No verdict, do not merge yet:** something in the setup must be changed." : "**No verdict, do not merge yet:** this could not be judged.";
		default: return standing;
	}
}
/** What differs from the base, where something is new. */
function whatChanged({ baseline }) {
	return baseline?.outputs.some(({ state }) => state === "new") === true && baseline?.attribution !== void 0 ? [baseline.attribution.text] : [];
}
function explanations({ verdict, diagnosis }) {
	if (verdict.kind !== "error") return diagnosis === void 0 ? [] : [diagnosis.text];
	const { message, advice, category, status, lastStderrLine } = verdict.error;
	return [
		message,
		...advice === void 0 ? [] : [advice],
		...category === void 0 ? [] : [`Engine error: ${[category, status].filter(Boolean).join(", ")}.`],
		...lastStderrLine === void 0 ? [] : [`Last line of its stderr: ${lastStderrLine}`]
	];
}

// src/report/comment/render-comment.ts
/** GitHub takes 65,536 characters; what publishing adds goes off that. */
const maxCommentText = 65280;
/**
* The comment of a pull request as GitHub-flavoured Markdown. Its first two lines say how it stands and whether to
* merge; then what is guilty, what to do, and the rest folded. It stays within `maxCharacters` by leaving out passing
* detail first, and says what it left out; the verdict and failing rows stay, unless there are more failing rows
* than a comment can hold at all, which is said as well.
*/
function renderComment(result, options = {}) {
	const { maxCharacters = maxCommentText } = options;
	const render = (detail) => renderAt(result, detail, options);
	return fitText(commentLevels, render, maxCharacters) ?? cutToFit(result, options, maxCharacters);
}
function renderAt(result, detail, options) {
	const leftOut = describeLeftOut(detail);
	const shared = {
		passing: detail.passing,
		environment: detail.run,
		maxRows: detail.legs ? 1e400 : 0
	};
	return joinBlocks([
		verdictLines(result, detail, options.selfReport),
		layerTable(result, detail, options.selfReport === void 0),
		fixSection(result, detail),
		outputSection(result, detail),
		unjudgedSection(result, detail),
		candidateSection(result, shared),
		warningSection(result, shared),
		memorySection(result, shared),
		detail.depth ? depthSection(result, detail.name) : [],
		hazardSection(result, shared),
		...detail.legs ? detailSections(result, shared) : [],
		leftOut === void 0 ? [] : [`_${leftOut}_`],
		options.footer ?? []
	]);
}
/** The poorest level is still too long: as many failing rows as there is room for, worst first, and their number. */
function cutToFit(result, options, maxCharacters) {
	const poorest = commentLevels.at(-1);
	const head = verdictLines(result, poorest, options.selfReport);
	const rows = [...outputSection(result, poorest), ...unjudgedSection(result, poorest)];
	const lines = [];
	const tail = (left) => [`_There is no room for ${left} more rows of outputs that fail, nor for anything else. All of it is in result.json._`];
	const textOf = (left) => joinBlocks([
		head,
		lines,
		left === 0 ? [] : tail(left),
		options.footer ?? []
	]);
	for (const [at, row] of rows.entries()) {
		lines.push(row);
		if (textOf(rows.length - at).length <= maxCharacters) continue;
		lines.pop();
		return textOf(rows.length - at);
	}
	return textOf(0);
}
function joinBlocks(blocks) {
	return `${blocks.filter((block) => block.length > 0).map((block) => block.join("\n")).join("\n\n")}\n`;
}

export { outputTables as _, decadesAround as a, candidateView as b, memorySection as c, layerSection as d, describeSum as f, detailSections as g, hazardTitle as h, errorThreshold as i, warningSection as l, hazardRows as m, renderComment as n, logScale as o, hazardNote as p, overrideView as r, depthColumns as s, maxCommentText as t, hazardSection as u, runFacts as v, candidateSection as y };