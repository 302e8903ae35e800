/** How much of a result a comment shows. What passed goes first; the verdict and failing rows never go. */
export interface CommentDetail {
  /** Outputs, legs and limits that passed. */
  readonly passing: boolean;
  /** The run: engine, machine, hashes, times. */
  readonly run: boolean;
  /** The chart along depth and its table. */
  readonly depth: boolean;
  /** The contents of the files of the fix; without them their names. */
  readonly forms: boolean;
  /** Legs and limits. */
  readonly legs: boolean;
  /** Rows of layers behind the first five. */
  readonly moreLayers: number;
  /** Characters of a sentence and of a name. */
  readonly sentence: number;
  readonly name: number;
}

const full: CommentDetail = {
  passing: true,
  run: true,
  depth: true,
  forms: true,
  legs: true,
  moreLayers: 20,
  sentence: 400,
  name: 100,
};

const withoutPassing = { ...full, passing: false };
const withoutRun = { ...withoutPassing, run: false };
const withoutMoreLayers = { ...withoutRun, moreLayers: 0 };
const withoutForms = { ...withoutMoreLayers, forms: false };
const withoutDepth = { ...withoutForms, depth: false };
const withoutLegs = { ...withoutDepth, legs: false };

/** From everything to the least that still says the verdict and every failing row. */
export const commentLevels: readonly CommentDetail[] = [
  full,
  withoutPassing,
  withoutRun,
  withoutMoreLayers,
  withoutForms,
  withoutDepth,
  withoutLegs,
  { ...withoutLegs, sentence: 160, name: 60 },
  { ...withoutLegs, sentence: 60, name: 24 },
];

/** What a level leaves out, as the reader is told; undefined when that is nothing. */
export function describeLeftOut(detail: CommentDetail): string | undefined {
  const parts = [
    ...(detail.passing ? [] : ["outputs, legs and limits that passed, and earlier jobs"]),
    ...(detail.run ? [] : ["the run"]),
    ...(detail.moreLayers > 0 ? [] : ["layers behind the first five"]),
    ...(detail.forms ? [] : ["the contents of the fix's files"]),
    ...(detail.depth ? [] : ["the error along depth"]),
    ...(detail.legs ? [] : ["legs, limits, hazards and differences of a converted model"]),
    ...(detail.sentence === full.sentence ? [] : ["the ends of long sentences and names"]),
  ];
  if (parts.length === 0) return undefined;
  return `Left out to stay within the size limit: ${parts.join("; ")}. All of it is in result.json.`;
}
