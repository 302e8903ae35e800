import { t as failedResult } from "./failed-result2.js";

export { failedResult };