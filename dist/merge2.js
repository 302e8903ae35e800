import { n as mergeResults, t as merge } from "./merge.js";

export { merge };