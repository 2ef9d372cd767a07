/**
 * The dissector gives what `decode` gives, for every frame of the vectors whose message has no error, one frame a packet.
 * What the dissector shows raw is named here, and nothing else may be missing.
 */
import { describe, expect, it } from "vitest";
import { SimulatedDevice } from "../../src/cli/simulate/device.ts";
import { decode, type Message } from "../../src/index.ts";
import { vectorFrames } from "./frames.ts";
import { datagrams, dissected, type Fields, hasTshark, tcp } from "./tshark.ts";
import { expected, same } from "./wireshark-values.ts";

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
  const missing = [...wanted.keys()].filter((name) => !fields.has(name));
  return { wrong, missing, same: equal };
}

/** Two frames of it share a flag, and a datagram has one of its own. */
const SHARED_FLAG = "stream-021-jt808-shared-flag";

/** Of these messages everything is there but what the comment of `RAW` says. */
const COMPLETE = new Set(["$", "M", "X", "0x0200", "0x0704"]);
/** Items that no table reads. */
const RAW = /^jt808\.items/;

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
      if (COMPLETE.has(message.command) && message.type === "position")
        missing.push(
          ...result.missing.filter((name) => !RAW.test(name)).map((name) => `${id} ${name}`),
        );
    }
    console.log(
      `tshark: ${all.length} frames, ${equal} values compared, ${wrong.length} different`,
    );
    expect(wrong).toEqual([]);
    expect(missing).toEqual([]);
    expect(all.length).toBeGreaterThan(700);
    expect(equal).toBeGreaterThan(11_000);
  }, 120_000);

  it("gives the values of decode for what a fleet sends", () => {
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

  it("shows every frame of a TCP connection with one a segment", () => {
    const sent = traffic(1000);
    const found = dissected(tcp(sent)).flatMap((packet) => packet.frames);
    expect(commandsOf(found)).toEqual(sent.map((bytes) => decode(bytes)[0]!.command));
  }, 120_000);

  it("puts a TCP stream together, whatever the cuts", () => {
    const sent = traffic(1000);
    const stream = Buffer.concat(sent);
    const segments: Uint8Array[] = [];
    for (let at = 0; at < stream.length; at += 1460) segments.push(stream.subarray(at, at + 1460));
    const found = commandsOf(dissected(tcp(segments)).flatMap((packet) => packet.frames));
    const wanted = decode(stream).map((message) => message.command);
    const lost = lostOf(wanted, found);
    console.log(`tshark: all families in one stream: ${lost} of ${wanted.length} frames lost`);
    // Devices of all families share the connection: what one has shown is not what the next sends.
    expect(lost / wanted.length).toBeLessThan(0.02);
  }, 120_000);

  it("is filtered by alarm", () => {
    const sos = Buffer.from(
      "*HQ,8160528000,V1,102411,A,5047.5537,N,01507.0267,E,010.00,333,051024,FFFFFFFD#",
    );
    const calm = Buffer.from(
      "*HQ,8160528000,V1,102411,A,5047.5537,N,01507.0267,E,010.00,333,051024,FFFFFFFF#",
    );
    expect(dissected(datagrams([calm, sos, calm]), 'sinotrack.alarm == "sos"')).toHaveLength(1);
    expect(
      dissected(datagrams([calm, sos]), "sinotrack.speedKmh > 18 && sinotrack.status.ignition"),
    ).toHaveLength(2);
  }, 60_000);
});

function commandsOf(found: readonly Fields[]): string[] {
  return found.map((fields) => fields.get("command")?.[0] ?? "noise");
}

/** How many of each command are too few. */
function lostOf(wanted: readonly string[], found: readonly string[]): number {
  const count = (list: readonly string[], word: string): number =>
    list.filter((one) => one === word).length;
  return [...new Set(wanted)].reduce(
    (sum, word) => sum + Math.max(0, count(wanted, word) - count(found, word)),
    0,
  );
}

/** Frames of simulated devices of all families. */
function traffic(count: number): Uint8Array[] {
  const devices = Array.from(
    { length: 40 },
    (_, index) =>
      new SimulatedDevice({
        seed: 7,
        index,
        start: new Date("2026-01-01T00:00:00Z"),
        intervalSeconds: 10,
        transport: "tcp",
      }),
  );
  const sent: Uint8Array[] = [];
  while (sent.length < count) {
    for (const device of devices) sent.push(...device.transmit().frames.map(({ bytes }) => bytes));
  }
  return sent.slice(0, count);
}
