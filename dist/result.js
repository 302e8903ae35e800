import { _t as parseResult, bt as serializeResult, vt as parseWithoutNodes, yt as resultSchema } from "./reports.js";

export { parseResult };