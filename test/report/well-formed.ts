const voidElements = new Set(["meta", "br", "link", "img", "input", "hr"]);
const token =
  /<!DOCTYPE html>|<(?<close>\/)?(?<name>[a-zA-Z][\w-]*)(?<attributes>(?:\s+[a-zA-Z][\w:-]*(?:="[^"<]*")?)*)\s*(?<self>\/)?>|<|&(?!#\d+;)/g;

/** One element of a page as it was opened. */
export interface OpenedElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * Reads a page as strictly as XML: every tag closed in order, no attribute without quotes or twice, no bare `<` or `&`.
 * Contents of style and script are left out.
 * @returns the elements, in the order in which they open.
 */
export function readStrictly(page: string): readonly OpenedElement[] {
  const text = page.replace(/(<(style|script)>)[^]*?(<\/\2>)/g, "$1$3");
  const open: string[] = [];
  const elements: OpenedElement[] = [];
  for (const match of text.matchAll(token)) {
    const { close, name, attributes = "", self } = match.groups ?? {};
    const place = text.slice(Math.max(0, match.index - 60), match.index + 60);
    if (match[0] === "<!DOCTYPE html>") continue;
    if (name === undefined) throw new Error(`bare markup: …${place}…`);
    if (close !== undefined) {
      if (open.pop() !== name) throw new Error(`</${name}> closes another element: …${place}…`);
      continue;
    }
    elements.push({ name, attributes: attributesOf(attributes, place) });
    if (self === undefined && !voidElements.has(name)) open.push(name);
  }
  if (open.length > 0) throw new Error(`never closed: ${open.join(", ")}`);
  return elements;
}

function attributesOf(text: string, place: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = "", value = ""] of text.matchAll(/([a-zA-Z][\w:-]*)(?:="([^"]*)")?/g)) {
    if (Object.hasOwn(attributes, name)) throw new Error(`${name} twice: …${place}…`);
    attributes[name] = value;
  }
  return attributes;
}
