import { t as check } from "./settings.js";

export { check };