import { t as createGitHubApi } from "./client.js";

export { createGitHubApi };