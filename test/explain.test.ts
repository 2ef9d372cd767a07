import { describe, expect, it } from "vitest";
import { decode, type Explanation, explain } from "../src/index.ts";
import { checkExplained } from "./promises/oracle.ts";
import { bytesOf, loadVectors } from "./vectors.ts";

/** Names that are no property of a message. */
const NO_PROPERTY = new Set([
  "start",
  "end",
  "separator",
  "reserved",
  "network",
  "count",
  "checksum",
  "noise",
]);

/** The values are those of the decoded message; the elements of lists, in order, make up the list. */
function expectValues(message: Record<string, unknown>, entries: readonly Explanation[]): void {
  const elements = new Map<string, unknown[]>();
  let tail = "";
  for (const { name, value } of entries) {
    if (NO_PROPERTY.has(name)) continue;
    if (name === "tail") tail += value;
    else if (Array.isArray(message[name]) && !Array.isArray(value)) {
      elements.set(name, [...(elements.get(name) ?? []), value]);
    } else expect(value, name).toEqual(valueAt(message, name) ?? null);
  }
  for (const [name, values] of elements) {
    // An empty field has no bytes to explain.
    expect(
      (message[name] as unknown[]).filter((value) => value !== ""),
      name,
    ).toEqual(values);
  }
  if (message["tail"] instanceof Uint8Array && message["type"] !== "noise") {
    expect(tail).toBe(Buffer.from(message["tail"]).toString("hex"));
  }
}

/** `obd.engineRpm` is a property of a property. */
function valueAt(message: unknown, name: string): unknown {
  return name
    .split(".")
    .reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], message);
}

describe("explain", () => {
  for (const { file, vectors } of loadVectors()) {
    it(`covers every byte of ${file} once, with the values of decode`, () => {
      for (const vector of vectors) {
        const bytes = bytesOf(vector);
        checkExplained(bytes, explain(bytes));
        for (const message of decode(bytes)) {
          const entries = explain(message.frame, { deviceId: message.deviceId ?? "" });
          checkExplained(message.frame.bytes, entries);
          // The positions of a batch are in a list of their own.
          if (message.type !== "positions") expectValues({ ...message }, entries);
        }
      }
    });
  }

  it("says where each value of a `$` frame stands", () => {
    const entries = explain(
      Buffer.from("2451159218930839471704122440659000102332181e000344fffffbffff0033", "hex"),
    );
    expect(entries.map(({ offset, length, name, value }) => [offset, length, name, value])).toEqual(
      [
        [0, 1, "command", "$"],
        [1, 5, "deviceId", "5115921893"],
        [6, 6, "time", new Date("2012-04-17T08:39:47Z")],
        [12, 4, "latitude", 24 + 40.659 / 60],
        [16, 1, "batteryPercent", null],
        [17, 4, "longitude", 102 + 33.2181 / 60],
        [21, 1, "valid", true],
        [22, 1, "speedKmh", 0],
        [23, 2, "courseDegrees", 344],
        [25, 4, "status", expect.objectContaining({ word: 0xfffffbff })],
        [29, 2, "reserved", null],
        [31, 1, "recordNumber", 0x33],
      ],
    );
  });

  it("has units, meanings, and a note where a value rests on something or is wrong", () => {
    const entries = explain(
      "*HQ,9182677301,V5,091269,V,2401.4650,N,09044.5900,E,000.00,000,051219,FFFFBBFF,470,01,21019,2033,2921283#",
    );
    const odometer = entries.find(({ name }) => name === "odometerMeters")!;
    expect(odometer).toMatchObject({ raw: "2921283", value: 2921283, unit: "m", note: "inferred" });
    const time = entries.find(({ name }) => name === "time")!;
    expect(time).toMatchObject({ raw: "091269", value: null });
    expect(time.note).toContain("bad-time");
  });

  it("explains noise, separators, and several frames", () => {
    const entries = explain("hello\r\n*HQ,353271799434922,XT#\r\n");
    expect(entries.map(({ name, offset, length }) => [name, offset, length])).toEqual([
      ["noise", 0, 7],
      ["start", 7, 1],
      ["maker", 8, 2],
      ["separator", 10, 1],
      ["deviceId", 11, 15],
      ["separator", 26, 1],
      ["command", 27, 2],
      ["end", 29, 1],
      ["separator", 30, 2],
    ]);
  });

  it("throws TypeError for what it cannot explain", () => {
    for (const value of [null, 1, undefined, {}])
      expect(() => explain(value as never)).toThrow(TypeError);
  });
});
