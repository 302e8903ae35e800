/** Why a crossed limit does not fail the job. */
export interface Excuse {
  /** known: it is crossed on the base as well. waived: the configuration excuses it until a date. */
  readonly kind: "known" | "waived";
  /** Half a sentence behind the finding. */
  readonly text: string;
  /** Of known: the least error since it is known; growth is measured from it. */
  readonly from?: number | string | undefined;
}
