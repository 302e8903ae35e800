// src/compare/quote-name.ts
/** A name between backticks, so that every report can set it apart; backticks of its own become apostrophes. */
function quoteName(name) {
	return `\`${name.replaceAll("`", "'")}\``;
}

export { quoteName as t };