import { describe, expect, it } from "vitest";
import { decode, type Explanation, explain, type Frame } from "../src/index.ts";
import { checkExplained } from "./promises/oracle.ts";
import { bytesOf, loadVectors } from "./vectors.ts";

/** Names of entries that are no property of a message. */
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

/** The values are those of the decoded message; the elements of a list are its entries in order. */
function expectValues(message: Record<string, unknown>, entries: readonly Explanation[]): void {
  const elements = new Map<string, unknown[]>();
  let tail = "";
  for (const { name, value } of entries) {
    if (NO_PROPERTY.has(name)) continue;
    if (name === "tail") tail += value;
    else if (Array.isArray(valueAt(message, name)) && !Array.isArray(value)) {
      elements.set(name, [...(elements.get(name) ?? []), value]);
    } else expect(value, name).toEqual(valueAt(message, name) ?? null);
  }
  for (const [name, values] of elements) {
    // An empty field has no bytes to explain.
    expect(
      (valueAt(message, name) as unknown[]).filter((value) => value !== ""),
      name,
    ).toEqual(values);
  }
  if (message["tail"] instanceof Uint8Array && message["type"] !== "noise") {
    expect(tail).toBe(Buffer.from(message["tail"]).toString("hex"));
  }
}

/** `obd.engineRpm` is a nested property. */
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
          // The positions of a batch have a list of their own.
          if (message.type !== "positions") expectValues({ ...message }, entries);
        }
      }
    });
  }

  it("gives the offset of each value of a `$` frame", () => {
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

  it("has units, meanings, and a note on values that are wrong or depend on others", () => {
    const entries = explain(
      "*HQ,9182677301,V5,091269,V,2401.4650,N,09044.5900,E,000.00,000,051219,FFFFBBFF,470,01,21019,2033,2921283#",
    );
    const odometer = entries.find(({ name }) => name === "odometerMeters")!;
    expect(odometer).toMatchObject({ raw: "2921283", value: 2921283, unit: "m", note: "inferred" });
    const time = entries.find(({ name }) => name === "time")!;
    expect(time).toMatchObject({ raw: "091269", value: null });
    expect(time.note).toContain("bad-time");
  });

  it("notes the network as sent if it means another", () => {
    const noteOf = (network: string): string | undefined =>
      explain(
        `*HQ,353505620301234,V1,093235,A,0406.3415,N,00622.3332,E,0.00,0,140416,FFFFFFEF,26d,${network},3f5a,ada3#`,
      ).find(({ name }) => name === "cell")!.note;
    expect(noteOf("12f")).toBe("the network is sent as 303");
    expect(noteOf("130")).toBeUndefined();
    expect(noteOf("00012f")).toBeUndefined();
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

  const row = ({ offset, raw, name }: Explanation): unknown[] => [offset, raw, name];

  it.each<readonly [format: Frame["format"], bytes: string, rows: unknown[]]>([
    ["binary", "", []],
    ["binary", "24", [[0, "24", "command"]]],
    [
      "binary",
      "2412",
      [
        [0, "24", "command"],
        [1, "12", "tail"],
      ],
    ],
    [
      "mileage",
      "581234",
      [
        [0, "58", "command"],
        [1, "1234", "tail"],
      ],
    ],
    ["escaped", "", []],
    ["escaped", "7e", [[0, "7e", "start"]]],
    [
      "escaped",
      "7e7e",
      [
        [0, "7e", "start"],
        [1, "7e", "end"],
      ],
    ],
    [
      "escaped",
      "007e",
      [
        [0, "00", "tail"],
        [1, "7e", "end"],
      ],
    ],
    [
      "escaped",
      "7e00",
      [
        [0, "7e", "start"],
        [1, "00", "tail"],
      ],
    ],
    [
      "escaped",
      "000200",
      [
        [0, "0002", "command"],
        [2, "00", "tail"],
      ],
    ],
  ])("explains leftover bytes: %s %s", (format, bytes, rows) => {
    const frame = { format, bytes: new Uint8Array(Buffer.from(bytes, "hex")), offset: 0 };
    expect(explain(frame).map(row)).toEqual(rows);
  });

  it.each<readonly [text: string, rows: unknown[]]>([
    ["", []],
    ["#", [[0, "#", "end"]]],
    ["*", [[0, "*", "start"]]],
    [
      "*H",
      [
        [0, "*", "start"],
        [1, "H", "maker"],
      ],
    ],
    [
      "*HQ#",
      [
        [0, "*", "start"],
        [1, "HQ", "maker"],
        [3, "#", "end"],
      ],
    ],
    [
      "*HQ,12,XT",
      [
        [0, "*", "start"],
        [1, "HQ", "maker"],
        [3, ",", "separator"],
        [4, "12", "deviceId"],
        [6, ",", "separator"],
        [7, "XT", "command"],
      ],
    ],
    [
      "*HQ,,#",
      [
        [0, "*", "start"],
        [1, "HQ", "maker"],
        [3, ",", "separator"],
        [4, ",", "separator"],
        [5, "#", "end"],
      ],
    ],
  ])("explains leftover text: %s", (text, rows) => {
    const bytes = new Uint8Array(Buffer.from(text));
    expect(explain({ format: "ascii", bytes, offset: 0 }).map(row)).toEqual(rows);
  });

  it("explains the flags of JT/T 808 and the bytes between them", () => {
    // docs/protocol/jt808.md §3: a heartbeat; the XOR of its twelve bytes is f3.
    const heartbeat = "7e0002000004302706114200b7f3";
    expect(explain(Buffer.from(`${heartbeat}7e`, "hex"))).toEqual([
      { offset: 0, length: 1, name: "start", raw: "7e", value: "7e", about: expect.any(String) },
      {
        offset: 1,
        length: 2,
        name: "command",
        raw: "0002",
        value: "0x0002",
        about: expect.any(String),
      },
      {
        offset: 3,
        length: 2,
        name: "jt808",
        raw: "0000",
        value: { version: 2013 },
        about: expect.any(String),
      },
      {
        offset: 5,
        length: 6,
        name: "deviceId",
        raw: "043027061142",
        value: "043027061142",
        about: expect.any(String),
      },
      {
        offset: 11,
        length: 2,
        name: "serialNumber",
        raw: "00b7",
        value: 183,
        about: expect.any(String),
      },
      {
        offset: 13,
        length: 1,
        name: "checksum",
        raw: "f3",
        value: "f3",
        about: expect.any(String),
      },
      { offset: 14, length: 1, name: "end", raw: "7e", value: "7e", about: expect.any(String) },
    ]);
    // Two frames that share a flag, which closes the first one.
    const shared = explain(Buffer.from(`${heartbeat}${heartbeat}7e`, "hex"));
    expect(shared.filter(({ raw }) => raw === "7e").map(row)).toEqual([
      [0, "7e", "start"],
      [14, "7e", "end"],
      [28, "7e", "end"],
    ]);
  });

  it("names the text in place of a phone number", () => {
    // docs/protocol/h02.md §2.10.
    const frame = (number: string): string =>
      `*HQ,1234567890,V19,101112,A,2234.9273,N,11354.3980,E,012.50,090,150624,,${number},89860022090912345678,FFFFFBFF#`;
    const shown = (number: string): unknown[] =>
      explain(frame(number)).flatMap(({ raw, name, value }) =>
        raw === number ? [[name, value]] : [],
      );
    expect(shown("192.0.2.33")).toEqual([["ipAddress", "192.0.2.33"]]);
    expect(shown("8613800138000")).toEqual([["phoneNumber", "8613800138000"]]);
  });

  it("notes a wrong checksum at its byte, and only there", () => {
    const noted = (hex: string): unknown[] =>
      explain(Buffer.from(hex, "hex")).flatMap((entry) =>
        entry.note?.startsWith("bad-checksum: ") ? [row(entry)] : [],
      );
    expect(noted("7e0002000004302706114200b7f37e")).toEqual([]);
    expect(noted("7e0002000004302706114200b7f47e")).toEqual([[13, "f4", "checksum"]]);
  });

  it("notes an issue at its field, and not beside it", () => {
    const entries = explain(
      "*HQ,9990001234,V1,250000,A,2234.9273,N,11354.3980,E,0.00,400,051024,FFFFFBFF#",
    );
    expect(entries.flatMap(({ raw, note }) => (note ? [[raw, note.split(":")[0]]] : []))).toEqual([
      ["250000", "bad-time"],
      ["400", "out-of-range"],
    ]);
  });

  it("names delimiters and unread bytes, with their meaning if known", () => {
    const text = "*HQ,9990001234,VP1,V,470,002,92,3565,0Y92,19433,30#";
    const marks = explain(text).filter(({ name }) => name === "separator");
    expect(marks.map(({ raw }) => raw).join("")).toBe(",,,,,Y");
    for (const mark of marks) expect(mark).not.toHaveProperty("about");
    const batch = explain(
      "*HQ,353271799434922,BC,101112,70,A,2234.9273,N,11354.3980,E,12.50,090,31235959,FFFFDFFF,460,0,9338,3692;A,2234.9273,N,11354.3980,E,12.50,090,31235959,FFFFDFFF,460,0,9338,3692#",
    );
    expect(batch.filter(({ raw }) => raw === ";").map(({ name }) => name)).toEqual(["separator"]);
    const [reserved] = explain(
      Buffer.from("2451159218930839471704122440659000102332181e000344fffffbffff0033", "hex"),
    ).filter(({ name }) => name === "reserved");
    expect(reserved!.about).toMatch(/\S/);
  });

  it("tells the list of a padlock from its head", () => {
    // docs/protocol/h02.md §1.3: a byte, 1 for cells or 2 for access points, and their number; eight or seven bytes each.
    const head = "2451159218930839471704122440659000102332181e000344fffffbff";
    const tailOf = (hex: string): unknown =>
      explain(Buffer.from(head + hex, "hex"))
        .filter(({ name }) => name === "tail")
        .map(({ offset, length, about }) => [offset, length, /kind of the list/.test(about!)]);
    expect(tailOf(`0b0102${"0102030405060708".repeat(2)}33`)).toEqual([
      [29, 3, true],
      [32, 17, false],
    ]);
    expect(tailOf("0b02010102030405060733")).toEqual([
      [29, 3, true],
      [32, 8, false],
    ]);
  });

  it("throws TypeError for other types", () => {
    for (const value of [null, 1, undefined, {}])
      expect(() => explain(value as never)).toThrow(TypeError);
  });
});

describe("an unfinished frame is explained as far as it goes", () => {
  const values = (input: string | Uint8Array): unknown[] =>
    explain(input)
      .filter(({ name }) => name !== "separator")
      .map(({ name, value }) => [name, value]);

  it("of a text frame, without the last field, which may continue", () => {
    expect(values("*HQ,1500061234,V1,175832,A,1906.2520,N,1")).toEqual([
      ["start", "*"],
      ["maker", "HQ"],
      ["deviceId", "1500061234"],
      ["command", "V1"],
      ["time", null],
      ["valid", true],
      ["latitude", expect.closeTo(19.1042, 9)],
      ["longitude", null],
    ]);
  });

  it("of a $ record, with the signs if the flags are there", () => {
    const bytes = Buffer.from("2447100312341027331905184742164504012281828e00", "hex");
    expect(values(bytes)).toEqual([
      ["command", "$"],
      ["deviceId", "4710031234"],
      ["time", new Date("2018-05-19T10:27:33Z")],
      ["latitude", expect.closeTo(47.702742, 6)],
      ["batteryPercent", 60],
      ["longitude", expect.closeTo(12.469713, 6)],
      ["valid", true],
      ["speedKmh", null],
    ]);
    expect(values(bytes.subarray(0, 21)).slice(3)).toEqual([
      ["latitude", null],
      ["batteryPercent", 60],
      ["longitude", null],
    ]);
  });

  it("of JT/T 808, its header", () => {
    const found = explain(Buffer.from("7e02000072014328432813043a00000000", "hex"));
    expect(found.map(({ name }) => name).slice(0, 5)).toEqual([
      "start",
      "command",
      "jt808",
      "deviceId",
      "serialNumber",
    ]);
  });

  it("and each byte is explained once", () => {
    for (const whole of [
      Buffer.from("*HQ,8160528000,V1,102411,A,5047.5537,N,01507.0267,E,009.98,333,051024,FFFFFFFF"),
      Buffer.from("2447100312341027331905184742164504012281828e009229ffe7fbffff0013", "hex"),
      Buffer.from("7e02000072014328432813043a00000000000c000000c0afb30607cff900", "hex"),
    ]) {
      for (let size = 1; size < whole.length; size++) {
        let at = 0;
        for (const { offset, length } of explain(whole.subarray(0, size))) {
          expect(offset, `${whole} ${size}`).toBe(at);
          at += length;
        }
        expect(at).toBe(size);
      }
    }
  });
});
