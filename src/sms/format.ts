/**
 * Commands to the device by SMS (docs/protocol/h02.md §7, examples in appendix A.4). Current TQ firmware
 * also takes the same text, bare, over the socket (docs/protocol/h02.md §6).
 */
import { digits, refuse } from "../argument.ts";
import { SMS_FORMS } from "../command/forms.ts";
import { argumentPlaces, fillForm } from "../command/write-argument.ts";
import type { SmsCommand } from "../generated/sms-types.ts";

export interface SmsOptions {
  /**
   * The password of the device, 4 to 6 digits; 0000 from the factory. All SinoTrack sources show 4
   * digits. It is checked even for the few commands that do not carry it.
   */
  readonly password: string;
}

/** Digits of the password. */
export const PASSWORD = { least: 4, most: 6 } as const;

/** One message of the 7-bit alphabet. */
const MOST_CHARACTERS = 160;

/**
 * Formats the text of a command. Spaces matter: `8050000 60` has one, `1810000T10` none.
 *
 * `SET OK` says that the device took a setting. If an admin number is set, other senders get no
 * answer.
 *
 * @returns ASCII, at most 160 characters.
 * @throws RangeError that names the argument, for a number out of range, and for a text that would split or change the
 * command: with `*`, `#`, `,`, spaces, control characters or characters outside ASCII.
 * @throws TypeError if `command` or `options` is not an object.
 * @example
 * ```ts
 * import { formatSms } from "sinotrack-protocol/sms";
 *
 * const options = { password: "0000" };
 * formatSms({ type: "server", host: "track.example.com", port: 5013 }, options); // "8040000 track.example.com 5013"
 * formatSms({ type: "masterNumber", phoneNumber: "13950443465", slot: 1 }, options); // "139504434650000 1"
 * ```
 */
export function formatSms(command: SmsCommand, options: SmsOptions): string {
  if (typeof command !== "object" || command === null) {
    throw new TypeError("command must be an object");
  }
  if (typeof options !== "object" || options === null) {
    throw new TypeError("options must be an object");
  }
  const { password } = options;
  digits("options.password", password, PASSWORD.least, PASSWORD.most);
  const wire = SMS_FORMS.get(command.type);
  if (wire === undefined) return refuse("command.type", "an SMS command of COMMANDS", command.type);
  const places = argumentPlaces(wire.arguments, command);
  const text = fillForm(wire.form, places.set("pw", [password]));
  if (text.length > MOST_CHARACTERS) {
    throw new RangeError(`command must fit into ${MOST_CHARACTERS} characters, not ${text.length}`);
  }
  return text;
}
