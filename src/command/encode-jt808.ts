/** Commands to JT/T 808 devices (jt808.md section 4). */
import type { Jt808Command, Jt808ParameterSetting } from "../generated/command-types.ts";
import { JT808_PARAMETERS } from "../jt808/parameters.ts";
import {
  assertAscii,
  assertWhole,
  type Jt808Address,
  Writer,
  writeFrame,
} from "../jt808/writer.ts";
import { JT808_FORMS } from "./forms.ts";
import { argumentFields } from "./write-argument.ts";

/**
 * Writes a command.
 *
 * @param to The device id as its messages have it, the number of the command, the version of the header.
 * @throws RangeError that names the argument that does not go on the wire.
 */
export function encodeJt808Command(command: Jt808Command, to: Jt808Address): Uint8Array {
  const wire = JT808_FORMS.get(command.type);
  if (wire === undefined) throw new RangeError(`there is no JT/T 808 command ${command.type}`);
  const values = command as unknown as Readonly<Record<string, unknown>>;
  const body = new Writer();
  for (const argument of wire.arguments) {
    if (argument.kind === "settings") {
      writeSettings(body, values[argument.name] as readonly Jt808ParameterSetting[]);
      continue;
    }
    const field = argumentFields(argument, values)[0]!;
    if (argument.kind === "integer") body.number(Number(field), 1);
    else body.text(field, field.length);
  }
  return writeFrame(wire.id, to, body.bytes);
}

function writeSettings(body: Writer, parameters: readonly Jt808ParameterSetting[]): void {
  assertWhole(parameters.length, 0xff, "parameters.length");
  body.number(parameters.length, 1);
  for (const parameter of parameters) {
    const { id, bytes } = parameterBytes(parameter);
    assertWhole(id, 0xffffffff, "id");
    if (bytes.length > 0xff)
      throw new RangeError(`data of parameter ${id} must have at most 255 bytes`);
    body.number(id, 4);
    body.number(bytes.length, 1);
    body.append(bytes);
  }
}

function parameterBytes(parameter: Jt808ParameterSetting): {
  id: number;
  bytes: readonly number[];
} {
  if ("id" in parameter) return { id: parameter.id, bytes: [...parameter.data] };
  const row = JT808_PARAMETERS.find(({ name }) => name === parameter.name);
  if (row === undefined) throw new RangeError(`there is no parameter ${parameter.name}`);
  const writer = new Writer();
  if (parameter.name === "server") {
    assertAscii(parameter.value, row.most, parameter.name);
    writer.text(parameter.value, parameter.value.length);
  } else {
    assertWhole(parameter.value, row.most, parameter.name);
    writer.number(parameter.value, 4);
  }
  return { id: row.id, bytes: writer.bytes };
}
