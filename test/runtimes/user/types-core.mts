/**
 * The types of every entry point without web streams, in a user's strict program without the types of
 * a platform. Each `@ts-expect-error` fails if a type is too loose, above all `any`.
 */
import {
  type AlarmName,
  type Command,
  type DecodeOptions,
  decode,
  decodeStatus,
  encodeCommand,
  encodeMessage,
  explain,
  type Frame,
  FrameSplitter,
  ISSUES,
  type IssueCode,
  identify,
  type Message,
  type MessageType,
  matchConfirmation,
  parseFrame,
  replyTo,
  sniff,
  splitFrames,
  type VariantGuess,
} from "sinotrack-protocol";
import { decodeObd, decodePid, type ObdReading, readObd } from "sinotrack-protocol/obd";
import { formatSms, parseSms, type SmsReply } from "sinotrack-protocol/sms";
import {
  type CheckReport,
  checkVectors,
  loadVectors,
  recordCapture,
  type Vector,
} from "sinotrack-protocol/vectors";

const options: DecodeOptions = { maxFrameLength: 1024 };

export function latitudes(input: Uint8Array | string): number[] {
  const found: number[] = [];
  for (const message of decode(input, options)) {
    if (message.type !== "position") continue;
    const { latitude } = message;
    // @ts-expect-error it may be null or absent
    const careless: number = latitude;
    found.push(latitude ?? careless);
  }
  return found;
}

/** Every type of message, so that a new one is noticed. */
export function describe(message: Message): string {
  switch (message.type) {
    case "position":
      return String(message.time?.getTime());
    case "positions":
      return String(message.positions.length);
    case "cells":
      return String(message.cells?.[0]?.cid);
    case "heartbeat":
      return String(message.batteryPercent);
    case "confirmation":
      return String(message.confirms);
    case "text":
      return String(message.text);
    case "identity":
      return String(message.iccid);
    case "alarm":
    case "trip":
    case "custom":
    case "unknown":
    case "noise":
      return message.issues.map(({ code }) => ISSUES[code][1]).join();
    default: {
      const none: never = message;
      return none;
    }
  }
}

// @ts-expect-error no such type
export const type: MessageType = "postion";
// @ts-expect-error no such code
export const code: IssueCode = "no-such-code";
// @ts-expect-error bytes or text
decode(1);

const command: Command = { type: "interval", seconds: 30 };
// @ts-expect-error the interval lacks its seconds
export const incomplete: Command = { type: "interval" };
export const bytes: Uint8Array = encodeCommand(command, { deviceId: "1", at: new Date(0) });

const splitter = new FrameSplitter();
const frames: Frame[] = [...splitter.push(bytes), ...splitter.flush()];
const first: Message | undefined = frames.map((frame) => parseFrame(frame))[0];
export const answers: (Uint8Array | null)[] = first ? [replyTo(first, { at: new Date(0) })] : [];
export const outcome = first && matchConfirmation(command, first)?.outcome;
export const consumed: number = splitFrames(bytes).consumed;
export const rows: string[] = explain(bytes).map(({ name, unit }) => `${name} ${unit ?? ""}`);
export const guesses: VariantGuess[] = identify(decode(bytes));
export const alarms: readonly AlarmName[] = decodeStatus(0xfffffbff).alarms;
export const protocol: "h02-ascii" | "h02-binary" | "jt808" | "incomplete" | "foreign" =
  sniff(bytes).protocol;
export const again = (message: Message): Uint8Array => encodeMessage(message);

export const readings: ObdReading[] = [...decodeObd("410C1AF8"), ...(first ? readObd(first) : [])];
export const rpm: number | null | undefined = decodePid(1, 0x0c, bytes).values.engineRpm;
// @ts-expect-error engine speed has no such value
export const temperature = decodePid(1, 0x0c, bytes).values.coolantTemperature;

const reply: SmsReply = parseSms("SET OK");
export const firmware: string | null | undefined =
  reply.type === "status" ? reply.firmware : undefined;
export const text: string = formatSms({ type: "restart" }, { password: "0000" });
// @ts-expect-error a password is needed
formatSms({ type: "restart" }, {});

const vectors: Vector[] = loadVectors("v1");
const report: CheckReport = checkVectors(vectors, (input) => decode(input));
export const changed: string[] = report.changed.map(({ vector }) => vector.id);
export const parts: number = recordCapture(bytes).length;
