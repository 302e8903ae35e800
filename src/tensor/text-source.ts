import { InputError } from "../errors.ts";
import { checkRange } from "./byte-source.ts";
import type { JsonText } from "./json-scan.ts";
import type { ByteSource } from "./tensor.ts";

const windowChars = 262_144;
const advice = "The file is damaged: write it again.";

/** Bytes written as base64 in a JSON string, decoded while they are read. The string must have no escapes. */
export function base64Source(source: ByteSource, text: JsonText, name: string): ByteSource {
  const chars = text.end - text.start;
  if (chars % 4 !== 0) {
    throw new InputError(`${name}: base64 text of ${chars} characters is not a multiple of 4.`, { advice });
  }
  const tail = Buffer.alloc(Math.min(2, chars));
  source.read(text.end - tail.length, tail);
  const padding = tail.filter((char) => char === 0x3d).length;
  return {
    name,
    sizeBytes: (chars / 4) * 3 - padding,
    read(offset, into) {
      checkRange(this, offset, into.length);
      for (let done = 0; done < into.length; ) {
        done += decodeWindow(source, text, this, offset + done, into.subarray(done));
      }
    },
  };
}

/** Decodes bytes from `offset` on into the front of `into` and returns how many. */
function decodeWindow(
  source: ByteSource,
  text: JsonText,
  decoded: ByteSource,
  offset: number,
  into: Uint8Array,
): number {
  const group = Math.floor(offset / 3);
  const skip = offset - group * 3;
  const start = text.start + group * 4;
  const length = Math.min(windowChars, text.end - start, Math.ceil((skip + into.length) / 3) * 4);
  const chars = Buffer.allocUnsafe(length);
  source.read(start, chars);
  const bytes = Buffer.from(chars.toString("latin1"), "base64");
  // Buffer skips what is not base64 and takes the URL alphabet too: both would move or change the data.
  const expected = Math.min((length / 4) * 3, decoded.sizeBytes - group * 3);
  if (bytes.length !== expected || chars.includes(0x2d) || chars.includes(0x5f)) {
    throw new InputError(`${decoded.name}: the text near byte ${start} of the file is not base64.`, {
      advice,
    });
  }
  const part = bytes.subarray(skip, skip + into.length);
  into.set(part);
  return part.length;
}

/** Decoded bytes between two remembered places: what a read decodes in vain at most. */
const checkpointBytes = 65_536;

/**
 * Bytes written one per character (code points 0 to 255) in a JSON string, the form of old Polygraphy files. The
 * string is walked through once, to check it and to remember places from which reading can begin.
 */
export function latin1Source(source: ByteSource, text: JsonText, name: string): ByteSource {
  const checkpoints: number[] = [];
  let sizeBytes = 0;
  const measure = latin1Walker(source, text, name, text.start);
  for (;;) {
    if (sizeBytes % checkpointBytes === 0) {
      checkpoints.push(measure.position());
    }
    if (measure.next() === -1) {
      break;
    }
    sizeBytes++;
  }
  return {
    name,
    sizeBytes,
    read(offset, into) {
      checkRange(this, offset, into.length);
      const checkpoint = Math.floor(offset / checkpointBytes);
      const walker = latin1Walker(source, text, name, checkpoints[checkpoint] ?? text.end);
      for (let skip = offset - checkpoint * checkpointBytes; skip > 0; skip--) {
        walker.next();
      }
      for (let i = 0; i < into.length; i++) {
        into[i] = walker.next();
      }
    },
  };
}

interface Latin1Walker {
  /** The next decoded byte, -1 at the end. */
  next(): number;
  /** Offset in the source of what `next` will decode. */
  position(): number;
}

function latin1Walker(source: ByteSource, text: JsonText, name: string, start: number): Latin1Walker {
  const window = Buffer.alloc(Math.min(windowChars, text.end - start));
  let at = start;
  let windowStart = start;
  let windowEnd = start;
  const take = (): number => {
    if (at >= text.end) {
      throw notLatin1(name, at);
    }
    if (at >= windowEnd) {
      windowStart = at;
      windowEnd = Math.min(text.end, at + window.length);
      source.read(windowStart, window.subarray(0, windowEnd - windowStart));
    }
    return window[at++ - windowStart] as number;
  };
  return {
    position: () => at,
    next() {
      if (at >= text.end) {
        return -1;
      }
      const byte = take();
      if (byte === 0x5c) {
        return decodeEscape(take, name, at);
      }
      if (byte >= 0x20 && byte < 0x80) {
        return byte;
      }
      // UTF-8 of U+0080 to U+00FF: 110000xx 10xxxxxx.
      const second = byte === 0xc2 || byte === 0xc3 ? take() : 0;
      if ((second & 0xc0) !== 0x80) {
        throw notLatin1(name, at);
      }
      return ((byte & 0x03) << 6) | (second & 0x3f);
    },
  };
}

const escapes: Readonly<Record<string, number>> = {
  '"': 0x22,
  "\\": 0x5c,
  "/": 0x2f,
  b: 0x08,
  f: 0x0c,
  n: 0x0a,
  r: 0x0d,
  t: 0x09,
};

function decodeEscape(take: () => number, name: string, at: number): number {
  const char = String.fromCharCode(take());
  if (char !== "u") {
    const value = Object.hasOwn(escapes, char) ? escapes[char] : undefined;
    if (value === undefined) {
      throw notLatin1(name, at);
    }
    return value;
  }
  const digits = String.fromCharCode(take(), take(), take(), take());
  if (!/^00[\da-fA-F]{2}$/.test(digits)) {
    throw notLatin1(name, at);
  }
  return Number.parseInt(digits, 16);
}

function notLatin1(name: string, at: number): InputError {
  return new InputError(
    `${name}: the text near byte ${at} of the file is neither base64 nor one character per byte.`,
    { advice },
  );
}
