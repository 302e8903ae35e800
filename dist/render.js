import { L as isReportFormat, R as renderReport, z as reportFormats } from "./reports.js";

export { isReportFormat, renderReport, reportFormats };