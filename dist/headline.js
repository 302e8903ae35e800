import { a as markdownText, i as markdownCode, o as printableLine, s as printableName } from "./escape.js";
import { n as shownLevel, r as legKinds, t as failsJob } from "./excuse.js";
import { a as withUnit, i as formatFigure, n as formatCount, t as formatAgainst } from "./figure.js";
import { t as quoteName } from "./quote-name.js";
import { a as describeDifference, i as worstFinding, n as leadingFinding, r as severity, s as findingFigures, t as companionOf } from "./worst-finding.js";

// src/report/shown-path.ts
/** The last two parts of a path, with `/`. */
function lastParts(path) {
	return path.split(/[\\/]/).filter((part) => part !== "" && part !== "." && part !== "..").slice(-2).join("/");
}
/** A path as given when it is relative; of an absolute one the end, since the rest is the machine's own business. */
function shownPath(path) {
	return /^(?:[\\/]|[a-z]:[\\/])/i.test(path) ? `…/${lastParts(path)}` : path;
}

// src/report/layer-view.ts
/** Rows of the table of layers, worst first. */
function layerRows(result) {
	return result.layers.map((layer, at) => ({
		rank: at + 1,
		layer,
		module: layer.module ?? "",
		source: layer.source === void 0 ? "" : `${shownPath(layer.source.file)}:${layer.source.line}`,
		url: sourceUrl(result, layer),
		introduced: formatError(layer.introduced, layer),
		inherited: formatError(layer.inherited, layer),
		total: formatError(layer.total, layer),
		why: `${causeTitle(layer)}: ${layer.cause.evidence}`,
		trial: describeTrial(layer)
	}));
}
/** The same rows by module, each module at the place of its worst row. */
function groupByModule(rows) {
	const groups = /* @__PURE__ */ new Map();
	for (const row of rows) {
		const group = groups.get(row.module);
		if (group === void 0) groups.set(row.module, [row]);
		else group.push(row);
	}
	return [...groups].map(([module, members]) => ({
		module,
		rows: members
	}));
}
/** `hidden-overflow` as words. */
function causeTitle({ cause }) {
	return cause.kind.replaceAll("-", " ");
}
/** rms of the error relative to the reference's rms, or how many elements are NaN or infinite on one side only. */
function formatError(error, { range } = {}) {
	if (error === void 0) return "";
	if (error.nonFinite === 0) return formatFigure(error.relRms);
	return `NaN/∞ in ${error.nonFinite}${range === void 0 ? "" : ` of ${range.elements}`}`;
}
/** What must be said when no layer is named: why not, or that none is guilty alone. Of a pass the diagnosis says it. */
function localisationNote(result) {
	const { localisation, layersUnavailable, verdict } = result;
	return (localisation?.kind === "nodes" || localisation?.kind === "none" && verdict.kind === "pass" ? void 0 : localisation?.text) ?? layersUnavailable;
}
/**
* The line of the source that a reader may be sent to: tracked, and inside the checkout. A path that leaves the
* checkout is refused here too, since the file that names it may come from anywhere.
*/
function trackedSource({ source, unlinked }) {
	if (source === void 0 || unlinked !== void 0) return void 0;
	const { file } = source;
	return /^(?:[/\\~]|[a-z]:)/i.test(file) || file.split(/[\\/]/).includes("..") || file === "" ? void 0 : source;
}
/** Where that line can be read, when the checkout is known. */
function sourceUrl(result, layer) {
	const source = trackedSource(layer);
	const checkout = result.environment?.checkout;
	if (source === void 0 || checkout === void 0) return void 0;
	const path = source.file.split(/[\\/]/).map(encodeSegment).join("/");
	return `${checkout.serverUrl}/${checkout.repository}/blob/${checkout.commit}/${path}#L${source.line}`;
}
/** encodeURIComponent throws on half a surrogate pair, which a printable line has not, and leaves what Markdown reads. */
function encodeSegment(segment) {
	return encodeURIComponent(printableLine(segment)).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
/** `Tried: alone in FP16 it puts boxes at 3.1 times its limit; …`, of the output that it hurts most. */
function describeTrial({ counterfactual }) {
	const worst = counterfactual?.outputs.reduce((best, entry) => best === void 0 || harm(entry) > harm(best) ? entry : best, void 0);
	if (counterfactual?.text !== void 0) return counterfactual.text;
	if (worst === void 0) return void 0;
	const { excess, aloneExcess, repairedExcess } = worst;
	const name = `\`${worst.output.replaceAll("`", "'")}\``;
	const parts = [...aloneExcess === void 0 ? [] : [`this node alone in FP16 puts ${name} at ${times(aloneExcess)}`], ...repairedExcess === void 0 ? [] : [`with all culprits in FP32 ${aloneExcess === void 0 ? name : "it"} is at ${times(repairedExcess)}${excess === void 0 ? "" : `, from ${times(excess)}`}`]];
	return parts.length === 0 ? void 0 : `Tried: ${parts.join("; ")}.`;
}
function harm({ aloneExcess, excess }) {
	const value = aloneExcess ?? excess ?? 0;
	return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}
function times(excess) {
	return Number.isFinite(excess) ? `${formatFigure(excess)} × its limit` : "NaN or ∞";
}
/** `5 layers in 2 modules`. */
function countLayers(rows) {
	const modules = groupByModule(rows).filter(({ module }) => module !== "").length;
	const layers = formatCount(rows.length, "layer");
	return modules === 0 ? layers : `${layers} in ${formatCount(modules, "module")}`;
}

// src/report/summary-text.ts
const longestName$2 = 100;
const longestProse = 1500;
/** A name of a file, an output or a sample, shortened, as Markdown. */
function code(name) {
	return markdownCode(printableName(name, longestName$2));
}
/** A sentence, shortened, as Markdown that must not stand at the start of a line. */
function prose(text) {
	return markdownText(printableName(text, longestProse));
}
/** A table whose cells are Markdown already; none of them may hold a line break or a bare pipe. */
function table(headings, rows) {
	const line = (cells) => `| ${cells.join(" | ")} |`;
	return [
		line(headings),
		`|${headings.map(() => "---").join("|")}|`,
		...rows.map(line)
	];
}
/** A folded section. `title` is Markdown-free text of our own. */
function folded(title, body) {
	return [
		"<details>",
		`<summary>${title}</summary>`,
		"",
		...body,
		"",
		"</details>"
	];
}

// src/report/view.ts
/** Elements are shown more closely than errors: 812.5 against 816.57, not 813 against 817. */
const elementDigits = 5;
const order = [
	"fail",
	"unjudged",
	"warn",
	"pass"
];
/** The leg on which the verdict rests. */
function judgedLeg(result) {
	return result.legs.find((leg) => leg.judged);
}
/** The outputs of a leg; those of the judged leg stand at the top of the result. */
function outputsOfLeg(result, leg) {
	return leg.judged ? result.outputs : leg.outputs;
}
/** The legs in the order in which they rule things out. */
function orderedLegs(result) {
	return [...result.legs].sort((first, second) => legKinds.indexOf(first.kind) - legKinds.indexOf(second.kind));
}
/** The legs that the verdict is about: the conversion when that failed, and the judged leg. */
function reportedLegs(result) {
	const judged = judgedLeg(result);
	return [...result.legs.filter((leg) => leg.kind === "conversion" && !leg.judged && !leg.passed).filter(({ skipped }) => skipped === void 0), ...judged === void 0 ? [] : [judged]];
}
/** How a leg that ran stands. */
function legState(leg, outputs) {
	if (!leg.passed) return "fail";
	return outputs.some((output) => output.level === "unjudged") ? "unjudged" : "pass";
}
/** The output whose error is largest for its own scale, so that outputs of different units can be ranked. */
function largestOutput(outputs) {
	const scale = ({ metrics }) => {
		if ((metrics.nonFiniteMismatches ?? 0) > 0) return 1e400;
		const share = metrics.relRms ?? metrics.maxAbs;
		return Number.isNaN(share) ? 1e400 : share;
	};
	return outputs.reduce((best, output) => best === void 0 || scale(output) > scale(best) ? output : best, void 0);
}
/** The findings of a leg that entered the verdict. */
function findingsOfLeg(result, leg) {
	return leg === void 0 ? [] : result.verdict.findings.filter((finding) => finding.leg === leg.kind);
}
/** Rows of the table of outputs, worst first, with a row for each output that only a finding names. */
function outputRows(outputs, findings) {
	const byOutput = groupByOutput(findings);
	const compared = new Set(outputs.map((output) => output.name));
	const rows = outputs.map((output) => rowOf(output, byOutput.get(output.name) ?? []));
	const missing = [...byOutput].filter(([name]) => !compared.has(name)).map(missingRow);
	return [...rows, ...missing].sort((first, second) => order.indexOf(first.state) - order.indexOf(second.state));
}
function groupByOutput(findings) {
	const groups = /* @__PURE__ */ new Map();
	for (const finding of findings) {
		const group = groups.get(finding.output);
		if (group === void 0) groups.set(finding.output, [finding]);
		else group.push(finding);
	}
	return groups;
}
function rowOf(output, findings) {
	const deciding = decidingFinding(findings);
	return {
		state: output.level,
		name: output.name,
		type: `${output.dtype} ${formatShapeOf(output)}`,
		maxAbs: maxAbsCell(output, deciding),
		relRms: relRmsCell(output, deciding),
		limit: output.level === "unjudged" || deciding === void 0 ? "none chosen" : limitCell(deciding, companionOf(deciding, findings)),
		worst: worstCell(output)
	};
}
function missingRow([name, findings]) {
	const deciding = worstFinding(findings);
	return {
		state: deciding.passed ? "pass" : shownLevel(deciding),
		name,
		type: "",
		maxAbs: "",
		relRms: "",
		limit: limitCell(deciding, void 0),
		worst: void 0
	};
}
/** A rule that is kept (`non-finite` 0 = 0) says less than the limit nearest to being crossed. */
function decidingFinding(findings) {
	return leadingFinding(findings.filter((finding) => !finding.passed || severity(finding) > 0)) ?? findings[0];
}
function formatShapeOf(output) {
	return output.shape.length === 0 ? "scalar" : output.shape.join("x");
}
function maxAbsCell(output, deciding) {
	const { maxAbs, mismatches, nonFiniteMismatches = 0 } = output.metrics;
	if (mismatches !== void 0) return mismatches === 0 ? "0" : `${mismatches} of ${output.elements} differ`;
	const figure = deciding?.name === "max-abs" ? findingFigures(deciding).actual : withUnit(formatFigure(maxAbs), output.unit);
	if (nonFiniteMismatches === 0) return figure;
	const broken = `${nonFiniteMismatches} NaN/∞`;
	return Number.isNaN(maxAbs) ? broken : `${figure}, ${broken}`;
}
function relRmsCell(output, deciding) {
	if (deciding?.name === "rel-rms") return findingFigures(deciding).actual;
	const { relRms } = output.metrics;
	return relRms === void 0 ? "" : formatFigure(relRms);
}
const relations = {
	"<=": "≤",
	">=": "≥",
	"==": "="
};
/** `max-abs ≤ 1 px`; metrics without a column of their own show their value: `cosine 0.98, ≥ 0.99`. */
function limitCell(finding, companion) {
	const other = companion === void 0 ? "" : `; ${companion.level}s at ${findingFigures(companion).limit}`;
	return `${ownLimit(finding)}${other}${sayExcuse(finding)}`;
}
function sayExcuse({ excuse }) {
	return excuse === void 0 ? "" : `; ${excuse.text}`;
}
function ownLimit(finding) {
	const { actual, limit } = findingFigures(finding);
	if (finding.name === "output") return describeDifference(finding);
	const relation = relations[finding.operator];
	if (finding.name === "max-abs" || finding.name === "rel-rms") return `${finding.name} ${relation} ${limit}`;
	if (finding.name === "non-finite") return "NaN/∞ in the same places";
	return `${finding.name} ${actual}, ${relation} ${limit}`;
}
function worstCell(output) {
	const { worst } = output;
	if (worst === void 0) return void 0;
	const values = typeof worst.reference === "number" && typeof worst.candidate === "number" ? formatAgainst(worst.candidate, worst.reference, elementDigits) : {
		actual: String(worst.candidate),
		limit: String(worst.reference)
	};
	return {
		sample: worst.sample,
		at: `[${worst.index.join(", ")}] ${values.limit} → ${values.actual}`
	};
}
/** `cosine 0.98 (≥ 0.99)`, for lists of limits. */
function describeLimit(finding) {
	const { actual, limit } = findingFigures(finding);
	return `${finding.name} ${actual} (${relations[finding.operator]} ${limit})${sayExcuse(finding)}`;
}

// src/report/memory-view.ts
const longestName$1 = 60;
const mostNamed = 3;
/** `limits loosened here: …`, for the first two lines; undefined when nothing is judged more mildly than on the base. */
function loosenedLine({ loosened = [] }) {
	if (loosened.length === 0) return void 0;
	const shown = loosened.slice(0, mostNamed).map(({ text }) => text);
	const more = loosened.length - shown.length;
	return `Limits loosened here: ${shown.join("; ")}${more > 0 ? `; and ${more} more` : ""}.`;
}
/**
* What is new since the base, what is known there, and what got better; or why nothing can be said. Names stand between
* backticks, unescaped.
*/
function memorySentences({ baseline }) {
	if (baseline === void 0) return [];
	const { base, outputs } = baseline;
	if (base === void 0) return baseline.asked === "none" ? [] : [`No baseline: ${baseline.notes.at(-1) ?? "none was found."}`];
	const place = describeEarlier(base);
	if (!base.comparable) return [`Not comparable with ${place}: ${base.reason ?? "unknown"}. Judged by absolute limits only.`];
	const named = (state) => outputs.filter((output) => output.state === state);
	const sentences = [
		sayOutputs(`New since ${place}`, named("new")),
		sayOutputs("Known, since the base fails as well", named("known")),
		sayOutputs("Improved", named("improved")),
		sayOutputs("Not on the base", named("added")),
		sayOutputs("No longer there", named("vanished"))
	].filter((text) => text !== void 0);
	return sentences.length > 0 ? sentences : [`Nothing is new since ${place}.`];
}
function sayOutputs(title, outputs) {
	if (outputs.length === 0) return void 0;
	const shown = outputs.slice(0, mostNamed).map((output) => {
		const figures = sayChange(output);
		return `${quoteName(printableName(output.name, longestName$1))}${figures === "" ? "" : ` ${figures}`}`;
	});
	const more = outputs.length - shown.length;
	return `${title}: ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`;
}
/** `0.31 -> 4.07 px`, or the one figure there is. */
function sayChange({ before, after, unit }) {
	if (before === void 0 && after === void 0) return "";
	const shown = [before, after].filter((value) => value !== void 0).map((value) => formatFigure(value));
	return withUnit(shown.join(" -> "), unit);
}
/** `abc1234 (3 commits, 2 days)`: commit, distance and age, as far as they are known. */
function describeEarlier({ commit, distance, ageDays, source }) {
	const parts = [...distance === void 0 ? [] : [formatCount(distance, "commit")], ...ageDays === void 0 ? ["age unknown"] : [sayAge(ageDays)]];
	const name = commit === void 0 ? printableName(shownPath(source.name), longestName$1) : commit.slice(0, 7);
	return `${quoteName(name)} (${parts.join(", ")})`;
}
function sayAge(days) {
	if (days < 1 / 24) return "less than an hour";
	if (days < 1) return formatCount(Math.floor(days * 24), "hour");
	return formatCount(Math.floor(days), "day");
}
/** One line each on where the two earlier results come from; unescaped. */
function earlierFacts({ baseline }) {
	if (baseline === void 0) return [];
	const { base, accepted, attribution, notes } = baseline;
	return [
		...base === void 0 ? [] : [{
			name: "base",
			text: sayEarlier(base)
		}],
		...accepted === void 0 ? [] : [{
			name: "last accepted",
			text: sayEarlier(accepted)
		}],
		...attribution === void 0 ? [] : [{
			name: `since the ${attribution.against}`,
			text: attribution.text
		}],
		...notes.map((text) => ({
			name: "note",
			text
		}))
	];
}
function sayEarlier(earlier) {
	const { verdict, source, accepted, comparable, reason } = earlier;
	const by = accepted?.by === void 0 ? "" : ` by ${accepted.by}`;
	const why = accepted?.reason === void 0 ? "" : `: ${accepted.reason}`;
	return [
		`${describeEarlier(earlier)}, ${verdict === "pass" ? "passed" : "failed"}`,
		...accepted === void 0 ? [] : [`accepted by hand${by}${why}`],
		`from ${source.kind} ${quoteName(printableName(shownPath(source.name), longestName$1))}`,
		...comparable ? [] : [`not comparable: ${reason ?? "unknown"}`]
	].join("; ");
}
/** Every output of either job with its state; undefined when nothing was compared. */
function outputStateTable({ baseline }) {
	if (baseline === void 0 || baseline.outputs.length === 0) return void 0;
	const cell = (value, unit) => value === void 0 ? "" : withUnit(formatFigure(value), unit);
	return {
		headings: [
			"state",
			"output",
			"base",
			"this job",
			"last accepted"
		],
		rows: baseline.outputs.map(({ state, name, before, after, accepted, unit }) => [
			state,
			name,
			cell(before, unit),
			cell(after, unit),
			cell(accepted, unit)
		])
	};
}
/** Culprits of either job with their state. */
function layerStateTable({ baseline }) {
	if (baseline === void 0 || baseline.layers.length === 0) return void 0;
	return {
		headings: [
			"state",
			"layer",
			"node",
			"error on the base",
			"error here"
		],
		rows: baseline.layers.map(({ state, module, op, node, before, after }) => [
			state,
			module ?? "",
			`${op ?? ""} ${node}`.trim(),
			sayFigure(before),
			sayFigure(after)
		])
	};
}
function sayFigure(figure) {
	if (figure === void 0) return "";
	return (figure.nonFinite ?? 0) > 0 ? `NaN/∞ in ${figure.nonFinite}` : formatFigure(figure.relRms);
}
const mostTrendOutputs = 4;
/** The last accepted jobs and this one, oldest first; undefined without any. */
function trendTable(result) {
	const { history = [], outputs, job } = result;
	if (history.length === 0) return void 0;
	const shown = outputs.slice(0, mostTrendOutputs);
	const hasHeadroom = history.some(({ headroom }) => headroom !== void 0);
	const rows = history.slice(-6).map(({ commit, date, outputs: values, headroom }) => [
		commit?.slice(0, 7) ?? "",
		date?.slice(0, 10) ?? "",
		...shown.map(({ name, unit }) => {
			const value = values.find((entry) => entry.name === name && entry.unit === unit);
			return value === void 0 ? "" : withUnit(formatFigure(value.value), unit);
		}),
		...hasHeadroom ? [headroom === void 0 ? "" : sayHeadroom(headroom)] : []
	]);
	const own = [
		job?.commit?.slice(0, 7) ?? "this job",
		job?.date?.slice(0, 10) ?? "",
		...shown.map(({ metrics, unit }) => withUnit(formatFigure(metrics.maxAbs), unit)),
		...hasHeadroom ? [ownHeadroom(result)] : []
	];
	return {
		headings: [
			"commit",
			"date",
			...shown.map(({ name }) => printableName(name, longestName$1)),
			...hasHeadroom ? ["least FP16 range left"] : []
		],
		rows: [...rows, own]
	};
}
function sayHeadroom({ name, bits }) {
	return `${formatFigure(bits)} bits at ${printableName(name, longestName$1)}`;
}
function ownHeadroom({ nodes }) {
	let tightest;
	for (const node of nodes) {
		if (node.headroomBits === void 0 || Number.isNaN(node.headroomBits)) continue;
		if (tightest?.headroomBits === void 0 || node.headroomBits < tightest.headroomBits) tightest = node;
	}
	if (tightest?.headroomBits === void 0) return "";
	const { module, node, headroomBits } = tightest;
	return sayHeadroom({
		name: module === void 0 || module === "" ? node : module,
		bits: headroomBits
	});
}

// src/report/headline.ts
const longestName = 60;
/** What a reader must see first, whatever the format. */
function headlineOf(result) {
	const judged = result.candidate?.model ?? result.model;
	const model = judged && lastParts(judged.file);
	const loosened = loosenedLine(result);
	const { sentences, ...said } = ownHeadline(result);
	return {
		...said,
		model,
		loosened,
		sentences: [...memorySentences(result), ...sentences]
	};
}
function ownHeadline(result) {
	const { verdict } = result;
	if (verdict.kind === "pass") return passHeadline(result);
	if (verdict.kind === "fail") return failHeadline(result, verdict.enforcement);
	return {
		standing: "error",
		title: verdict.exitCode === 2 ? "not judged, something must be changed" : "could not judge",
		sentences: []
	};
}
function passHeadline(result) {
	const findings = findingsOfLeg(result, judgedLeg(result));
	const nearest = leadingFinding(findings);
	const warnings = result.verdict.findings.filter((finding) => !finding.passed);
	const outputs = formatCount(result.outputs.length, "output");
	const number = nearest === void 0 ? "" : `, ${sayFinding(nearest, companionOf(nearest, findings))}`;
	if (warnings.length === 0) return {
		standing: "pass",
		title: `${outputs} within limits${number}`,
		sentences: []
	};
	return {
		standing: "pass-with-warnings",
		title: `passed with ${formatCount(warnings.length, "warning")}${number}`,
		sentences: []
	};
}
function failHeadline(result, enforcement) {
	const crossed = result.verdict.findings.filter(failsJob);
	const conversion = crossed.filter((finding) => finding.leg === "conversion");
	const blamed = conversion.length > 0 ? conversion : crossed;
	const worst = worstFinding(blamed);
	const number = worst === void 0 ? "a limit is crossed" : sayFinding(worst);
	const title = conversion.length > 0 ? `FP32 ONNX already differs: ${number}` : number;
	const names = new Set(blamed.map((finding) => finding.output));
	const sentences = [
		...names.size > 1 ? [`${names.size} outputs cross a limit; the worst is named above.`] : [],
		...unjudgedSentence(result),
		...enforcement === "warn" ? [excuse(result.verdict.exitCode)] : []
	];
	return {
		standing: enforcement === "warn" ? "excused" : "fail",
		title,
		sentences
	};
}
function unjudgedSentence(result) {
	const { length } = result.verdict.unjudged;
	return length === 0 ? [] : [`${formatCount(length, "output")} could not be judged; see below.`];
}
function excuse(exitCode) {
	return exitCode === 0 ? "This check would have failed: enforce is set to warn, so it ends with exit code 0." : `This check would have failed: enforce is set to warn, which excuses crossed limits but not outputs that could not be judged, so it ends with exit code ${exitCode}.`;
}
function sayFinding(finding, companion) {
	return `${quoteName(printableName(finding.output, longestName))} ${describeDifference(finding, companion)}`;
}

export { layerRows as C, shownPath as D, trackedSource as E, groupByModule as S, sourceUrl as T, prose as _, trendTable as a, countLayers as b, judgedLeg as c, orderedLegs as d, outputRows as f, folded as g, code as h, outputStateTable as i, largestOutput as l, reportedLegs as m, earlierFacts as n, describeLimit as o, outputsOfLeg as p, layerStateTable as r, findingsOfLeg as s, headlineOf as t, legState as u, table as v, localisationNote as w, formatError as x, causeTitle as y };