/** Parameters of a device: read by the transmitted length, and set by name (docs/protocol/jt808-tables.md §1). */
import { describe, expect, it } from "vitest";
import {
  type ConfirmationMessage,
  decode,
  encodeCommand,
  type Jt808Command,
} from "../../src/index.ts";
import { PARAMETER_TEXT, RAW } from "../../src/jt808/parameter-kinds.ts";
import { jt808Parameters } from "../../src/jt808/parameter-rows.ts";
import { refusal } from "../refusal.ts";
import { device, toHex } from "./frames.ts";

const hex = (value: number, bytes: number): string => value.toString(16).padStart(bytes * 2, "0");

function read(id: number, data: string) {
  const body = `0014 01 ${hex(id, 4)} ${hex(data.length / 2, 1)} ${data}`;
  const [message] = decode(device("0104", body)) as ConfirmationMessage[];
  const { data: _, ...parameter } = message!.jt808!.parameters![0]!;
  return parameter;
}

const set = (name: string, value: unknown): string => {
  const command = { type: "setParameters", parameters: [{ name, value }] } as Jt808Command;
  const to = { protocol: "jt808", deviceId: "019176652184" } as const;
  return toHex(encodeCommand(command, to)).slice(26, -4);
};

it.each([
  [0x0001, "0000003c", { name: "heartbeatSeconds", value: 60 }],
  [0x0010, "636d6e6574", { name: "apn", value: "cmnet" }],
  [0x0010, "636d6e657400", { name: "apn", value: "cmnet" }],
  [0x0010, "", { name: "apn", value: "" }],
  [0x0028, "0000000a", { name: "emergencyReportSeconds", value: 10 }],
  [0x0032, "16320a1e", { name: "bannedDrivingTime" }],
  [0x0055, "00000050", { name: "maxSpeedKmh", value: 80 }],
  [0x0056, "05", { name: "overspeedSeconds", value: 5 }],
  [0x005b, "0032", { name: "overspeedWarningKmh", value: 5 }],
  [0x005b, "00000033", { name: "overspeedWarningKmh", value: 5.1 }],
  [0x0080, "000000ff", { name: "odometerMeters", value: 25_500 }],
  // Two bytes since 2013, four in 2011.
  [0x0081, "002c", { name: "provinceId", value: 44 }],
  [0x0081, "0001002c", { name: "provinceId", value: 65580 }],
  [0x0084, "02", { name: "plateColor", value: 2 }],
  [0x0091, "05", { name: "gnssBaud", value: 115200 }],
  [0x0091, "06", { name: "gnssBaud" }],
  [0x0092, "00", { name: "gnssOutputMilliseconds", value: 500 }],
  [0x0110, "0000000000000000", { name: "canIdSetting" }],
  [0x01ff, "0000000000000000", { name: "canIdSetting" }],
  [0x0200, "00000000", {}],
  [0x0001, "0000000000", { name: "heartbeatSeconds" }],
  [0xf001, "00", {}],
])("%s %s", (id, data, expected) => {
  expect(read(id, data)).toEqual({ id, ...expected });
});

describe.each(jt808Parameters().map((row) => [row.name, row] as const))("%s", (name, row) => {
  it("has a unique id", () => {
    const same = jt808Parameters().filter((one) => one.id === row.id || one.name === name);
    expect(same).toEqual([row]);
  });

  it("survives a round trip", () => {
    if (row.kind === RAW)
      return expect(refusal(() => set(name, 1))).toContain("parameters[0].name must be");
    const isText = row.kind === PARAMETER_TEXT;
    const values = isText ? ["a b", "", "x".repeat(255)] : (VALUES[name] ?? [0, 1, row.most]);
    for (const value of values) {
      const body = set(name, value);
      const [id, length] = [body.slice(2, 10), body.slice(10, 12)].map((text) =>
        Number(`0x${text}`),
      );
      expect([id, length]).toEqual([row.id, (body.length - 12) / 2]);
      if (!isText) expect(length).toBe(row.bytes);
      expect(read(row.id, body.slice(12))).toMatchObject({ name, value });
    }
    const wrong = isText
      ? ["x".repeat(256), "\n"]
      : [...(WRONG[name] ?? [row.most + 1, 0.5]), -1, Number.NaN];
    for (const value of wrong) expect(refusal(() => set(name, value))).toContain(name);
  });
});

/** Values for parameters whose value is not the number on the wire. */
const VALUES: Readonly<Record<string, number[]>> = {
  overspeedWarningKmh: [0, 0.1, 5.1, 6553.5],
  odometerMeters: [0, 100, 429_496_729_500],
  gnssBaud: [4800, 115200],
  gnssOutputMilliseconds: [500, 4000],
};
const WRONG: Readonly<Record<string, number[]>> = {
  overspeedWarningKmh: [6553.6, 5.15],
  odometerMeters: [150, 429_496_729_600],
  gnssBaud: [0, 5, 9601],
  gnssOutputMilliseconds: [1, 501],
};

it("is refused with an unknown name", () => {
  expect(refusal(() => set("constructor", 1))).toContain("parameters[0].name must be");
});
