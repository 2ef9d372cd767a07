/** The answers of a server to a JT/T 808 device (JT/T 808-2013 and -2019). */
import { whole } from "../argument.ts";
import { contentsOf } from "../frame/escaped.ts";
import { FLAG } from "../frame/start.ts";
import { BytesWriter } from "../kind/bytes-writer.ts";
import type { BytesRow, Values } from "../kind/row.ts";
import { writeBytesRows } from "../layout/bytes-rows.ts";
import type { Message } from "../model/message.ts";
import { ANSWER, ANSWERED, RESULTS } from "./answer.ts";
import { encodedText, isOtherText } from "./text.ts";
import { assertAscii, type Jt808Address, writeFrame, writeLockFrame } from "./writer.ts";

/** The result in a general answer: done, failed, message bad, not supported, alarm confirmed. */
export type Jt808Result = "ok" | "failed" | "bad" | "unsupported" | "alarmConfirmed";

/** The result in the answer to a registration. */
export type Jt808RegistrationResult =
  | "ok"
  | "vehicleRegistered"
  | "vehicleUnknown"
  | "terminalRegistered"
  | "terminalUnknown";

export const REGISTRATION_RESULTS: readonly string[] = [
  "ok",
  "vehicleRegistered",
  "vehicleUnknown",
  "terminalRegistered",
  "terminalUnknown",
] satisfies Jt808RegistrationResult[];

export interface Jt808AnswerOptions<R> {
  /** The number of the answer itself, 0 to 65535; 0 by default. */
  readonly serialNumber?: number;
  /** `ok` by default. */
  readonly result?: R;
}

/**
 * 0x8001, the general answer to all messages except the registration: number and id of the message, result.
 *
 * @param message The decoded message of the device; the answer has the same header version and id.
 * @throws RangeError if the message is not a JT/T 808 message of a device with an id, or for an option.
 */
function generalAnswer(
  message: Message,
  options: Jt808AnswerOptions<Jt808Result> = {},
): Uint8Array {
  const { result = "ok" } = options;
  resultCode(RESULTS, result);
  const body = answerTo(message, ANSWER, { confirms: message.command, result });
  return writeFrame(0x8001, addressFor(message, options.serialNumber), body.bytes);
}

/**
 * 0x8100, the answer to a registration (0x0100): its number, result, and if that is `ok` the code with
 * which the device is to authenticate itself.
 *
 * @param options `authenticationCode`: printable ASCII, or text that `encodeText` encodes; the device id by default.
 * @throws RangeError as `generalAnswer`.
 */
function registrationAnswer(
  message: Message,
  options: Jt808AnswerOptions<Jt808RegistrationResult> & {
    readonly authenticationCode?: string;
    readonly encodeText?: (text: string) => Uint8Array;
  } = {},
): Uint8Array {
  const body = answerTo(message, [ANSWERED], {});
  const { result = "ok" } = options;
  body.number(resultCode(REGISTRATION_RESULTS, result), 1);
  if (result === "ok") {
    const code = options.authenticationCode ?? message.deviceId ?? "";
    const { encodeText } = options;
    if (encodeText !== undefined && isOtherText(code))
      body.append(encodedText(encodeText, code, "authenticationCode"));
    else {
      assertAscii(code, 255, "authenticationCode");
      body.text(code, code.length);
    }
  }
  return writeFrame(0x8100, addressFor(message, options.serialNumber), body.bytes);
}

/** Options of `jt808Reply`. */
export interface Jt808ReplyOptions
  extends Jt808AnswerOptions<Jt808Result | Jt808RegistrationResult> {
  readonly authenticationCode?: string;
  readonly encodeText?: (text: string) => Uint8Array;
}

/**
 * The documented answer to a message, or the general one if it has no specific answer; `null` for a lock that does not
 * request one.
 *
 * @param at The time, in UTC, for answers with a time.
 * @throws RangeError as `generalAnswer`.
 */
export function jt808Reply(
  message: Message,
  at: Date,
  options: Jt808ReplyOptions = {},
): Uint8Array | null {
  const { command, jt808 } = message;
  const send = (id: number, body: readonly number[]): Uint8Array =>
    writeFrame(id, addressFor(message, options.serialNumber), body);
  switch (command) {
    // The functions check the results that they know.
    case "0x0100":
      return registrationAnswer(message, options as Parameters<typeof registrationAnswer>[1]);
    // YYMMDDhhmmss, BCD (2019, table 6).
    case "0x0004": {
      const digits = at.toISOString().replace(/\D/g, "").slice(2, 14);
      return send(0x8004, numbersIn(digits, 16));
    }
    // The year in two bytes, and a result after the second (docs/protocol/jt808-tables.md §4.10).
    case "0x0109": {
      const year = at.getUTCFullYear();
      const rest = numbersIn(at.toISOString().replace(/\D/g, "").slice(4, 14), 10);
      return send(0x8109, [year >> 8, year & 0xff, ...rest, 0]);
    }
    // The recording is complete.
    case "0x0801":
      if (jt808?.media === undefined) break;
      return send(0x8800, numbersIn(jt808.media.id.toString(16).padStart(8, "0"), 16));
    case "0x5501":
    case "0x5502": {
      if (!asksForAnswer(message)) return null;
      const { deviceId } = message;
      if (deviceId === null) throw new RangeError("message must name a device");
      return writeLockFrame(0x4401, deviceId, [...numbersIn(command.slice(2), 16), 0]);
    }
  }
  return generalAnswer(message, options as Parameters<typeof generalAnswer>[1]);
}

/** Numbers of two digits each. */
function numbersIn(digits: string, radix: number): number[] {
  return digits.match(/../g)!.map((pair) => Number.parseInt(pair, radix));
}

/** Bit 15 of its attributes. */
function asksForAnswer({ frame }: Message): boolean {
  const sent = frame.bytes;
  const { bytes, from } = contentsOf(sent, sent[0] === FLAG ? 1 : 0, sent.length - 1);
  return (bytes[from + 2]! & 0x80) !== 0;
}

/** A body that begins with the serial number of the answered message. */
function answerTo(
  { serialNumber }: Message,
  rows: readonly BytesRow[],
  values: Values,
): BytesWriter {
  const body = new BytesWriter();
  const answered = whole("message.serialNumber", serialNumber, 0, 0xffff);
  writeBytesRows(rows, body, 0, { answeredSerialNumber: answered, ...values });
  return body;
}

function resultCode(results: readonly string[], result: string): number {
  const code = results.indexOf(result);
  if (code < 0) throw new RangeError(`result must be one of ${results.join(", ")}`);
  return code;
}

function addressFor({ deviceId, jt808 }: Message, serialNumber = 0): Jt808Address {
  if (deviceId === null) throw new RangeError("message must name a device");
  return {
    deviceId,
    serialNumber,
    version: jt808?.version ?? 2013,
    protocolVersion: jt808?.protocolVersion ?? 1,
  };
}
