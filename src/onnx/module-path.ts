/** More levels or characters than this are not a module path. */
const maxPathParts = 128;
const maxNameCharacters = 2000;

/**
 * One path out of the scopes from the root module inwards. Exporters state each scope as a whole path (`blocks`,
 * `blocks.2`, `blocks.2.attn`), some levels may lack; a shared module keeps the path it was registered under. Only a
 * bare index below a scope (`blocks`, `2`) can't be a whole path there, and shows that all are relative.
 */
export function joinScopes(scopes: readonly string[]): string {
  const named = scopes.filter((scope) => scope !== "");
  const isRelative = named.some((scope, level) => level > 0 && isDigits(scope));
  return isRelative ? joinRelative(named) : (named.at(-1) ?? "");
}

/** Each scope is relative to the one before, but a member of a container repeats it: `mlp`, `mlp.1`, `mlp.1.0`. */
function joinRelative(scopes: readonly string[]): string {
  const parts: string[] = [];
  for (const scope of scopes) {
    const container = parts.at(-1);
    if (container !== undefined && (scope === container || scope.startsWith(`${container}.`))) {
      parts.pop();
    }
    parts.push(scope);
  }
  return parts.join(".");
}

/** `L['self'].blocks[0]` and `L__self___head` are what early exporters called `blocks.0` and `head`; `@1` counts calls. */
export function withoutRoot(scope: string): string {
  let path = scope.startsWith("L['self']") ? scope.slice(9) : scope;
  if (path.startsWith("L__self__")) {
    path = path.slice(path.startsWith("L__self___") ? 10 : 9);
  }
  if (path.includes("[")) {
    path = path.replace(/\[['"]?(\w{1,64})['"]?\]/g, ".$1");
  }
  if (path.includes("@")) {
    path = path.replace(/@\d{1,9}(?=\.|$)/g, "");
  }
  return path.startsWith(".") ? path.slice(1) : path;
}

/**
 * Reads module paths out of the node names of PyTorch's older exporter, `/layer1/layer1.0/conv1/Conv` ->
 * `layer1.0.conv1`. The last part is the operation. The second call of a module is `norm_1`; since a module may be
 * called so, the number is dropped only when the same place has a `norm`, and no parameter belongs to a `norm_1`.
 *
 * `nodeNames` and `parameterNames` are all of the model's. The function returns undefined for any other name.
 */
export function createNodeNameReader(
  nodeNames: Iterable<string>,
  parameterNames: Iterable<string>,
): (nodeName: string) => string | undefined {
  const scopes = new Set<string>();
  for (const name of nodeNames) {
    addScopes(name, scopes);
  }
  const modules = scopes.size === 0 ? new Set<string>() : parameterModules(parameterNames);
  const known = new Map<string, string | undefined>();
  return (nodeName) => {
    const scope = scopeOf(nodeName);
    if (scope === undefined) {
      return undefined;
    }
    if (!known.has(scope)) {
      known.set(scope, readScope(scope, scopes, modules));
    }
    return known.get(scope);
  };
}

/** What stands before the operation, `/layer1/layer1.0`; empty in the root module. */
function scopeOf(name: string): string | undefined {
  const isScoped = name.startsWith("/") && name.length <= maxNameCharacters;
  return isScoped ? name.slice(0, name.lastIndexOf("/")) : undefined;
}

function addScopes(name: string, into: Set<string>): void {
  let scope = scopeOf(name);
  while (scope !== undefined && scope !== "" && !into.has(scope)) {
    into.add(scope);
    scope = scope.slice(0, scope.lastIndexOf("/"));
  }
}

function readScope(
  scope: string,
  scopes: ReadonlySet<string>,
  modules: ReadonlySet<string>,
): string | undefined {
  const parts = scope.split("/");
  if (parts.length > maxPathParts) {
    return undefined;
  }
  const names: string[] = [];
  let parent = "";
  for (const part of parts.slice(1)) {
    const place = `${parent}/${part}`;
    if (part !== "") {
      names.push(withoutCallNumber(part, parent, names, scopes, modules));
    }
    parent = place;
  }
  return joinRelative(names);
}

function withoutCallNumber(
  part: string,
  parent: string,
  names: readonly string[],
  scopes: ReadonlySet<string>,
  modules: ReadonlySet<string>,
): string {
  const cut = part.lastIndexOf("_");
  if (cut <= 0 || !isDigits(part.slice(cut + 1))) {
    return part;
  }
  const first = part.slice(0, cut);
  const isCalledSo = modules.has(joinRelative([...names, part]));
  // Inside a container's second call the first call's members lie elsewhere: /mlp/mlp.0 and /mlp_1/mlp.0_1.
  const parentCut = parent.lastIndexOf("_");
  const firstParent =
    parentCut > 0 && isDigits(parent.slice(parentCut + 1)) ? parent.slice(0, parentCut) : parent;
  const hasFirst = scopes.has(`${parent}/${first}`) || scopes.has(`${firstParent}/${first}`);
  return hasFirst && !isCalledSo ? first : part;
}

/** Every module that owns a parameter, and the modules around it. */
function parameterModules(names: Iterable<string>): Set<string> {
  const modules = new Set<string>();
  for (const name of names) {
    let module = parameterModule(name);
    while (module !== undefined && module !== "" && !modules.has(module)) {
      modules.add(module);
      module = module.slice(0, Math.max(0, module.lastIndexOf(".")));
    }
  }
  return modules;
}

/**
 * The module that a parameter or buffer belongs to, by its name: `blocks.2.attn.qkv.weight` -> `blocks.2.attn.qkv`.
 * Undefined for names without a module and for those that exporters invent (`onnx::MatMul_12`, `val_3`).
 */
export function parameterModule(name: string): string | undefined {
  if (name.length > maxNameCharacters) {
    return undefined;
  }
  const parts = name.split(".");
  const isPath = parts.length > 1 && parts.length <= maxPathParts && parts.every(isIdentifier);
  return isPath && !isDigits(parts.at(-1) ?? "") ? parts.slice(0, -1).join(".") : undefined;
}

function isIdentifier(part: string): boolean {
  return /^[\p{L}\p{N}_]+$/u.test(part);
}

function isDigits(text: string): boolean {
  return /^\d+$/.test(text);
}
