import { InputError } from "../errors.ts";

/** A result of 100,000 nodes takes 20 MB; four times that leaves room, and JSON.parse needs some ten times the text. */
export const maxResultCharacters = 80 * 1024 * 1024;
/** A result nests six levels; V8 takes gigabytes for millions of open brackets, so depth is checked before parsing. */
export const maxJsonDepth = 64;

const quote = 0x22;
const backslash = 0x5c;

/**
 * Refuses text that costs too much to parse, without parsing it.
 * @throws InputError for text longer than `maxResultCharacters` or nested deeper than `maxJsonDepth`.
 */
export function checkJsonText(json: string, sourceName: string): void {
  if (json.length > maxResultCharacters) {
    throw new InputError(
      `${sourceName}: ${json.length} characters are more than a result may have (${maxResultCharacters}).`,
      { advice: "Give the result.json that fp16-gate wrote." },
    );
  }
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === quote) at = endOfString(json, at);
    else if (code === 0x5b || code === 0x7b) depth++;
    else if (code === 0x5d || code === 0x7d) depth--;
    if (depth > maxJsonDepth) {
      throw new InputError(
        `${sourceName}: is nested deeper than ${maxJsonDepth} levels at character ${at}.`,
        {
          advice: "Give the result.json that fp16-gate wrote.",
        },
      );
    }
  }
}

/** Position of the closing quote of the string that opens at `start`; the end of the text when there is none. */
function endOfString(json: string, start: number): number {
  let at = start + 1;
  for (;;) {
    const end = json.indexOf('"', at);
    if (end < 0) return json.length;
    let slashes = 0;
    while (json.charCodeAt(end - 1 - slashes) === backslash) slashes++;
    if (slashes % 2 === 0) return end;
    at = end + 1;
  }
}
