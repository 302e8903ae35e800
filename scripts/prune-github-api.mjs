// Cuts GitHub's OpenAPI description down to the requests that this action makes, for the tests' fake of the API.
//   npm pack @octokit/openapi@23.0.2 && tar xzf octokit-openapi-23.0.2.tgz package/generated/api.github.com.json
//   node scripts/prune-github-api.mjs package/generated/api.github.com.json > test/fixtures/github-api.json
import { readFileSync } from "node:fs";

/** Method and path of every request; the fake refuses any other. */
const wanted = [
  "get /repos/{owner}/{repo}/issues/{issue_number}/comments",
  "post /repos/{owner}/{repo}/issues/{issue_number}/comments",
  "patch /repos/{owner}/{repo}/issues/comments/{comment_id}",
  "post /repos/{owner}/{repo}/check-runs",
  "patch /repos/{owner}/{repo}/check-runs/{check_run_id}",
  "post /repos/{owner}/{repo}/statuses/{sha}",
  "get /repos/{owner}/{repo}/pulls",
  "get /repos/{owner}/{repo}/pulls/{pull_number}",
  "get /repos/{owner}/{repo}/compare/{basehead}",
  "get /repos/{owner}/{repo}/commits",
  "get /repos/{owner}/{repo}/commits/{commit_sha}/pulls",
  "get /repos/{owner}/{repo}/contents/{path}",
  "get /repos/{owner}/{repo}/actions/artifacts",
  "get /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}",
  "get /repos/{owner}/{repo}/actions/runs/{run_id}",
];

const description = JSON.parse(readFileSync(process.argv[2], "utf8"));
const paths = {};
for (const entry of wanted) {
  const [method, path] = entry.split(" ");
  const { [method]: operation, parameters } = description.paths[path] ?? {};
  if (operation === undefined) throw new Error(`the description has no ${entry}`);
  const { operationId, parameters: own = [], requestBody } = operation;
  // Answers are the fake's own business: the client reads few of their hundreds of fields.
  const kept = { operationId, parameters: [...(parameters ?? []), ...own], requestBody };
  paths[path] = { ...paths[path], [method]: withoutProse(kept) };
}

const components = {};
const queue = referencesIn(paths);
for (const reference of queue) {
  const [kind, name] = reference.split("/").slice(2);
  if (components[kind]?.[name] !== undefined) continue;
  const component = withoutProse(description.components[kind][name]);
  components[kind] = { ...components[kind], [name]: component };
  queue.push(...referencesIn(component));
}
const { version } = description.info;
const info = { title: description.info.title, version, license: description.info.license };
console.log(JSON.stringify({ openapi: description.openapi, info, paths, components }, null, 1));

function referencesIn(value) {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (key === "$ref" ? [part] : referencesIn(part)));
}

function withoutProse(value) {
  if (Array.isArray(value)) return value.map(withoutProse);
  if (typeof value !== "object" || value === null) return value;
  const dropped = new Set([
    "description",
    "example",
    "examples",
    "x-github",
    "externalDocs",
    "title",
    "summary",
  ]);
  return Object.fromEntries(
    Object.entries(value)
      // A property may itself be called title or summary: then its value is a schema, not a text.
      .filter(([key, part]) => !dropped.has(key) || (typeof part === "object" && "type" in part))
      .map(([key, part]) => [key, withoutProse(part)]),
  );
}
