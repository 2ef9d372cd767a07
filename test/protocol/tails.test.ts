/** Custom `$` tails and status tables, in single frames and in streams. */
import { describe, expect, it } from "vitest";
import {
  decode,
  type EncodableMessage,
  FrameSplitter,
  identify,
  type Message,
  splitFrames,
} from "../../src/index.ts";
import { createProtocol, kept, mark, uint } from "../../src/protocol/index.ts";
import { TrackerSession } from "../../src/session/index.ts";
import { DecoderStream, decodeStream } from "../../src/stream/index.ts";
import { fromHex, join } from "../frame/streams.ts";
import { ACME, DOOR, RECORD, SHORT_RECORD } from "./acme.ts";

const record = fromHex(RECORD);
const short = fromHex(SHORT_RECORD);
const text = new TextEncoder().encode(DOOR);

/** The record with another second, so that records differ. */
function at(second: number, bytes: Uint8Array = record): Uint8Array {
  const made = bytes.slice();
  made[8] = Math.floor(second / 10) * 16 + (second % 10);
  return made;
}

const formats = (frames: readonly { format: string; bytes: Uint8Array }[]): string[] =>
  frames.map(({ format, bytes }) => `${format} ${bytes.length}`);

describe("a custom $ tail", () => {
  const [message] = ACME.decode(record) as [Message];

  it("gives the ordinary properties, and the alarms of its table", () => {
    expect(message).toMatchObject({
      type: "position",
      command: "$",
      deviceId: "8168000005",
      temperatureCelsius: 10,
      rebootCount: 7,
      odometerMeters: 4660,
      doors: ["right"],
      steps: 258,
      status: { table: "acme" },
      alarms: ["rollover"],
      issues: [],
    });
    expect(message).not.toHaveProperty("tail");
    expect(decode(record, { binaryLength: 40 })[0]).toMatchObject({ alarms: [], tail: {} });
  });

  it("is read by the caller's table", () => {
    for (const statusTable of ["tq", "lkgps", "acme"]) {
      const [found] = ACME.decode(record, { statusTable }) as [Message];
      expect(found).toMatchObject({ status: { table: statusTable } });
    }
    const v1 = "*HQ,8168000005,V1,050316,A,2212.8745,N,11346.6574,E,014.28,028,220901,FFFFBFFF#";
    expect(ACME.decode(v1)[0]).toMatchObject({ alarms: [], status: { table: "tq" } });
    const [own] = ACME.decode(v1, { statusTable: "acme" }) as [Message];
    expect(own).toMatchObject({ alarms: ["rollover"], status: { table: "acme" } });
    expect(Buffer.from(ACME.encodeMessage(own)).toString()).toBe(v1);
  });

  it("is encoded from its values, and refused by the name of a value", () => {
    const { frame: _, issues: __, ...values } = message;
    expect(ACME.encodeMessage(values as EncodableMessage)).toEqual(record);
    expect(() => ACME.encodeMessage({ ...values, steps: 2 ** 24 } as EncodableMessage)).toThrow(
      /message\.steps must be 0 to 16777215/,
    );
  });

  it("is explained to the last byte", () => {
    const fields = ACME.explain(record);
    expect(fields.reduce((sum, { length }) => sum + length, 0)).toBe(40);
    expect(
      fields
        .slice(-5)
        .map(({ name, offset, raw, value, unit }) => [name, offset, raw, value, unit]),
    ).toEqual([
      ["temperatureCelsius", 29, "0064", 10, "°C"],
      ["rebootCount", 31, "07", 7, undefined],
      ["odometerMeters", 32, "00001234", 4660, "m"],
      ["doors", 36, "02", ["right"], undefined],
      ["steps", 37, "000102", 258, undefined],
    ]);
  });

  it("is evidence for no other family", () => {
    const mine = createProtocol({
      dollarTails: [
        {
          name: "long",
          length: 70,
          about: "Longer than any",
          rows: [{ name: "tail", kind: kept(41), about: "Not known" }],
        },
      ],
    });
    const long = new Uint8Array(70);
    long.set(record.subarray(0, 29));
    const messages = mine.decode(long);
    expect(messages).toMatchObject([{ type: "position", deviceId: "8168000005" }]);
    const rules = (protocol?: typeof mine): string[] =>
      identify(messages, protocol === undefined ? {} : { protocol })
        .flatMap(({ evidence }) => evidence)
        .filter(({ value }) => value === "70 bytes")
        .map(({ rule }) => rule);
    expect(rules()).not.toEqual([]);
    expect(rules(mine)).toEqual([]);
  });
});

describe("a stream", () => {
  const stream = join(at(1), at(2), text, at(3, short), at(4), at(5, short), at(6, short), at(7));
  const wanted = [
    ...["binary 40", "binary 40", "ascii 36", "binary 32"],
    ...["binary 40", "binary 32", "binary 32", "binary 40"],
  ];

  it("is split by the lengths of the protocol, whatever its chunks", () => {
    expect(formats(splitFrames(stream, { protocol: ACME, end: true }).frames)).toEqual(wanted);
    expect(formats(splitFrames(stream, { end: true }).frames)).not.toEqual(wanted);
    for (let size = 1; size <= stream.length; size++) {
      const splitter = new FrameSplitter({ protocol: ACME });
      const frames = [];
      for (let from = 0; from < stream.length; from += size) {
        frames.push(...splitter.push(stream.slice(from, from + size)));
      }
      frames.push(...splitter.flush());
      expect(formats(frames)).toEqual(wanted);
    }
  });

  it("is held if more could follow, and settled", () => {
    const splitter = new FrameSplitter({ protocol: ACME });
    for (const one of [at(1), at(3, short)]) {
      expect(formats(splitter.push(one))).toEqual([]);
      expect(formats(splitter.settle())).toEqual([`binary ${one.length}`]);
    }
    // The beginning of a long record is no record until the stream ends.
    expect(formats(splitter.push(at(4).subarray(0, 36)))).toEqual([]);
    expect(formats(splitter.settle())).toEqual([]);
    expect(formats(splitter.push(at(4).subarray(36)))).toEqual([]);
    expect(formats(splitter.settle())).toEqual(["binary 40"]);
    expect(splitter.buffered).toBe(0);
  });

  it("loses no tail to garbage after it, and no other record to a tail", () => {
    const behind = join(at(1), fromHex("010203"), at(2));
    const other = fromHex(
      "2410307310010503162209022212874500113466574c014028fffffbff0000106900000000" +
        "01cc0024247813ad",
    );
    for (const [bytes, formatsOf] of [
      [behind, ["binary 40", "noise 3", "binary 40"]],
      [join(at(1), other, at(2), other), ["binary 40", "binary 45", "binary 40", "binary 45"]],
    ] as const) {
      expect(formats(splitFrames(bytes, { protocol: ACME, end: true }).frames)).toEqual(formatsOf);
    }
  });

  it("accepts a tail only if its values are likely", () => {
    const marked = createProtocol({
      dollarTails: [
        {
          name: "marked",
          length: 36,
          about: "AB CD in front",
          rows: [
            { name: "mark", kind: mark(0xab, 0xcd), about: "Mark" },
            { name: "steps", kind: uint(4), about: "Steps", likely: [0, 99_999] },
            { name: "recordNumber", kind: uint(1), about: "Counts" },
          ],
        },
      ],
    });
    const head = record.subarray(0, 29);
    const good = join(head, fromHex("abcd0001869f09"));
    expect(formats(splitFrames(good, { protocol: marked, end: true }).frames)).toEqual([
      "binary 36",
    ]);
    for (const wrong of ["abcc0001869f09", "abcd000186a009"]) {
      const { frames } = splitFrames(join(head, fromHex(wrong)), { protocol: marked, end: true });
      expect(formats(frames)).toEqual(["binary 32", "noise 4"]);
    }
  });

  it("decodes the same with decodeStream, DecoderStream and TrackerSession", async () => {
    const names: string[] = ["$", "$", "DOOR", "$", "$", "$", "$", "$"];
    const types = ACME.decode(stream).map(({ command }) => command);
    expect(types).toEqual(names);
    const chunks = [stream.slice(0, 50), stream.slice(50, 111), stream.slice(111)];
    const found: Message[] = [];
    for await (const message of decodeStream(chunks, { protocol: ACME })) found.push(message);
    expect(found).toEqual(ACME.decode(stream));
    const through = new DecoderStream({ protocol: ACME, statusTable: "acme" });
    const writer = through.writable.getWriter();
    void writer.write(stream).then(() => writer.close());
    const read: Message[] = [];
    for await (const message of through.readable as unknown as AsyncIterable<Message>) {
      read.push(message);
    }
    expect(read.map(({ command }) => command)).toEqual(names);
    expect(read[3]).toMatchObject({ status: { table: "acme" } });
    const session = new TrackerSession({ protocol: ACME });
    const now = new Date("2024-09-22T05:03:30Z");
    const heard = [...session.receive(stream, now).messages, ...session.end(now).messages];
    expect(heard.map(({ command }) => command)).toEqual(names);
    expect(heard[2]).toMatchObject({ type: "custom", name: "door" });
    expect(() => decodeStream(chunks, { statusTable: "acme" })).toThrow(RangeError);
    expect(() => decodeStream(chunks, { protocol: ACME, statusTable: "acne" })).toThrow(
      /statusTable must be one of .*, acme$/,
    );
  });
});
