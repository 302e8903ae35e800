import { n as writeReportsOrDefect, t as writeReports } from "./write-reports2.js";

export { writeReportsOrDefect };