/** What a server answers to a JT/T 808 device (jt808.md section 4). */

import { BytesWriter } from "../kind/bytes-writer.ts";
import type { BytesRow, Values } from "../kind/row.ts";
import { writeBytesRows } from "../layout/bytes-rows.ts";
import type { Message } from "../model/message.ts";
import { ANSWER, ANSWERED, RESULTS } from "./answer.ts";
import { encodedText, isOtherText } from "./text.ts";
import { assertAscii, assertWhole, type Jt808Address, writeFrame } from "./writer.ts";

/** The result in a general answer: done, failed, message bad, not supported, alarm confirmed. */
export type Jt808Result = "ok" | "failed" | "bad" | "unsupported" | "alarmConfirmed";

/** The result in the answer to a registration. */
export type Jt808RegistrationResult =
  | "ok"
  | "vehicleRegistered"
  | "vehicleUnknown"
  | "terminalRegistered"
  | "terminalUnknown";

const REGISTRATION_RESULTS: readonly string[] = [
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
 * 0x8001, the general answer to all messages but the registration: number and id of the message, result.
 *
 * @param message What the device sent, as decoded; the answer has the same header version and id.
 * @throws RangeError if the message is no JT/T 808 message of a device with an id, or for an option.
 */
export function jt808Answer(
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
 * @throws RangeError as `jt808Answer`.
 */
export function jt808RegistrationAnswer(
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

/** A body that begins with the number of the message that is answered. */
function answerTo(
  { serialNumber }: Message,
  rows: readonly BytesRow[],
  values: Values,
): BytesWriter {
  if (serialNumber === undefined) throw new RangeError("message must be a JT/T 808 message");
  const body = new BytesWriter();
  writeBytesRows(rows, body, 0, { answeredSerialNumber: serialNumber, ...values });
  return body;
}

function resultCode(results: readonly string[], result: string): number {
  const code = results.indexOf(result);
  if (code < 0) throw new RangeError(`result must be one of ${results.join(", ")}`);
  return code;
}

function addressFor({ deviceId, jt808 }: Message, serialNumber = 0): Jt808Address {
  if (deviceId === null) throw new RangeError("message must name a device");
  assertWhole(serialNumber, 0xffff, "serialNumber");
  return {
    deviceId,
    serialNumber,
    version: jt808?.version ?? 2013,
    protocolVersion: jt808?.protocolVersion ?? 1,
  };
}
