import type { AttributeProto, NodeProto } from "onnx-buf";
import { AttributeProto_AttributeType } from "onnx-buf";
import { isFloatElement } from "../onnx/look-through.ts";

/** Integer attributes that name an element type: which float it is, is a matter of precision. */
const typeAttributes: ReadonlySet<string> = new Set([
  "to",
  "dtype",
  "output_datatype",
  "output_dtype",
  "precision",
  "stash_type",
  "softmax_precision",
]);

/** An attribute that two nodes of one operator do not share, with both values as text. */
export interface AttributeDifference {
  readonly name: string;
  /** `absent` where a node does not have it. */
  readonly reference: string;
  readonly candidate: string;
}

/**
 * The attributes in which a converted node differs. Element types among floats, graphs (whose nodes are compared
 * themselves) and tensors (which are compared as constants) are left out.
 * @param isSameOpset under another operator set an attribute may become an input, so absence says nothing.
 */
export function compareAttributes(
  reference: NodeProto,
  candidate: NodeProto,
  isSameOpset: boolean,
): AttributeDifference[] {
  const others = new Map(candidate.attribute.map((attribute) => [attribute.name, attribute]));
  const names = new Set([...reference.attribute, ...candidate.attribute].map(({ name }) => name));
  const own = new Map(reference.attribute.map((attribute) => [attribute.name, attribute]));
  return [...names].flatMap((name) => {
    const [one, other] = [own.get(name), others.get(name)];
    if (!isSameOpset && (one === undefined || other === undefined)) return [];
    if (isComparedElsewhere(one) || isComparedElsewhere(other)) return [];
    const texts = [textOf(one, name), textOf(other, name)] as const;
    if (texts[0] === texts[1] || isFloatPair(name, one, other)) return [];
    return [{ name, reference: texts[0], candidate: texts[1] }];
  });
}

function isComparedElsewhere(attribute: AttributeProto | undefined): boolean {
  if (attribute === undefined) return false;
  const { type } = attribute;
  return (
    type === AttributeProto_AttributeType.GRAPH ||
    type === AttributeProto_AttributeType.GRAPHS ||
    type === AttributeProto_AttributeType.TENSOR ||
    type === AttributeProto_AttributeType.TENSORS
  );
}

function isFloatPair(
  name: string,
  one: AttributeProto | undefined,
  other: AttributeProto | undefined,
): boolean {
  if (!typeAttributes.has(name)) return false;
  const isFloat = (attribute: AttributeProto | undefined): boolean =>
    attribute === undefined || isFloatElement(Number(attribute.i));
  return isFloat(one) && isFloat(other);
}

/** The whole value as text. What ONNX takes by default is not guessed. */
function textOf(attribute: AttributeProto | undefined, name: string): string {
  if (attribute === undefined) return "absent";
  const { type } = attribute;
  const list = (values: readonly (number | bigint | string)[]): string =>
    `[${values.map(String).join(", ")}]`;
  switch (type) {
    case AttributeProto_AttributeType.FLOAT:
      return String(attribute.f);
    case AttributeProto_AttributeType.INT:
      return String(attribute.i);
    case AttributeProto_AttributeType.STRING:
      return JSON.stringify(new TextDecoder().decode(attribute.s));
    case AttributeProto_AttributeType.FLOATS:
      return list(attribute.floats);
    case AttributeProto_AttributeType.INTS:
      return list(attribute.ints);
    case AttributeProto_AttributeType.STRINGS:
      return list(attribute.strings.map((each) => JSON.stringify(new TextDecoder().decode(each))));
    default:
      return `${name} of another kind`;
  }
}
