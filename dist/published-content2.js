import { n as setContent, t as resultContent } from "./published-content.js";

export { resultContent };