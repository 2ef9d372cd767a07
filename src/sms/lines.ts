/**
 * Line breaks. RCONF has none, and CXZT has one between two pieces. A text copied from a phone, however, has breaks
 * where the screen ended, in place of a space or inside a value, and logs write `\n` as two characters. So texts are
 * split by their keys, and the breaks are removed and remembered.
 */

/** Replaces `\n` and `\r` that a log has written as characters by real line breaks. */
function withRealBreaks(text: string): string {
  let result = "";
  let from = 0;
  for (let at = text.indexOf("\\"); at >= 0; at = text.indexOf("\\", at)) {
    let end = at;
    // Escaped twice, it is \\n.
    while (text[end] === "\\") end++;
    const isBreak = text[end] === "n" || text[end] === "r";
    if (isBreak) {
      result += `${text.slice(from, at)}\n`;
      from = end + 1;
    }
    at = end;
  }
  return result + text.slice(from);
}

/** A text without its line breaks, and their positions. */
export interface Source {
  /** As received. */
  readonly original: string;
  /** With real line breaks. */
  readonly lines: string;
  /** Without line breaks. */
  readonly text: string;
  /** 1 for a character after a break, and for the end. */
  readonly breaks: Uint8Array;
}

export function sourceOf(original: string): Source {
  const source = withRealBreaks(original)
    .replace(/[\v\f\u0085\u2028\u2029]/g, "\n")
    // Web pages use it for blanks.
    .replaceAll("\u00a0", " ");
  const breaks = new Uint8Array(source.length + 1);
  const parts: string[] = [];
  let length = 0;
  let from = 0;
  for (let i = 0; i <= source.length; i++) {
    const code = source.charCodeAt(i);
    if (i < source.length && code !== 0x0a && code !== 0x0d) continue;
    parts.push(source.slice(from, i));
    length += i - from;
    breaks[length] = 1;
    from = i + 1;
  }
  return { original, lines: source, text: parts.join(""), breaks };
}

/** A piece of a text, without blanks around it. */
export interface Piece {
  readonly text: string;
  /** The same, split at the breaks inside it. */
  readonly lines: readonly string[];
}

export function pieceOf({ text, breaks }: Source, start: number, end: number): Piece {
  let from = start;
  let to = end;
  // Of blanks alone, `from` passes `to`, and nothing is left.
  while (isBlank(text.charCodeAt(from))) from++;
  while (isBlank(text.charCodeAt(to - 1))) to--;
  const whole = text.slice(from, to);
  const lines: string[] = [];
  for (let i = from + 1; i < to; i++) {
    if (breaks[i] !== 1) continue;
    lines.push(text.slice(from, i));
    from = i;
  }
  lines.push(text.slice(from, to));
  return { text: whole, lines };
}

/** Whether a blank or a break precedes a character. */
export function isSetOff({ text, breaks }: Source, at: number): boolean {
  return at === 0 || breaks[at] === 1 || isBlank(text.charCodeAt(at - 1));
}

export function isBlank(code: number): boolean {
  return code <= 0x20;
}
