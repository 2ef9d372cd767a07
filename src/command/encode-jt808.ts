/** Commands to JT/T 808 devices (docs/protocol/jt808.md §4). */

import { everyCode, refuse, whole } from "../argument.ts";
import { isBytes, latin1Bytes } from "../bytes.ts";
import type { Jt808Command, Jt808ParameterSetting } from "../generated/command-types.ts";
import { CODED_PARAMETERS, SCALED_PARAMETERS } from "../generated/jt808-parameter-table.ts";
import { SETTING_TABLE } from "../generated/jt808-setting-table.ts";
import { encodedText, isOtherText, isShown } from "../jt808/text.ts";
import { assertAscii, type Jt808Address, Writer, writeFrame } from "../jt808/writer.ts";
import type { EncodeText } from "../kind/bytes-writer.ts";
import { JT808_FORMS } from "./forms.ts";
import type { Jt808Wire } from "./row.ts";
import { argumentFields } from "./write-argument.ts";

/**
 * Writes a command.
 *
 * @param to The device id as in its messages, the serial number of the command, the version of the header.
 * @throws RangeError that names an argument without a form on the wire.
 */
export function encodeJt808Command(
  command: Jt808Command,
  to: Jt808Address,
  encodeText?: EncodeText,
): Uint8Array {
  const wire = JT808_FORMS.get(command.type);
  if (wire === undefined) {
    return refuse("command.type", `one of ${[...JT808_FORMS.keys()].join(", ")}`, command.type);
  }
  const values = command as unknown as Readonly<Record<string, unknown>>;
  const { version = 2013 } = to;
  const body = new Writer();
  body.append(bytesOf(wire.begin?.[version] ?? ""));
  for (const argument of wire.arguments) {
    const { name, edition = version } = argument;
    const given = values[name];
    if (edition === version) writeArgument(body, argument, values, encodeText);
    else if (given !== undefined)
      refuse(`command.${name}`, `absent for headers before ${edition}`, given);
  }
  return writeFrame(wire.id, to, body.bytes);
}

function writeArgument(
  body: Writer,
  argument: Jt808Wire["arguments"][number],
  values: Readonly<Record<string, unknown>>,
  encodeText: EncodeText | undefined,
): void {
  const given = values[argument.name];
  if (argument.kind === "settings")
    return writeSettings(body, given as readonly Jt808ParameterSetting[], encodeText);
  const isOther = argument.kind === "text" && encodeText !== undefined && isOtherText(given);
  if (isOther)
    return body.append(otherBytes(encodeText, given, argument.most, `command.${argument.name}`));
  const fields = argumentFields(argument, values);
  if (argument.kind === "integer") body.number(Number(fields[0]), argument.bytes ?? 1);
  else if (argument.kind === "text") body.append(latin1Bytes(fields[0]!));
  else body.append(together(fields.map(bytesOf)));
}

function bytesOf(digits: string): number[] {
  return Array.from({ length: digits.length / 2 }, (_, i) =>
    Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16),
  );
}

/** Combines bytes by OR. */
function together([first = [], ...others]: readonly number[][]): number[] {
  return first.map((byte, i) => others.reduce((sum, other) => sum | other[i]!, byte));
}

/** @throws RangeError that names the text, for control characters and more bytes. */
function otherBytes(encodeText: EncodeText, text: string, most: number, name: string): Uint8Array {
  if (!everyCode(text, isShown)) refuse(name, "a string without control characters", text);
  const bytes = encodedText(encodeText, text, name);
  if (bytes.length > most) refuse(name, `a string of at most ${most} bytes`, text);
  return bytes;
}

function writeSettings(
  body: Writer,
  parameters: readonly Jt808ParameterSetting[],
  encodeText: EncodeText | undefined,
): void {
  const isList = Array.isArray(parameters) && parameters.length <= 0xff;
  if (!isList) refuse("command.parameters", "a list of 0 to 255 parameters", parameters);
  body.number(parameters.length, 1);
  for (const [i, parameter] of parameters.entries()) {
    const at = `command.parameters[${i}]`;
    if (typeof parameter !== "object" || parameter === null) refuse(at, "an object", parameter);
    const { id, bytes } = parameterBytes(at, parameter, encodeText);
    whole(`${at}.id`, id, 0, 0xffffffff);
    if (bytes.length > 0xff) refuse(`${at}.data`, "at most 255 bytes", bytes);
    body.number(id, 4);
    body.number(bytes.length, 1);
    body.append(bytes);
  }
}

function parameterBytes(
  at: string,
  parameter: Jt808ParameterSetting,
  encodeText: EncodeText | undefined,
): {
  id: number;
  bytes: ArrayLike<number>;
} {
  if ("id" in parameter) {
    const { id, data } = parameter;
    return { id, bytes: isBytes(data) ? data : refuse(`${at}.data`, "a Uint8Array", data) };
  }
  const { name, value } = parameter;
  const [id, size, most = 0xff] = SETTINGS.get(name) ?? [];
  if (id === undefined) refuse(`${at}.name`, "the name of a parameter that can be set", name);
  if (size === undefined && encodeText !== undefined && isOtherText(value))
    return { id, bytes: otherBytes(encodeText, value, most, name) };
  const writer = new Writer();
  if (size === undefined) {
    assertAscii(value as string, most, name);
    writer.text(value as string, (value as string).length);
  } else writer.number(numberOnWire(id, name, value as number, most), size);
  return { id, bytes: writer.bytes };
}

const SETTINGS = /* @__PURE__ */ new Map(SETTING_TABLE);

/** The number on the wire for the value. */
function numberOnWire(id: number, name: string, value: number, most: number): number {
  const codes = CODED_PARAMETERS[id];
  if (codes !== undefined) {
    const code = codes.indexOf(value);
    return code < 0 ? refuse(name, codes.join(", "), value) : code;
  }
  const scale = SCALED_PARAMETERS[id];
  if (scale === undefined) return whole(name, value, 0, most);
  const [times, over] = scale;
  const count = Math.round((value * over) / times);
  // A number that the wire would round is refused.
  const isGood = count >= 0 && count <= most && Math.abs((count * times) / over - value) < 1e-9;
  if (isGood) return count;
  return refuse(name, `0 to ${(most * times) / over} in steps of ${times / over}`, value);
}
