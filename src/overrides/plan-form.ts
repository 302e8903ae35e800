import type { SourceFrame } from "../onnx/provenance-frames.ts";

/** One node that the plan keeps in FP32, with what the tools that can be told so need to know of it. */
export interface FormNode {
  /** As in `indexGraph`: the ONNX name where that is unique in the model, else the first output, else qualified. */
  readonly id: string;
  /** ONNX node name as it stands in the model; may be empty or shared with other nodes. */
  readonly name: string;
  readonly op: string;
  /** By output position; the name of an omitted optional output is empty. */
  readonly outputs: readonly FormOutput[];
  /** Path in the PyTorch model; empty for the root module, undefined when unknown. */
  readonly module?: string;
  /** Lines of the model's own code, innermost first; empty when the model does not tell. */
  readonly frames: readonly SourceFrame[];
}

export interface FormOutput {
  readonly name: string;
  /** FLOAT in the FP32 model; false for indices, shapes and masks. */
  readonly isFloat: boolean;
}

/** A plan without any tool's syntax: what every form is written from. */
export interface OverrideFormsInput {
  /** As the tools are to be given it: relative to the folder that they are called from. */
  readonly modelFile: string;
  readonly model: { readonly graphSha256: string };
  readonly opset: number;
  /** Compute nodes kept in FP32. */
  readonly nodes: readonly FormNode[];
  /** Data movement between them, which must not round on the way. */
  readonly carriers: readonly FormNode[];
  /** Float nodes of the whole model, for the share. */
  readonly floatNodeCount: number;
  /** The strongly typed form of the model, when it was written. */
  readonly mixedModelFile?: string;
  /** For people: the worst output's error without and with the plan, its distance from the limit, and where it ran. */
  readonly before: string;
  readonly after: string;
  readonly margin: string;
  readonly verifiedOn: string;
}

/** One file of the folder `overrides/`. */
export interface OverrideFile {
  /** Relative to that folder: a plain file name. */
  readonly name: string;
  readonly content: string;
  /** The part that people paste elsewhere: a command, or the change. */
  readonly paste?: string;
  /** Plain text; never holds a name of the model. */
  readonly title: string;
  /** Versions of the tool that the form is for, as people write them. */
  readonly targetVersions: string;
  /**
   * What a reader must know, one plain sentence each. Names of the model are in backquotes, shortened, with everything
   * but printable ASCII escaped; they still need the escaping of the text that they are put into.
   */
  readonly notes: readonly string[];
}

/** A form that cannot hold this plan: it would keep fewer nodes in FP32 than were verified, so it is not written. */
export interface OmittedForm {
  readonly title: string;
  readonly targetVersions: string;
  /** As `OverrideFile.notes`. */
  readonly reason: string;
}

export type RenderedForm = OverrideFile | OmittedForm;
