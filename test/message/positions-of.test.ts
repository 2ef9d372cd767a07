import { expect, it } from "vitest";
import { decode } from "../../src/index.ts";
import { positionsOf } from "../../src/message/positions-of.ts";
import { device, POSITION } from "../jt808/frames.ts";
import { bytesOf, loadVectors } from "../vectors.ts";

const of = (frame: string) => decode(frame).flatMap((message) => [...positionsOf(message)]);

it("gives the position of a report, flat", () => {
  // Bit 1 low is SOS.
  const [position, ...others] = of(
    "*HQ,7029083742,V1,111958,A,2443.0632,N,09018.2082,E,12.50,271,280926,FFFFFFFD#",
  );
  expect(others).toEqual([]);
  expect(position).toEqual({
    deviceId: "7029083742",
    time: new Date("2026-09-28T11:19:58Z"),
    valid: true,
    latitude: 24.71772,
    longitude: 90.30347,
    speedKmh: 23.15,
    courseDegrees: 271,
    status: expect.objectContaining({ word: 0xfffffffd, alarms: ["sos"] }),
    alarms: ["sos"],
  });
});

it("gives each position of a batch, with its own alarms and the device of the message", () => {
  const positions = of(
    "*HQ,353271799434922,BC,052825,138,A,2248.5877,N,11429.2542,E,0.00,348,03182512,FFFFFFFD,1CC,0,25FC,F48;A,2237.9555,N,11409.2641,E,0.00,348,03182612,FFFFFFFF,1CC,0,25FC,F48#",
  );
  expect(positions.map(({ deviceId, latitude, alarms }) => [deviceId, latitude, alarms])).toEqual([
    ["353271799434922", expect.closeTo(22 + 48.5877 / 60, 9), ["sos"]],
    ["353271799434922", expect.closeTo(22 + 37.9555 / 60, 9), []],
  ]);
});

it("gives the place of a confirmation, and nothing for messages without a place", () => {
  const [place] = of(
    "*HQ,7029083742,V4,S20,111958,1,1,111959,A,2443.0632,N,09018.2082,E,0.00,0,280926,F7FFFFFF#",
  );
  expect(place).toMatchObject({ deviceId: "7029083742", latitude: 24.71772 });
  expect(place).not.toHaveProperty("confirms");
  for (const frame of ["*HQ,7029083742,HTBT#", "*HQ,7029083742,V4,R12,111958#", "noise"]) {
    expect(of(frame), frame).toEqual([]);
  }
});

it("gives the readings of JT/T 808 without its header", () => {
  const place = (items: string) => positionsOf(decode(device("0200", POSITION + items))[0]!)[0]!;
  // Item 0x30: signal quality; above 31 it has no unit.
  expect(place("30 01 45").jt808).toEqual({ signalLevel: 69 });
  expect(place("")).not.toHaveProperty("jt808");
  expect(place("").latitude).toBe(22.583558);
});

it("omits nothing of any position, in all vectors", () => {
  let count = 0;
  for (const { file, vectors } of loadVectors()) {
    for (const vector of vectors) {
      for (const message of decode(bytesOf(vector))) {
        const positions = positionsOf(message);
        const sources = message.type === "positions" ? message.positions : [message];
        if (positions.length > 0) expect(positions).toHaveLength(sources.length);
        else expect(JSON.stringify(message), file).not.toContain('"latitude"');
        for (const [index, position] of positions.entries()) {
          count++;
          expect(sources[index]).toMatchObject({
            latitude: position.latitude,
            time: position.time,
          });
          expect(position.deviceId).toBe(message.deviceId);
          expect(position.alarms).toEqual([...new Set(position.alarms)]);
        }
      }
    }
  }
  expect(count).toBeGreaterThan(500);
});
