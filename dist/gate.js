import { t as judge } from "./judge.js";

export { judge };