/** From the value of an argument to its fields on the wire, checked. */
import { digits, everyCode, flag, hostName, isDigit, refuse, whole, word } from "../argument.ts";
import { isBytes, latin1Text } from "../bytes.ts";
import type {
  BytesArgument,
  CommandArgument,
  EnumArgument,
  ListArgument,
  NumberArgument,
  TextForm,
} from "./spec.ts";
import { isLetterOrDigit } from "./target.ts";

const HASH = 0x23;
const STAR = 0x2a;
const COMMA = 0x2c;

/**
 * The fields, each character one byte. `name` is what a RangeError says.
 *
 * @param command For arguments that are compared with another one.
 */
export function argumentFields(
  argument: CommandArgument,
  command: Readonly<Record<string, unknown>>,
): readonly string[] {
  const name = `command.${argument.name}`;
  const given = command[argument.name];
  const isAbsent = given === undefined && !argument.required;
  const value = isAbsent && "default" in argument ? argument.default : given;
  switch (argument.kind) {
    case "integer": {
      const number = whole(name, value, argument.least, argument.most);
      return [argument.isHexadecimal === true ? hexadecimal(number) : String(number)];
    }
    case "number":
      return [degreesAndMinutes(name, value, argument, command)];
    case "boolean": {
      const isYes = flag(name, value);
      return argument.wire === null ? [] : [argument.wire[isYes ? 1 : 0]];
    }
    case "enum":
      return [choice(name, value, argument)];
    case "text":
      // Whatever may be absent has a default, which may be shorter than what a caller may give: an empty field.
      if (isAbsent) return [argument.default!];
      return textFields(name, value, argument.form, argument.least, argument.most);
    case "list":
      return listFields(name, value, argument);
    case "bytes":
      return bytesFields(name, value, argument);
  }
}

/** Four lower-case digits, as the document prints a port: `1a7c`. */
function hexadecimal(value: number): string {
  return value.toString(16).padStart(4, "0");
}

function choice(name: string, value: unknown, { values }: EnumArgument): string {
  const found = values.find((candidate) => candidate.value === value);
  const expected = values.map((candidate) => candidate.value).join(" or ");
  return found === undefined ? refuse(name, expected, value) : found.wire;
}

function degreesAndMinutes(
  name: string,
  value: unknown,
  { least, most, above, degreeDigits }: NumberArgument,
  command: Readonly<Record<string, unknown>>,
): string {
  if (typeof value !== "number" || !(value >= least && value <= most)) {
    return refuse(name, `a number from ${least} to ${most}`, value);
  }
  if (above !== undefined && value <= (command[above] as number)) {
    return refuse(name, `above command.${above}`, value);
  }
  // Rounded once, as thousandths of a minute, so that 59.9996 minutes carry into the degrees.
  const thousandths = Math.round(value * 60_000);
  const degrees = Math.floor(thousandths / 60_000);
  const rest = thousandths - degrees * 60_000;
  const minutes = String(Math.floor(rest / 1000)).padStart(2, "0");
  const decimals = String(rest % 1000).padStart(3, "0");
  return `${String(degrees).padStart(degreeDigits, "0")}${minutes}.${decimals}`;
}

function listFields(name: string, value: unknown, argument: ListArgument): readonly string[] {
  const { fewest, mostItems, item } = argument;
  if (!Array.isArray(value) || value.length < fewest || value.length > mostItems) {
    return refuse(name, `a list of ${fewest} to ${mostItems}`, value);
  }
  const fields: string[] = [];
  // By index: a hole is an item that is missing.
  for (let i = 0; i < value.length; i++) {
    const at = `${name}[${i}]`;
    if (item.kind === "integer") fields.push(String(whole(at, value[i], item.least, item.most)));
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
  if (form === "digits") return [digits(name, value, least, most)];
  if (form === "ip" || form === "octets") {
    const address = ipAddress(name, value);
    return form === "ip" ? [address] : address.split(".");
  }
  if (typeof value !== "string" || value.length < least || value.length > most) {
    return refuse(name, `a text of ${least} to ${most} characters`, value);
  }
  switch (form) {
    case "name":
      return everyCode(value, isInName)
        ? [value]
        : refuse(name, "letters, digits and underscores", value);
    case "host":
      return [hostName(name, value)];
    case "word":
      return [word(name, value)];
    case "field":
      return everyCode(value, isInField) ? [value] : refuse(name, PRINTABLE, value);
    case "line":
    case "ascii": {
      const isGood = everyCode(value, isInField) && value.trim() === value;
      if (!isGood) return refuse(name, `${PRINTABLE}, without blanks around it`, value);
      return form === "line" ? [value] : [String(value.length), value];
    }
    case "utf16": {
      const text = utf16Text(name, value);
      return [String(text.length), text];
    }
  }
}

const PRINTABLE = "printable ASCII without *, # and commas";

function isInName(code: number): boolean {
  return isLetterOrDigit(code) || code === 0x5f;
}

function isInField(code: number): boolean {
  return code >= 0x20 && code < 0x7f && code !== HASH && code !== STAR && code !== COMMA;
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
 * UTF-16BE, one character a byte. A character such as 圣, U+5723, holds the byte of `#`, at which a
 * reader that does not count would end the frame; with others behind it a text could be a second command.
 */
function utf16Text(name: string, value: string): string {
  let text = "";
  for (const character of value) {
    const code = character.codePointAt(0)!;
    const isLoneSurrogate = code >= 0xd800 && code <= 0xdfff;
    if (code < 0x20 || (code >= 0x7f && code < 0xa0) || code === COMMA || isLoneSurrogate) {
      return refuse(name, "a text without commas, control characters and halves of pairs", value);
    }
    for (let i = 0; i < character.length; i++) {
      const unit = character.charCodeAt(i);
      text += String.fromCharCode(unit >> 8, unit & 0xff);
    }
  }
  return everyCode(text, isNeitherHashNorStar)
    ? text
    : refuse(name, "a text whose UTF-16 has no byte 23 or 2A (# or *)", value);
}

function bytesFields(name: string, value: unknown, argument: BytesArgument): readonly string[] {
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
