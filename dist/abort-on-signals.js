import { t as abortOnSignals } from "./abort-on-signals2.js";

export { abortOnSignals };