/** Commands to JT/T 808 devices (jt808.md section 4). */

import { everyCode, refuse } from "../argument.ts";
import type { Jt808Command, Jt808ParameterSetting } from "../generated/command-types.ts";
import { CODED_PARAMETERS, SCALED_PARAMETERS } from "../generated/jt808-parameter-table.ts";
import { SETTING_TABLE } from "../generated/jt808-setting-table.ts";
import { encodedText, isOtherText, isShown } from "../jt808/text.ts";
import {
  assertAscii,
  assertWhole,
  type Jt808Address,
  Writer,
  writeFrame,
} from "../jt808/writer.ts";
import type { EncodeText } from "../kind/bytes-writer.ts";
import { JT808_FORMS } from "./forms.ts";
import { argumentFields } from "./write-argument.ts";

/**
 * Writes a command.
 *
 * @param to The device id as its messages have it, the number of the command, the version of the header.
 * @throws RangeError that names the argument that does not go on the wire.
 */
export function encodeJt808Command(
  command: Jt808Command,
  to: Jt808Address,
  encodeText?: EncodeText,
): Uint8Array {
  const wire = JT808_FORMS.get(command.type);
  if (wire === undefined) throw new RangeError(`there is no JT/T 808 command ${command.type}`);
  const values = command as unknown as Readonly<Record<string, unknown>>;
  const body = new Writer();
  for (const argument of wire.arguments) {
    if (argument.kind === "settings") {
      const settings = values[argument.name] as readonly Jt808ParameterSetting[];
      writeSettings(body, settings, encodeText);
      continue;
    }
    const name = `command.${argument.name}`;
    const given = values[argument.name];
    if (argument.kind === "text" && encodeText !== undefined && isOtherText(given)) {
      body.append(otherBytes(encodeText, given, argument.most, name));
      continue;
    }
    const field = argumentFields(argument, values)[0]!;
    if (argument.kind === "integer") body.number(Number(field), 1);
    else body.text(field, field.length);
  }
  return writeFrame(wire.id, to, body.bytes);
}

/** @throws RangeError that names the text, for control characters and more bytes. */
function otherBytes(encodeText: EncodeText, text: string, most: number, name: string): Uint8Array {
  if (!everyCode(text, isShown)) refuse(name, "a text without control characters", text);
  const bytes = encodedText(encodeText, text, name);
  if (bytes.length > most) refuse(name, `a text of at most ${most} bytes`, text);
  return bytes;
}

function writeSettings(
  body: Writer,
  parameters: readonly Jt808ParameterSetting[],
  encodeText: EncodeText | undefined,
): void {
  assertWhole(parameters.length, 0xff, "parameters.length");
  body.number(parameters.length, 1);
  for (const parameter of parameters) {
    const { id, bytes } = parameterBytes(parameter, encodeText);
    assertWhole(id, 0xffffffff, "id");
    if (bytes.length > 0xff)
      throw new RangeError(`data of parameter ${id} must have at most 255 bytes`);
    body.number(id, 4);
    body.number(bytes.length, 1);
    body.append(bytes);
  }
}

function parameterBytes(
  parameter: Jt808ParameterSetting,
  encodeText: EncodeText | undefined,
): {
  id: number;
  bytes: Iterable<number> & { readonly length: number };
} {
  if ("id" in parameter) return { id: parameter.id, bytes: [...parameter.data] };
  const { name, value } = parameter;
  const [id, size, most = 0xff] = SETTINGS.get(name) ?? [];
  if (id === undefined)
    throw new RangeError(`there is no parameter ${name} that is set by its name`);
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

/** The number that stands for the value. */
function numberOnWire(id: number, name: string, value: number, most: number): number {
  const codes = CODED_PARAMETERS[id];
  if (codes !== undefined) {
    const code = codes.indexOf(value);
    return code < 0 ? refuse(name, codes.join(", "), value) : code;
  }
  const scale = SCALED_PARAMETERS[id];
  if (scale === undefined) {
    assertWhole(value, most, name);
    return value;
  }
  const [times, over] = scale;
  const count = Math.round((value * over) / times);
  // No number that the wire rounds.
  const isGood = count >= 0 && count <= most && Math.abs((count * times) / over - value) < 1e-9;
  if (isGood) return count;
  return refuse(name, `0 to ${(most * times) / over} in steps of ${times / over}`, value);
}
