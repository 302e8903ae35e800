import { B as reportFormats, R as isReportFormat, z as renderReport } from "./reports.js";

export { isReportFormat, renderReport, reportFormats };