/**
 * Makes text from the wire, from files and of names safe for a terminal: all output passes through one of these
 * functions.
 */
const CONTROLS = /[\p{C}\p{Zl}\p{Zp}]/gu;

/**
 * A hostile peer chooses the bytes of a frame. They must not move the cursor, break the line or change the direction of
 * writing: control characters are shown as `␍` and the like, similar characters as `·`.
 */
export function printable(text: string): string {
  return text.replace(CONTROLS, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : "·";
  });
}

/** `printable`, except for line ends. */
export function printableLines(text: string): string {
  return text
    .split("\n")
    .map((line) => (line.endsWith("\r") ? `${printable(line.slice(0, -1))}\r` : printable(line)))
    .join("\n");
}

/** JSON with escapes in place of such characters: the values are the same. */
export function printableJson(json: string): string {
  return json.replace(CONTROLS, (character) =>
    character
      .split("")
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

/** Writes a line for people to standard error. */
export function say(
  { stderr }: { readonly stderr: { write(text: string): unknown } },
  line: string,
): void {
  stderr.write(`${printable(line)}\n`);
}

/** Truncates or pads to exactly `width` characters; truncation is marked with `…`. */
export function toWidth(text: string, width: number, align: "left" | "right" = "left"): string {
  const cut = text.length > width ? `${text.slice(0, width - 1)}…` : text;
  return align === "right" ? cut.padStart(width) : cut.padEnd(width);
}

/** Lines of at most `width` characters, broken at spaces; a longer word is split into several lines. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length <= width) line += ` ${word}`;
    else {
      if (line !== "") lines.push(line);
      line = word;
    }
    for (; line.length > width; line = line.slice(width)) lines.push(line.slice(0, width));
  }
  return line === "" ? lines : [...lines, line];
}
