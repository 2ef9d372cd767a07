/** Checks the values of arguments and fills a form with them. */
import { digits, everyCode, flag, hostName, isDigit, refuse, whole, word } from "../argument.ts";
import { isBytes, latin1Text } from "../bytes.ts";
import { isLetterOrDigit } from "./downlink-head.ts";
import type { TextForm, WireArgument } from "./row.ts";

const HASH = 0x23;
const STAR = 0x2a;
const COMMA = 0x2c;

type Of<Kind extends WireArgument["kind"]> = Extract<WireArgument, { readonly kind: Kind }>;
type Values = Readonly<Record<string, unknown>>;
/** The fields of each argument of a form; each character is one byte. */
export type Places = Map<string, readonly string[]>;

/** The fields of all arguments. A RangeError names the first invalid one. */
export function argumentPlaces(list: readonly WireArgument[], command: object): Places {
  return new Map(
    list.map((argument) => [argument.name, argumentFields(argument, command as Values)]),
  );
}

/** Fills the form. A part in brackets is left out if one of its arguments is absent. */
export function fillForm(form: string, places: Places): string {
  // Every other piece was in brackets.
  const pieces = form.split(/[[\]]/).map((piece, i) => {
    const parts = piece.split(/[<>]/);
    const fields = parts.map((part, j) => (j % 2 === 0 ? [part] : places.get(part)!));
    const isLeftOut = i % 2 === 1 && fields.some(({ length }) => length === 0);
    return isLeftOut ? "" : fields.map((list) => list.join(",")).join("");
  });
  return pieces.join("");
}

/** @param command For arguments that are compared with another one. */
export function argumentFields(argument: WireArgument, command: Values): readonly string[] {
  const { goesWith } = argument;
  const given = command[argument.name];
  const partner = goesWith === undefined ? true : command[goesWith];
  const isDue = partner !== undefined && partner !== false;
  if (given === undefined && !isDue) return [];
  const fields = checkedFields(argument, given, command);
  // An argument without its partner is checked too.
  return isDue ? fields : [];
}

function checkedFields(argument: WireArgument, given: unknown, command: Values): readonly string[] {
  const name = `command.${argument.name}`;
  const isAbsent = given === undefined && "default" in argument;
  const value = isAbsent ? argument.default : given;
  switch (argument.kind) {
    case "integer":
      return [numberText(whole(name, value, argument.least, argument.most), argument)];
    case "number":
      return [degreesAndMinutes(name, value, argument, command)];
    case "boolean": {
      const isYes = flag(name, value);
      return argument.wire === null ? [] : [argument.wire[isYes ? 1 : 0]];
    }
    case "enum":
      return [wireOf(name, value, argument.values)];
    case "text":
      // A default may be shorter than the values that a caller may pass: an empty field.
      if (isAbsent) return [argument.default!];
      return textFields(name, value, argument.form, argument.least, argument.most);
    case "list":
      return listFields(name, value, argument);
    case "bytes":
      return bytesFields(name, value, argument);
  }
}

function wireOf(name: string, value: unknown, values: Of<"enum">["values"]): string {
  const found = values.find((candidate) => candidate.value === value);
  const expected = values.map((candidate) => candidate.value).join(", ");
  return found?.wire ?? refuse(name, expected.replace(/, (?=\w+$)/, " or "), value);
}

function numberText(value: number, { isHexadecimal, written }: Of<"integer">): string {
  // In lower case, as the document prints a port: `1a7c`.
  if (isHexadecimal) return value.toString(16).padStart(4, "0");
  if (written === "eastOrWest") {
    return `${value < 0 ? "W" : "E"}${String(Math.abs(value)).padStart(2, "0")}`;
  }
  // The nearest whole knot.
  if (written === "knots") return String(Math.round(value / 1.852));
  return value !== 0 && written === "threeDigits" ? String(value).padStart(3, "0") : String(value);
}

function degreesAndMinutes(
  name: string,
  value: unknown,
  { least, most, above, degreeDigits }: Of<"number">,
  command: Values,
): string {
  if (typeof value !== "number" || !(value >= least && value <= most)) {
    return refuse(name, `a number from ${least} to ${most}`, value);
  }
  if (above !== undefined && value <= (command[above] as number)) {
    return refuse(name, `greater than command.${above}`, value);
  }
  // Rounded once, as thousandths of a minute, so that 59.9996 minutes carry into the degrees.
  const thousandths = Math.round(value * 60_000);
  const degrees = Math.floor(thousandths / 60_000);
  const rest = thousandths - degrees * 60_000;
  const minutes = String(Math.floor(rest / 1000)).padStart(2, "0");
  const decimals = String(rest % 1000).padStart(3, "0");
  return `${String(degrees).padStart(degreeDigits, "0")}${minutes}.${decimals}`;
}

function listFields(name: string, value: unknown, argument: Of<"list">): readonly string[] {
  const { fewest, mostItems, item } = argument;
  if (!Array.isArray(value) || value.length < fewest || value.length > mostItems) {
    return refuse(name, `a list of ${fewest} to ${mostItems} elements`, value);
  }
  const fields: string[] = [];
  // By index, because a hole in the array is a missing item.
  for (let i = 0; i < value.length; i++) {
    const at = `${name}[${i}]`;
    if (item.kind === "integer") fields.push(String(whole(at, value[i], item.least, item.most)));
    else if (item.kind === "enum") fields.push(wireOf(at, value[i], item.values));
    else fields.push(...textFields(at, value[i], item.form, item.least, item.most));
  }
  return fields;
}

function textFields(
  name: string,
  value: unknown,
  form: TextForm,
  least: number,
  most: number,
): readonly string[] {
  switch (form) {
    case "digits":
      return [digits(name, value, least, most)];
    case "ip":
      return [ipAddress(name, value)];
    case "octets":
      return ipAddress(name, value).split(".");
    case "word":
      word(name, value);
      break;
    case "host":
      hostName(name, value);
  }
  if (typeof value !== "string" || value.length < least || value.length > most) {
    return refuse(name, `a string of ${least} to ${most} characters`, value);
  }
  switch (form) {
    case "name":
      return everyCode(value, isInName)
        ? [value]
        : refuse(name, "letters, digits and underscores", value);
    case "printable":
      return everyCode(value, isPrintable) ? [value] : refuse(name, "printable ASCII", value);
    case "field":
      return everyCode(value, isInField) ? [value] : refuse(name, PRINTABLE, value);
    case "line":
    case "ascii": {
      const isGood = everyCode(value, isInField) && value.trim() === value;
      if (!isGood) return refuse(name, `${PRINTABLE}, without spaces around it`, value);
      return form === "line" ? [value] : [String(value.length), value];
    }
    case "utf16": {
      const text = utf16Text(name, value);
      return [String(text.length), text];
    }
  }
  return [value];
}

const PRINTABLE = "printable ASCII without *, # and commas";

function isInName(code: number): boolean {
  return isLetterOrDigit(code) || code === 0x5f;
}

function isPrintable(code: number): boolean {
  return code >= 0x20 && code < 0x7f;
}

function isInField(code: number): boolean {
  return isPrintable(code) && code !== HASH && code !== STAR && code !== COMMA;
}

/** Four numbers up to 255 without leading zeros. */
function ipAddress(name: string, value: unknown): string {
  const parts = typeof value === "string" && value.length <= 15 ? value.split(".") : [];
  const isGood =
    parts.length === 4 &&
    parts.every((part) => everyCode(part, isDigit) && String(Number(part)) === part) &&
    parts.every((part) => Number(part) <= 255);
  return isGood ? parts.join(".") : refuse(name, "an IPv4 address", value);
}

/**
 * UTF-16BE, one character per byte. A character such as 圣, U+5723, contains the byte of `#`, at which a reader that
 * does not count would end the frame; with others after it, a text could be a second command.
 */
function utf16Text(name: string, value: string): string {
  let text = "";
  for (const character of value) {
    const code = character.codePointAt(0)!;
    const isLoneSurrogate = code >= 0xd800 && code <= 0xdfff;
    if (code < 0x20 || (code >= 0x7f && code < 0xa0) || code === COMMA || isLoneSurrogate) {
      return refuse(name, "a string without commas, control characters and lone surrogates", value);
    }
    for (let i = 0; i < character.length; i++) {
      const unit = character.charCodeAt(i);
      text += String.fromCharCode(unit >> 8, unit & 0xff);
    }
  }
  return everyCode(text, isNeitherHashNorStar)
    ? text
    : refuse(name, "a string without the bytes 23 and 2A (# and *) in UTF-16", value);
}

function bytesFields(name: string, value: unknown, argument: Of<"bytes">): readonly string[] {
  const { least, most } = argument;
  if (!isBytes(value) || value.length < least || value.length > most) {
    return refuse(name, `a Uint8Array of ${least} to ${most} bytes`, value);
  }
  const text = latin1Text(value, 0, value.length);
  return everyCode(text, isNeitherHashNorStar)
    ? [String(text.length), text]
    : refuse(name, "bytes without 23 and 2A (# and *)", value);
}

function isNeitherHashNorStar(code: number): boolean {
  return code !== HASH && code !== STAR;
}
