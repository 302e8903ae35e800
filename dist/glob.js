// src/compare/finding.ts
/** Whether `actual` keeps to the limit. A comparison with NaN is false, so NaN never passes. */
function withinLimit(actual, operator, expected) {
	if (operator === "<=") return actual <= expected;
	if (operator === ">=") return actual >= expected;
	return actual === expected;
}

// src/compare/glob.ts
/**
* Whether `name` matches `pattern`: `*` stands for any text (also `/` and `.`, since output names are no paths), `?`
* for one character, everything else for itself, case included. Time is at most pattern length times name length,
* whatever the pattern: names and patterns come from files that others wrote.
*/
function matchesGlob(pattern, name) {
	const wanted = Array.from(pattern);
	const given = Array.from(name);
	let p = 0;
	let star = -1;
	let resume = 0;
	for (let n = 0; n < given.length;) if (wanted[p] === "*") {
		star = p++;
		resume = n;
	} else if (p < wanted.length && (wanted[p] === "?" || wanted[p] === given[n])) {
		p++;
		n++;
	} else if (star >= 0) {
		p = star + 1;
		n = ++resume;
	} else return false;
	while (wanted[p] === "*") p++;
	return p === wanted.length;
}
/** How particular a pattern is: its number of literal characters; infinite for a plain name. */
function globSpecificity(pattern) {
	const characters = Array.from(pattern);
	const literals = characters.filter((character) => character !== "*" && character !== "?").length;
	return literals === characters.length ? Number.POSITIVE_INFINITY : literals;
}

export { matchesGlob as n, withinLimit as r, globSpecificity as t };