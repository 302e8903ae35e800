import { n as renderReport, r as reportFormats, t as isReportFormat } from "./render.js";

export { isReportFormat, renderReport, reportFormats };