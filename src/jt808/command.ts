/** Commands to JT/T 808 devices (jt808.md section 4). */
import type { Jt808ParameterName } from "../model/message.ts";
import { JT808_PARAMETERS } from "./parameters.ts";
import { assertAscii, assertWhole, type Jt808Address, Writer, writeFrame } from "./writer.ts";

/** A parameter to set: by name, or by id with its bytes. */
export type Jt808ParameterSetting =
  | { readonly name: Exclude<Jt808ParameterName, "server">; readonly value: number }
  | { readonly name: "server"; readonly value: string }
  | { readonly id: number; readonly data: Uint8Array };

/** A command of the server. */
export type Jt808Command =
  /** 0x8103: sets parameters. */
  | { readonly type: "setParameters"; readonly parameters: readonly Jt808ParameterSetting[] }
  /** 0x8104: queries all parameters; the answer is 0x0104. */
  | { readonly type: "queryParameters" }
  /**
   * 0x8105: `code` is the command byte, 0 to 255: 1 upgrade, 4 reset, 5 factory settings; makers have
   * their own (F0 and F1 stop and resume the engine with some). `parameters` is the text behind it.
   */
  | { readonly type: "control"; readonly code: number; readonly parameters?: string }
  /** 0x8201: queries the position; the answer is 0x0201. */
  | { readonly type: "queryPosition" }
  /**
   * 0x8300: text, printable ASCII, up to 1022 characters. `flags` says what to do with it, 0 to 255;
   * 1 by default, as the captures have it.
   */
  | { readonly type: "text"; readonly text: string; readonly flags?: number };

/**
 * Writes a command.
 *
 * @param to The device id as its messages have it, the number of the command, the version of the header.
 * @throws RangeError that names the argument that does not go on the wire; TypeError for text that is none.
 */
export function encodeJt808Command(command: Jt808Command, to: Jt808Address): Uint8Array {
  const body = new Writer();
  switch (command.type) {
    case "setParameters":
      writeParameters(body, command.parameters);
      return writeFrame(0x8103, to, body.bytes);
    case "queryParameters":
      return writeFrame(0x8104, to, []);
    case "control": {
      assertWhole(command.code, 0xff, "code");
      const { parameters = "" } = command;
      assertAscii(parameters, 1022, "parameters");
      body.number(command.code, 1);
      body.text(parameters, parameters.length);
      return writeFrame(0x8105, to, body.bytes);
    }
    case "queryPosition":
      return writeFrame(0x8201, to, []);
    case "text": {
      const { flags = 1, text } = command;
      assertWhole(flags, 0xff, "flags");
      assertAscii(text, 1022, "text");
      body.number(flags, 1);
      body.text(text, text.length);
      return writeFrame(0x8300, to, body.bytes);
    }
    default:
      throw new RangeError(`there is no JT/T 808 command ${(command as { type: string }).type}`);
  }
}

function writeParameters(body: Writer, parameters: readonly Jt808ParameterSetting[]): void {
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
    assertAscii(parameter.value, 255, "server");
    writer.text(parameter.value, parameter.value.length);
  } else {
    assertWhole(parameter.value, 0xffffffff, parameter.name);
    writer.number(parameter.value, 4);
  }
  return { id: row.id, bytes: writer.bytes };
}
