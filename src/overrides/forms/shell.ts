/**
 * Longest single argument that Linux passes to a program: MAX_ARG_STRLEN, 32 pages of 4 KiB with the closing NUL
 * (include/uapi/linux/binfmts.h).
 */
export const maxArgumentBytes = 32 * 4096 - 1;

/** All arguments together stay well below the 2 MiB that an 8 MiB stack leaves them. */
export const maxCommandBytes = 1024 * 1024;

/** Control, format, surrogate and private characters, line separators: what a shell would pass but nobody could see. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\ufffd\ufffe\uffff]/u;

/** Whether a text can stand in a shell script as itself. */
export function isShellPrintable(text: string): boolean {
  return !unprintable.test(text);
}

export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/**
 * One word of a POSIX shell. Single quotes take everything but themselves literally (XCU 2.2.2); a text that holds some
 * reads better in double quotes where nothing in it is special there.
 */
export function shellWord(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  if (text.includes("'") && !/["$`\\!]/.test(text)) return `"${text}"`;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** `FLAG=VALUE` as one word, the value quoted so that the flag stays readable. */
export function shellFlag(flag: string, value: string): string {
  return `${flag}=${shellWord(value)}`;
}

/** One command over several lines, to be pasted. `program` is shell text; `words` are quoted already. */
export function shellCommand(program: string, words: readonly string[]): string {
  return [program, ...words].join(" \\\n  ");
}

/**
 * A POSIX script that replaces itself by one command. `command` is shell text; `words` are quoted already. Whatever
 * the script is called with follows. `comments` must not hold any name of the model.
 */
export function shellScript(comments: readonly string[], command: string, words: readonly string[]): string {
  return [
    "#!/bin/sh",
    ...comments.map((comment) => `# ${comment}`),
    "set -eu",
    `exec ${shellCommand(command, [...words, '"$@"'])}`,
    "",
  ].join("\n");
}
