import { i as serializeResult, n as parseWithoutNodes, r as resultSchema, t as parseResult } from "./result.js";

export { parseResult };