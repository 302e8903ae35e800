// src/report/palette.ts
const same = (text) => text;
/** No colour at all. */
const plainPalette = {
	bold: same,
	dim: same,
	red: same,
	green: same,
	yellow: same
};
const wrap = (open, close) => (text) => `\u001b[${open}m${text}\u001b[${close}m`;
/** Select Graphic Rendition codes of ECMA-48 that every terminal knows. */
const ansiPalette = {
	bold: wrap(1, 22),
	dim: wrap(2, 22),
	red: wrap(31, 39),
	green: wrap(32, 39),
	yellow: wrap(33, 39)
};

export { plainPalette as n, ansiPalette as t };