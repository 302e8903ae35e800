import { t as composeResult } from "./compose-result.js";

export { composeResult };