/**
 * The acknowledgement that a device expects ("SinoTrack Protocol NEW-EN"):
 *
 *     *HQ,8168000005,R12,062108#                   SinoTrack: every text frame and every $ frame
 *     *HQ,8635148167,V4,V1,20150915060259#         PengAoDa, and servers like Traccar
 *     *HQ,359087952991010,V0#                      login and heartbeat are echoed
 *     *HQ,135790246811220,HTBT,100#
 *
 * A SinoTrack 4G keeps a record and sends it again until R12 comes.
 */

import { callable, checkOptions, oneOf, text } from "../argument.ts";
import { latin1Bytes, latin1Text } from "../bytes.ts";
import { RESULTS } from "../jt808/answer.ts";
import {
  type Jt808RegistrationResult,
  type Jt808Result,
  jt808Reply,
  REGISTRATION_RESULTS,
} from "../jt808/reply.ts";
import { DEFAULT_MAKER } from "../kind/text-writer.ts";
import type { Message } from "../model/message.ts";
import { framePengAoDa } from "../pengaoda/pengaoda-frame.ts";
import {
  assertDate,
  assertSerialNumber,
  hhmmss,
  isDeviceId,
  isMaker,
  yyyymmddhhmmss,
} from "./downlink-head.ts";

export interface ReplyOptions {
  /** The time that the acknowledgement carries, in UTC; answers of JT/T 808 carry none. */
  readonly at: Date;
  /**
   * - `r12`, the default: the form of the official SinoTrack document (for PengAoDa frames `v4`).
   * - `v4`: only V1, V8, V9, V10 and NBR are answered, with their own word and the date.
   *   PengAoDa units expect it, and so do trackers made for Traccar.
   * - `none`: nothing at all, not even the echo of V0 and HTBT.
   */
  readonly acknowledgement?: "r12" | "v4" | "none";
  /** Number of a JT/T 808 answer, 0 to 65535; count it up on each connection. 0 by default. */
  readonly serialNumber?: number;
  /** Result in a JT/T 808 answer, to a registration or to any other message; `ok` by default. */
  readonly result?: Jt808Result | Jt808RegistrationResult;
  /** The code in the answer to a JT/T 808 registration; the device id by default. */
  readonly authenticationCode?: string;
  /** Encodes a code that is not ASCII: `encodeGbk` of `sinotrack-protocol/gbk`. */
  readonly encodeText?: (text: string) => Uint8Array;
}

const CHECKS = {
  acknowledgement: oneOf("r12", "v4", "none"),
  serialNumber: assertSerialNumber,
  result: oneOf(...new Set([...RESULTS, ...REGISTRATION_RESULTS])),
  authenticationCode: text,
  encodeText: callable,
};

/** PengAoDa answers V1, V8, V9 and V10; Traccar V1 and NBR. */
const WORDS_WITH_V4: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "V1",
  "V8",
  "V9",
  "V10",
  "NBR",
]);

/** "Respond: no" in the HuaSunTeK document, the only one with BC and ALRM. No known server answers XT. */
const WITHOUT_REPLY: ReadonlySet<string> = /* @__PURE__ */ new Set(["XT", "BC", "ALRM"]);

/**
 * Returns the bytes that acknowledge a message, or `null` if none are due:
 *
 * - frames cut short: the device would drop a record that nobody has received;
 * - noise, XT, BC, ALRM, and X, M and P records, for which no document has a reply;
 * - messages whose device id is not 1 to 15 digits;
 * - an acknowledgement that comes back (`V4,V1,20260211212008`, some devices send it as a keep-alive; R12):
 *   answering it could make both ends acknowledge each other for ever.
 *
 * V2, V3, VI1 and VI2 ask for an address, which only the caller knows: by default they are acknowledged
 * like any frame, and the address is a command of its own (`chineseAddress`, `englishAddress`,
 * `huasuntekAddress`).
 *
 * The contents of a PengAoDa frame (`7E … 7E`) are answered as its server does: V4 with the word (V1 for a record), also
 * between flags. Of the two known servers the other one leaves the flags out.
 *
 * JT/T 808: 0x8100 with the device id as authentication code for a registration, 0x8004 and 0x8109 with the time for
 * 0x0004 and 0x0109, 0x8800 for a recording (0x0801), 0x4401 for a report of a lock (0x5501, 0x5502) that asks for it and
 * `null` for one that does not, 0x8001 for all other reports, including parts of a long message and messages that are not
 * decoded. A message with a bad checksum is answered too.
 *
 * The maker code is that of the device, as sent; `HQ` for `$` frames, which have none.
 *
 * Source: "SinoTrack Protocol NEW-EN" item 1; JT/T 808-2013 and -2019.
 *
 * @throws TypeError if `message` is not a message, `options` not an object or `options.at` not a Date. RangeError that names
 * the option, for an invalid Date and for an option out of its range. Errors of `encodeText`.
 * @example
 * ```ts
 * import { decode, replyTo } from "sinotrack-protocol";
 *
 * const at = new Date("2026-02-13T06:47:14Z");
 * const [position] = decode("*HQ,8168000005,V1,064713,A,4900.8014,N,00915.2437,E,015.70,323,130226,FFFFDFFF#");
 * const reply = replyTo(position, { at });
 * if (reply !== null) new TextDecoder().decode(reply); // "*HQ,8168000005,R12,064714#"
 *
 * const [keepAlive] = decode("*HQ,353271799434922,XT#");
 * replyTo(keepAlive, { at }); // null
 * ```
 */
export function replyTo(message: Message, options: ReplyOptions): Uint8Array | null {
  if (typeof message !== "object" || message === null || typeof message.frame !== "object") {
    throw new TypeError("message must be a message of decode or parseFrame");
  }
  if (typeof options !== "object" || options === null) {
    throw new TypeError("options must be an object");
  }
  const { at } = options;
  assertDate(at, "options.at");
  checkOptions(options, CHECKS);
  const form = options.acknowledgement ?? "r12";
  if (form === "none" || isCutShort(message)) return null;
  switch (message.frame.format) {
    case "ascii":
      return replyToText(message, at, form);
    case "binary":
      // M records share the format; only $ is documented to be acknowledged.
      return message.command === "$" && form === "r12" ? frame(message, "R12", hhmmss(at)) : null;
    case "escaped":
      return message.serialNumber === undefined
        ? replyToPengAoDa(message, at)
        : replyToJt808(message, options);
    case "mileage":
    case "picture":
    case "noise":
      return null;
  }
}

function replyToText(message: Message, at: Date, form: "r12" | "v4"): Uint8Array | null {
  const { command } = message;
  if (command === "V0") return frame(message, "V0");
  if (command === "HTBT") return frame(message, "HTBT", ...batteryAsSent(message));
  if (WITHOUT_REPLY.has(command) || repeatsAcknowledgement(message)) return null;
  if (form === "r12") return frame(message, "R12", hhmmss(at));
  return WORDS_WITH_V4.has(command) ? frame(message, "V4", command, yyyymmddhhmmss(at)) : null;
}

/** Frames with flags are from PengAoDa units, so their reply is known; a record is answered as V1. */
function replyToPengAoDa(message: Message, at: Date): Uint8Array | null {
  const word = message.command === "$" ? "V1" : message.command;
  if (!WORDS_WITH_V4.has(word)) return null;
  const reply = frame(message, "V4", word, yyyymmddhhmmss(at));
  return reply === null ? null : framePengAoDa(reply);
}

/** Answers of a device get no reply, and neither do messages of servers (0x8…, 0x4401). */
const JT808_ANSWERS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "0x0001",
  "0x0104",
  "0x0201",
  "0x4401",
]);

function replyToJt808(message: Message, options: ReplyOptions): Uint8Array | null {
  const { command } = message;
  if (JT808_ANSWERS.has(command) || command.startsWith("0x8")) return null;
  return jt808Reply(message, options.at, options);
}

function isCutShort({ issues }: Message): boolean {
  return issues.some(({ code }) => code === "truncated");
}

function repeatsAcknowledgement(message: Message): boolean {
  if (message.command === "R12") return true;
  if (message.type !== "confirmation" || message.confirms === null) return false;
  return message.confirms === "R12" || WORDS_WITH_V4.has(message.confirms);
}

/** The digits after the word, so that `05` is not echoed as `5`. */
function batteryAsSent({ frame: { bytes } }: Message): string[] {
  const fields = latin1Text(bytes, 0, bytes.length).split("#", 1)[0]!.split(",");
  const battery = fields[3];
  return battery !== undefined && /^\d{1,3}$/.test(battery) ? [battery] : [];
}

/** `null` if the device has no id that a frame can carry. */
function frame(
  { deviceId, maker = DEFAULT_MAKER }: Message,
  ...fields: readonly string[]
): Uint8Array | null {
  if (!isDeviceId(deviceId) || !isMaker(maker)) return null;
  return latin1Bytes(`*${[maker, deviceId, ...fields].join(",")}#`);
}
