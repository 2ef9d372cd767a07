/**
 * Commands to the device, as "SinoTrack Protocol NEW-EN" and other vendor documents print them:
 *
 *     *HQ,8168000005,D1,062108,30,1#
 *
 * maker code, device id, word, time that the confirmation echoes, parameters. Dialects put the time
 * last or leave it out; the rows have the place.
 */

import { callable, refuse } from "../argument.ts";
import { latin1Bytes } from "../bytes.ts";
import type { Command, Jt808Command } from "../generated/command-types.ts";
import { DEFAULT_MAKER } from "../kind/text-writer.ts";
import {
  assertDate,
  assertSerialNumber,
  type CommandTarget,
  hhmmss,
  isDeviceId,
  isMaker,
} from "./downlink-head.ts";
import { encodeJt808Command } from "./encode-jt808.ts";
import { SOCKET_FORMS } from "./forms.ts";
import type { SocketWire } from "./row.ts";
import { argumentPlaces, fillForm } from "./write-argument.ts";

/** A JT/T 808 device, and the header of a command to it. */
export interface Jt808Target {
  readonly protocol: "jt808";
  /** Device id as in its messages: 12 digits, 20 since 2019, or the IMEI that it packed. */
  readonly deviceId: string;
  /** Number of the command, 0 to 65535, which the answer repeats; 0 by default. */
  readonly serialNumber?: number;
  /** Version of the header, as in the messages of the device (`jt808.version`); 2013 by default. */
  readonly version?: 2013 | 2019;
  /**
   * Encodes text that is not ASCII; the standard has GBK: `encodeGbk` of `sinotrack-protocol/gbk`. Without it such text is
   * refused.
   */
  readonly encodeText?: (text: string) => Uint8Array;
}

/**
 * Encodes a command as bytes for the connection of the device. `text` gives the bare text, all others a frame `*…#`; for a
 * JT/T 808 device they are messages of that protocol (`Jt808Command`). The members of `Command` describe the effect of each
 * command, the firmware that obeys it and the answer; `matchConfirmation` recognises the answer.
 *
 * Source: the vendor document that `source` of its row in `COMMANDS` names.
 *
 * @throws RangeError that names the argument, for an unknown type, a number out of range, an argument of a wrong type, and a
 * text that would split or change the frame: with `*`, `#`, `,`, control characters or characters outside ASCII.
 * @throws TypeError if `command` or `to` is not an object, or `to.at` not a Date.
 * @example
 * ```ts
 * import { encodeCommand } from "sinotrack-protocol";
 *
 * const at = new Date("2026-09-28T06:21:08Z");
 * const bytes = encodeCommand({ type: "interval", seconds: 30 }, { deviceId: "8168000005", at });
 * new TextDecoder().decode(bytes); // "*HQ,8168000005,D1,062108,30,1#"
 *
 * // To a JT/T 808 device.
 * const to = { protocol: "jt808", deviceId: "024509316254" } as const;
 * const query = encodeCommand({ type: "queryPosition" }, to);
 * Buffer.from(query).toString("hex"); // "7e820100000245093162540000ca7e"
 * ```
 */
export function encodeCommand(command: Command, to: CommandTarget): Uint8Array;
export function encodeCommand(command: Jt808Command, to: Jt808Target): Uint8Array;
export function encodeCommand(
  command: Command | Jt808Command,
  to: CommandTarget | Jt808Target,
): Uint8Array {
  if (typeof to !== "object" || to === null) throw new TypeError("to must be an object");
  if ("protocol" in to && to.protocol !== undefined) {
    if (to.protocol !== "jt808") refuse("to.protocol", "jt808 or absent", to.protocol);
    return toJt808(command as Jt808Command, to);
  }
  return toH02(command as Command, to as CommandTarget);
}

function toJt808(command: Jt808Command, to: Jt808Target): Uint8Array {
  if (typeof command !== "object" || command === null) {
    throw new TypeError("command must be an object");
  }
  const { deviceId, serialNumber = 0, version = 2013, encodeText } = to;
  if (typeof deviceId !== "string") refuse("to.deviceId", "a string of digits", deviceId);
  assertSerialNumber("to.serialNumber", serialNumber);
  if (version !== 2013 && version !== 2019) refuse("to.version", "2013 or 2019", version);
  if (encodeText !== undefined) callable("to.encodeText", encodeText);
  return encodeJt808Command(command, { deviceId, serialNumber, version }, encodeText);
}

function toH02(command: Command, to: CommandTarget): Uint8Array {
  const { form, subword, isBare, arguments: list } = assertCommand(command);
  const { deviceId, at, maker = DEFAULT_MAKER } = to;
  if (!isDeviceId(deviceId)) refuse("to.deviceId", "1 to 15 digits", deviceId);
  if (!isMaker(maker)) refuse("to.maker", "two ASCII letters or digits", maker);
  assertDate(at, "to.at");

  const places = argumentPlaces(list, command);
  places.set("time", isWithoutTime(command) ? [] : [hhmmss(at)]);
  places.set("subword", [subword!]);
  const text = fillForm(form, places);
  return latin1Bytes(isBare ? text : `*${maker},${deviceId},${text}#`);
}

/** Whether the command has no time, which only `raw` can ask for. */
export function isWithoutTime(command: Command): boolean {
  return command.type === "raw" && command.withoutTime === true;
}

/** Returns the form of the command. */
export function assertCommand(command: unknown): SocketWire {
  if (typeof command !== "object" || command === null) {
    throw new TypeError("command must be an object");
  }
  const { type } = command as { type?: unknown };
  const wire = SOCKET_FORMS.get(type);
  if (wire !== undefined) return wire;
  const shown = typeof type === "string" ? JSON.stringify(type.slice(0, 40)) : typeof type;
  throw new RangeError(`command.type must be the type of a known command, not ${shown}`);
}
