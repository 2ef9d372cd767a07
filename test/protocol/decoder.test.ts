/** Protocols that only read, and what they refuse. */
import { describe, expect, it } from "vitest";
import { type Message, splitFrames } from "../../src/index.ts";
import { framePengAoDa } from "../../src/pengaoda/pengaoda-frame.ts";
import { createDecoder, createProtocol, h02, jt808, pengaoda } from "../../src/protocol/index.ts";
import { fromHex, join } from "../frame/streams.ts";
import { frameOf, POSITION } from "../jt808/frames.ts";
import { refusal } from "../refusal.ts";

const HEARTBEAT = "*HQ,8168000005,HTBT,85#";

const MADE = [
  ["createDecoder", createDecoder({ forms: [h02] })],
  ["createProtocol", createProtocol()],
] as const;

describe.each(MADE)("what %s makes", (_, made) => {
  const [frame] = splitFrames(new TextEncoder().encode(HEARTBEAT), { end: true }).frames;

  it("parses frames, and nothing else", () => {
    expect(made.parseFrame(frame!)).toMatchObject({ type: "heartbeat", batteryPercent: 85 });
    const { format, bytes, offset } = frame!;
    const callable = Object.assign(() => {}, { format, bytes, offset });
    const text = HEARTBEAT;
    for (const wrong of [null, undefined, text, 5, bytes, {}, { ...frame, bytes: text }, callable])
      expect(() => made.parseFrame(wrong as never)).toThrow(
        new TypeError("frame must be a frame from splitFrames or FrameSplitter"),
      );
  });

  it("takes an object of options, or none", () => {
    expect(made.decode(HEARTBEAT, undefined)).toEqual(made.decode(HEARTBEAT, {}));
    for (const options of [null, 5, "tq"] as never[]) {
      const error = new TypeError("options must be an object");
      expect(() => made.decode(HEARTBEAT, options)).toThrow(error);
      expect(() => made.parseFrame(frame!, options)).toThrow(error);
    }
    const deviceId = 5 as never;
    expect(refusal(() => made.decode(HEARTBEAT, { deviceId }))).toBe(
      "options.deviceId must be a string, not 5",
    );
  });

  it("needs bytes or a text", () => {
    expect(() => made.decode([] as never)).toThrow(
      new TypeError("input must be a Uint8Array or a string"),
    );
  });
});

it("parts of messages are assembled wherever jt808 is among the forms", () => {
  const body = POSITION.replace(/\s/g, "");
  const part = (number: number, piece: string): Uint8Array =>
    frameOf(
      `0200${(0x2000 | (piece.length / 2)).toString(16)}019176652184006${number}0002000${number}${piece}`,
    );
  const sent = join(part(1, body.slice(0, 20)), part(2, body.slice(20)));
  for (const forms of [[jt808], [h02, jt808], [pengaoda, h02, jt808]]) {
    for (const made of [createDecoder({ forms }), createProtocol({ forms })]) {
      const messages = made.decode(sent);
      expect(messages.map(({ type }) => type)).toEqual(["unknown", "unknown", "position"]);
      expect(messages[2]).toMatchObject({ latitude: 22.583558, longitude: 113.905623 });
    }
  }
  expect(createDecoder({ forms: [h02] }).decode(sent).length).toBe(2);
});

it("a record between flags has no XOR byte of its own", () => {
  // The record of docs/protocol/h02.md §8.4, without its XOR byte.
  const record = fromHex(
    [
      "24863199979207215325091531139912c6120584257e022266fffbdffffd41300052000000e163042b214b0101cc0145",
      "1fcbe500420047c2010007e100042d000000057b0000000c159600000d2d0000001f0000000042364c00004400000000",
      "46000000004c00000000880000000189000000248a000000008b000000008c",
    ].join(""),
  );
  const made = createDecoder({ forms: [pengaoda] });
  const framed = (...behind: number[]): unknown => {
    const [message] = made.decode(framePengAoDa(new Uint8Array([...record, ...behind])));
    const { type, issues, tail } = message as Message & { tail: Uint8Array };
    return [type, ...issues.map(({ code }) => code), Buffer.from(tail).toString("hex")];
  };
  // The head has undocumented bytes as well.
  expect(framed()).toEqual(["position", "3000042b214b"]);
  expect(framed(0x11)).toEqual(["position", "unknown-tail", "3000042b214b11"]);
});
