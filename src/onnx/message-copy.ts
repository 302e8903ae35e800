/**
 * Copies one protobuf message, not its children, and replaces the fields given in `changes`; a field given as
 * `undefined` becomes absent. Unknown fields are kept.
 *
 * Spreading a message would lose the proto2 defaults, which live in its prototype (`{...node}.name` may be undefined).
 */
export function copyMessage<Message extends object>(
  message: Message,
  changes: { readonly [Key in keyof Message]?: Message[Key] | undefined } = {},
): Message {
  const copy = Object.assign(
    Object.create(Object.getPrototypeOf(message) as object) as Message,
    message,
    changes,
  );
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) {
      delete (copy as Record<string, unknown>)[name];
    }
  }
  return copy;
}
