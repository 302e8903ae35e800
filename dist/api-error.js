// src/github/api-error.ts
/**
* Why a request failed, in words that say what to do: 403 and 404 name the permission and the YAML to add, since a
* token that may not see something is told that it does not exist.
*/
function describeApiError(error, { doing, permission }) {
	const { status, message } = error;
	const said = oneLine(message ?? String(error));
	const failed = `Could not ${doing}`;
	if (status === 401) return `${failed}: the token is not accepted (401). Give github-token a valid token.`;
	if ((status === 403 || status === 429) && /rate limit|abuse/i.test(said)) return `${failed}: GitHub's rate limit is reached (${status}). It will be done by the next run.`;
	if (status === 403 || status === 404) return `${failed}: GitHub answers ${status} (${said}). The token probably lacks a permission; add to the job:\n${permissionYaml(permission)}`;
	if (status === 422) return `${failed}: GitHub refuses what was sent (422: ${said}).`;
	if (status === 429) return `${failed}: GitHub asks to wait (429). It will be done by the next run.`;
	if (status !== void 0 && status >= 500) return `${failed}: GitHub does not answer properly (${status}: ${said}).`;
	return `${failed}: ${said}.`;
}
/** The lines to add to a job. Permissions that are not listed there are taken away, so `contents: read` stays. */
function permissionYaml(permission) {
	return ["permissions:", ...(permission === "contents: read" ? [permission] : ["contents: read", permission]).map((line) => `  ${line}`)].join("\n");
}
function oneLine(text) {
	const [first = ""] = text.split(/ - https:\/\/|\n/, 1);
	const trimmed = first.replace(/\.+$/, "");
	return trimmed.length > 200 ? `${trimmed.slice(0, 199)}…` : trimmed;
}
/** Whether an error is an answer of the API with this status. */
function hasStatus(error, ...statuses) {
	const status = error?.status;
	return typeof status === "number" && statuses.includes(status);
}

export { hasStatus as n, describeApiError as t };