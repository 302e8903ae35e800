import { n as addInformingLegs, t as addExplanation } from "./inform.js";

export { addExplanation, addInformingLegs };