import { _ as outputTables, a as decadesAround, b as candidateView, c as memorySection$1, d as layerSection, f as describeSum, g as detailSections, h as hazardTitle, i as errorThreshold, l as warningSection, m as hazardRows, n as renderComment, o as logScale, p as hazardNote, r as overrideView, s as depthColumns, u as hazardSection$1, v as runFacts, y as candidateSection$1 } from "./render-comment.js";
import { a as withUnit, i as formatFigure, n as formatCount, r as formatDuration } from "./figure.js";
import { i as legTitles, n as shownLevel } from "./excuse.js";
import { a as markdownText, c as shortenMiddle, n as escapeConsole, o as printableLine, r as escapeXml, s as printableName, t as defuseWorkflowCommands } from "./escape.js";
import { C as layerRows, S as groupByModule, _ as prose, a as trendTable, b as countLayers, d as orderedLegs, f as outputRows, g as folded, h as code, i as outputStateTable, l as largestOutput, m as reportedLegs, n as earlierFacts, o as describeLimit, p as outputsOfLeg, r as layerStateTable, s as findingsOfLeg, t as headlineOf, u as legState, v as table, w as localisationNote, y as causeTitle } from "./headline.js";
import { n as plainPalette, t as ansiPalette } from "./palette.js";
import { i as serializeResult } from "./result.js";
import { u as fencedBlock } from "./shell.js";
import { createHash } from "node:crypto";

// src/report/console-candidate.ts
const mostRows$10 = 10;
const longestText = 400;
/** A converted model for a terminal: what it is, and where it is more than a rounded copy. */
function candidateLines(result, palette) {
	const view = candidateView(result);
	if (view === void 0) return [];
	const { facts, lead, warnings, notes, omitted } = view;
	const shown = [...warnings, ...notes].slice(0, mostRows$10);
	const more = warnings.length + notes.length - shown.length + omitted;
	return [
		"",
		palette.dim("  the converted model"),
		`  ${plain$4(facts)}`,
		`  ${warnings.length === 0 ? lead : palette.bold(lead)}`,
		...shown.map((difference) => differenceLine(difference, palette)),
		...more > 0 ? [`  and ${more} more in result.json`] : []
	];
}
function differenceLine({ level, text }, palette) {
	return `${level === "warn" ? palette.yellow("!") : palette.dim("·")} ${plain$4(text)}`;
}
function plain$4(text) {
	return escapeConsole(printableName(text, longestText));
}

// src/report/console-layers.ts
const mostRows$9 = 10;
const mostHazards$1 = 3;
const longestName$4 = 60;
const longestProse$4 = 2e3;
/** The culprits by module, worst first: where, how much, why, and what to do. */
function layerLines(result, columns, palette) {
	const rows = layerRows(result);
	if (rows.length === 0) return [];
	const shown = rows.slice(0, mostRows$9);
	const more = rows.length - shown.length;
	const { localisation } = result;
	return [
		"",
		...localisation?.kind === "nodes" ? [`  ${plain$3(localisation.text, longestProse$4)}`] : [],
		palette.dim("  where it goes wrong, worst first (errors: rms relative to the reference)"),
		...groupByModule(shown).flatMap(({ module, rows: members }) => [...module === "" ? [] : [`  ${palette.bold(plain$3(module, columns - 4))}`], ...members.flatMap((row, at) => rowLines$1(row, members[at - 1], {
			columns,
			palette
		}))]),
		...more > 0 ? [`  and ${more} more in result.json`] : []
	];
}
/** Sums inside accumulations that this run can't get wrong; few, since nothing is blamed for them. */
function hazardLines(result, columns, palette) {
	const { shown, more } = hazardRows(result, mostHazards$1);
	if (shown.length === 0) return [];
	return [
		"",
		palette.dim(`  ${hazardTitle.toLowerCase()}: ${hazardNote.charAt(0).toLowerCase()}${hazardNote.slice(1)}`),
		...shown.map((hazard) => {
			const { node, op, module } = hazard;
			const where = module === void 0 ? "" : ` in ${plain$3(module, longestName$4)}`;
			return `  ${plain$3(`${plain$3(op, longestName$4)} ${plain$3(node, longestName$4)}${where}: adds up ${describeSum(hazard)}`, columns * 2)}`;
		}),
		...more > 0 ? [`  and ${more} more in result.json`] : []
	];
}
/** What a row shares with the one above it is said once. */
function rowLines$1(row, above, { columns, palette }) {
	const { layer } = row;
	const places = [
		`${plain$3(layer.op, longestName$4)} ${plain$3(layer.node, longestName$4)}`,
		row.source === "" ? "" : plain$3(row.source, longestName$4),
		row.introduced === "" ? "" : `introduced ${row.introduced}`,
		row.inherited === "" ? "" : `inherited ${row.inherited}`
	].filter((text) => text !== "");
	const code = layer.source?.code?.trim() ?? "";
	const sameWhy = above?.why === row.why;
	const { advice } = layer.cause;
	return [
		`${palette.red(String(row.rank).padStart(3))}  ${places.join(" · ")}`,
		...code === "" ? [] : [palette.dim(`     | ${plain$3(code, Math.max(20, columns - 8))}`)],
		...sameWhy ? [] : [`     ${plain$3(row.why, longestProse$4)}`],
		...advice === void 0 || sameWhy && above?.layer.cause.advice === advice ? [] : [`     do: ${plain$3(advice, longestProse$4)}`],
		...row.trial === void 0 ? [] : [palette.dim(`     ${plain$3(row.trial, longestProse$4)}`)]
	];
}
function plain$3(text, maxCharacters) {
	return escapeConsole(printableName(text, maxCharacters));
}

// src/report/console-memory.ts
const mostLines = 10;
const longestProse$3 = 2e3;
const widestCell = 40;
/** What earlier jobs say: where they come from, the trend, little range left, and the waivers. */
function memoryLines(result, palette) {
	const headroom = result.baseline?.headroom ?? [];
	const sections = [
		...earlierFacts(result).map(({ name, text }) => `  ${name}: ${plain$2(text)}`),
		...headroom.slice(0, mostLines).map(({ text }) => palette.yellow(`! ${plain$2(text)}`)),
		...(result.waivers ?? []).map(({ state, text }) => `  waiver ${state}: ${plain$2(text)}`),
		...tableLines("accepted jobs, oldest first, and this one", trendTable(result), palette)
	];
	return sections.length === 0 ? [] : ["", ...sections];
}
function tableLines(title, shown, palette) {
	if (shown === void 0) return [];
	const rows = [shown.headings, ...shown.rows].map((row) => row.map((cell) => escapeConsole(printableName(cell, widestCell))));
	const widths = shown.headings.map((_, at) => Math.max(...rows.map((row) => Array.from(row[at] ?? "").length)));
	const lines = rows.map((row) => `  ${row.map((cell, at) => cell + " ".repeat(widths[at] - Array.from(cell).length)).join("  ")}`.trimEnd());
	return [
		palette.dim(`  ${title}`),
		palette.dim(lines[0]),
		...lines.slice(1)
	];
}
function plain$2(text) {
	return escapeConsole(printableName(text, longestProse$3));
}

// src/report/console-overrides.ts
const mostRows$8 = 10;
const mostCommandLines$1 = 40;
const longestName$3 = 60;
const longestProse$2 = 2e3;
const longestLine$1 = 4e3;
/** The plan: what it brings, what backs it, its nodes, and what to paste. */
function overrideLines(result, palette) {
	const view = overrideView(result);
	if (view === void 0) return [];
	const { overrides, title, facts, rows, others, commands, change, written } = view;
	const { curve = [], advice = [] } = overrides;
	return [
		"",
		`  ${palette.bold(`fix: ${plain$1(title, longestProse$2)}`)}`,
		...facts.map((fact) => `    ${plain$1(fact, longestProse$2)}`),
		...rowLines(rows, palette),
		...curve.map(({ share, nodes, excess }) => `    ${`${formatFigure(100 * share, 2)} %`.padStart(6)} in FP32 (${nodes} nodes): ${times(excess)}`),
		...advice.map(({ text }) => `    do: ${plain$1(text, longestProse$2)}`),
		...others.map((text) => `    ${plain$1(text, longestProse$2)}`),
		...written === void 0 ? [] : [`    ${plain$1(written, longestProse$2)}`],
		...commands.flatMap(({ title, text }) => commandLines(title, text, palette)),
		...change === void 0 ? [] : [`    ${plain$1(change, longestProse$2)}`]
	];
}
function rowLines(rows, palette) {
	const shown = rows.slice(0, mostRows$8).map(({ op, node, source }) => {
		const place = source === "" ? "" : palette.dim(` · ${plain$1(source, longestName$3)}`);
		return `    - ${plain$1(op, longestName$3)} ${plain$1(node, longestName$3)}${place}`;
	});
	const more = rows.length - shown.length;
	return more > 0 ? [...shown, `    and ${more} more in result.json`] : shown;
}
function commandLines(title, text, palette) {
	const lines = text.split("\n");
	if (lines.length > mostCommandLines$1 || lines.some((line) => line.length > longestLine$1)) return [];
	return [palette.dim(`    to paste, ${plain$1(title, longestProse$2)}`), ...lines.map((line) => `      ${plain$1(line, longestLine$1).trimEnd()}`)];
}
function times(excess) {
	return Number.isFinite(excess) ? `${formatFigure(excess)} times the limit` : "NaN or ∞";
}
function plain$1(text, maxCharacters) {
	return escapeConsole(printableName(text, maxCharacters));
}

// src/report/console.ts
const defaultColumns = 120;
const narrowest = 40;
const widestName = 48;
const shortestName = 12;
const longestProse$1 = 2e3;
const words$1 = {
	pass: "PASS",
	"pass-with-warnings": "PASS",
	fail: "FAIL",
	excused: "FAIL (warn only)",
	error: "ERROR"
};
const marks = {
	fail: "✗",
	unjudged: "?",
	warn: "!",
	pass: "✓"
};
/**
* The result for a terminal or a plain log: the verdict, why, then a table of outputs. No line begins with text
* that a file chose, since a runner takes a line that begins with `::` for a command.
*/
function renderConsole(result, options = {}) {
	const palette = options.color === true ? ansiPalette : plainPalette;
	const columns = Math.max(narrowest, options.columns ?? defaultColumns);
	const headline = headlineOf(result);
	const lines = [
		titleLine(headline, palette),
		...headline.loosened === void 0 ? [] : [palette.yellow(`! ${plain(headline.loosened, longestProse$1)}`)],
		...proseLines(result, headline),
		...reportedLegs(result).flatMap((leg) => legTable(result, leg, columns, palette)),
		...layerLines(result, columns, palette),
		...overrideLines(result, palette),
		...hazardLines(result, columns, palette),
		...candidateLines(result, palette),
		...unjudgedLines$1(result),
		...memoryLines(result, palette),
		"",
		...factLines(result)
	];
	return defuseWorkflowCommands(`${lines.join("\n")}\n`);
}
function titleLine({ standing, model, title }, palette) {
	return `${palette.bold(colorOf(standing, palette)(words$1[standing]))}  ${model === void 0 ? "" : `${plain(model, widestName)}: `}${plain(title, longestProse$1)}`;
}
function colorOf(standing, palette) {
	if (standing === "pass") return palette.green;
	return standing === "fail" || standing === "error" ? palette.red : palette.yellow;
}
function proseLines(result, { sentences }) {
	const { verdict, diagnosis } = result;
	const failure = verdict.kind === "error" ? verdict.error : void 0;
	const status = failure?.status === void 0 ? "" : ` (${String(failure.status)})`;
	return [
		line("what happened", failure?.message),
		line("what to do", failure?.advice),
		line("engine error", failure?.category === void 0 ? void 0 : `${failure.category}${status}`),
		line("last stderr line", failure?.lastStderrLine),
		line(diagnosis?.kind ?? "", diagnosis?.text),
		...sentences.map((sentence) => line("note", sentence)),
		line("note", localisationNote(result))
	].filter((text) => text !== void 0);
}
function line(label, text) {
	return text === void 0 ? void 0 : `  ${label}: ${plain(text, longestProse$1)}`;
}
function unjudgedLines$1({ verdict }) {
	if (verdict.kind === "error" && verdict.unjudged.length === 1) return [];
	return verdict.unjudged.map(({ output, reason, advice }) => `? ${plain(output, widestName)}: ${plain(reason, longestProse$1)}${advice === void 0 ? "" : ` ${plain(advice, longestProse$1)}`}`);
}
function legTable(result, leg, columns, palette) {
	const rows = outputRows(outputsOfLeg(result, leg), findingsOfLeg(result, leg));
	if (rows.length === 0) return [];
	const headings = [
		"output",
		"type",
		"max abs",
		"rel rms",
		"limit",
		"worst element"
	];
	const cells = rows.map(cellsOf$1);
	const widths = fitWidths(widthsOf([headings, ...cells]), columns);
	const heading = formatRow(headings, widths);
	const body = rows.map((row, at) => {
		return `${(row.state === "fail" ? palette.red : row.state === "pass" ? palette.green : palette.yellow)(marks[row.state])} ${formatRow(cells[at], widths)}`.trimEnd();
	});
	return [
		"",
		palette.dim(`  ${legTitles[leg.kind]}`),
		palette.dim(`  ${heading}`.trimEnd()),
		...body
	];
}
function cellsOf$1(row) {
	const worst = row.worst === void 0 ? "" : `${plain(row.worst.sample, 24)} ${row.worst.at}`;
	const texts = [
		row.type,
		row.maxAbs,
		row.relRms,
		row.limit
	].map((text) => plain(text, 60));
	return [
		plain(row.name, widestName),
		...texts,
		plain(worst, 60)
	];
}
function widthsOf(rows) {
	return (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => lengthOf(row[column] ?? ""))));
}
/** Gives up the worst element first, then the type, then the relative error, then parts of names. */
function fitWidths(natural, columns) {
	const widths = [...natural];
	const total = () => 2 + widths.reduce((sum, width) => sum + (width > 0 ? width + 2 : 0), -2);
	const nameColumn = 0;
	for (const dropped of [
		5,
		1,
		3
	]) {
		const spare = widths[nameColumn] - shortestName;
		if (total() - Math.max(0, spare) > columns) widths[dropped] = 0;
	}
	const excess = total() - columns;
	if (excess > 0) widths[nameColumn] = Math.max(shortestName, widths[nameColumn] - excess);
	return widths;
}
function formatRow(cells, widths) {
	return cells.map((cell, column) => ({
		cell,
		width: widths[column]
	})).filter(({ width }) => width > 0).map(({ cell, width }) => {
		const text = shortenMiddle(cell, width);
		return text + " ".repeat(Math.max(0, width - lengthOf(text)));
	}).join("  ").trimEnd();
}
function factLines(result) {
	const { engine, samples, config, timings, tool, verdict } = result;
	return [`  ${[
		engine === void 0 ? void 0 : `engine ${[
			engine.name,
			engine.version,
			engine.device
		].filter(Boolean).join(" ")}`,
		samples === void 0 ? void 0 : formatCount(samples.count, "sample"),
		config === void 0 ? void 0 : `limits: ${config.limits}`,
		timings?.totalMs === void 0 ? void 0 : formatDuration(timings.totalMs),
		`${tool.name} ${tool.version}`,
		`exit code ${verdict.exitCode}`
	].filter((fact) => fact !== void 0).map((fact) => plain(fact, 200)).join(" · ")}`];
}
function plain(text, maxCharacters) {
	return escapeConsole(printableName(text, maxCharacters));
}
function lengthOf(text) {
	return Array.from(text).length;
}

// src/report/html/markup.ts
const content = Symbol("markup");
/**
* HTML or SVG from a template: whatever fills a hole is escaped unless it is Markup itself. Holes are for element
* content and for double-quoted attribute values, never for names, scripts or styles.
*/
function markup(strings, ...holes) {
	return { [content]: strings.reduce((text, part, at) => text + textOf(holes[at - 1]) + part) };
}
/** Pieces one after the other, each on a line of its own. */
function lines(pieces) {
	return { [content]: pieces.flatMap((piece) => piece === void 0 ? [] : [piece[content]]).join("\n") };
}
/** Text of this program that is markup already: the style sheet and the script. */
function ownText(text) {
	return { [content]: text };
}
/** The text of a piece. */
function renderMarkup(piece) {
	return piece[content];
}
const longestName$2 = 120;
const longestProse = 1e3;
/** A name of a node, a file or a sample, shortened in its middle, as a `code` element. */
function codeName(name, maxCharacters = longestName$2) {
	return markup`<code>${printableName(name, maxCharacters)}</code>`;
}
/** A sentence, shortened; what stands between backticks becomes a `code` element. */
function proseText(text, maxCharacters = longestProse) {
	return markup`${printableName(text, maxCharacters).split(/(`[^`]+`)/).map((part) => /^`[^`]+`$/.test(part) ? codeName(part.slice(1, -1)) : unbroken(part))}`;
}
/** A number such as 4.8e-4 must not break at its sign. */
function unbroken(text) {
	return text.split(/(?<![\w.])(\d+(?:\.\d+)?e-\d+)/).map((part, at) => at % 2 === 1 ? markup`<span class="unbroken">${part}</span>` : part);
}
function textOf(hole) {
	if (hole === void 0) return "";
	if (typeof hole === "string") return escapeXml(hole);
	if (typeof hole === "number") return String(hole);
	return isMarkup(hole) ? hole[content] : hole.map(textOf).join("");
}
function isMarkup(hole) {
	return content in hole;
}

// src/report/html/data-table.ts
/** A table with its headings; cells with a `value` are figures. */
function dataTable({ caption, headings, rows, stack, sortable }) {
	const classes = [stack === true ? "stack" : "", sortable === false ? "" : "sortable"].filter((name) => name !== "").join(" ");
	const head = headings.map((heading) => markup`<th scope="col">${heading}</th>`);
	const body = rows.map((cells) => {
		return markup`<tr>${cells.map((cell, at) => tableCell(cell, headings[at] ?? ""))}</tr>\n`;
	});
	return markup`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table class="${classes}"><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>\n${body}</tbody></table></div>`;
}
function tableCell(cell, heading) {
	const label = heading === "" ? void 0 : markup` data-label="${heading}"`;
	if (!isCell(cell)) return markup`<td${label}>${cell}</td>`;
	if (cell.value === void 0) return markup`<td class="figure"${label}>${cell.shown}</td>`;
	return markup`<td class="figure"${label} data-value="${sortValue(cell.value)}">${cell.shown}</td>`;
}
/** NaN sorts as the worst. */
function sortValue(value) {
	return String(Number.isNaN(value) ? Number.POSITIVE_INFINITY : value);
}
function isCell(cell) {
	return typeof cell === "object" && "shown" in cell;
}

// src/report/html/candidate-section.ts
/** A converted model on the page: what it is, and a table of what is more than precision. */
function candidateSection(result) {
	const view = candidateView(result);
	if (view === void 0) return void 0;
	const { facts, lead, warnings, notes, omitted } = view;
	const all = [...warnings, ...notes];
	const more = omitted > 0 ? `, ${omitted} more not listed` : "";
	const table = all.length === 0 ? void 0 : dataTable({
		caption: `Differences between the converted and the FP32 model${more}`,
		headings: [
			"",
			"what",
			"op",
			"node",
			"elements",
			"difference"
		],
		rows: all.map(({ level, kind, op, node, count, text }) => [
			level === "warn" ? "! warn" : "note",
			kind,
			op ?? "",
			node === void 0 ? "" : codeName(node, 60),
			count ?? "",
			proseText(text)
		]),
		stack: true
	});
	return markup`<section aria-labelledby="candidate"><h2 id="candidate">The converted model</h2><p class="lead">${proseText(facts)} ${lead}</p>${table}</section>`;
}

// src/report/charts/frame.ts
const wideFrame = {
	width: 1080,
	left: 60,
	right: 14,
	maxColumns: 500
};
const narrowFrame = {
	width: 346,
	left: 46,
	right: 8,
	maxColumns: 146
};
/** Average advance of the 11 px sans-serif of the drawings; a little wide, so that labels fit. */
const characterWidth = 6.3;
/** A coordinate with at most two digits behind the point, so that drawings stay small and equal everywhere. */
function at(value) {
	return String(Math.round(value * 100) / 100);
}
/** An SVG element that reads as one image. */
function drawing(frame, { id, title, description, height, body }) {
	return markup`<svg class="${frame === narrowFrame ? "narrow" : "wide"}" role="img" aria-labelledby="${id}-title ${id}-desc" viewBox="0 0 ${frame.width} ${at(height)}" width="${frame.width}" height="${at(height)}" xmlns="http://www.w3.org/2000/svg"><title id="${id}-title">${title}</title><desc id="${id}-desc">${description}</desc>${body.flatMap((piece) => piece === void 0 ? [] : [piece])}</svg>`;
}
/** The same drawing for wide and for narrow screens; the style sheet shows one of them. */
function bothWidths(draw) {
	return markup`${draw(wideFrame, "wide")}${draw(narrowFrame, "narrow")}`;
}

// src/report/charts/culprit-badges.ts
const radius = 8;
const most = 9;
/** Where the worst culprits stand in graph order; one that `nodes` does not list has no place. */
function culpritMarks({ layers, nodes }) {
	const places = new Map(nodes.map(({ node }, index) => [node, index]));
	return layers.slice(0, most).flatMap((layer, index) => {
		const node = places.get(layer.node);
		return node === void 0 ? [] : [{
			rank: index + 1,
			node
		}];
	});
}
/** Numbered discs above the plot, pushed apart so that neighbours stay readable, each with a line to its node. */
function culpritBadges(frame, marks, x, { badge, bottom }) {
	const inOrder = [...marks].sort((first, second) => first.node - second.node);
	const centres = spread(inOrder.map(({ node }) => (x(node) + x(node + 1)) / 2), 20, [frame.left + radius, frame.width - frame.right - radius]);
	const badges = inOrder.map(({ rank, node }, index) => {
		const target = (x(node) + x(node + 1)) / 2;
		const centre = centres[index];
		const leader = `M${at(centre)} ${badge + radius}L${at(target)} ${badge + radius + 8}V${bottom}`;
		return markup`<path class="leader" d="${leader}"/><circle class="badge" cx="${at(centre)}" cy="${badge}" r="${radius}"/><text class="badge-text" x="${at(centre)}" y="${badge + 4}" text-anchor="middle">${rank}</text>`;
	});
	return markup`${badges}`;
}
/** Moves ascending positions as little as it takes to keep `distance` between them within the limits. */
function spread(positions, distance, [low, high]) {
	const moved = positions.map((position) => Math.max(low, position));
	for (let at = 1; at < moved.length; at++) moved[at] = Math.max(moved[at], moved[at - 1] + distance);
	for (let at = moved.length - 1; at >= 0; at--) {
		const ceiling = at === moved.length - 1 ? high : moved[at + 1] - distance;
		moved[at] = Math.min(moved[at], ceiling);
	}
	return moved;
}

// src/report/charts/module-axis.ts
const mostLevels = 8;
/** Beyond this many the bands are noise. */
const mostBands = 400;
/**
* Cuts the graph into runs of one module each, at the deepest level of the module tree that gives at most `maxRuns`;
* a level that all nodes share is passed over. Empty when the result names no module.
*/
function moduleRuns(nodes, maxRuns) {
	const paths = nodes.map(({ module }) => module === void 0 || module === "" ? [] : module.split("."));
	const depth = paths.reduce((most, path) => Math.max(most, path.length), 0);
	let best = [];
	for (let level = 1; level <= Math.min(mostLevels, depth); level++) {
		const runs = runsAt(paths, level);
		if (runs.length > maxRuns && best.length > 1) break;
		best = runs;
		if (runs.length > maxRuns) break;
	}
	return best.length <= mostBands && best.some(({ module }) => module !== "") ? best : [];
}
function runsAt(paths, level) {
	const runs = [];
	for (const [index, path] of paths.entries()) {
		const module = path.slice(0, level).join(".");
		const last = runs.at(-1);
		if (last !== void 0 && (last.module === module || module === "")) last.end = index + 1;
		else runs.push({
			module,
			start: index,
			end: index + 1
		});
	}
	return runs;
}
const labelRows = 3;
const labelRowHeight = 14;
/** Alternating bands behind the plot, so that the eye can follow a module upwards. */
function moduleBands(runs, x, [top, bottom]) {
	const bands = runs.map(({ start, end }, index) => {
		if (index % 2 === 1) return void 0;
		return markup`<rect class="band" x="${at(x(start))}" y="${at(top)}" width="${at(x(end) - x(start))}" height="${at(bottom - top)}"/>`;
	});
	return markup`${bands}`;
}
/** Names of the modules below the plot, in as many rows as it takes; one without room is left to its tooltip. */
function moduleLabels(frame, runs, x, top) {
	const rows = Array.from({ length: 3 }, () => ({
		end: -1e400,
		tick: -1e400
	}));
	const labels = runs.map((run) => {
		const label = placeLabel(frame, run, x);
		const row = rows.findIndex((_, index) => fits(rows, index, label));
		const chosen = rows[row];
		if (label.name === "" || chosen === void 0) return void 0;
		chosen.end = label.left + label.width;
		chosen.tick = label.middle;
		const y = top + 12 + row * 14;
		const tick = markup`<path class="tick" d="M${at(label.middle)} ${at(top)}V${at(y - 9)}"/>`;
		return markup`${tick}<text class="label" x="${at(label.left + label.width / 2)}" y="${at(y)}" text-anchor="middle">${label.name}<title>${printableName(run.module, 90)}</title></text>`;
	});
	return markup`${labels}`;
}
function placeLabel(frame, run, x) {
	const name = shortenMiddle(labelOf(run.module, x(run.end) - x(run.start)), frame.width < 500 ? 14 : 24);
	const width = name.length * characterWidth;
	const middle = (x(run.start) + x(run.end)) / 2;
	return {
		name,
		left: Math.max(2, Math.min(frame.width - 2 - width, middle - width / 2)),
		width,
		middle
	};
}
/** Neither two labels of a row may meet, nor a label and the tick of one in a lower row. */
function fits(rows, row, { left, middle }) {
	return rows.every(({ end, tick }, index) => {
		if (index === row) return end + 8 <= left;
		return index < row ? end + 3 <= middle : tick + 3 <= left;
	});
}
/** As much of the path's end as has room, at least its last part; a bare number says nothing without its parent. */
function labelOf(module, room) {
	const parts = printableLine(module).split(".");
	const least = /^\d+$/.test(parts.at(-1) ?? "") ? 2 : 1;
	for (let count = parts.length; count > least; count--) {
		const label = parts.slice(-count).join(".");
		if (label.length * 6.3 <= room) return label;
	}
	return parts.slice(-least).join(".");
}

// src/report/charts/depth-chart.ts
const brokenLane = 26;
const brokenMarkHeight = 14;
const zeroLane = 10;
const mostDecades = 9;
/** Error along depth: introduced as bars, total as a line, against the limit; undefined when no error is known. */
function depthChart(result, frame, suffix) {
	const columns = depthColumns(result.nodes, frame.maxColumns);
	if (!columns.some(isMeasured)) return void 0;
	const threshold = errorThreshold(result);
	const plot = layOut(frame, columns, result.nodes.length, threshold);
	const runs = moduleRuns(result.nodes, frame.width < 500 ? 6 : 12);
	const marks = culpritMarks(result);
	const axisHeight = runs.length > 0 ? 3 * 14 + 6 : 22;
	return drawing(frame, {
		id: `depth-${suffix}`,
		title: "Error along depth",
		description: describe$1(columns, threshold, marks),
		height: plot.bottom + axisHeight,
		body: [
			moduleBands(runs, plot.x, [plot.top, plot.bottom]),
			thresholdBand(plot, threshold),
			errorAxis(plot),
			introducedBars(plot),
			totalLine(plot),
			plot.hasBroken ? brokenMarks(plot) : void 0,
			culpritBadges(frame, marks, plot.x, {
				badge: 26,
				bottom: plot.bottom
			}),
			runs.length > 0 ? moduleLabels(frame, runs, plot.x, plot.bottom) : nodeNumbers(plot, result.nodes.length),
			hitAreas$1(plot)
		]
	});
}
function isMeasured({ total, introduced, totalBroken, introducedBroken }) {
	return total !== void 0 || introduced !== void 0 || totalBroken || introducedBroken;
}
function layOut(frame, columns, nodeCount, threshold) {
	const values = columns.flatMap(({ total, introduced }) => [total ?? 0, introduced ?? 0]);
	const hasBroken = columns.some((column) => column.totalBroken || column.introducedBroken);
	const top = 42;
	const bottom = top + (frame.width < 500 ? 230 : 300);
	const domain = decadesAround([...values, ...threshold === void 0 ? [] : [threshold.value]], 3, mostDecades);
	const scale = logScale(10, domain, [bottom - zeroLane, top + (hasBroken ? brokenLane : 0)]);
	const span = frame.width - frame.left - frame.right;
	const x = (node) => frame.left + node / nodeCount * span;
	return {
		frame,
		columns,
		scale,
		x,
		top,
		bottom,
		hasBroken
	};
}
function errorAxis({ frame, scale, bottom, top, hasBroken }) {
	const right = frame.width - frame.right;
	const ticks = scale.ticks(9).map((power) => {
		const value = Number(`1e${power}`);
		const y = scale.position(value);
		return markup`<path class="grid" d="M${frame.left} ${at(y)}H${right}"/><text class="label" x="${frame.left - 6}" y="${at(y + 4)}" text-anchor="end">${formatFigure(value)}</text>`;
	});
	const broken = hasBroken ? markup`<text class="label bad" x="${frame.left - 6}" y="${at(top + 13)}" text-anchor="end">NaN/∞</text>` : void 0;
	return markup`<text class="label" x="2" y="12">rms error ÷ rms of the reference, log scale</text>${ticks}${broken}<path class="axis" d="M${frame.left} ${at(bottom)}H${right}"/>`;
}
function introducedBars({ columns, scale, x, bottom, frame }) {
	const gap = frame.width / columns.length > 6 ? .3 : 0;
	const path = columns.filter(({ introduced }) => introduced !== void 0 && introduced > 0).map(({ start, end, introduced }) => {
		const left = x(start);
		const right = x(end);
		const inset = (right - left) * gap / 2;
		const y = scale.position(introduced);
		return `M${at(left + inset)} ${at(bottom)}V${at(y)}H${at(right - inset)}V${at(bottom)}Z`;
	});
	return markup`<path class="introduced" d="${path.join("") || "M0 0"}"/>`;
}
/** The line is broken where nothing was measured or where NaN and infinities leave no figure. */
function totalLine({ columns, scale, x, bottom }) {
	let pen = "M";
	const path = columns.map(({ start, end, total }) => {
		if (total === void 0) {
			pen = "M";
			return "";
		}
		const y = total > 0 ? scale.position(total) : bottom - zeroLane / 2;
		const step = `${pen}${at((x(start) + x(end)) / 2)} ${at(y)}`;
		pen = "L";
		return step;
	});
	return markup`<path class="total" d="${path.join("") || "M0 0"}"/>`;
}
function brokenMarks({ columns, x, top }) {
	const marks = columns.map(({ start, end, totalBroken, introducedBroken }) => {
		if (!totalBroken && !introducedBroken) return void 0;
		const width = Math.max(1.5, x(end) - x(start));
		return markup`<rect class="${introducedBroken ? "broken" : "broken inherited"}" x="${at(x(start))}" y="${top + 3}" width="${at(width)}" height="${brokenMarkHeight}"/>`;
	});
	return markup`${marks}`;
}
function thresholdBand({ frame, scale, top }, threshold) {
	if (threshold === void 0) return void 0;
	const y = scale.position(threshold.value);
	const right = frame.width - frame.right;
	return markup`<rect class="beyond" x="${frame.left}" y="${top}" width="${right - frame.left}" height="${at(y - top)}"/><path class="limit" d="M${frame.left} ${at(y)}H${right}"/>`;
}
function nodeNumbers({ frame, x, bottom }, nodeCount) {
	return markup`<text class="label" x="${frame.left}" y="${bottom + 14}">node 1</text><text class="label" x="${at(x(nodeCount))}" y="${bottom + 14}" text-anchor="end">node ${nodeCount}</text>`;
}
function hitAreas$1({ columns, x, top, bottom }) {
	const areas = columns.map(({ start, end, title }) => markup`<rect class="hit" x="${at(x(start))}" y="${top}" width="${at(x(end) - x(start))}" height="${bottom - top}"><title>${title}</title></rect>`);
	return markup`${areas}`;
}
function describe$1(columns, threshold, marks) {
	const broken = columns.filter(({ totalBroken }) => totalBroken).length;
	const peak = columns.reduce((most, { total = 0 }) => Math.max(most, total), 0);
	return [
		`From the input to the output over ${columns.at(-1)?.end ?? 0} nodes: bars are the error that each node introduces, the line is the total error, which reaches ${formatFigure(peak)}.`,
		...broken === 0 ? [] : ["Some elements are NaN or infinite on one side only."],
		...threshold === void 0 ? [] : [`${threshold.label}.`],
		...marks.length === 0 ? [] : [`Numbers mark the culprits, ${marks.map(({ rank, node }) => `${rank} at node ${node + 1}`).join(", ")}.`]
	].join(" ");
}

// src/report/charts/headroom-strip.ts
const fp16Max = 65504;
const lowestPower = -4;
const highestPower = 60;
const scarceBits = 2;
const top$1 = 20;
const height = 110;
const labelHeight = 13;
/** Largest magnitude of each node under FP16's ceiling; the space above a bar is its headroom. */
function headroomStrip(result, frame, suffix) {
	const columns = depthColumns(result.nodes, frame.maxColumns);
	const peak = columns.reduce((most, { absMax = 0 }) => Math.max(most, absMax), 0);
	if (columns.every(({ absMax }) => absMax === void 0)) return void 0;
	const power = Math.min(highestPower, Math.max(18, Math.ceil(Math.log2(Math.max(1, peak)) + .5)));
	const scale = logScale(2, [lowestPower, power], [130, top$1]);
	const x = (node) => frame.left + node / result.nodes.length * (frame.width - frame.left - frame.right);
	return drawing(frame, {
		id: `headroom-${suffix}`,
		title: "Headroom along depth",
		description: describe(columns),
		height: 138,
		body: [
			ceiling(frame, scale),
			bars(columns, scale, x),
			hitAreas(columns, x)
		]
	});
}
function ceiling(frame, scale) {
	const right = frame.width - frame.right;
	const y = scale.position(fp16Max);
	const step = scale.position(1) - scale.position(16) < labelHeight ? 8 : 4;
	const ticks = [
		0,
		4,
		8,
		12
	].map((power) => {
		const tickY = scale.position(2 ** power);
		if (power % step !== 0 || tickY - y < labelHeight) return void 0;
		return markup`<path class="grid" d="M${frame.left} ${at(tickY)}H${right}"/><text class="label" x="${frame.left - 6}" y="${at(tickY + 4)}" text-anchor="end">${2 ** power}</text>`;
	});
	return markup`<text class="label" x="2" y="12">largest magnitude, log scale</text><rect class="beyond" x="${frame.left}" y="${top$1}" width="${right - frame.left}" height="${at(y - top$1)}"/>${ticks}<path class="limit" d="M${frame.left} ${at(y)}H${right}"/><text class="label bad" x="${frame.left - 6}" y="${at(y + 4)}" text-anchor="end">65504</text><path class="axis" d="M${frame.left} ${130}H${right}"/>`;
}
function bars(columns, scale, x) {
	const paths = [
		"room",
		"scarce",
		"over"
	].map((kind) => {
		const path = columns.filter(({ absMax }) => absMax !== void 0 && kindOf(absMax) === kind).map(({ start, end, absMax }) => {
			const y = scale.position(absMax);
			return `M${at(x(start))} 130V${at(y)}H${at(x(end))}V130Z`;
		});
		return path.length === 0 ? void 0 : markup`<path class="${kind}" d="${path.join("")}"/>`;
	});
	return markup`${paths}`;
}
function kindOf(absMax) {
	if (absMax > fp16Max) return "over";
	return Math.log2(fp16Max / absMax) < scarceBits ? "scarce" : "room";
}
function hitAreas(columns, x) {
	const areas = columns.map(({ start, end, title }) => markup`<rect class="hit" x="${at(x(start))}" y="${top$1}" width="${at(x(end) - x(start))}" height="${height}"><title>${title}</title></rect>`);
	return markup`${areas}`;
}
function describe(columns) {
	const over = columns.filter(({ absMax = 0 }) => absMax > fp16Max).length;
	const scarce = columns.filter(({ absMax = 0 }) => kindOf(absMax) === "scarce").length;
	return `Bars are the largest magnitude of each node. ${over === 0 ? "None is beyond FP16's largest number, 65504." : `${over} are beyond FP16's largest number, 65504.`} ${scarce} more have less than ${scarceBits} bits of room.`;
}

// src/report/charts/range-chart.ts
/** Powers of two at which FP16 changes: half the smallest subnormal, the smallest normal, the largest number. */
const flushPower = -25;
const normalPower = -14;
const overflowPower = 16;
const mostTensors = 6;
const boldWidth = 7.6;
const rowHeight = 62;
const barHeight = 28;
const top = 34;
/** The culprits whose range is known, with their rank. */
function rangedLayers({ layers }) {
	return layers.flatMap((layer, index) => layer.range === void 0 ? [] : [{
		rank: index + 1,
		layer,
		range: layer.range
	}]).slice(0, mostTensors);
}
/** Magnitudes of the worst tensors against FP16's range: histograms by power of two, else rms and largest magnitude. */
function rangeChart(result, frame, suffix) {
	const tensors = rangedLayers(result);
	if (tensors.length === 0) return void 0;
	const powers = tensors.flatMap(({ range }) => powersOf(range));
	const low = Math.min(-30, Math.floor(powers.reduce((first, second) => Math.min(first, second), 0)));
	const high = Math.max(22, Math.ceil(powers.reduce((first, second) => Math.max(first, second), 0)) + 1);
	const right = frame.width - frame.right;
	const scale = logScale(2, [low, high], [frame.right, right]);
	const bottom = top + tensors.length * rowHeight;
	return drawing(frame, {
		id: `range-${suffix}`,
		title: "Magnitudes of the worst tensors against the range of FP16",
		description: tensors.map(({ rank, range }) => `${rank}: ${describeRange(range)}.`).join(" "),
		height: bottom + 22,
		body: [
			zones(frame, scale, bottom),
			...tensors.map((tensor, index) => tensorRow(frame, scale, tensor, top + index * rowHeight)),
			powerAxis(frame, scale, bottom)
		]
	});
}
/** `largest 2.6e5, rms 310; 12 of 4096 become ∞, 3 % become 0`. */
function describeRange(range) {
	const nonZero = range.nonZero ?? range.elements;
	const losses = [
		...range.overflows > 0 ? [`${range.overflows} of ${range.elements} become ∞`] : [],
		...range.flushed > 0 ? [`${percent(range.flushed, nonZero)} become 0`] : [],
		...range.subnormal > 0 ? [`${percent(range.subnormal, nonZero)} subnormal`] : [],
		...(range.nonFinite ?? 0) > 0 ? [`${range.nonFinite} NaN/∞ by design`] : []
	];
	const size = `largest ${formatFigure(range.absMax)}, rms ${formatFigure(range.rms)}`;
	return losses.length === 0 ? `${size}; all of it fits` : `${size}; ${losses.join(", ")}`;
}
function percent(part, whole) {
	return whole === 0 ? "0 %" : `${formatFigure(100 * part / whole)} %`;
}
function powersOf({ absMax, rms, histogram }) {
	const figures = [absMax, rms].filter((value) => value > 0 && Number.isFinite(value)).map(Math.log2);
	if (histogram === void 0) return figures;
	return [
		...figures,
		histogram.firstExponent,
		histogram.firstExponent + histogram.counts.length
	];
}
function zones(frame, scale, bottom) {
	const narrow = frame.width < 500;
	const drawn = [
		{
			kind: "beyond",
			from: scale.low,
			to: flushPower,
			name: narrow ? "→ 0" : "becomes 0"
		},
		{
			kind: "subnormal",
			from: flushPower,
			to: normalPower,
			name: narrow ? "subn." : "subnormal"
		},
		{
			kind: "normal",
			from: normalPower,
			to: overflowPower,
			name: "FP16"
		},
		{
			kind: "beyond",
			from: overflowPower,
			to: scale.high,
			name: narrow ? "→ ∞" : "becomes ∞"
		}
	].map(({ kind, from, to, name }) => {
		const left = scale.position(2 ** from);
		const width = scale.position(2 ** to) - left;
		const label = name.length * 6.3 > width ? void 0 : markup`<text class="label" x="${at(left + width / 2)}" y="14" text-anchor="middle">${name}</text>`;
		return markup`<rect class="${kind}" x="${at(left)}" y="20" width="${at(width)}" height="${bottom - 20}"/>${label}`;
	});
	return markup`${drawn}`;
}
function tensorRow(frame, scale, { rank, layer, range }, y) {
	const fits = Math.floor((frame.width - 2 * frame.right - 34) / boldWidth);
	const place = layer.module === void 0 ? layer.node : `${layer.module} · ${layer.op}`;
	const name = printableName(place, Math.min(60, fits));
	const base = y + 14 + barHeight;
	const fate = describeRange(range);
	const room = (frame.width - 2 * frame.right - name.length * boldWidth - 60) / characterWidth;
	const note = fate.length > room ? void 0 : markup`<text class="label" x="${frame.width - frame.right - 4}" y="${y + 11}" text-anchor="end">${fate}</text>`;
	const shape = range.histogram === void 0 ? span(scale, range, base) : columns(scale, range.histogram, base);
	return markup`<text class="label strong" x="${frame.right + 4}" y="${y + 11}">${rank}  ${name}</text>${note}${shape}<path class="axis" d="M${frame.right} ${base}H${frame.width - frame.right}"/><rect class="hit" x="${frame.right}" y="${y}" width="${frame.width - 2 * frame.right}" height="${56}"><title>${printableName(layer.output ?? layer.node, 90)} · ${fate}</title></rect>`;
}
function span(scale, { rms, absMax }, base) {
	const y = base - barHeight / 2;
	const left = scale.position(rms);
	const right = scale.position(absMax);
	return markup`<path class="${absMax >= 2 ** overflowPower ? "span over" : "span"}" d="M${at(left)} ${y}H${at(right)}"/><circle class="rms" cx="${at(left)}" cy="${y}" r="5"/><circle class="${absMax >= 2 ** overflowPower ? "peak over" : "peak"}" cx="${at(right)}" cy="${y}" r="5"/>`;
}
function columns(scale, { firstExponent, counts }, base) {
	const most = counts.reduce((first, second) => Math.max(first, second), 1);
	const path = (beyond) => counts.map((count, index) => {
		const power = firstExponent + index;
		if (count === 0 || (power >= overflowPower || power < flushPower) !== beyond) return "";
		const height = Math.max(1.5, Math.log2(1 + count) / Math.log2(1 + most) * barHeight);
		const left = scale.position(2 ** power);
		return `M${at(left)} ${base}v${at(-height)}H${at(scale.position(2 ** (power + 1)) - .5)}V${base}Z`;
	}).join("");
	return markup`<path class="room" d="${path(false) || "M0 0"}"/><path class="over" d="${path(true) || "M0 0"}"/>`;
}
function powerAxis(frame, scale, bottom) {
	const labels = scale.ticks(frame.width < 500 ? 7 : 14).filter((power) => power > scale.low && power < scale.high).map((power) => {
		const x = at(scale.position(2 ** power));
		return markup`<path class="tick" d="M${x} ${bottom}v4"/><text class="label" x="${x}" y="${bottom + 16}" text-anchor="middle">2<tspan class="power" dy="-4">${power}</tspan></text>`;
	});
	return markup`${labels}`;
}

// src/report/html/depth-section.ts
const mostRows$7 = 300;
/** Error and headroom along depth, the magnitudes of the worst tensors, and the same as tables. */
function depthSection(result) {
	const depth = figureOf(result, depthChart, depthCaption(result));
	const headroom = figureOf(result, headroomStrip, headroomCaption);
	const range = figureOf(result, rangeChart, rangeCaption(result));
	if (depth === void 0 && headroom === void 0 && range === void 0) return void 0;
	return markup`${depth === void 0 && headroom === void 0 ? void 0 : markup`<section aria-labelledby="depth"><h2 id="depth">Along depth</h2>${depth}${headroom}${nodeTable$1(result)}</section>`}${range === void 0 ? void 0 : markup`<section aria-labelledby="range"><h2 id="range">Worst tensors against FP16’s range</h2>${range}${rangeTable(result)}</section>`}`;
}
function figureOf(result, chart, caption) {
	if (chart(result, narrowFrame, "probe") === void 0) return void 0;
	const drawn = bothWidths((frame, suffix) => chart(result, frame, suffix));
	return markup`<figure><figcaption>${caption}</figcaption>${drawn}</figure>`;
}
/** One entry of a legend, kept on one line. */
function key(swatch, label) {
	return markup`<span class="key"><span class="swatch ${swatch}"></span>${label}</span>`;
}
function depthCaption(result) {
	const { nodes, localisation, layers } = result;
	const left = localisation?.nodesLeftOut ?? 0;
	return markup`${key("made", "introduced by the node")} ${key("line", "total, inherited included")} ${key("limit", errorThreshold(result).label)}<br>${nodes.length} nodes in graph order${left > 0 ? `, ${left} quiet ones left out` : ""}, grouped by module${layers.length > 0 ? "; numbers: the culprits above" : ""}.`;
}
const headroomCaption = markup`Headroom: the space between a bar and 65504, the largest number of FP16. ${key("room", "2 bits and more")} ${key("scarce", "less than 2 bits")} ${key("over", "beyond")}`;
function rangeCaption(result) {
	return rangedLayers(result).some(({ range }) => range.histogram !== void 0) ? markup`Elements by power of two (height: log of their number) of the FP32 reference. ${key("room", "fits")} ${key("over", "lost in FP16")}` : markup`From the rms (ring) to the largest magnitude (disc) of the FP32 reference.`;
}
function nodeTable$1(result) {
	const loudest = result.nodes.map((node, index) => ({
		node,
		index
	})).sort((first, second) => loudness(second.node) - loudness(first.node) || first.index - second.index).slice(0, mostRows$7).sort((first, second) => first.index - second.index);
	const part = loudest.length < result.nodes.length ? `the ${loudest.length} loudest of ${result.nodes.length}` : `all ${loudest.length}`;
	const table = dataTable({
		caption: `Nodes in graph order, ${part}; errors are rms relative to the reference`,
		headings: [
			"#",
			"node",
			"op",
			"introduced",
			"total",
			"largest magnitude",
			"headroom (bits)"
		],
		rows: loudest.map(({ node, index }) => [
			{
				shown: index + 1,
				value: index + 1
			},
			codeName(node.node, 80),
			printableName(node.op ?? "", 40),
			errorCell(node.introduced),
			errorCell(node.error),
			figureCell(node.absMax),
			figureCell(node.headroomBits)
		])
	});
	return markup`<details><summary>Nodes as a table (${part})</summary>${table}</details>`;
}
function loudness({ introduced, error }) {
	return Math.min(1e300, Math.max(sortKey$1(introduced), sortKey$1(error)));
}
function sortKey$1(error) {
	if (error === void 0) return -1;
	return (error.nonFinite ?? 0) > 0 || Number.isNaN(error.relRms) ? Number.POSITIVE_INFINITY : error.relRms;
}
function errorCell(error) {
	const broken = error?.nonFinite ?? 0;
	return {
		shown: error === void 0 ? "" : broken > 0 ? `NaN/∞ in ${broken}` : formatFigure(error.relRms),
		value: sortKey$1(error)
	};
}
function figureCell(value) {
	return {
		shown: value === void 0 ? "" : formatFigure(value),
		value: value ?? -1e300
	};
}
function rangeTable(result) {
	const table = dataTable({
		caption: "Magnitudes of the worst tensors in the FP32 reference",
		headings: [
			"#",
			"output of",
			"elements",
			"what FP16 makes of it"
		],
		rows: rangedLayers(result).map(({ rank, layer, range }) => [
			{
				shown: rank,
				value: rank
			},
			codeName(layer.node, 80),
			{
				shown: String(range.elements),
				value: range.elements
			},
			describeRange(range)
		])
	});
	return markup`<details><summary>Ranges as a table</summary>${table}</details>`;
}

// src/report/html/layer-section.ts
/** Culprits shown in full; the others stand in the table. */
const mostCards = 5;
const mostRows$6 = 300;
const longestCell$1 = 400;
/** The culprits: where, why, and what to do. */
function culpritSection(result) {
	const rows = layerRows(result);
	if (rows.length === 0) return void 0;
	const { localisation } = result;
	const shown = rows.slice(0, mostCards);
	const lead = localisation?.kind === "nodes" ? proseText(localisation.text) : countLayers(rows);
	const more = rows.length > shown.length ? markup` The worst ${shown.length} of ${rows.length}:` : void 0;
	return markup`<section aria-labelledby="layers"><h2 id="layers">Where it goes wrong</h2><p class="lead">${lead}${more}</p><ol class="culprits">${groupByModule(shown).map(moduleCard)}</ol>${layerTable(rows)}</section>`;
}
/** The culprits of one module; what a node shares with the one above it is said once. */
function moduleCard({ module, rows }) {
	const names = [...new Set(rows.map(({ layer }) => layer.moduleClass ?? ""))].filter((name) => name !== "").slice(0, 3).map((name) => markup` <span class="soft">${codeName(name)}</span>`);
	const title = module === "" ? "Outside any module" : codeName(module);
	return markup`<li><h3>${title}${names}</h3>${rows.map((row, at) => culprit(row, rows[at - 1]))}</li>`;
}
function culprit(row, above) {
	const { layer, rank } = row;
	const { cause, unlinked } = layer;
	const known = above?.layer.cause;
	const why = known?.kind === cause.kind && known.evidence === cause.evidence ? void 0 : markup`<p class="why"><span class="cause">${capitalised(causeTitle(layer))}.</span> ${proseText(cause.evidence)}</p>`;
	const advice = cause.advice === void 0 || known?.advice === cause.advice && why === void 0 ? void 0 : markup`<p class="advice"><b>What to do.</b> ${proseText(cause.advice)}</p>`;
	return markup`<div class="entry"><h4><span class="number">${rank}</span><span>${printableName(layer.op, 60)} ${codeName(layer.node)}</span></h4>${codePart(row)}${unlinked === void 0 ? void 0 : markup`<p class="where">${proseText(unlinked)}</p>`}${why}${advice}${row.trial === void 0 ? void 0 : markup`<p class="trial soft">${proseText(row.trial)}</p>`}${figuresPart(row)}</div>`;
}
function codePart({ layer, source, url }) {
	if (layer.source === void 0) return void 0;
	const place = printableName(source, 160);
	const shown = url === void 0 ? place : markup`<a href="${url}">${place}</a>`;
	const code = printableName(layer.source.code ?? "", 400).trim();
	return markup`<pre class="source"><span class="soft">${shown}</span>${code === "" ? "" : markup`  <code>${code}</code>`}</pre>`;
}
function figuresPart({ layer, introduced, inherited, total }) {
	const { headroomBits, referenceAbsMax, worstSample, accumulationAbsSum, breaks } = layer;
	const figures = [
		...layer.introduced === void 0 ? [] : [["introduced", withMax(introduced, layer.introduced)]],
		...inherited === "" ? [] : [["inherited", inherited]],
		...total === "" ? [] : [["total", total]],
		...referenceAbsMax === void 0 ? [] : [["largest magnitude", formatFigure(referenceAbsMax)]],
		...accumulationAbsSum === void 0 ? [] : [["largest sum of |a b|", formatFigure(accumulationAbsSum)]],
		...headroomBits === void 0 ? [] : [["headroom", `${formatFigure(headroomBits)} bits`]],
		...worstSample === void 0 ? [] : [["worst sample", codeName(worstSample, 40)]],
		...breaks === void 0 || breaks.length === 0 ? [] : [["breaks", breaks.slice(0, 4).map((name) => markup`${codeName(name, 40)} `)]]
	];
	return markup`<dl class="figures">${figures.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
function withMax(text, { nonFinite, max }) {
	return nonFinite > 0 ? text : `${text} (max ${formatFigure(max)})`;
}
function capitalised(text) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
const mostHazards = 50;
/** Sums inside accumulations that this run can't get wrong. */
function hazardSection(result) {
	const { shown, more } = hazardRows(result, mostHazards);
	if (shown.length === 0) return void 0;
	const table = dataTable({
		caption: `Sums inside accumulations beyond 65504, largest first${more > 0 ? `; ${more} more are in result.json` : ""}`,
		headings: [
			"node",
			"op",
			"module",
			"sum of magnitudes",
			"result",
			"what to do"
		],
		rows: shown.map((hazard) => [
			codeName(hazard.node, 80),
			printableName(hazard.op, 60),
			hazard.module === void 0 ? "" : codeName(hazard.module),
			{
				shown: formatFigure(hazard.accumulationAbsSum),
				value: hazard.accumulationAbsSum
			},
			{
				shown: formatFigure(hazard.referenceAbsMax),
				value: hazard.referenceAbsMax
			},
			proseText(hazard.cause.advice ?? "", longestCell$1)
		]),
		stack: true
	});
	return markup`<section aria-labelledby="hazards"><h2 id="hazards">${hazardTitle}</h2><p class="lead">${hazardNote}</p>${table}</section>`;
}
function layerTable(rows) {
	const shown = rows.slice(0, mostRows$6);
	const left = rows.length - shown.length;
	const table = dataTable({
		caption: `Layers, worst first; errors are rms relative to the reference${left > 0 ? `; ${left} more are in result.json` : ""}`,
		headings: [
			"#",
			"node",
			"op",
			"module",
			"source",
			"introduced",
			"inherited",
			"why"
		],
		rows: shown.map((row) => [
			{
				shown: row.rank,
				value: row.rank
			},
			codeName(row.layer.node),
			printableName(row.layer.op, 60),
			row.module === "" ? "" : codeName(row.module),
			printableName(row.source, 120),
			{
				shown: row.introduced,
				value: sortKey(row.layer.introduced)
			},
			{
				shown: row.inherited,
				value: sortKey(row.layer.inherited)
			},
			proseText(row.why, longestCell$1)
		]),
		stack: true
	});
	return markup`<details${rows.length > mostCards ? markup` open` : ""}><summary>All layers as a table (${rows.length})</summary>${table}</details>`;
}
function sortKey(error) {
	if (error === void 0) return -1;
	return error.nonFinite > 0 ? Number.POSITIVE_INFINITY : error.relRms;
}

// src/report/html/memory-section.ts
const mostRows$5 = 300;
/** What earlier jobs say: what is new, the trend, little range left, waivers, and where the results come from. */
function memorySection(result) {
	const facts = earlierFacts(result);
	const { waivers = [], baseline } = result;
	const headroom = baseline?.headroom ?? [];
	if (facts.length === 0 && waivers.length === 0 && headroom.length === 0) return void 0;
	const list = [
		...headroom.map(({ text }) => markup`<li><b>Little range left.</b> ${proseText(text)}</li>`),
		...waivers.map(({ state, text }) => markup`<li><b>Waiver ${state}.</b> ${proseText(text)}</li>`),
		...facts.map(({ name, text }) => markup`<li><b>${name}</b>: ${proseText(text)}</li>`)
	];
	const tables = [
		stateTable("Outputs of this job and of the base", outputStateTable(result), [1]),
		stateTable("Layers that are guilty in this job or on the base", layerStateTable(result), [1, 2]),
		stateTable("The last accepted jobs, oldest first, and this one", trendTable(result), [0])
	];
	return markup`<section aria-labelledby="earlier"><h2 id="earlier">Earlier jobs</h2><ul>${list}</ul>${tables}</section>`;
}
function stateTable(caption, shown, names) {
	if (shown === void 0) return void 0;
	return dataTable({
		caption,
		headings: shown.headings,
		rows: shown.rows.slice(0, mostRows$5).map((row) => row.map((cell, at) => names.includes(at) && cell !== "" ? codeName(cell, 80) : proseText(cell, 200))),
		stack: true,
		sortable: false
	});
}

// src/report/html/output-section.ts
const mostRows$4 = 500;
/** Words and signs of a state, so that colour is never alone. */
const stateWords = {
	fail: "✗ fail",
	unjudged: "? not judged",
	warn: "! warn",
	pass: "✓ pass"
};
/** A state as a coloured mark. */
function stateMark(state) {
	return markup`<span class="mark state-${state}">${stateWords[state]}</span>`;
}
/** The outputs that the verdict is about, worst first. */
function outputSection(result) {
	const tables = reportedLegs(result).map((leg) => outputTable(result, leg)).filter((table) => table !== void 0);
	if (tables.length === 0 && result.verdict.unjudged.length === 0) return void 0;
	return markup`<section aria-labelledby="outputs"><h2 id="outputs">Outputs</h2>${lines(tables)}${unjudgedList(result)}</section>`;
}
function outputTable(result, leg) {
	const rows = outputRows(outputsOfLeg(result, leg), findingsOfLeg(result, leg));
	if (rows.length === 0) return void 0;
	const more = rows.length > mostRows$4 ? `; ${rows.length - mostRows$4} more are in result.json` : "";
	return dataTable({
		caption: `${legTitles[leg.kind]}; worst element: reference → candidate${more}`,
		headings: [
			"",
			"output",
			"max abs",
			"rel rms",
			"limit",
			"worst sample",
			"worst element"
		],
		rows: rows.slice(0, mostRows$4).map(cellsOf),
		stack: true
	});
}
function cellsOf(row) {
	return [
		stateMark(row.state),
		markup`<span>${codeName(row.name)} <span class="soft">${row.type}</span></span>`,
		row.maxAbs,
		row.relRms,
		row.limit,
		row.worst === void 0 ? "" : codeName(row.worst.sample, 60),
		row.worst?.at
	];
}
function unjudgedList({ verdict }) {
	if (verdict.unjudged.length === 0) return void 0;
	const items = verdict.unjudged.slice(0, mostRows$4).map(({ output, reason, advice }) => markup`<li>${codeName(output)}: ${proseText(reason)}${advice === void 0 ? "" : markup` ${proseText(advice)}`}</li>`);
	return markup`<h3>Could not be judged</h3><ul>${items}</ul>`;
}

// src/report/html/override-section.ts
const mostRows$3 = 300;
const longestCell = 400;
const longestLine = 4e3;
const mostCommandLines = 60;
/** The plan: what it brings, what backs it, its nodes, and what to paste. */
function overrideSection$1(result) {
	const view = overrideView(result);
	if (view === void 0) return void 0;
	const { overrides, title, facts, others, change, written } = view;
	const advice = (overrides.advice ?? []).map(({ text }) => markup`<p><b>What helps.</b> ${proseText(text)}</p>`);
	return markup`<section aria-labelledby="fix"><h2 id="fix">The fix</h2><p>${proseText(title)}</p>${facts.length === 0 ? void 0 : markup`<p class="soft">${proseText(facts.join(" "))}</p>`}${advice}${nodeTable(view)}${curveTable(view)}${list(others)}${commands(view)}${change === void 0 ? void 0 : markup`<p>${proseText(change)}</p>`}${written === void 0 ? void 0 : markup`<p>${proseText(written)}</p>`}</section>`;
}
function nodeTable({ rows }) {
	if (rows.length === 0) return void 0;
	const shown = rows.slice(0, mostRows$3);
	const left = rows.length - shown.length;
	return dataTable({
		caption: `Nodes to keep in FP32${left > 0 ? `; ${left} more are in result.json` : ""}`,
		headings: [
			"node",
			"op",
			"module",
			"source",
			"why"
		],
		rows: shown.map((row) => [
			codeName(row.node),
			printableName(row.op, 60),
			row.module === "" ? "" : codeName(row.module),
			sourceCell$1(row),
			proseText(row.reason, longestCell)
		]),
		stack: true
	});
}
function sourceCell$1({ source, url, code }) {
	const place = printableName(source, 120);
	const shown = url === void 0 ? place : markup`<a href="${url}">${place}</a>`;
	return code === "" ? shown : markup`${shown}<br>${codeName(code)}`;
}
function curveTable({ overrides: { curve = [] } }) {
	if (curve.length === 0) return void 0;
	return dataTable({
		caption: "Error against the share of nodes in FP32, most suspect first",
		headings: [
			"in FP32",
			"nodes",
			"error, in times the limit"
		],
		rows: curve.map(({ share, nodes, excess }) => [
			{
				shown: `${formatFigure(100 * share, 2)} %`,
				value: share
			},
			{
				shown: nodes,
				value: nodes
			},
			{
				shown: formatFigure(excess),
				value: excess
			}
		]),
		sortable: false
	});
}
function list(texts) {
	return texts.length === 0 ? void 0 : markup`<ul>${texts.map((text) => markup`<li>${proseText(text)}</li>`)}</ul>`;
}
/** A line break in a command is its own; whatever else a name holds stays on its line. */
function commands({ commands: all }) {
	const shown = all.filter(({ text }) => {
		const lines = text.split("\n");
		return lines.length <= mostCommandLines && lines.every((line) => line.length <= longestLine);
	});
	if (shown.length === 0) return void 0;
	return markup`${shown.map(({ title, text }) => markup`<p><b>${proseText(title)}</b></p><pre class="command"><code>${text.split("\n").map((line) => `${printableName(line, longestLine)}\n`)}</code></pre>`)}`;
}

// src/report/html/page-style.ts
/** The style sheet of report.html. Colours are pairs for light and dark; text on every ground is at least 4.5 : 1. */
const pageStyle = `
:root{color-scheme:light dark;--ground:#fff;--panel:#f6f8fa;--line:#d1d9e0;--text:#1f2328;--soft:#59636e;
--fail:#b42318;--fail-ground:#fff1f0;--warn:#8a5a00;--warn-ground:#fff8e5;--pass:#116329;--pass-ground:#ebf9ee;
--link:#0757ba;--total:#0757ba;--made:#d9730d;--room:#8296ab;--scarce:#d99c20;--over:#cf2d20}
@media (prefers-color-scheme:dark){:root{--ground:#0d1117;--panel:#161b22;--line:#30363d;--text:#e6edf3;--soft:#9da7b3;
--fail:#ff8b82;--fail-ground:#2d1416;--warn:#e3b341;--warn-ground:#2a2110;--pass:#56d364;--pass-ground:#10251a;
--link:#79b8ff;--total:#79b8ff;--made:#f0883e;--room:#5d6c7d;--scarce:#d29922;--over:#f85149}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:24px 20px 56px;max-width:1120px;background:var(--ground);color:var(--text);
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
h1,h2,h3,p,ol,ul,dl,figure,pre{margin:0;padding:0}
ul{padding-left:20px}
h1{font-size:24px;line-height:1.3;font-weight:650}
h2{font-size:18px;margin:36px 0 4px}
h3{font-size:15px}
.unbroken{white-space:nowrap}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.9em}
a{color:var(--link)}
.soft{color:var(--soft)}
.lead{color:var(--soft);margin-bottom:12px}
header{border:1px solid var(--line);border-left:6px solid var(--state);border-radius:8px;padding:18px 20px;background:var(--state-ground)}
.state-fail{--state:var(--fail);--state-ground:var(--fail-ground)}
.state-warn,.state-unjudged,.state-skipped{--state:var(--warn);--state-ground:var(--warn-ground)}
.state-pass{--state:var(--pass);--state-ground:var(--pass-ground)}
.state-skipped{--state:var(--soft);--state-ground:var(--panel)}
.verdict{color:var(--state);font-weight:700;letter-spacing:.02em;text-transform:uppercase;font-size:13px}
header p{margin-top:8px}
.facts-line{color:var(--soft);font-size:13px}
.legs{display:grid;grid-template-columns:repeat(auto-fit,minmax(165px,1fr));gap:8px;list-style:none;margin-top:12px}
.legs li{border:1px solid var(--line);border-top:3px solid var(--state);border-radius:6px;padding:8px 10px;font-size:13px}
.legs b{display:block}
.mark{color:var(--state);font-weight:700;white-space:nowrap}
.culprits{list-style:none;display:grid;gap:12px}
.culprits>li{border:1px solid var(--line);border-radius:8px;padding:14px 16px}
.culprits h3{font-size:16px}
.culprits h4{margin:0;font-size:15px;display:flex;gap:10px;align-items:baseline}
.entry{margin-top:12px}
.entry+.entry{border-top:1px solid var(--line);padding-top:12px}
.number{flex:none;display:inline-block;width:22px;height:22px;line-height:22px;border-radius:50%;background:var(--fail);color:var(--ground);
text-align:center;font-size:13px;font-weight:700}
.where{margin:2px 0 8px 32px;color:var(--soft);font-size:13px}
.why,.advice,.trial{margin:6px 0 0 32px}
.cause{font-weight:650}
pre.source{margin:8px 0 8px 32px;padding:8px 10px;background:var(--panel);border-radius:6px;overflow-x:auto;white-space:pre-wrap}
pre.command{margin:8px 0 12px;padding:8px 10px;background:var(--panel);border-radius:6px;overflow-x:auto}
pre.source .soft{user-select:none}
.figures{margin:10px 0 0 32px;display:flex;flex-wrap:wrap;gap:4px 24px;font-size:13px}
.figures dt{color:var(--soft)}
.figures dd{margin:0;font-variant-numeric:tabular-nums;font-weight:600}
figure{margin-top:8px}
figcaption{font-size:13px;color:var(--soft);margin:2px 0 6px}
.key{display:inline-block;margin-right:10px}
.swatch{display:inline-block;width:12px;height:12px;border-radius:2px;margin-right:5px;vertical-align:-1px}
.swatch.made{background:var(--made)}.swatch.line{background:var(--total);height:3px;vertical-align:4px}
.swatch.limit{height:0;border-top:2px dashed var(--over);width:16px;border-radius:0;vertical-align:4px}
.swatch.over{background:var(--over)}.swatch.scarce{background:var(--scarce)}.swatch.room{background:var(--room)}
svg{display:block;max-width:100%;height:auto}
svg.narrow{display:none}
svg text{font:11px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;fill:var(--soft)}
svg .strong{fill:var(--text);font-weight:600}
svg .bad{fill:var(--fail)}
svg .power{font-size:8px}
svg .band{fill:var(--panel)}
svg .grid{stroke:var(--line);stroke-width:1}
svg .axis,svg .tick{stroke:var(--soft);stroke-width:1;fill:none}
svg .introduced{fill:var(--made)}
svg .total{fill:none;stroke:var(--total);stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
svg .beyond{fill:var(--over);fill-opacity:.09}
svg .subnormal{fill:var(--scarce);fill-opacity:.12}
svg .normal{fill:var(--pass);fill-opacity:.08}
svg .limit{stroke:var(--over);stroke-width:1.5;stroke-dasharray:6 4;fill:none}
svg .broken{fill:var(--over)}svg .broken.inherited{fill-opacity:.4}
svg .leader{fill:none;stroke:var(--fail);stroke-width:1;stroke-opacity:.65}
svg .badge{fill:var(--fail)}svg .badge-text{fill:var(--ground);font-weight:700}
svg .room{fill:var(--room)}svg .scarce{fill:var(--scarce)}svg .over{fill:var(--over)}
svg .span{stroke:var(--room);stroke-width:6;stroke-linecap:round}svg .span.over{stroke:var(--over)}
svg .rms{fill:var(--ground);stroke:var(--room);stroke-width:2}
svg .peak{fill:var(--room)}svg .peak.over{fill:var(--over)}
svg .hit{fill:var(--text);fill-opacity:0}svg .hit:hover{fill-opacity:.12}
.scroll{overflow-x:auto;margin-top:8px}
table{border-collapse:collapse;width:100%;font-size:13px}
caption{text-align:left;color:var(--soft);padding:4px 0}
th,td{text-align:left;vertical-align:top;padding:6px 10px 6px 0;border-bottom:1px solid var(--line)}
th{white-space:nowrap;color:var(--soft);font-weight:600}
td.figure{font-variant-numeric:tabular-nums;white-space:nowrap}
tbody th{color:inherit;font-weight:400;white-space:normal}
th button{all:unset;cursor:pointer;color:inherit;font:inherit}
th button:focus-visible{outline:2px solid var(--link);outline-offset:2px}
th button::after{content:" \\2195";opacity:.5}
th[aria-sort=ascending] button::after{content:" \\2191";opacity:1}
th[aria-sort=descending] button::after{content:" \\2193";opacity:1}
details{border:1px solid var(--line);border-radius:8px;padding:0 14px;margin-top:10px}
summary{cursor:pointer;padding:10px 0;font-weight:600}
details>:last-child{margin-bottom:14px}
footer{margin-top:40px;color:var(--soft);font-size:13px}
@media (max-width:860px){
svg.wide{display:none}svg.narrow{display:block;width:100%;max-width:520px}
}
@media (max-width:700px){
body{padding:12px 12px 40px}
h1{font-size:20px}
header{padding:14px}
.where,.why,.advice,.trial,.figures,pre.source{margin-left:0}
.legs{grid-template-columns:1fr}
pre.source code{display:block}
table.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table.stack tr{display:block;border:1px solid var(--line);border-radius:8px;padding:6px 12px;margin-bottom:8px}
table.stack td,table.stack th{display:flex;gap:12px;border:0;padding:3px 0;white-space:normal}
table.stack td:empty{display:none}
table.stack [data-label]::before{content:attr(data-label);flex:0 0 100px;color:var(--soft)}
}
@media print{
:root{color-scheme:light}
body{max-width:none;padding:0;font-size:12px}
header,.culprits>li,figure,tr{break-inside:avoid}
details{border:0;padding:0}
svg .hit{display:none}
}
`;

// src/report/html/engine-section.ts
const mostRows$2 = 300;
const shownNodes = 6;
const longestName$1 = 120;
/** The engine's layers with the nodes, modules and lines that they compute, beside the nodes that the graph blames. */
function engineLayerPart({ engineRun, layers }) {
	const rows = engineRun?.layers ?? [];
	if (rows.length === 0) return void 0;
	const guilty = new Set(layers.map(({ node }) => node));
	const shown = [...rows].map((row) => ({
		row,
		blamed: row.nodes.filter((node) => guilty.has(node))
	})).sort((one, other) => other.blamed.length - one.blamed.length).slice(0, mostRows$2);
	const table = dataTable({
		caption: `Layers of the engine, those with blamed nodes first${rows.length > mostRows$2 ? `, ${mostRows$2} of ${rows.length}` : ""}`,
		headings: [
			"layer",
			"precision",
			"blamed",
			"nodes",
			"module",
			"source",
			"ms",
			"kernel"
		],
		rows: shown.map(({ row, blamed }) => [
			codeName(row.name, longestName$1),
			row.precision?.toUpperCase() ?? "",
			{
				shown: blamed.length === 0 ? "" : String(blamed.length),
				value: blamed.length
			},
			listed(row.nodes),
			listed(row.modules ?? []),
			printableName((row.sources ?? []).slice(0, 2).join(", "), longestName$1),
			{
				shown: row.timeMs === void 0 ? "" : formatFigure(row.timeMs),
				value: row.timeMs ?? -1
			},
			printableName(row.tactic ?? row.provider ?? row.type ?? "", longestName$1)
		]),
		stack: true
	});
	return markup`<details><summary>Layers of the engine (${rows.length})</summary>${table}</details>`;
}
function listed(names) {
	const shown = names.slice(0, shownNodes).map((name) => markup`${codeName(name, longestName$1)} `);
	return names.length > shownNodes ? markup`${shown}and ${names.length - shownNodes} more` : markup`${shown}`;
}

// src/report/html/run-section.ts
const mostRows$1 = 300;
const longestScanText = 240;
/** What a reader opens when the first screens are not enough. */
function detailSection(result) {
	return markup`<section aria-labelledby="details"><h2 id="details">Details</h2>${engineLayerPart(result)}${scanPart(result)}${limitPart(result)}${runPart(result)}</section>`;
}
function limitPart({ verdict }) {
	const { findings } = verdict;
	if (findings.length === 0) return void 0;
	const rank = (finding) => finding.passed ? 2 : shownLevel(finding) === "fail" ? 0 : 1;
	const ordered = [...findings].sort((first, second) => rank(first) - rank(second)).slice(0, mostRows$1);
	const table = dataTable({
		caption: `Limits that were applied${findings.length > mostRows$1 ? `, ${mostRows$1} of ${findings.length}` : ""}`,
		headings: [
			"",
			"leg",
			"output",
			"limit"
		],
		rows: ordered.map((finding) => [
			stateMark(finding.passed ? "pass" : shownLevel(finding)),
			legTitles[finding.leg],
			codeName(finding.output),
			describeLimit(finding)
		]),
		stack: true
	});
	return markup`<details><summary>Limits (${findings.length})</summary>${table}</details>`;
}
function scanPart({ scan = [] }) {
	if (scan.length === 0) return void 0;
	const table = dataTable({
		caption: `Range of weights and inputs, worst first${scan.length > mostRows$1 ? `, ${mostRows$1} of ${scan.length}` : ""}`,
		headings: [
			"kind",
			"tensor",
			"largest",
			"elements",
			"become ∞",
			"become 0",
			"subnormal",
			"what it means"
		],
		rows: scan.slice(0, mostRows$1).map((entry) => [
			entry.kind,
			codeName(entry.name),
			{
				shown: formatFigure(entry.absMax),
				value: entry.absMax
			},
			countCell(entry.elements),
			countCell(entry.overflows),
			countCell(entry.flushed),
			countCell(entry.subnormal),
			proseText(entry.text ?? "", longestScanText)
		])
	});
	return markup`<details><summary>Range of weights and inputs (${scan.length})</summary>${table}</details>`;
}
function countCell(count) {
	return {
		shown: count === void 0 ? "" : String(count),
		value: count ?? -1
	};
}
function runPart(result) {
	const rows = runFacts(result).map(({ name, value, isName }) => [proseText(name), isName ? codeName(value, 160) : proseText(value)]);
	const table = dataTable({
		caption: "How this was made",
		headings: ["what", "value"],
		rows,
		sortable: false
	});
	return markup`<details><summary>Run</summary>${table}</details>`;
}

// src/report/html/sort-script.ts
/**
* Makes the headings of tables buttons that sort. The page is whole without it: it only moves rows that are there, and
* writes no markup.
*/
const sortScript = `
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  const keyOf = (row, column) => {
    const { dataset, textContent } = row.cells[column];
    return dataset.value === undefined ? textContent.trim() : Number(dataset.value);
  };
  const compare = (first, second) =>
    typeof first === "number" && typeof second === "number"
      ? first === second ? 0 : first - second
      : String(first).localeCompare(String(second), "en", { numeric: true });
  heads.forEach((head, column) => {
    if (head.textContent.trim() === "") return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const rows = [...table.tBodies[0].rows];
      const numeric = rows.some((row) => row.cells[column].dataset.value !== undefined);
      const before = head.getAttribute("aria-sort");
      const order = before === null ? (numeric ? "descending" : "ascending")
        : before === "ascending" ? "descending" : "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", order);
      const sign = order === "ascending" ? 1 : -1;
      rows.sort((first, second) => sign * compare(keyOf(first, column), keyOf(second, column)));
      table.tBodies[0].append(...rows);
    });
  });
}
`;

// src/report/html/verdict-section.ts
const words = {
	pass: "✓ Pass",
	"pass-with-warnings": "✓ Pass, with warnings",
	fail: "✗ Fail",
	excused: "✗ Fail (warn only)",
	error: "? Not judged"
};
const states = {
	pass: "pass",
	"pass-with-warnings": "warn",
	fail: "fail",
	excused: "warn",
	error: "warn"
};
/** The verdict, the one number that matters, and why; the first thing on the page. */
function verdictHeader(result) {
	const headline = headlineOf(result);
	const { verdict, diagnosis } = result;
	const failure = verdict.kind === "error" ? verdict.error : void 0;
	const status = failure?.status === void 0 ? "" : ` (${String(failure.status)})`;
	return markup`<header class="state-${states[headline.standing]}"><p class="verdict">${words[headline.standing]}</p><h1>${subject(headline)}${proseText(headline.title)}</h1>${[
		headline.loosened === void 0 ? void 0 : markup`<p><b>${proseText(headline.loosened)}</b></p>`,
		labelled$1("What happened", failure?.message),
		labelled$1("What to do", failure?.advice),
		labelled$1("Engine error", failure?.category && `${failure.category}${status}`),
		labelled$1("Last line of its stderr", failure?.lastStderrLine),
		labelled$1(`Diagnosis: ${diagnosis?.kind ?? ""}`, diagnosis?.text),
		...headline.sentences.map((sentence) => labelled$1("Note", sentence)),
		labelled$1("Note", localisationNote(result)),
		markup`<p class="facts-line">${facts(result)}</p>`
	]}</header>`;
}
function subject({ model }) {
	return model === void 0 ? "" : markup`${codeName(model, 80)}: `;
}
function labelled$1(label, text) {
	return text === void 0 ? void 0 : markup`<p><b>${label}.</b> ${proseText(text)}</p>`;
}
function facts({ engine, samples, timings, tool, verdict }) {
	return [
		...engine === void 0 ? [] : [`engine ${[
			engine.name,
			engine.version,
			engine.device
		].filter(Boolean).join(", ")}`],
		...samples === void 0 ? [] : [formatCount(samples.count, "sample")],
		...timings?.totalMs === void 0 ? [] : [formatDuration(timings.totalMs)],
		`${tool.name} ${tool.version}`,
		`exit code ${verdict.exitCode}`
	].join(" · ");
}
/** The chain of comparisons in the order in which they rule things out. */
function legChain(result) {
	if (result.legs.length === 0) return void 0;
	return markup`<section aria-labelledby="legs"><h2 id="legs">Legs</h2><p class="lead">What an expert rules out, in order; the first that breaks names the culprit.</p><ol class="legs">${orderedLegs(result).map((leg) => legItem(result, leg))}</ol></section>`;
}
const legWords = {
	pass: "✓ passed",
	fail: "✗ failed",
	unjudged: "? not judged",
	skipped: "– not run",
	warn: "! warned"
};
const longestLegText = 240;
function legItem(result, leg) {
	const outputs = outputsOfLeg(result, leg);
	const state = leg.skipped === void 0 ? legState(leg, outputs) : "skipped";
	return markup`<li class="state-${state}"><b>${legTitles[leg.kind]}</b><span class="mark">${legWords[state]}</span>${leg.judged ? " · judged" : ""}<br><span class="soft">${legDetail(result, leg)}</span></li>`;
}
function legDetail(result, leg) {
	const text = leg.skipped ?? leg.text;
	if (text !== void 0) return proseText(text, longestLegText);
	const worst = largestOutput(outputsOfLeg(result, leg));
	if (worst === void 0) return "";
	const broken = worst.metrics.nonFiniteMismatches ?? 0;
	const more = broken > 0 ? `, ${broken} NaN/∞ on one side only` : "";
	return markup`${codeName(worst.name, 40)} ${withUnit(formatFigure(worst.metrics.maxAbs), worst.unit)}${more}`;
}

// \0@oxc-project+runtime@0.158.0/helpers/esm/taggedTemplateLiteral.js
function _taggedTemplateLiteral(e, t) {
	return t || (t = e.slice(0)), Object.freeze(Object.defineProperties(e, { raw: { value: Object.freeze(t) } }));
}

// src/report/html/render-html.ts
var _templateObject;
/** Nothing is loaded, and nothing runs but the one script that sorts tables. */
const contentPolicy = [
	"default-src 'none'",
	`style-src '${integrityOf(pageStyle)}'`,
	`script-src '${integrityOf(sortScript)}'`,
	"base-uri 'none'",
	"form-action 'none'"
].join("; ");
/**
* The result as one HTML page that needs nothing else: no script to be read, no network, light and dark. Every text of
* a model or a sample is escaped. Equal results give equal bytes.
*/
function renderHtml(result) {
	const { title, model } = headlineOf(result);
	const name = model === void 0 ? "" : `${printableName(model, 60)}: `;
	const page = markup(_templateObject || (_templateObject = _taggedTemplateLiteral([
		"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"",
		"\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>FP16 gate · ",
		"",
		"</title>\n<style>",
		"</style>\n</head>\n<body>\n",
		"\n<footer>Made by ",
		" ",
		" from result.json alone.</footer>\n<script>",
		"<\/script>\n</body>\n</html>\n"
	])), ownText(contentPolicy), name, printableName(title.replaceAll("`", ""), 160), ownText(pageStyle), lines([verdictHeader(result), mainOf(result)]), result.tool.name, result.tool.version, ownText(sortScript));
	return renderMarkup(page);
}
function mainOf(result) {
	return markup`<main>
${lines([
		legChain(result),
		culpritSection(result),
		overrideSection$1(result),
		candidateSection(result),
		outputSection(result),
		memorySection(result),
		depthSection(result),
		hazardSection(result),
		detailSection(result)
	])}
</main>`;
}
function integrityOf(text) {
	return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

// src/report/junit.ts
const longestName = 300;
const longestMessage = 2e3;
/**
* JUnit XML as Jenkins and GitLab read it: a suite per leg, a case per limit. Failures are the crossed limits that
* made the verdict, errors are what could not be judged; a passing verdict has neither, any other at least one.
*/
function renderJunit(result) {
	const suites = [
		...result.legs.map((leg) => legSuite(result, leg)),
		...overrideSuite(result),
		...verdictSuite(result)
	];
	const all = suites.flatMap((suite) => suite.cases);
	const seconds = result.timings?.totalMs;
	const time = seconds === void 0 ? "" : ` time="${(seconds / 1e3).toFixed(3)}"`;
	const body = suites.flatMap(renderSuite);
	return [
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
		`<testsuites name="fp16-gate" ${counts(all)}${time}>`,
		...body,
		"</testsuites>",
		""
	].join("\n");
}
function legSuite(result, leg) {
	const name = `${leg.kind}: ${legTitles[leg.kind]}`;
	if (leg.skipped !== void 0) return {
		name,
		cases: [{
			name: leg.kind,
			skipped: leg.skipped
		}]
	};
	const findings = findingsOfLeg(result, leg);
	if (findings.length > 0) return {
		name,
		cases: findings.map(findingCase)
	};
	return {
		name,
		cases: leg.outputs.map((output) => ({
			name: output.name,
			...output.passed ? {} : { output: "differs by more than the limits; this leg explains and does not decide" }
		}))
	};
}
function findingCase(finding) {
	const name = `${printableName(finding.output, longestName)} ${finding.name}`;
	if (finding.passed) return { name };
	if (finding.excuse !== void 0) return {
		name: `${name} (${finding.excuse.kind})`,
		output: `${finding.message} ${finding.excuse.text}`
	};
	if (finding.level === "warn") return {
		name: `${name} (warning)`,
		output: finding.message
	};
	return {
		name,
		failure: {
			type: finding.name,
			message: finding.message
		}
	};
}
/** What to do about it is no test of its own: it is said, without an effect on the outcome. */
function overrideSuite(result) {
	const view = overrideView(result);
	if (view === void 0) return [];
	return [{
		name: "overrides",
		cases: [{
			name: "nodes to keep in FP32",
			output: [
				view.title,
				...view.facts,
				view.written,
				view.change
			].filter(Boolean).join(" ")
		}]
	}];
}
function verdictSuite({ verdict }) {
	const unjudged = verdict.unjudged.map(({ output, reason, advice }) => ({
		name: output,
		error: {
			type: "unjudged",
			message: `${output}: ${reason}${advice === void 0 ? "" : ` ${advice}`}`
		}
	}));
	const cases = [...verdict.kind === "error" ? [failureCase(verdict.error)] : [], ...unjudged];
	return cases.length === 0 ? [] : [{
		name: "verdict",
		cases
	}];
}
function failureCase(failure) {
	const { kind, message, advice, category, status, lastStderrLine } = failure;
	return {
		name: "the model could be judged",
		error: {
			type: kind,
			message,
			details: [
				advice,
				category,
				status === void 0 ? void 0 : `status ${status}`,
				lastStderrLine
			].filter((text) => text !== void 0).join(" · ")
		}
	};
}
function counts(cases) {
	const failures = cases.filter((testCase) => testCase.failure !== void 0).length;
	const errors = cases.filter((testCase) => testCase.error !== void 0).length;
	return `tests="${cases.length}" failures="${failures}" errors="${errors}"`;
}
function renderSuite(suite) {
	const skipped = suite.cases.filter((testCase) => testCase.skipped !== void 0).length;
	return [
		`  <testsuite name="${attribute(suite.name, longestName)}" ${counts(suite.cases)} skipped="${skipped}">`,
		...suite.cases.flatMap((testCase) => renderCase(suite, testCase)),
		"  </testsuite>"
	];
}
function renderCase(suite, testCase) {
	const open = `    <testcase classname="${attribute(`fp16-gate.${suite.name.split(":", 1)[0]}`, longestName)}" name="${attribute(testCase.name, 360)}"`;
	const children = renderOutcome(testCase);
	return children.length === 0 ? [`${open}/>`] : [
		`${open}>`,
		...children,
		"    </testcase>"
	];
}
function renderOutcome({ failure, error, skipped, output }) {
	if (skipped !== void 0) return [`      <skipped message="${attribute(skipped, longestMessage)}"/>`];
	if (error !== void 0) {
		const details = escapeXml(printableName(error.details ?? "", longestMessage));
		return [`      <error ${outcome(error)}>${details}</error>`];
	}
	if (failure !== void 0) return [`      <failure ${outcome(failure)}/>`];
	return output === void 0 ? [] : [`      <system-out>${attribute(output, longestMessage)}</system-out>`];
}
function outcome({ type, message }) {
	return `type="${attribute(type, longestName)}" message="${attribute(message, longestMessage)}"`;
}
function attribute(text, maxCharacters) {
	return escapeXml(printableName(text, maxCharacters));
}

// src/report/summary-overrides.ts
const mostRows = 50;
const longestSource = 160;
/** A command as long as this is for a file, not for a page. */
const longestCommand = 8e3;
/** The plan: what it brings and what backs it open; nodes, commands and the other plans folded. */
function overrideSection(result, { maxRows }) {
	const view = overrideView(result);
	if (view === void 0) return [];
	const { title, facts, overrides } = view;
	const folds = [
		...nodeFold(view, maxRows),
		...curveFold(view),
		...commandFold(view)
	];
	return [
		`**The fix.** ${prose(title)}`,
		...facts.length === 0 ? [] : ["", `_${prose(facts.join(" "))}_`],
		...(overrides.advice ?? []).flatMap(({ text }) => ["", `**What helps.** ${prose(text)}`]),
		...folds.length === 0 ? [] : ["", ...folds]
	];
}
function nodeFold({ rows, others }, maxRows) {
	const shown = rows.slice(0, Math.min(mostRows, maxRows));
	const more = rows.length - shown.length;
	const cells = shown.map((row) => [
		row.module === "" ? "" : code(row.module),
		`${prose(row.op)} ${code(row.node)}`,
		sourceCell(row),
		prose(row.reason)
	]);
	const body = [
		...cells.length === 0 ? [] : table([
			"module",
			"node",
			"source",
			"why"
		], cells),
		...more > 0 ? ["", `_${more} more in result.json._`] : [],
		...others.flatMap((text, at) => [...at === 0 && cells.length === 0 ? [] : [""], `- ${prose(text)}`])
	];
	return body.length === 0 ? [] : folded("Nodes to keep in FP32, and the other plans", body);
}
function sourceCell({ source, url, code: line }) {
	if (source === "") return "";
	const place = code(printableName(source, longestSource));
	const shown = url === void 0 ? place : `[${place}](${url})`;
	return line === "" ? shown : `${shown}<br>${code(line)}`;
}
function curveFold({ overrides: { curve = [] } }) {
	if (curve.length === 0) return [];
	const rows = curve.map(({ share, nodes, excess }) => [
		`${formatFigure(100 * share, 2)} %`,
		String(nodes),
		Number.isFinite(excess) ? `${formatFigure(excess)} × the limit` : "NaN or ∞"
	]);
	return folded("Error against the share of nodes in FP32", table([
		"in FP32",
		"nodes",
		"error"
	], rows));
}
function commandFold({ commands, change, written }) {
	const body = [
		...commands.filter(({ text }) => text.length <= longestCommand).flatMap(({ title, text }) => [
			`**${prose(title)}**`,
			"",
			...fencedBlock("sh", text.split("\n")),
			""
		]),
		...change === void 0 ? [] : [`**Source.** ${prose(change)}`, ""],
		...written === void 0 ? [] : [`**Files.** ${prose(written)}`]
	];
	return body.length === 0 ? [] : folded("Commands to paste, and the change in PyTorch", body);
}

// src/report/summary.ts
/** GitHub refuses a step's summary above 1 MiB; the rest is left to what else the step writes. */
const maxSummaryBytes = 1e6;
const ladder = [
	{
		passing: true,
		environment: true,
		maxRows: 1e400
	},
	{
		passing: false,
		environment: true,
		maxRows: 1e400
	},
	...[
		1e3,
		300,
		100,
		30,
		10,
		3,
		1
	].map((maxRows) => ({
		passing: false,
		environment: false,
		maxRows
	}))
];
/**
* The result as GitHub-flavoured Markdown: the verdict and the one number first, then why, then the outputs, then
* details folded. Names are escaped, and the text stays below `maxBytes` of UTF-8 by leaving out passing detail
* first; it says what it left out.
*/
function renderSummary(result, maxBytes = maxSummaryBytes) {
	for (const detail of ladder) {
		const text = renderAt(result, detail);
		if (sizeBytes(text) <= maxBytes) return text;
	}
	return `${[
		...verdictLines(result),
		"",
		"Everything else is left out: it does not fit."
	].join("\n")}\n`;
}
function renderAt(result, detail) {
	return `${[
		verdictLines(result),
		layerSection(result, detail),
		overrideSection(result, detail),
		hazardSection$1(result, detail),
		candidateSection$1(result, detail),
		...outputTables(result, detail),
		unjudgedLines(result, detail),
		warningSection(result, detail),
		memorySection$1(result, detail),
		...detailSections(result, detail),
		leftOut(detail)
	].filter((block) => block.length > 0).map((block) => block.join("\n")).join("\n\n")}\n`;
}
const icons = {
	pass: "✅",
	"pass-with-warnings": "⚠️",
	fail: "❌",
	excused: "⚠️",
	error: "🚫"
};
const longestTitle = 400;
function verdictLines(result) {
	const { standing, model, title, loosened, sentences } = headlineOf(result);
	const { verdict, diagnosis } = result;
	const failure = verdict.kind === "error" ? verdict.error : void 0;
	const subject = model === void 0 ? "" : `${code(model)}: `;
	return [
		`### ${icons[standing]} FP16 gate · ${subject}${markdownText(printableName(title, longestTitle))}`,
		...loosened === void 0 ? [] : [`⚠️ **${prose(loosened)}**`],
		labelled("What happened", failure?.message),
		labelled("What to do", failure?.advice),
		labelled("Engine error", failure?.category && [failure.category, failure.status].filter(Boolean).join(", ")),
		labelled("Last line of its stderr", failure?.lastStderrLine),
		labelled(`Diagnosis: ${diagnosis?.kind ?? ""}`, diagnosis?.text),
		...sentences.map((sentence) => `**Note.** ${prose(sentence)}`),
		labelled("Note", localisationNote(result))
	].filter((text) => text !== void 0).flatMap((text, at) => at === 0 ? [text] : ["", text]);
}
/** Prose of a result never begins a line, where `1.` or `-` would start a list. */
function labelled(label, text) {
	return text === void 0 ? void 0 : `**${label}.** ${prose(text)}`;
}
function unjudgedLines({ verdict }, { maxRows }) {
	if (verdict.unjudged.length === 0 || verdict.unjudged.length === 1 && verdict.kind === "error") return [];
	const shown = verdict.unjudged.slice(0, maxRows);
	const more = verdict.unjudged.length - shown.length;
	return [
		"**Could not be judged**",
		"",
		...shown.map(({ output, reason, advice }) => `- ${code(output)}: ${prose(reason)}${advice === void 0 ? "" : ` ${prose(advice)}`}`),
		...more > 0 ? [`- and ${more} more, left out to stay within the size limit`] : []
	];
}
function leftOut({ passing, environment, maxRows }) {
	if (passing) return [];
	return [`_Left out to stay within the size limit: ${[
		"outputs, legs and limits that passed",
		...environment ? [] : ["the run"],
		...Number.isFinite(maxRows) ? [`rows beyond the ${maxRows} worst of each table`] : []
	].join("; ")}. All of it is in result.json._`];
}
function sizeBytes(text) {
	return new TextEncoder().encode(text).length;
}

// src/report/render.ts
/** One renderer a format. Each is a function of the result alone, so that a saved result renders the same again. */
const renderers = {
	console: renderConsole,
	html: (result) => renderHtml(result),
	summary: (result) => renderSummary(result),
	comment: (result) => renderComment(result),
	junit: (result) => renderJunit(result),
	json: (result) => serializeResult(result)
};
const reportFormats = Object.keys(renderers);
/** Whether a text names a format. */
function isReportFormat(name) {
	return Object.hasOwn(renderers, name);
}
/** The text of one report. `options` matter to the console only. */
function renderReport(result, format, options = {}) {
	const render = renderers[format];
	return render(result, options);
}

export { renderReport as n, reportFormats as r, isReportFormat as t };