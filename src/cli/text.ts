/**
 * Text from the wire, from a file or of a name, made fit for a terminal: all that is printed goes through
 * one of the functions here.
 */
const CONTROLS = /[\p{C}\p{Zl}\p{Zp}]/gu;

/**
 * Whoever can reach the collector decides what is in a frame. Nothing of it may move the cursor,
 * break the line or turn the direction of writing: control characters are shown as `␍` and the
 * like, the others of their kind as `·`.
 */
export function printable(text: string): string {
  return text.replace(CONTROLS, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : "·";
  });
}

/** `printable`, but for the ends of its lines. */
export function printableLines(text: string): string {
  return text
    .split("\n")
    .map((line) => (line.endsWith("\r") ? `${printable(line.slice(0, -1))}\r` : printable(line)))
    .join("\n");
}

/** JSON with escapes in the place of such characters: the values are the same. */
export function printableJson(json: string): string {
  return json.replace(CONTROLS, (character) =>
    character
      .split("")
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

/** Tells people something, in a line on the standard error. */
export function say(
  { stderr }: { readonly stderr: { write(text: string): unknown } },
  line: string,
): void {
  stderr.write(`${printable(line)}\n`);
}

/** Cut or padded to exactly `width` characters; what was cut is marked with `…`. */
export function toWidth(text: string, width: number, align: "left" | "right" = "left"): string {
  const cut = text.length > width ? `${text.slice(0, width - 1)}…` : text;
  return align === "right" ? cut.padStart(width) : cut.padEnd(width);
}

/** Lines of at most `width` characters, broken at blanks; a word that is longer is cut into lines of its own. */
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
