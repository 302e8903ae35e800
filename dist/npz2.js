import { t as openNpz } from "./npz.js";

export { openNpz };