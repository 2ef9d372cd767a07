/**
 * Matches the messages of a device with the commands that they answer (docs/protocol/h02.md §6):
 *
 *     *HQ,8168000005,V4,S20,OK,061158,061202,A,…#      OK, DONE, ERROR
 *     *HQ,135625276955140,V4,MP,03,130305,050316,A,…#  two hexadecimal digits
 *     *HQ,7021843920,V4,CR#                            nothing but the word
 *     *HQ,8168000005,SMS,SET OK#                       the answer to a text
 */
import { checkOptions } from "../argument.ts";
import type { Command, Jt808Command } from "../generated/command-types.ts";
import type { ConfirmationMessage, Message, TextMessage } from "../model/message.ts";
import { assertDate, assertSerialNumber, hhmmss } from "./downlink-head.ts";
import { assertCommand, isWithoutTime } from "./encode-command.ts";
import { JT808_FORMS } from "./forms.ts";
import type { SocketWire } from "./row.ts";
import { argumentFields } from "./write-argument.ts";

/**
 * - `done`: OK, DONE or 80; for a text SET OK. No document says how OK and DONE differ. JT/T 808: result 0, and the
 *   answer to a query.
 * - `failed`: ERROR or 00. JT/T 808: results 1 (failed) and 2 (the message is wrong).
 * - `unsupported`: 01, the device does not know the command. JT/T 808: result 3.
 * - `badIndex`: 02, an index out of range.
 * - `badPassword`: 03 or 04.
 * - `differs`: the device echoes other values than were sent; `parameters` has them. A device may limit values.
 * - `answered`: the answer has no result, as with most words; `parameters` or the status of the message may show
 *   the effect.
 */
export type ConfirmationOutcome =
  | "done"
  | "failed"
  | "unsupported"
  | "badIndex"
  | "badPassword"
  | "differs"
  | "answered";

/** How a device answered a command. */
export interface Confirmation {
  readonly outcome: ConfirmationOutcome;
  /** The result as sent: OK, DONE, ERROR or two hexadecimal digits. Absent if the answer has none. */
  readonly result?: string;
  /** Values that the answer echoes or reports, in order, as text. Empty in answers other than V4. */
  readonly parameters: readonly string[];
  /** The answer to a text. */
  readonly text?: string;
}

const OUTCOMES: ReadonlyMap<string, ConfirmationOutcome> = /* @__PURE__ */ new Map([
  ["OK", "done"],
  ["DONE", "done"],
  ["80", "done"],
  ["ERROR", "failed"],
  ["00", "failed"],
  ["01", "unsupported"],
  ["02", "badIndex"],
  ["03", "badPassword"],
  ["04", "badPassword"],
]);

/** Facts about the command that are not part of it. */
export interface MatchOptions {
  /** `at` of the command, to compare with the time that the answer echoes. */
  readonly at?: Date;
  /** `serialNumber` of the command to a JT/T 808 device, 0 to 65535, which the answer repeats. */
  readonly serialNumber?: number;
}

const CHECKS = {
  at: (name: string, value: unknown) => assertDate(value, name),
  serialNumber: assertSerialNumber,
};

/**
 * Matches a message of the same device with a command: returns the outcome, or `null` if it does not answer the command.
 *
 * A V4 that names the word of the command answers it. Commands that share a word (`cutFuel` and
 * `restoreFuel`, `arm` and `disarm`) differ only in the echoed time, so pass `at` if both may be under way; S71 also echoes
 * the number of its command. If the echo of a word is documented, it is compared with the values that were sent; arguments
 * with a default are compared only if they were given.
 *
 * Besides V4, `interval` is answered by a V1, `readState` by a LINK and `text` by an SMS (or V4,CMD,
 * which names the beginning of the text). These have no echo. A device also sends V1 and LINK on its own, so their outcome
 * is only `answered`; with `at`, a stored or older one does not count.
 *
 * JT/T 808: 0x0001 that names the id of the command, or the message that answers a query (0x0104, 0x0201,
 * 0x0500). With `serialNumber` it must name that number as well.
 *
 * Source: SinoTrack's, HuaSunTeK's and Cantrack's documents; JT/T 808.
 *
 * @throws RangeError for an unknown `command.type`, and for an option out of its range. TypeError if `command` or
 * `message` is not an object, or `options.at` not a Date.
 * @example
 * ```ts
 * import { type Command, decode, matchConfirmation } from "sinotrack-protocol";
 *
 * const command: Command = { type: "cutFuel" };
 * const at = new Date("2016-07-16T06:11:58Z");
 * const [answer] = decode(
 *   "*HQ,8168000005,V4,S20,OK,061158,061202,A,2235.0086,N,11354.3668,E,000.00,000,160716,F7FFBBFF#",
 * );
 * matchConfirmation(command, answer, { at })?.outcome; // "done"
 * matchConfirmation({ type: "restart" }, answer, { at }); // null
 * ```
 */
export function matchConfirmation(
  command: Command | Jt808Command,
  message: Message,
  options?: MatchOptions,
): Confirmation | null {
  if (typeof message !== "object" || message === null) {
    throw new TypeError("message must be an object");
  }
  checkOptions(options, CHECKS);
  const { at, serialNumber } = options ?? {};
  const id = JT808_FORMS.get((command as Partial<Command> | null)?.type)?.id;
  if (id !== undefined && message.serialNumber !== undefined) {
    return matchJt808(id, message, serialNumber);
  }
  // JT/T 808 commands have types of their own.
  if (id !== undefined && command.type !== "text") return null;
  const wire = assertCommand(command);
  return matchH02(command as Command, wire, message, at);
}

function matchH02(
  command: Command,
  wire: SocketWire,
  message: Message,
  sentAt: Date | undefined,
): Confirmation | null {
  switch (message.type) {
    case "confirmation":
      return command.type === "text"
        ? matchTextCommand(command.text, message)
        : matchV4(command, wire, message, sentAt);
    case "text":
      return wire.alsoAnsweredBy === "SMS" ? ofText(message) : null;
    case "position":
    case "heartbeat":
      return message.command === wire.alsoAnsweredBy && isFresh(message, sentAt)
        ? { outcome: "answered", parameters: [] }
        : null;
    default:
      return null;
  }
}

const JT808_OUTCOMES: ReadonlyMap<unknown, ConfirmationOutcome> = /* @__PURE__ */ new Map([
  ["ok", "done"],
  ["failed", "failed"],
  ["bad", "failed"],
  ["unsupported", "unsupported"],
  ["alarmConfirmed", "done"],
]);

/** The message that answers a command in place of 0x0001, by the id of the command. */
const ANSWERS: ReadonlyMap<number, string> = /* @__PURE__ */ new Map([
  [0x8104, "0x0104"],
  [0x8201, "0x0201"],
  // Its status says whether the vehicle did it.
  [0x8500, "0x0500"],
]);

function matchJt808(
  id: number,
  message: Message,
  serialNumber: number | undefined,
): Confirmation | null {
  const { command, answeredSerialNumber } = message;
  // Cut short, or without its first part, an answer names none.
  if (serialNumber !== undefined && answeredSerialNumber !== serialNumber) return null;
  if (command === ANSWERS.get(id)) {
    return { outcome: id === 0x8500 ? "answered" : "done", parameters: [] };
  }
  const confirmed = `0x${id.toString(16)}`;
  if (message.type !== "confirmation" || message.confirms !== confirmed) return null;
  const { result } = message;
  const outcome = JT808_OUTCOMES.get(result) ?? "answered";
  return { outcome, ...(result === undefined ? {} : { result }), parameters: [] };
}

function matchV4(
  command: Command,
  { form, subword, echo, arguments: list }: SocketWire,
  message: ConfirmationMessage,
  sentAt: Date | undefined,
): Confirmation | null {
  const { confirms, commandTime, result, parameters } = message;
  if (confirms !== (command.type === "raw" ? command.word : form.split(",", 1)[0])) return null;
  const isOther = subword !== undefined && parameters[0] !== subword;
  if (isOther && parameters.length > 0) return null;
  if (sentAt !== undefined && form.includes("<time>") && !isWithoutTime(command)) {
    // Some clients send the letters HHmmss in place of a time.
    const isTime = /^\d{6}$/.test(String(commandTime));
    if (isTime && commandTime !== hhmmss(sentAt)) return null;
  }
  const rest = subword === undefined ? parameters : parameters.slice(1);
  if (result !== undefined) {
    return { outcome: OUTCOMES.get(result) ?? "answered", result, parameters: rest };
  }
  const isSame = echo === undefined || repeats(rest, sentFields(echo, list, command));
  return { outcome: isSame ? "answered" : "differs", parameters: rest };
}

/** The fields that an answer echoes; `null` for those of arguments that were not given, or cannot be written. */
function sentFields(
  echo: string,
  list: SocketWire["arguments"],
  command: object,
): readonly (string | null)[] {
  const given = command as Readonly<Record<string, unknown>>;
  const fieldsOf = (name: string): readonly string[] => {
    if (given[name] === undefined) return [];
    return argumentFields(list.find((argument) => argument.name === name)!, given);
  };
  return echo.split(",").flatMap((field): (string | null)[] => {
    const parts = field.split(/[<>]/);
    const values = parts.map((part, i) => (i % 2 === 0 ? [part] : fieldsOf(part)));
    if (values.some(({ length }) => length === 0)) return [null];
    // One place is alone in its field.
    return values.length === 3
      ? [...values[1]!]
      : // An address is four fields in some commands, and one in their answers.
        [values.map((fields) => fields.join(".")).join("")];
  });
}

/** Whether an answer repeats the sent fields; an answer with fewer fields is not an echo. */
function repeats(echoed: readonly string[], sent: readonly (string | null)[]): boolean {
  if (echoed.length < sent.length) return true;
  return sent.every((field, i) => {
    const other = echoed[i]!;
    if (field === null || field.toLowerCase() === other.toLowerCase()) return true;
    // No sent field is empty; Number("") is 0.
    return other !== "" && Number(field) === Number(other);
  });
}

/** `V4,CMD,check,CHECK,…` answers `check123456` (Cantrack G20LS): the command, then its answer. */
function matchTextCommand(
  text: unknown,
  { confirms, parameters }: ConfirmationMessage,
): Confirmation | null {
  const named = parameters[0];
  if (confirms !== "CMD" || named === undefined || named === "") return null;
  if (typeof text !== "string" || !text.startsWith(named)) return null;
  const rest = parameters.slice(1);
  const isDone = rest.length === 1 && rest[0]!.endsWith(" OK");
  return { outcome: isDone ? "done" : "answered", parameters: rest, text: rest.join(",") };
}

function ofText({ text }: TextMessage): Confirmation {
  const isDone = text === "SET OK" || text === "SET OK!";
  return { outcome: isDone ? "done" : "answered", parameters: [], text };
}

/** Whether the message is neither from memory nor older than the command, as far as it shows. */
function isFresh(
  { time, status }: Extract<Message, { type: "position" | "heartbeat" }>,
  sentAt: Date | undefined,
): boolean {
  if (sentAt === undefined) return true;
  if (status?.storedRecord === true) return false;
  // The wire has whole seconds only.
  const seconds = Math.floor(sentAt.getTime() / 1000);
  return time === undefined || time === null || time.getTime() >= seconds * 1000;
}
