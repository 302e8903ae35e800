import { n as abortOnSignals } from "./start.js";

export { abortOnSignals };