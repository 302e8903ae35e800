import { i as composeResult } from "./reports.js";

export { composeResult };