import type { PreparedEmulation } from "./emulate.ts";
import type { GraphNode, Value } from "./graph.ts";
import type { NodeForm } from "./mixed-forms.ts";
import { isFloat32, takesFloat16 } from "./mixed-forms.ts";
import type { Link, Links } from "./mixed-links.ts";
import type { RoundingPlacement } from "./placement.ts";
import { readsOnlySizes } from "./shape-arithmetic.ts";

export type Precision = "float16" | "float32";

/**
 * What an input is given. `rounded`: FP32 numbers that went through FP16. `unrounded`: what the producer computed before
 * it was rounded. `any`: whatever there is, since only its shape is read.
 */
export type MixedReading = Precision | "rounded" | "unrounded" | "any";

/** The type in which every number of the model is kept, for one plan. */
export interface MixedStorage {
  /** Type that the producer, or the file, gives a float tensor. */
  readonly typeOf: (value: Value) => Precision;
  readonly linkType: (link: Link) => Precision;
  /** By input position; undefined where no float tensor is read. */
  readonly readings: ReadonlyMap<GraphNode, readonly (MixedReading | undefined)[]>;
}

export interface StorageQuestion {
  readonly prepared: PreparedEmulation;
  readonly placement: RoundingPlacement;
  readonly forms: ReadonlyMap<GraphNode, NodeForm>;
  readonly links: Links;
  readonly keepIoTypes: boolean;
}

/** Values by what their readers ask for. */
interface Wants {
  /** Somebody needs every bit. */
  readonly exact: ReadonlySet<Value>;
  /** Somebody reads them in FP16. */
  readonly float16: ReadonlySet<Value>;
}

/**
 * Decides where FP16 is stored: what FP16 nodes make; weights and graph inputs (with `keepIoTypes: false`) that only
 * they read; and whatever moves in between without anyone needing more. The numbers that each node reads are those of
 * the plan's emulation in every case, so this decides only where the Casts stand.
 */
export function decideStorage(question: StorageQuestion): MixedStorage {
  const linkOf = new Map<Value, Link>();
  for (const link of question.links.all) {
    link.targets.forEach((target) => linkOf.set(target, link));
  }
  const wants = findWants(question, linkOf);
  const exactFloat16 = findExactFloat16(question);
  const linkType = (link: Link): Precision => {
    const isExact = link.sources.length > 0 && link.sources.every((source) => exactFloat16.has(source));
    const isAsked = link.targets.some((value) => wants.float16.has(value));
    const isLossless = link.targets.every((value) => !wants.exact.has(value));
    return !link.staysFloat32 && (isExact || (isAsked && isLossless)) ? "float16" : "float32";
  };
  const typeOf = (value: Value): Precision => {
    const link = linkOf.get(value);
    if (link !== undefined) {
      return linkType(link);
    }
    if (value.producer === undefined) {
      const isAsked = wants.float16.has(value) && !wants.exact.has(value);
      return isAsked && mayChangeType(value, question) ? "float16" : "float32";
    }
    return exactFloat16.has(value) ? "float16" : "float32";
  };
  return { typeOf, linkType, readings: allReadings(question, linkType) };
}

/** Stored numbers may; graph inputs too when their types are free; what a body is given has the type of its link. */
function mayChangeType(value: Value, { prepared, keepIoTypes }: StorageQuestion): boolean {
  return (
    isConstantInitializer(value, prepared.graph.model.irVersion) ||
    (value.scope.parent === undefined && !keepIoTypes)
  );
}

/** Since IR version 4 the caller may replace an initializer that is a graph input, too. */
export function isConstantInitializer(value: Value, irVersion: bigint): boolean {
  return value.initializer !== undefined && !(value.isGraphInput && irVersion >= 4n);
}

function findWants(question: StorageQuestion, linkOf: ReadonlyMap<Value, Link>): Wants {
  const exact = new Set<Value>();
  const float16 = new Set<Value>();
  const ask = (wanted: Set<Value>, first: Value): void => {
    const pending = [first];
    for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
      if (!wanted.has(value)) {
        wanted.add(value);
        pending.push(...(linkOf.get(value)?.sources ?? []));
      }
    }
  };
  for (const { targets, sources, staysFloat32 } of question.links.all) {
    if (staysFloat32) {
      [...targets, ...sources].forEach((value) => ask(exact, value));
    }
  }
  for (const value of question.prepared.graph.main.outputs) {
    ask(exact, value);
  }
  for (const node of question.prepared.graph.nodes) {
    for (const [index, value] of node.inputs.entries()) {
      const reading = isFloat32(value, question.prepared.types)
        ? ownReading(node, index, question)
        : undefined;
      if (value !== undefined && (reading === "float16" || reading === "rounded")) {
        ask(float16, value);
      } else if (value !== undefined && reading === "float32") {
        ask(exact, value);
      }
    }
  }
  return { exact, float16 };
}

/**
 * Values whose numbers in the plan's emulation are FP16 numbers: rounded by their producer, or moved from such. Starts
 * from "all that moves" and takes back, since what a loop hands on may come from itself.
 */
function findExactFloat16({ prepared, forms, links }: StorageQuestion): Set<Value> {
  const exact = new Set<Value>();
  for (const link of links.all) {
    if (!link.staysFloat32 && link.sources.length > 0) {
      link.targets.forEach((target) => exact.add(target));
    }
  }
  for (const [node, form] of forms) {
    const rounding =
      form === "float16" || form === "wrapped" ? prepared.decision.byNode.get(node) : undefined;
    node.outputs.forEach((value, index) => {
      if (value !== undefined && rounding?.outputs[index] !== undefined) {
        exact.add(value);
      }
    });
  }
  for (let isStable = false; !isStable; ) {
    isStable = true;
    for (const { targets, sources } of links.all) {
      if (!sources.every((source) => exact.has(source))) {
        targets.forEach((target) => {
          isStable = !exact.delete(target) && isStable;
        });
      }
    }
  }
  return exact;
}

/** What a node asks of an input by its own form; undefined where a link decides. */
function ownReading(node: GraphNode, index: number, question: StorageQuestion): MixedReading | undefined {
  const { placement, forms, links, prepared } = question;
  if (placement.readings.get(node)?.[index] === "unrounded") {
    return "unrounded";
  }
  if (readsOnlySizes(node)) {
    return "any";
  }
  const form = forms.get(node);
  if (
    (form === "float16" || form === "wrapped") &&
    takesFloat16(node, index, prepared.decision.byNode.get(node))
  ) {
    return form === "float16" ? "float16" : "rounded";
  }
  return links.inputs.get(node)?.[index] === undefined ? "float32" : undefined;
}

function allReadings(
  question: StorageQuestion,
  linkType: (link: Link) => Precision,
): Map<GraphNode, (MixedReading | undefined)[]> {
  const { prepared, links } = question;
  return new Map(
    prepared.graph.nodes.map((node) => [
      node,
      node.inputs.map((value, index) => {
        if (!isFloat32(value, prepared.types)) {
          return undefined;
        }
        const link = links.inputs.get(node)?.[index];
        return ownReading(node, index, question) ?? (link === undefined ? "float32" : linkType(link));
      }),
    ]),
  );
}
