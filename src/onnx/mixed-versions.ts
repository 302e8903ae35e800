import type { ModelGraph, Value } from "./graph.ts";
import { isFloat32 } from "./mixed-forms.ts";
import type { Links } from "./mixed-links.ts";
import type { MixedReading, MixedStorage, Precision } from "./mixed-storage.ts";
import type { NameScope } from "./name-scope.ts";
import { modelNameScope } from "./node-writer.ts";
import type { ValueTypes } from "./types.ts";

/** The forms in which a float tensor exists in the mixed model, each under a name of its own. */
export interface Versions {
  readonly names: NameScope;
  /** Type of the tensor that bears the value's own name. */
  ownType(value: Value): Precision;
  /** Name of the version that a reader gets. */
  nameFor(value: Value, reading: MixedReading): string;
  /** Name of what a wrapped node computed, before it is rounded. */
  unroundedName(value: Value): string;
  /** True when somebody reads that version, so that it has to be made. */
  isNeeded(value: Value, reading: Precision | "rounded"): boolean;
}

/**
 * Names the versions. The value's own name stays with the type in which it is stored; a graph output that keeps its
 * type keeps its name too, and the FP16 tensor behind it gets a new one.
 */
export function nameVersions(
  graph: ModelGraph,
  types: ValueTypes,
  storage: MixedStorage,
  links: Links,
  keepIoTypes: boolean,
): Versions {
  const names = modelNameScope(graph.model);
  const kept = new Set(keepIoTypes ? graph.main.outputs.filter((value) => isFloat32(value, types)) : []);
  const needs = collectNeeds(graph, types, storage, links, kept);
  const known = new Map<string, Map<Value, string>>();
  const fresh = (value: Value, suffix: string): string => {
    const bySuffix = known.get(suffix) ?? new Map<Value, string>();
    known.set(suffix, bySuffix);
    const name = bySuffix.get(value) ?? names.take(`${value.name}${suffix}`);
    bySuffix.set(value, name);
    return name;
  };
  const ownType = (value: Value): Precision => (kept.has(value) ? "float32" : storage.typeOf(value));
  return {
    names,
    ownType,
    unroundedName: (value) => fresh(value, "__unrounded"),
    isNeeded: (value, reading) => needs.get(value)?.has(effective(value, reading, storage)) === true,
    nameFor(value, reading) {
      if (reading === "unrounded") {
        return fresh(value, "__unrounded");
      }
      const wanted = effective(value, reading, storage);
      return wanted === ownType(value) ? value.name : fresh(value, `__${wanted}`);
    },
  };
}

/** Numbers stored in FP16 went through FP16 already: their FP32 version is the rounded one. */
function effective(value: Value, reading: MixedReading, storage: MixedStorage): MixedReading {
  const stored = storage.typeOf(value);
  if (reading === "any") {
    return stored;
  }
  return reading === "rounded" && stored === "float16" ? "float32" : reading;
}

function collectNeeds(
  graph: ModelGraph,
  types: ValueTypes,
  storage: MixedStorage,
  links: Links,
  kept: ReadonlySet<Value>,
): Map<Value, Set<MixedReading>> {
  const needs = new Map<Value, Set<MixedReading>>();
  const need = (value: Value, reading: MixedReading): void => {
    const readings = needs.get(value) ?? new Set();
    needs.set(value, readings.add(effective(value, reading, storage)));
  };
  kept.forEach((value) => need(value, "float32"));
  for (const node of graph.nodes) {
    storage.readings.get(node)?.forEach((reading, index) => {
      const value = node.inputs[index];
      if (value !== undefined && reading !== undefined) {
        need(value, reading);
      }
    });
    for (const { scope } of node.bodies) {
      scope.outputs.forEach((value, index) => {
        if (isFloat32(value, types)) {
          need(value, returnedType(links.returns.get(scope)?.[index], storage));
        }
      });
    }
  }
  return needs;
}

/** Type in which a body hands a float tensor on. */
export function returnedType(
  link: Parameters<MixedStorage["linkType"]>[0] | undefined,
  storage: MixedStorage,
): Precision {
  return link === undefined ? "float32" : storage.linkType(link);
}
