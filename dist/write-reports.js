import { n as writeReportsOrDefect, t as writeReports } from "./reports.js";

export { writeReportsOrDefect };