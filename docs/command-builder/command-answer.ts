/** The answer of a device to a command, in words. */
import {
  type Command,
  type Confirmation,
  type ConfirmationOutcome,
  decode,
  type Jt808Command,
  type Message,
  matchConfirmation,
} from "../../src/index.ts";
import { parseSms, type SmsReply } from "../../src/sms/index.ts";
import { readInput } from "../../src/text/index.ts";
import { type CommandForm, commandOf } from "./command-form.ts";
import { type FormView, formOf } from "./command-view.ts";

export interface Answer {
  /** `open`: an answer without an outcome, or no answer at all. */
  readonly tone: "good" | "bad" | "open";
  readonly title: string;
  readonly details: readonly (readonly [name: string, value: string])[];
}

const OUTCOMES: Readonly<Record<ConfirmationOutcome, Pick<Answer, "tone" | "title">>> = {
  done: { tone: "good", title: "Done: the device says that it obeyed." },
  failed: { tone: "bad", title: "Failed: the device says that it could not." },
  unsupported: { tone: "bad", title: "The device does not know this command." },
  badIndex: { tone: "bad", title: "A number in the command is out of the range of the device." },
  badPassword: { tone: "bad", title: "The password is wrong." },
  differs: { tone: "bad", title: "The device repeats other values than were sent." },
  answered: { tone: "open", title: "The device answered, and does not say how it went." },
};

const REPLIES: Readonly<Record<SmsReply["type"], Pick<Answer, "tone" | "title">>> = {
  ok: { tone: "good", title: "The device took the setting." },
  configuration: { tone: "good", title: "The settings of the device." },
  status: { tone: "good", title: "The state of the device." },
  location: { tone: "good", title: "Where the device is." },
  alarm: { tone: "open", title: "An alarm, which the device sent by itself." },
  text: { tone: "open", title: "A text in no known form." },
};

/** `null` if the text is empty. */
export function readAnswer(form: CommandForm, text: string): Answer | null {
  const view = formOf(form.type, form.channel);
  if (view === undefined || text.trim() === "") return null;
  return form.channel === "sms" ? smsAnswer(text) : frameAnswer(form, view, text);
}

function smsAnswer(text: string): Answer {
  const reply = parseSms(text.trim());
  return { ...REPLIES[reply.type], details: valuesOf(reply) };
}

/** The values of a reply except its text, flattened. */
function valuesOf({ type, text, issues, ...values }: SmsReply): [string, string][] {
  const { unknown = [], ...known } = values as { unknown?: { key: string; value: string }[] };
  return [
    ...Object.entries(known).map(([name, value]): [string, string] => [name, plain(value)]),
    ...unknown.map(({ key, value }): [string, string] => [key || "not explained", value]),
  ];
}

function plain(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function frameAnswer(form: CommandForm, view: FormView, text: string): Answer {
  const messages = messagesIn(text);
  const command = typedArguments(form, view) as unknown as Command | Jt808Command;
  const asked = identifiersOf(form);
  const ofThis = firstMatch(command, messages, asked);
  if (ofThis !== null) return answerOf(ofThis);
  const ofAnother = firstMatch(command, messages, {});
  if (ofAnother !== null) {
    const answer = answerOf(ofAnother);
    const what = form.channel === "jt808" ? "message number" : "time";
    const note = `It names another ${what} than this form, so it may answer an earlier command.`;
    return { ...answer, tone: "open", details: [...answer.details, ["Note", note]] };
  }
  const came = [...new Set(messages.map(({ type, command: word }) => `${type} ${word}`.trim()))];
  return {
    tone: "open",
    title: came.length === 0 ? "There is no frame in this." : "This does not answer the command.",
    details: came.map((one) => ["It is", one]),
  };
}

/** The time or serial number that identifies this command; left out while it is incomplete. */
function identifiersOf({ channel, at = "", serialNumber = "" }: CommandForm): {
  readonly at?: Date;
  readonly serialNumber?: number;
} {
  if (channel === "jt808") {
    const number = Number(serialNumber);
    return Number.isInteger(number) && number >= 0 && number <= 65535
      ? { serialNumber: number }
      : {};
  }
  const sentAt = new Date(`${at}Z`);
  return Number.isNaN(sentAt.getTime()) ? {} : { at: sentAt };
}

function messagesIn(text: string): Message[] {
  return readInput(new TextEncoder().encode(text))
    .filter(({ direction }) => direction !== "down")
    .flatMap(({ bytes }) => decode(bytes));
}

/** Invalid arguments are left out: the answer can be read without them. */
function typedArguments(form: CommandForm, view: FormView): Record<string, unknown> {
  try {
    return commandOf(form, view);
  } catch {
    return { type: form.type };
  }
}

function firstMatch(
  command: Command | Jt808Command,
  messages: readonly Message[],
  options: ReturnType<typeof identifiersOf>,
): Confirmation | null {
  for (const message of messages) {
    const found = matchConfirmation(command, message, options);
    if (found !== null) return found;
  }
  return null;
}

function answerOf({ outcome, result, parameters, text }: Confirmation): Answer {
  const details: [string, string][] = [];
  if (result !== undefined) details.push(["Result", result]);
  if (parameters.length > 0) details.push(["With it", parameters.join(", ")]);
  if (text === undefined) return { ...OUTCOMES[outcome], details };
  const reply = parseSms(text);
  const of =
    outcome === "answered" && reply.type !== "text" ? REPLIES[reply.type] : OUTCOMES[outcome];
  return { ...of, details: [["Text", text], ...details, ...valuesOf(reply)] };
}
