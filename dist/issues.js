// src/config/issues.ts
/** One sentence for a validation issue: the key, what is wrong, and what is allowed. */
function describeIssue(issue) {
	const key = issue.path.map((part) => typeof part === "number" ? `[${part}]` : String(part)).join(".");
	const prefix = key === "" ? "" : `${key.replaceAll(".[", "[")}: `;
	switch (issue.code) {
		case "unrecognized_keys": return `${prefix}unknown key ${issue.keys.map((name) => `"${name}"`).join(", ")}.`;
		case "invalid_value": return `${prefix}must be one of ${issue.values.map(String).join(", ")}.`;
		case "invalid_union": return `${prefix}${innermostMessage(issue)}.`;
		case "invalid_type": return `${prefix}${issue.message.replace(/^Invalid input: /, "")}.`;
		default: return `${prefix}${issue.message}.`;
	}
}
/** Of a union's branches, the message that our own checks wrote says most; else the branch that got furthest. */
function innermostMessage(issue) {
	const issues = issue.errors.flat();
	const custom = issues.find((inner) => inner.code === "custom");
	const deepest = issues.reduce((best, inner) => best === void 0 || inner.path.length > best.path.length ? inner : best, void 0);
	return (custom ?? deepest)?.message ?? issue.message;
}

export { describeIssue as t };