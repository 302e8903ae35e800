import { joinScopes, withoutRoot } from "./module-path.ts";
import { plainText } from "./provenance-text.ts";

/** The module of a node as metadata states it. The root module's path is empty. */
export interface StatedModule {
  readonly module: string;
  readonly moduleClass?: string;
}

/** A longer list is no module path: twenty levels of modules take about 2,000 characters. */
const maxListCharacters = 16_384;

/**
 * The module in the metadata of PyTorch's dynamo exporter. `scopes` and `classes` are Python list literals that go from
 * the root module to the operation itself (`['', 'stem', 'stem.1', 'relu']`); `namespace` has both in one text
 * (`: net.Net/stem: nn.Sequential/relu: aten.relu.default`). Undefined when none names a module, as for nodes that
 * the exporter made itself.
 */
export function statedModule(
  scopes: string | undefined,
  classes: string | undefined,
  namespace: string | undefined,
): StatedModule | undefined {
  const paths = scopes === undefined ? undefined : readStringList(scopes);
  const names = classes === undefined ? undefined : readStringList(classes);
  if (paths !== undefined && paths.length > 1 && names?.length === paths.length) {
    return describe(paths.slice(0, -1), names.at(-2));
  }
  const levels = namespace === undefined ? undefined : readNamespace(namespace);
  const outer = paths !== undefined && paths.length > 1 ? paths : levels?.paths;
  return outer !== undefined && outer.length > 1
    ? describe(outer.slice(0, -1), levels?.classes.at(-2))
    : undefined;
}

function describe(scopes: readonly string[], moduleClass: string | undefined): StatedModule {
  const module = plainText(joinScopes(scopes.map(withoutRoot)));
  const name = moduleClass === undefined ? "" : plainText(bareClass(moduleClass));
  return name === "" ? { module } : { module, moduleClass: name };
}

/** `<class 'net.Block'>` is how early versions printed a class. */
function bareClass(name: string): string {
  return name.startsWith("<class '") && name.endsWith("'>") ? name.slice(8, -2) : name;
}

function readNamespace(text: string): { paths: string[]; classes: string[] } | undefined {
  if (text.length > maxListCharacters) {
    return undefined;
  }
  const levels = text.split("/").map((level) => level.split(": "));
  const isWhole = levels.every((level) => level.length === 2);
  return isWhole
    ? { paths: levels.map(([path = ""]) => path), classes: levels.map(([, name = ""]) => name) }
    : undefined;
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/** A Python list of string literals; undefined for anything else. One pass, no backtracking. */
export function readStringList(text: string): string[] | undefined {
  const source = text.length > maxListCharacters ? "" : text.trim();
  if (!source.startsWith("[") || !source.endsWith("]")) {
    return undefined;
  }
  const items: string[] = [];
  for (let at = 1; at < source.length - 1; ) {
    const character = source[at] ?? "";
    if (character === "'" || character === '"') {
      const literal = readLiteral(source, at);
      if (literal === undefined) {
        return undefined;
      }
      items.push(literal.value);
      at = literal.end;
    } else if (character === "," || character === " ") {
      at += 1;
    } else {
      return undefined;
    }
  }
  return items;
}

function readLiteral(source: string, start: number): { value: string; end: number } | undefined {
  const quote = source[start] ?? "";
  let value = "";
  for (let at = start + 1; ; ) {
    const close = source.indexOf(quote, at);
    if (close < 0) {
      return undefined;
    }
    const backslash = source.indexOf("\\", at);
    if (backslash < 0 || backslash > close) {
      return { value: value + source.slice(at, close), end: close + 1 };
    }
    const escaped = source[backslash + 1] ?? "";
    value += source.slice(at, backslash) + (escapes[escaped] ?? escaped);
    at = backslash + 2;
  }
}
