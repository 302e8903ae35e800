import { r as failedResult } from "./reports.js";

export { failedResult };