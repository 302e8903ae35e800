/** Why a crossed limit does not fail the job. */
export interface Excuse {
  /** known: it is crossed on the base as well. waived: the configuration excuses it until a date. */
  readonly kind: "known" | "waived";
  /** Half a sentence behind the finding. */
  readonly text: string;
  /** Of known: the least error since it is known; growth is measured from it. */
  readonly from?: number | string | undefined;
}

interface Judged {
  readonly passed: boolean;
  readonly level: "fail" | "warn";
  readonly excuse?: Excuse | undefined;
}

/** Whether a finding fails the job: a crossed limit of level fail that nothing excuses. */
export function failsJob({ passed, level, excuse }: Judged): boolean {
  return !passed && level === "fail" && excuse === undefined;
}

/** How a finding is to be shown: an excused failure warns. */
export function shownLevel({ level, excuse }: Pick<Judged, "level" | "excuse">): "fail" | "warn" {
  return excuse === undefined ? level : "warn";
}
