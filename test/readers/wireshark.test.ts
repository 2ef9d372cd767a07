/**
 * The dissector gives the values of `decode`, for every frame of the vectors whose message has no error, one frame per
 * packet. Fields that the dissector shows raw are listed here, and no others may be missing.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { SimulatedDevice } from "../../src/cli/simulate/device.ts";
import { DOLLAR_TAILS } from "../../src/h02/dollar/tails.ts";
import { decode, type Message } from "../../src/index.ts";
import { vectorFrames } from "./frames.ts";
import { randomOf } from "./kind-blocks.ts";
import { datagrams, dissected, type Fields, hasTshark, tcp } from "./tshark.ts";
import { expected, same } from "./wireshark-values.ts";

const PAGE = readFileSync(
  new URL("../../docs/guide/wireshark.md", import.meta.url),
  "utf8",
).replaceAll("\n", " ");
const DEVICES = 40;
const FRAMES = 1000;

interface Difference {
  readonly vector: string;
  readonly name: string;
  readonly shown: readonly string[];
  readonly value: readonly unknown[];
}

function differences(
  vector: string,
  fields: Fields,
  message: Message,
): { wrong: Difference[]; missing: string[]; same: number } {
  const wanted = expected(message);
  const wrong: Difference[] = [];
  let equal = 0;
  for (const [name, shown] of fields) {
    const value = wanted.get(name);
    if (["field", "raw", "tail", "checksum", "issue"].includes(name)) continue;
    const agrees =
      value !== undefined &&
      shown.length === value.length &&
      shown.every((one) => value.some((v) => same(one, v)));
    if (agrees) equal += shown.length;
    else wrong.push({ vector, name, shown, value: value ?? [] });
  }
  // An empty text may have no bytes.
  const missing = [...wanted]
    .filter(([name, values]) => !fields.has(name) && values.some((value) => value !== ""))
    .map(([name]) => name);
  return { wrong, missing, same: equal };
}

/** Two of its frames share a flag, which a single datagram cannot. */
const SHARED_FLAG = "stream-021-jt808-shared-flag";

/** Messages of JT/T 808 that are complete, except for items in `RAW`. */
const COMPLETE = new Set(["0x0200", "0x0704"]);
/** Items that no table reads. */
const RAW = /^jt808\.items/;
/** Values that the dissector must show. */
function mustShow({ command, type }: Message, name: string): boolean {
  if (command === "P" || type === "unknown") return false;
  return !command.startsWith("0x") || (COMPLETE.has(command) && !RAW.test(name));
}

describe.skipIf(!hasTshark)("tshark with the dissector", () => {
  it("gives the values of decode for every vector without an error", () => {
    const all = vectorFrames().filter(({ id }) => id !== SHARED_FLAG);
    const packets = dissected(datagrams(all.map(({ bytes }) => bytes)));
    expect(packets).toHaveLength(all.length);
    const wrong: Difference[] = [];
    const missing: string[] = [];
    let equal = 0;
    for (const [i, { frames: found, isMalformed }] of packets.entries()) {
      const { id, message } = all[i]!;
      expect(isMalformed, id).toBe(false);
      expect(found.length, id).toBe(1);
      const result = differences(id, found[0]!, message);
      wrong.push(...result.wrong);
      equal += result.same;
      const { missing: absent } = result;
      missing.push(
        ...absent.filter((name) => mustShow(message, name)).map((name) => `${id} ${name}`),
      );
    }
    console.log(
      `tshark: ${all.length} frames, ${equal} values compared, ${wrong.length} different`,
    );
    expect(wrong).toEqual([]);
    expect(missing).toEqual([]);
    expect(all.length).toBeGreaterThan(700);
    expect(equal).toBeGreaterThan(15_000);
  }, 120_000);

  it("gives the values of decode for text frames with fields left out, added and changed", () => {
    const sent = changedTexts();
    const packets = dissected(datagrams(sent.map((text) => Buffer.from(text, "latin1"))));
    const wrong: Difference[] = [];
    const missing: string[] = [];
    let equal = 0;
    for (const [i, { frames: found, isMalformed }] of packets.entries()) {
      const [message] = decode(sent[i]!) as [Message];
      expect([found.length, isMalformed], sent[i]!).toEqual([1, false]);
      const result = differences(sent[i]!, found[0]!, message);
      equal += result.same;
      if (message.issues.some(({ severity }) => severity === "error")) continue;
      wrong.push(...result.wrong.filter((one) => !isReplaced(one)));
      const { missing: absent } = result;
      missing.push(
        ...absent.filter((name) => mustShow(message, name)).map((name) => `${sent[i]} ${name}`),
      );
    }
    console.log(`tshark: ${sent.length} changed text frames, ${equal} values compared`);
    expect(wrong).toEqual([]);
    expect(missing).toEqual([]);
    expect(equal).toBeGreaterThan(50_000);
  }, 240_000);

  it("gives the values of decode for the frames of a fleet", () => {
    const sent = traffic(2000);
    const packets = dissected(datagrams(sent));
    const wrong: Difference[] = [];
    for (const [i, { frames: found }] of packets.entries()) {
      const [message] = decode(sent[i]!, sent[i]![0] === 0x58 ? { deviceId: "1" } : {});
      if (message?.type === "cells") continue;
      wrong.push(
        ...differences(String(i), found[0]!, message!).wrong.filter(
          ({ name }) => name !== "deviceId",
        ),
      );
    }
    expect(packets).toHaveLength(sent.length);
    expect(wrong).toEqual([]);
  }, 120_000);

  it("shows every frame of a TCP connection with one frame per segment", () => {
    const sent = traffic(1000);
    const found = dissected(tcp(sent)).flatMap((packet) => packet.frames);
    expect(commandsOf(found)).toEqual(sent.map((bytes) => decode(bytes)[0]!.command));
  }, 120_000);

  it("reassembles a TCP stream of devices of all families, with the losses named on the page", () => {
    const stream = Buffer.concat(traffic(FRAMES));
    const { lost, wanted } = lostOf([cut(stream, 1460)]);
    console.log(`tshark: all families in one stream: ${lost} of ${wanted} frames lost`);
    // One device's lengths do not hold for the next.
    expect(lost).toBeLessThan(wanted / 100);
    expect(PAGE).toContain(
      `${lost} of ${wanted.toLocaleString("en")} frames of ${DEVICES} simulated devices on one connection`,
    );
  }, 120_000);

  it("reassembles the streams of devices on separate connections", () => {
    const devices = fleet().map((device) => {
      const sent: Uint8Array[] = [];
      while (sent.length < FRAMES / DEVICES)
        sent.push(...device.transmit().frames.map(({ bytes }) => bytes));
      return cut(Buffer.concat(sent), 1460);
    });
    const { lost, extra, wanted } = lostOf(devices);
    console.log(`tshark: a stream a device: ${lost} of ${wanted} frames lost`);
    expect([lost, extra]).toEqual([0, 0]);
    expect(PAGE).toContain(
      `${lost} of ${wanted.toLocaleString("en")} frames of the same devices on a connection each`,
    );
  }, 120_000);

  it.each([[[]], [["-2"]]])(
    "loses no record that is split between segments, with %j",
    (argv) => {
      const lengths = [...new Set(DOLLAR_TAILS.map(({ length }) => length))].sort((a, b) => a - b);
      const streams = lengths.flatMap((length) => {
        const { bytes } = vectorFrames().find(
          ({ bytes, message }) => message.command === "$" && bytes.length === length,
        )!;
        // One a minute, the first of them whole.
        const [first, ...others] = Array.from({ length: 40 }, (_, minute) =>
          Buffer.from(bytes).fill(Math.floor(minute / 10) * 16 + (minute % 10), 7, 8),
        );
        const sizes = Array.from({ length: 15 }, (_, i) => 30 + i * 5);
        return sizes.map((size) => [first!, ...cut(Buffer.concat(others), size)]);
      });
      const { lost, extra, wanted } = lostOf(streams, argv);
      console.log(
        `tshark ${argv.join(" ")}: ${streams.length} streams of records that segments cut: ${lost} of ${wanted} lost`,
      );
      expect([lost, extra]).toEqual([0, 0]);
      expect(PAGE).toContain(
        `of ${wanted.toLocaleString("en")} records of ${listOf(lengths)} bytes in segments of 30 to 100 bytes`,
      );
    },
    120_000,
  );

  it("can be filtered by alarm", () => {
    const sos = Buffer.from(
      "*HQ,8160528000,V1,102411,A,5047.5537,N,01507.0267,E,010.00,333,051024,FFFFFFFD#",
    );
    const calm = Buffer.from(
      "*HQ,8160528000,V1,102411,A,5047.5537,N,01507.0267,E,010.00,333,051024,FFFFFFFF#",
    );
    expect(dissected(datagrams([calm, sos, calm]), "-Y", 'sinotrack.alarm == "sos"')).toHaveLength(
      1,
    );
    expect(
      dissected(
        datagrams([calm, sos]),
        "-Y",
        "sinotrack.speedKmh > 18 && sinotrack.status.ignition",
      ),
    ).toHaveLength(2);
  }, 60_000);
});

/** Whether a later field of the frame has the same property: the dissector shows both. */
function isReplaced({ name, shown, value }: Difference): boolean {
  return name === "batteryPercent" && value.length === 1 && same(shown.at(-1)!, value[0]);
}

/** Fields by which forms are told apart. */
const TELLING = [
  ...["", "A", "V", "v", "B", "N", "5", "05", "123", "061158", " 061158 ", "160716", "46000"],
  ...["S20", "S21", "S32", "OK", "00", "DONE", "FFFFFBFF", "160716FFFFFBFF", "11223344556677"],
];
const CHANGES = 12;

/** Text frames of the vectors, each with some changes. */
function changedTexts(): string[] {
  const random = randomOf(0x2a);
  const frames = vectorFrames().filter(({ bytes }) => bytes[0] === 0x2a && bytes.at(-1) === 0x23);
  const texts = frames
    .map(({ bytes }) => Buffer.from(bytes).toString("latin1").slice(0, -1))
    .filter((text) => !text.includes("#"));
  const words = [...new Set(texts.map((text) => text.split(",")[2]!))];
  const one = <T>(list: readonly T[]): T => list[random(list.length)]!;
  const changed = texts.flatMap((text) =>
    Array.from({ length: CHANGES }, () => {
      const [maker, id, word, ...fields] = text.split(",");
      for (let i = random(2); i >= 0; i--) {
        const at = random(fields.length + 1);
        const kind = random(4);
        if (kind === 0) fields.splice(at, 1);
        else if (kind === 1) fields.splice(at, 0, one(TELLING));
        else if (kind === 2) fields[at] = one(TELLING);
        else fields.length = at;
      }
      return [maker, id, random(6) === 0 ? one(words) : word, ...fields].join(",");
    }),
  );
  return changed.map((text) => `${text}#`);
}

function commandsOf(found: readonly Fields[]): string[] {
  return found.map((fields) => fields.get("command")?.[0] ?? "noise");
}

const listOf = (numbers: readonly number[]): string =>
  new Intl.ListFormat("en-GB", { type: "disjunction" }).format(numbers.map(String));

function cut(stream: Buffer, size: number): Uint8Array[] {
  const count = Math.ceil(stream.length / size);
  return Array.from({ length: count }, (_, i) => stream.subarray(i * size, (i + 1) * size));
}

/** How many frames of each command are missing, and how many are surplus, with each stream on its own connection. */
function lostOf(
  streams: readonly (readonly Uint8Array[])[],
  argv: readonly string[] = [],
): { lost: number; extra: number; wanted: number } {
  const packets = streams.map((segments, i) => tcp(segments, 40_001 + i));
  const read = dissected(packets.flat(), ...argv);
  let [lost, extra, all, from] = [0, 0, 0, 0];
  for (const [i, segments] of streams.entries()) {
    const to = from + packets[i]!.length;
    const found = commandsOf(read.slice(from, to).flatMap(({ frames }) => frames));
    const wanted = decode(Buffer.concat(segments)).map(({ command }) => command);
    const count = (list: readonly string[], word: string): number =>
      list.filter((one) => one === word).length;
    for (const word of new Set([...wanted, ...found])) {
      const missing = count(wanted, word) - count(found, word);
      lost += Math.max(0, missing);
      extra += Math.max(0, -missing);
    }
    all += wanted.length;
    from = to;
  }
  return { lost, extra, wanted: all };
}

function fleet(): SimulatedDevice[] {
  return Array.from(
    { length: DEVICES },
    (_, index) =>
      new SimulatedDevice({
        seed: 7,
        index,
        start: new Date("2026-01-01T00:00:00Z"),
        intervalSeconds: 10,
        transport: "tcp",
      }),
  );
}

/** Frames of simulated devices of all families. */
function traffic(count: number): Uint8Array[] {
  const devices = fleet();
  const sent: Uint8Array[] = [];
  while (sent.length < count) {
    for (const device of devices) sent.push(...device.transmit().frames.map(({ bytes }) => bytes));
  }
  return sent.slice(0, count);
}
