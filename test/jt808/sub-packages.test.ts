import { describe, expect, it } from "vitest";
import { decode, type Message, type PositionsMessage, parseFrame } from "../../src/index.ts";
import { SubPackages } from "../../src/session/index.ts";
import { frameOf, POSITION } from "./frames.ts";

/** Part `number` of `total` of a message with that id. */
function part(id: string, total: number, number: number, body: string): Uint8Array {
  const hex = (value: number, width: number): string => value.toString(16).padStart(width, "0");
  const attributes = hex(0x2000 | (body.length / 2), 4);
  return frameOf(
    `${id}${attributes}019176652184${hex(100 + number, 4)}${hex(total, 4)}${hex(number, 4)}${body}`,
  );
}

const RECORD = `001c${POSITION}`.replace(/\s/g, "");
/** 60 records of 30 bytes: more than the ten bits of the length can express. */
const BODY = `003c00${RECORD.repeat(60)}`;
const PIECES = [BODY.slice(0, 1400), BODY.slice(1400, 2800), BODY.slice(2800)];
const PARTS = PIECES.map((body, i) => part("0704", 3, i + 1, body));

function parse(bytes: Uint8Array): Message {
  return decode(bytes)[0]!;
}

describe("parts of a message", () => {
  it("are returned as they are, and the whole message after the last", () => {
    const messages = decode(Buffer.concat(PARTS));
    expect(messages.map(({ type }) => type)).toEqual([
      "unknown",
      "unknown",
      "unknown",
      "positions",
    ]);
    expect(messages.map(({ jt808 }) => jt808!.part?.number)).toEqual([1, 2, 3, undefined]);
    const whole = messages[3] as PositionsMessage;
    expect(whole.positions).toHaveLength(60);
    expect(whole.positions[59]).toMatchObject({ latitude: 22.583558, longitude: 113.905623 });
    expect(whole.issues).toEqual([]);
    expect(whole.serialNumber).toBe(101);
    const offsets = [0, PARTS[0]!.length, PARTS[0]!.length + PARTS[1]!.length];
    expect(messages.slice(0, 3).map(({ frame }) => frame.offset)).toEqual(offsets);
    expect(whole.frame.offset).toBe(offsets[2]);
    expect(whole.jt808!.assembled).toEqual({ offsets });
    expect(messages[0]!.issues.map(({ code }) => code)).toEqual(["part"]);
  });
  it("can be read again from the assembled frame alone, whose length has ten bits", () => {
    const { frame, issues, jt808, ...values } = decode(Buffer.concat(PARTS))[3]!;
    const again = parseFrame(frame);
    expect(again).toMatchObject(values);
    expect(again.issues).toEqual([]);
    const { assembled: _, ...header } = jt808!;
    expect(again.jt808).toEqual(header);
    // With one byte more, it does not match the length modulo 1024.
    const bytes = Uint8Array.from([...frame.bytes.slice(0, -2), 0, ...frame.bytes.slice(-2)]);
    expect(parseFrame({ ...frame, bytes }).issues.map(({ code }) => code)).toContain(
      "length-differs",
    );
  });
  it("may arrive in any order, and twice", () => {
    const parts = new SubPackages();
    const order = [2, 0, 2, 1];
    const found = order.map((i) => parts.add(parse(PARTS[i]!)));
    expect(found.map((message) => message?.type)).toEqual([
      undefined,
      undefined,
      undefined,
      "positions",
    ]);
    expect(parts.buffered).toBe(0);
  });
  it("of two devices do not mix", () => {
    const parts = new SubPackages();
    const other = { ...parse(PARTS[1]!), deviceId: "000000000001" };
    expect([parse(PARTS[0]!), other, parse(PARTS[2]!)].map((m) => parts.add(m))).toEqual([
      null,
      null,
      null,
    ]);
    expect(parts.add(parse(PARTS[1]!))?.type).toBe("positions");
  });
  it("of a later message of the same kind start again", () => {
    const parts = new SubPackages();
    parts.add(parse(PARTS[0]!));
    parts.add(parse(part("0704", 3, 1, PIECES[0]!.replace("003c00", "003c01"))));
    expect(parts.buffered).toBe(700);
    parts.add(parse(PARTS[1]!));
    expect(parts.add(parse(PARTS[2]!))).toMatchObject({ jt808: { batch: "blindArea" } });
  });
  it("with a bad checksum are not assembled", () => {
    const damaged = PARTS[0]!.slice();
    damaged[damaged.length - 2]! ^= 1;
    const parts = new SubPackages();
    expect(parse(damaged).issues.map(({ code }) => code)).toContain("bad-checksum");
    parts.add(parse(damaged));
    expect(parts.buffered).toBe(0);
  });
  it("are held up to the limits, and the oldest are discarded first", () => {
    const parts = new SubPackages({ maxBytes: 1500, maxMessages: 2 });
    for (let total = 2; total < 30; total++) {
      parts.add(parse(part("0801", total, 1, "00".repeat(400))));
      expect(parts.buffered).toBeLessThanOrEqual(800);
    }
    const large = new SubPackages({ maxBytes: 1500 });
    for (const bytes of PARTS.slice(0, 2)) large.add(parse(bytes));
    expect(large.buffered).toBe(1400);
    expect(large.add(parse(PARTS[2]!))).not.toBeNull();
    for (const name of ["maxBytes", "maxMessages"]) {
      expect(() => new SubPackages({ [name]: 0 })).toThrow(new RegExp(name));
    }
  });
  it("may be two", () => {
    const halves = [`0001 00 001c ${POSITION}`.replace(/\s/g, "")].flatMap((body) => [
      body.slice(0, 20),
      body.slice(20),
    ]);
    const messages = decode(Buffer.concat(halves.map((body, i) => part("0704", 2, i + 1, body))));
    expect(messages.map(({ type }) => type)).toEqual(["unknown", "unknown", "positions"]);
  });
  it("are the message if there is only one", () => {
    expect(parse(part("0002", 1, 1, ""))).toMatchObject({ type: "heartbeat", issues: [] });
  });
});
