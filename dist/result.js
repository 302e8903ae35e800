import { _t as parseWithoutNodes, gt as parseResult, vt as resultSchema, yt as serializeResult } from "./reports.js";

export { parseResult };