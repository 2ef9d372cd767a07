import type { Message } from "../../src/index.ts";
import type { SentCommand, TrackerSession } from "../../src/session/index.ts";
import { frameOf, POSITION } from "../jt808/frames.ts";

export const V1 = "*HQ,8160528000,V1,102411,A,5047.5537,N,01507.0267,E,009.98,333,051024,FFFFFFFF#";
export const HEARTBEAT = "*HQ,135790246811220,HTBT,100#";
export const LOGIN = "*HQ,359087952991010,V0#";
/** A `$` report of 4100773142, which has no maker code. */
export const DOLLAR = Uint8Array.from(
  Buffer.from(
    "24410077314221532131081504575970060744893206000000fffffbfdff0015060000002c02dc0c000000001f",
    "hex",
  ),
);
/** An `X` record, which has no id. */
export const RECORD = Uint8Array.from(
  Buffer.from("5800009814991024031101175555239206012107187c000095fffffbffff0033", "hex"),
);

const T0 = Date.UTC(2016, 6, 16, 6, 21, 8);

/** Milliseconds after 2016-07-16 06:21:08 UTC. */
export function at(milliseconds = 0): Date {
  return new Date(T0 + milliseconds);
}

export function bytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, "latin1"));
}

export function text(value: Uint8Array): string {
  return Buffer.from(value).toString("latin1");
}

export function hex(value: Uint8Array): string {
  return Buffer.from(value).toString("hex");
}

/** A JT/T 808 frame of 2013. */
export function jt808(
  id: string,
  body: string,
  { serialNumber = 1, deviceId = "019176652184", part = "" } = {},
): Uint8Array {
  const four = (value: number): string => value.toString(16).padStart(4, "0");
  const attributes = four((part === "" ? 0 : 0x2000) | (body.length / 2));
  return Uint8Array.from(
    frameOf(`${id}${attributes}${deviceId}${four(serialNumber)}${part}${body}`),
  );
}

const BATCH = `003c00${`001c${POSITION}`.replace(/\s/g, "").repeat(60)}`;
/** A batch of 60 positions in three parts, numbered 101 to 103. */
export const PARTS: readonly Uint8Array[] = [0, 1, 2].map((i) =>
  jt808("0704", BATCH.slice(i * 1400, (i + 1) * 1400), {
    serialNumber: 101 + i,
    part: `0003000${i + 1}`,
  }),
);

/** Parts of a recording, numbered 211 on, the last one with so many bytes. */
export function recording(lastBytes: number): Uint8Array[] {
  const parts = [`0000007b00000301${POSITION.replace(/\s/g, "")}ff`, "d8".repeat(lastBytes)];
  return parts.map((body, i) =>
    jt808("0801", body, { serialNumber: 211 + i, part: `0002000${i + 1}` }),
  );
}

/** 0x0001 from the device: serial number and id of the answered message, and the result. */
export function generalAnswer(serialNumber: number, id: string, result = "00"): Uint8Array {
  return jt808("0001", `${serialNumber.toString(16).padStart(4, "0")}${id}${result}`);
}

export function types(messages: readonly Message[]): string[] {
  return messages.map(({ type }) => type);
}

export function states(commands: readonly SentCommand[]): [string, string][] {
  return commands.map(({ command, state }) => [command.type, state]);
}

/** The result of the session for a chunk, in short. */
export function said(session: TrackerSession, chunk: Uint8Array | string, ms = 0): string[] {
  const { replies } = session.receive(typeof chunk === "string" ? bytes(chunk) : chunk, at(ms));
  return replies.map(text);
}
