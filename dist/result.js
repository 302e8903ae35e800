import { _t as resultSchema, gt as parseWithoutNodes, ht as parseResult, vt as serializeResult } from "./reports.js";

export { parseResult };