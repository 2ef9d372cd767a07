/**
 * The last value that is read as such and the first one that is kept as sent, item by item and body by body
 * (docs/protocol/jt808.md §3 to §6, docs/protocol/jt808-tables.md §3, §4 and §6).
 */
import { describe, expect, it } from "vitest";
import {
  type DecodeOptions,
  decode,
  type EncodableMessage,
  encodeMessage,
  explain,
  type Jt808ProfileName,
  type Message,
} from "../../src/index.ts";
import { createProtocol, number } from "../../src/protocol/index.ts";
import { refusal } from "../refusal.ts";
import { device, frameOf, fromHex, POSITION, toHex } from "./frames.ts";

const ascii = (text: string, length = text.length): string =>
  Buffer.from(text.padEnd(length, "\0"), "latin1").toString("hex");
const bytesIn = (digits: string): string =>
  (digits.replaceAll(" ", "").length / 2).toString(16).padStart(2, "0");

function only(frame: Uint8Array, options: DecodeOptions = {}): Message {
  const [message, ...others] = decode(frame, options);
  expect(others).toEqual([]);
  return message!;
}

const codesOf = ({ issues }: Message): string[] => issues.map(({ code }) => code);

/** What an item became, and the ids of those that stayed items. */
function itemOf(
  name: string,
  item: string,
  profile: Jt808ProfileName = "shenzhen-obd-80",
): unknown[] {
  const [id, ...data] = item.split(" ");
  const message = only(
    device("0200", `${POSITION} ${id} ${bytesIn(data.join(""))} ${data.join("")}`),
    {
      jt808Profiles: [profile],
    },
  );
  const value = (message as unknown as Record<string, unknown>)[name];
  return [value, message.jt808!.items?.map((one) => one.id.toString(16))];
}

describe("nearby cells and access points", () => {
  const cell = (change: object) => [{ mcc: 460, mnc: 1, lac: 2, cid: 3, rssi: 4, ...change }];
  it.each<readonly [item: string, profile: Jt808ProfileName, cells: unknown]>([
    // Number, then country, network, area, cell, level; 5D has a cell of four bytes.
    ["53 01 01cc 01 0002 0003 04", "gps51", cell({})],
    ["53 01 00c8 01 0002 0003 04", "gps51", cell({ mcc: 200 })],
    ["53 01 00c7 01 0002 0003 04", "gps51", null],
    ["53 01 031f 01 0002 0003 04", "gps51", cell({ mcc: 799 })],
    ["53 01 0320 01 0002 0003 04", "gps51", null],
    ["53 01 01cc 01 ffff 0003 04", "gps51", cell({ lac: 0xffff })],
    ["53 01 01cc 01 0000 0000 04", "gps51", cell({ lac: null, cid: null })],
    ["5d 01 01cc 01 0002 0fffffff 04", "gps51", cell({ cid: 0xfffffff })],
    ["5d 01 01cc 01 0002 10000000 04", "gps51", null],
    // Country, network, cell, area in four bytes, level; without a number.
    ["f0 01cc 0001 00000003 0000ffff 04", "aovx", cell({ lac: 0xffff })],
    ["f0 01cc 0001 00000003 00010000 04", "aovx", null],
    // The number of elements.
    ["53 00", "gps51", []],
    ["53", "gps51", null],
    ["53 02 01cc 01 0002 0003 04", "gps51", null],
    ["53 00 01cc 01 0002 0003 04", "gps51", null],
    ["53 01 01cc 01 0002 0003", "gps51", null],
    ["f0", "aovx", null],
    ["f0 01cc 0001 00000003 00000002 04 05", "aovx", null],
  ])("%s of %s", (item, profile, cells) => {
    expect(itemOf("cells", item, profile)).toEqual(
      cells === null ? [undefined, [item.slice(0, 2)]] : [cells, undefined],
    );
  });

  const [one, other] = ["54b1210a0b0c", "54b1210a0b0d"];
  const point = (bssid: string, rssiDbm: number) => ({ bssid, rssiDbm });
  it.each<readonly [item: string, profile: Jt808ProfileName, wifi: unknown]>([
    [`54 01 ${one} 80`, "gps51", [point(one, -128)]],
    [`54 01 ${one} 7f`, "gps51", null],
    [`54 02 ${one} 80 ${other} ff`, "gps51", [point(one, -128), point(other, -1)]],
    [`54 02 ${one} 80 ${other} 7f`, "gps51", null],
    ["54 00", "gps51", []],
    [`f4 ${one} c3`, "aovx", [point(one, -61)]],
    ["f4", "aovx", null],
  ])("%s of %s", (item, profile, wifi) => {
    expect(itemOf("wifi", item, profile)).toEqual(
      wifi === null ? [undefined, [item.slice(0, 2)]] : [wifi, undefined],
    );
  });

  it.each<readonly [count: number, text: string, wifi: unknown]>([
    [1, "54:B1:21:0A:0B:0C,-61", [point(one, -61)]],
    [2, "54:B1:21:0A:0B:0C,-61,54:b1:21:0a:0b:0d,-7", [point(one, -61), point(other, -7)]],
    [0, "", []],
    [1, "", null],
    [0, "54:B1:21:0A:0B:0C,-61", null],
    [2, "54:B1:21:0A:0B:0C,-61", null],
    [1, "54:B1:21:0A:0B:0C", null],
    [1, "54:B1:21:0A:0B:0C,61", null],
    [2, "54:B1:21:0A:0B:0C,-61,54:b1:21:0a:0b,-7", null],
  ])("text of %i: %s", (count, text, wifi) => {
    const data = `b9 ${count.toString(16).padStart(2, "0")} ${ascii(text)}`;
    const inner = `00${bytesIn(`00${data}`)} 00${data}`.replaceAll(" ", "");
    expect(itemOf("wifi", `eb ${inner}`, "bsj-eb")).toEqual(
      wifi === null ? [undefined, ["b9"]] : [wifi, undefined],
    );
  });
});

describe("item 06, the temperature of the cargo", () => {
  // The top bit is the sign, or two's complement: the reading that is not below -273.
  it.each([
    ["0000", 0],
    ["0005", 5],
    ["7fff", 32767],
    ["8000", 0],
    ["8005", -5],
    ["8111", -273],
    ["8112", null],
    ["feee", null],
    ["feef", -273],
    ["fff6", -10],
    ["ffff", -1],
  ] as const)("%s", (data, degrees) => {
    const message = only(device("0200", `${POSITION} 06 02 ${data}`));
    expect(message).toMatchObject({ temperatureCelsius: degrees });
    expect(codesOf(message)).toEqual(degrees === null ? ["out-of-range"] : []);
  });

  const write = (temperatureCelsius: unknown): string => {
    const { issues: _, frame: __, ...values } = only(device("0200", POSITION));
    const bytes = encodeMessage({ ...values, temperatureCelsius } as EncodableMessage);
    return toHex(bytes).slice((13 + 28) * 2, -4);
  };
  it.each([
    [0, "06020000"],
    [32767, "06027fff"],
    [-1, "06028001"],
    [-273, "06028111"],
  ])("%i is written as %s", (degrees, item) => {
    expect(write(degrees)).toBe(item);
  });
  it.each([32768, -274, Number.NaN])("%d is refused", (degrees) => {
    expect(refusal(() => write(degrees))).toBe(
      `message.temperatureCelsius must be -273 to 32767, not ${degrees}`,
    );
  });
});

describe("items of a position", () => {
  it.each<readonly [items: string, values: object, items: readonly [id: number, hex: string][]]>([
    // Above 31 it is not the signal quality of modems.
    ["30 01 1f", { signalCsq: 31 }, []],
    ["30 01 20", { jt808: { signalLevel: 32 } }, []],
    // A second one stays raw, also with others between.
    ["85 02 03e8 85 02 07d0", { obd: { engineFuelRateLitersPerHour: 1 } }, [[0x85, "07d0"]]],
    ["8a 02 0001 8a 02 0002", { obd: { fuelPressureKpa: 1 } }, [[0x8a, "0002"]]],
    ["30 01 05 85 02 03e8 30 01 06", { signalCsq: 5 }, [[0x30, "06"]]],
    ["30 01 05 8a 02 0001 30 01 06", { signalCsq: 5 }, [[0x30, "06"]]],
    // Of several values.
    [
      "12 06 01 00000007 00 12 06 02 00000008 01",
      { jt808: { areaOrRoute: { type: "circle", id: 7, direction: "in" } } },
      [[0x12, "020000000801"]],
    ],
    ["11 01 00", { jt808: { overspeedPlace: { type: "none" } } }, []],
    ["11 05 01 00000007", { jt808: { overspeedPlace: { type: "circle", id: 7 } } }, []],
    ["18 02 0005", { jt808: { abnormalDriving: ["fatigue", "smoking"] } }, []],
    ["18 03 0002 64", { jt808: { abnormalDriving: ["phone"], fatigueLevel: 100 } }, []],
    ["2b 02 0001", { jt808: { analogInputs: [1] } }, []],
    ["2b 00", {}, [[0x2b, ""]]],
    ["2b 03 000102", {}, [[0x2b, "000102"]]],
  ])("%s", (items, values, kept) => {
    const message = only(device("0200", `${POSITION} ${items}`));
    expect(message).toMatchObject(values);
    expect(message.jt808!.items?.map(({ id, data }) => [id, toHex(data)]) ?? []).toEqual(kept);
    const issues = message.issues.map(({ code, field, expected }) => [code, field, expected]);
    expect(issues).toEqual(
      kept.length === 0 ? [] : [["unknown-tail", "jt808.items", "a known item"]],
    );
    const { issues: _, frame, ...rest } = message;
    const again = encodeMessage(rest as EncodableMessage);
    expect([...again].sort()).toEqual([...frame.bytes].sort());
  });

  it("are those of the standard with a profile that has none of its own", () => {
    expect(itemOf("satellites", "31 07", "concox-f0")).toEqual([7, undefined]);
    expect(itemOf("obd", "80 07", "concox-f0")).toEqual([undefined, ["80"]]);
  });

  it("are read and written by an own table before all others", () => {
    const { decode: decodeOwn, encodeMessage: write } = createProtocol({
      jt808Items: [
        { id: 0xe1, name: "steps", kind: number(2), about: "Steps" },
        { id: 0xe1, name: "longSteps", kind: number(4), about: "Steps of new units" },
      ],
    });
    const frame = device("0200", `${POSITION} 31 01 07 e1 04 00000102`);
    const [{ issues, frame: _, ...values } = expect.fail("no message")] = decodeOwn(frame);
    expect(values).toMatchObject({ satellites: 7, longSteps: 258 });
    expect(values).not.toHaveProperty("steps");
    expect(issues).toEqual([]);
    expect(toHex(write(values as EncodableMessage))).toBe(toHex(frame));
  });

  it("are named if one of the engine data has none", () => {
    const { issues: _, frame: __, ...values } = only(device("0200", `${POSITION} 81 02 0001`));
    const obd = { engineRpm: 1, somethingElse: 1 };
    expect(refusal(() => encodeMessage({ ...values, obd } as never))).toBe(
      "message.obd.somethingElse has no item in a position",
    );
  });
});

describe("a heartbeat of BSJ units", () => {
  // Percent to 100, signal to 31, state to 2, in three bytes (docs/protocol/jt808-tables.md §4.10).
  it.each([
    ["64 1f 02", { batteryPercent: 100, signalCsq: 31, jt808: { workingState: "off" } }],
    ["00 00 00", { batteryPercent: 0, signalCsq: 0, jt808: { workingState: "working" } }],
    ["65 1f 02", null],
    ["64 20 02", null],
    ["64 1f 03", null],
    ["64 1f 02 00", null],
    ["64 1f", null],
    ["64", null],
  ])("%s", (body, values) => {
    // The checksum must not be taken for the state.
    for (let number = 0; number < 256; number++) {
      const length = bytesIn(body);
      const frame = frameOf(
        `0002 00${length} 019176652184 00${number.toString(16).padStart(2, "0")} ${body}`,
      );
      const message = only(frame);
      if (values === null) {
        expect(message).toMatchObject({ tail: fromHex(body) });
        expect(message).not.toHaveProperty("batteryPercent");
      } else expect(message).toMatchObject(values);
    }
  });

  it("is none of other messages: those who log out have no body", () => {
    const message = only(device("0003", "641f02"));
    expect([message, codesOf(message)]).toMatchObject([
      { type: "heartbeat", tail: fromHex("641f02") },
      ["unknown-tail"],
    ]);
  });
});

describe("the day until which a driver's card is valid", () => {
  const CARD = `01 211129111712 00 04${ascii("NAME")} ${ascii("C-1", 20)} 04${ascii("CITY")}`;
  it.each([
    ["20190630", "2019-06-30"],
    ["20200229", "2020-02-29"],
    ["20190229", null, "bad-date"],
    ["20190431", null, "bad-date"],
    ["20191301", null, "bad-date"],
    ["20190100", null, "bad-date"],
    ["2019063a", null, "bad-date"],
    ["00000001", null, "bad-date"],
    ["00000000", null, "date-not-set"],
  ] as const)("%s", (digits, validUntil, ...codes) => {
    const message = only(device("0702", `${CARD} ${digits}`));
    expect([message.jt808, codesOf(message)]).toMatchObject([{ driver: { validUntil } }, codes]);
  });

  const write = (validUntil: unknown): string => {
    const { issues: _, frame: __, ...values } = only(device("0702", `${CARD} 20190630`));
    const driver = { ...(values.jt808 as unknown as { driver: object }).driver, validUntil };
    const bytes = encodeMessage({ ...values, jt808: { ...values.jt808, driver } } as never);
    return toHex(bytes).slice(-12, -4);
  };
  it.each([
    ["2020-02-29", "20200229"],
    [null, "00000000"],
  ])("%s is written as %s", (day, digits) => {
    expect(write(day)).toBe(digits);
  });
  it.each([["2019-06-300"], ["x2019-06-30"], ["20190630"], [20190630], [["2019-06-30"]]])(
    "%j is refused",
    (day) => {
      expect(refusal(() => write(day))).toContain(
        "message.jt808.driver.validUntil must be YYYY-MM-DD, not ",
      );
    },
  );

  it("is not looked for in the checksum of an empty body", () => {
    const issues = [];
    for (let number = 0; number < 256; number++) {
      const message = only(
        frameOf(`0702 0000 019176652184 00${number.toString(16).padStart(2, "0")}`),
      );
      issues.push(codesOf(message).join());
    }
    expect(new Set(issues).size).toBe(1);
  });
});

describe("the SIM number of 0x0107", () => {
  const attributes = (iccid: string): string =>
    `0001${ascii("MAKER")}${ascii("MODEL", 20)}${ascii("ID-1", 7)}${iccid}02${ascii("HW")}02${ascii("FW")}0301`;
  it.each([
    ["89860000000000000501", "89860000000000000501"],
    ["8986000000000000050f", "8986000000000000050F"],
    ["0".repeat(20), null],
    ["f".repeat(20), null],
    [`${"0".repeat(19)}f`, `${"0".repeat(19)}F`],
    [`${"f".repeat(19)}0`, `${"F".repeat(19)}0`],
  ])("%s", (digits, iccid) => {
    const message = only(device("0107", attributes(digits)));
    expect([message, codesOf(message)]).toMatchObject([
      { iccid },
      iccid === null ? ["empty-field"] : [],
    ]);
  });

  const write = (iccid: unknown): string => {
    const {
      issues: _,
      frame: __,
      ...values
    } = only(device("0107", attributes("89860000000000000501")));
    return toHex(encodeMessage({ ...values, iccid } as never));
  };
  it.each([
    ["8986000000000000050F", "8986000000000000050f"],
    [null, "0".repeat(20)],
  ])("%s is written as %s", (iccid, digits) => {
    expect(write(iccid)).toBe(toHex(device("0107", attributes(digits))));
  });
  it.each([
    ["8986000000000000050"],
    ["898600000000000005010"],
    ["8986000000000000050f"],
    ["8986000000000000050G"],
    [5],
    [["89860000000000000501"]],
  ])("%j is refused", (iccid) => {
    expect(refusal(() => write(iccid))).toMatch(
      /^message\.iccid must be 20 hexadecimal digits, not /,
    );
  });
});

describe("a recording", () => {
  // Number, kind, format, event, channel, then the 28 bytes of a position.
  const HEAD = "00000007 00 00 03 01";
  const position = (latitude: string, time: string): string =>
    `00000000 00000003 ${latitude} 06ca0fd7 0004 0000 0000 ${time}`;
  it.each([
    ["that ends after its position", position("01589906", "211129111705"), true],
    ["with an unset clock", position("01589906", "000000000000"), true],
    ["with an unset clock at 90 degrees", position("055d4a80", "000000000000"), true],
    ["with an unset clock and no latitude", position("06000000", "000000000000"), false],
    ["with a time that is no digits", position("01589906", "21112911170a"), false],
    ["with a month 13", position("01589906", "211329111705"), false],
    ["with a day 0", position("01589906", "211100111705"), false],
  ])("%s", (_what, body, isPosition) => {
    const message = only(device("0801", `${HEAD} ${body}`));
    expect(message.type).toBe(isPosition ? "position" : "unknown");
    if (!isPosition) expect(codesOf(message)).toEqual(["not-decoded"]);
  });

  it("that is cut in its position does not borrow the checksum", () => {
    const body = `${HEAD} ${position("01589906", "211129111705")}`.replaceAll(" ", "").slice(0, -2);
    const codes = [];
    for (let number = 0; number < 256; number++) {
      const serial = number.toString(16).padStart(4, "0");
      const message = only(frameOf(`0801 0023 019176652184 ${serial} ${body}`));
      codes.push(`${message.type} ${codesOf(message)}`);
    }
    expect(new Set(codes)).toEqual(new Set(["unknown not-decoded"]));
  });
});

describe("a batch", () => {
  const RECORD = POSITION.replaceAll(" ", "");
  const ITEM = `f11b${"aa".repeat(27)}`;
  const issuesOf = ({ issues }: Message): unknown[] =>
    issues.map(({ code, field, offset, length, expected }) => [
      code,
      field,
      offset,
      length,
      expected,
    ]);
  it.each<readonly [what: string, body: string, count: number, issues: unknown[]]>([
    [
      "with one length for all",
      `0002 00 0038 ${RECORD} ${RECORD}`,
      2,
      [["one-length", "positions", 16, 2, "a length before each record"]],
    ],
    [
      "whose first record is as long as the rest, which is no multiple of two",
      `0002 00 0039 ${RECORD} ${ITEM}`,
      1,
      [
        ["unknown-tail", "jt808.items", 46, 29, "a known item"],
        ["count-differs", "positions", 13, 2, "1"],
      ],
    ],
    [
      "of two without a record",
      "0002 00 0000",
      0,
      [
        ["count-differs", "positions", 13, 2, "0"],
        ["truncated", "tail", 16, 2, "a whole record"],
      ],
    ],
    ["of two without a byte", "0002 00", 0, [["count-differs", "positions", 13, 2, "0"]]],
    [
      "with half a length",
      `0002 00 001c ${RECORD} 00`,
      1,
      [
        ["count-differs", "positions", 13, 2, "1"],
        ["truncated", "tail", 46, 1, "a whole record"],
      ],
    ],
    [
      "with a record that is cut by one byte",
      `0002 00 001c ${RECORD} 001c ${RECORD.slice(2)}`,
      1,
      [
        ["count-differs", "positions", 13, 2, "1"],
        ["truncated", "tail", 46, 29, "a whole record"],
      ],
    ],
  ])("%s", (_what, body, count, issues) => {
    const message = only(device("0704", body));
    expect(message).toMatchObject({ positions: Array.from({ length: count }, () => ({})) });
    expect(issuesOf(message)).toEqual(issues);
  });

  it("at the equator and the zero meridian has no minus before its zero", () => {
    const south = `00000000 0000000e 00000000 06ca0fd7 ${RECORD.slice(32)}`;
    const west = `00000000 0000000e 01589906 00000000 ${RECORD.slice(32)}`;
    const message = only(device("0704", `0002 00 001c ${south} 001c ${west}`));
    expect(message).toMatchObject({
      positions: [
        { latitude: 0, longitude: -113.905623 },
        { latitude: -22.583558, longitude: 0 },
      ],
      issues: [],
    });
  });

  const explained = (body: string): unknown[] =>
    explain(device("0704", body))
      .slice(5, -2)
      .map(({ offset, length, name }) => [offset, length, name]);
  it("is explained length by length", () => {
    const each = explained(`0002 00 001c ${RECORD} 001c ${RECORD}`);
    expect(each.slice(0, 3)).toEqual([
      [13, 2, "count"],
      [15, 1, "jt808.batch"],
      [16, 2, "count"],
    ]);
    expect(each).toContainEqual([46, 2, "count"]);
    const once = explained(`0002 00 0038 ${RECORD} ${RECORD}`);
    expect(once.filter((field) => (field as unknown[])[2] === "count")).toEqual([
      [13, 2, "count"],
      [16, 2, "count"],
    ]);
  });
});

describe("data that is passed through", () => {
  const LINE = ascii("$OBD-RT,12.3,,20,.55,5.,,10.89,31.15,18.66,181,54.26,565.96,0,0,\r\n");
  const PROFILES = ["obd-rt", "concox-f0"] as const;
  it("of the type of a profile only", () => {
    const read = only(device("0900", `41 ${LINE}`), { jt808Profiles: PROFILES });
    expect(read).toMatchObject({
      obd: { vehicleSpeedKmh: 20, throttlePositionPercent: 0.55, engineLoadPercent: 5 },
      tail: new Uint8Array(0),
    });
    expect(
      read.issues.map(({ code, field, offset, length, expected }) => [
        code,
        field,
        offset,
        length,
        expected,
      ]),
    ).toEqual([
      [
        "empty-field",
        "obd",
        14,
        LINE.length / 2 - 2,
        "obd.engineRpm, obd.coolantTemperatureCelsius, obd.hardBrakes",
      ],
    ]);
    for (const [type, jt808Profiles] of [
      ["42", PROFILES],
      ["41", ["concox-f0"]],
      ["41", []],
    ] as const) {
      const kept = only(device("0900", `${type} ${LINE}`), { jt808Profiles });
      expect(kept).not.toHaveProperty("obd");
      expect([kept, codesOf(kept)]).toMatchObject([{ tail: fromHex(LINE) }, ["not-decoded"]]);
    }
    const data = only(device("0900", `f0 220428061009 00 02 01 01 052b 01 50`), {
      jt808Profiles: PROFILES,
    });
    expect([data, codesOf(data)]).toMatchObject([{ obd: { fuelLevelPercent: 80 } }, []]);
  });

  it("is explained field by field", () => {
    const fields = explain(device("0900", `41 ${LINE}`), { jt808Profiles: PROFILES })
      .slice(5, -2)
      .map(({ name, raw }) => [name, Buffer.from(raw, "hex").toString("latin1")]);
    expect(fields.slice(0, 5)).toEqual([
      ["jt808.passthroughType", "A"],
      ["separator", "$OBD-RT,"],
      ["supplyVolts", "12.3"],
      ["separator", ","],
      ["separator", ","],
    ]);
    expect(fields.slice(-3)).toEqual([
      ["obd.hardAccelerations", "0"],
      ["separator", ","],
      ["separator", "\r\n"],
    ]);
  });
});

describe("a body that ends after its last value", () => {
  const BODY = `02 4142 ${ascii("123456789012345")} ${ascii("V1", 20)}`;
  const read = (body: string): Message =>
    only(frameOf(`0102 40${bytesIn(body)} 01 00000000019176652184 00b3 ${body}`));
  it("has no tail, with a byte more it has one, with one less it lacks the value", () => {
    const whole = read(BODY);
    expect(whole).toMatchObject({ authenticationCode: "AB", softwareVersion: "V1" });
    expect(whole).not.toHaveProperty("tail");
    expect(codesOf(whole)).toEqual([]);
    const more = read(`${BODY} 41`);
    expect([more, more.issues]).toMatchObject([
      { softwareVersion: "V1", tail: fromHex("41") },
      [{ code: "unknown-tail", field: "tail", length: 1 }],
    ]);
    expect(more.issues).toHaveLength(1);
    const less = read(BODY.slice(0, -2));
    expect(less).toMatchObject({ authenticationCode: null, imei: null, softwareVersion: null });
    expect([less, codesOf(less)]).toMatchObject([
      { tail: fromHex(BODY.slice(0, -2)) },
      Array.from({ length: 3 }, () => "missing-field"),
    ]);
  });
});

describe("a driver, before 2013", () => {
  const DRIVER = `04${ascii("NAME")} ${ascii("123456", 20)} ${ascii("C-1", 40)}`;
  it.each([
    [`${DRIVER} 04${ascii("CITY")}`, "NAME"],
    // The length of the issuer.
    [DRIVER, null],
  ])("%s", (body, name) => {
    expect(only(device("0702", body))).toMatchObject({ jt808: { driver: { name } } });
  });
});

describe("a header", () => {
  it.each([
    ["000000000000", "0200 001c 000000000000 00b3"],
    ["00000000000000000000", "0200 401c 01 00000000000000000000 00b3"],
  ])("with the id %s is one of digits", (deviceId, header) => {
    const message = only(frameOf(`${header} ${POSITION}`));
    expect(message).toMatchObject({ type: "position", deviceId, issues: [] });
  });

  it.each(Array.from({ length: 10 }, (_, at) => at))(
    "of 2019 with a letter in byte %i of the id",
    (at) => {
      const digits = "00000000019176652184";
      const id = `${digits.slice(0, at * 2)}1a${digits.slice(at * 2 + 2)}`;
      const message = only(frameOf(`0200 401c 01 ${id} 00b3 ${POSITION}`));
      expect(message).toMatchObject({ type: "position", deviceId: id });
      expect(codesOf(message)).toEqual(["bad-id"]);
    },
  );

  it("of 2019 has no packed IMEI, even if its last six bytes could be one", () => {
    const message = only(frameOf("0002 4000 01 000000004ef92fc69c68 00b3"));
    expect([message.deviceId, codesOf(message)]).toEqual(["000000004ef92fc69c68", ["bad-id"]]);
  });

  it.each([
    ["441c", "encrypted"],
    ["601c", "part"],
  ])("of 2019 with attributes %s is left undecoded", (attributes, code) => {
    const part = code === "part" ? "0002 0001" : "";
    const message = only(
      frameOf(`0200 ${attributes} 01 00000000019176652184 00b3 ${part} ${POSITION}`),
    );
    expect([message.type, codesOf(message)]).toEqual(["unknown", [code]]);
  });

  it("of 1024 bytes too many is that of an assembled message, if the checksum is right", () => {
    const frame = frameOf(`0f0f 0001 019176652184 00b3 ${"00".repeat(1025)}`);
    expect(codesOf(only(frame))).toEqual(["not-decoded"]);
    frame[frame.length - 2]! ^= 1;
    expect(codesOf(only(frame))).toEqual(["bad-checksum", "length-differs", "not-decoded"]);
    const longer = frameOf(`0f0f 0001 019176652184 00b3 ${"00".repeat(1026)}`);
    expect(codesOf(only(longer))).toEqual(["length-differs", "not-decoded"]);
  });

  it("with escapes and a wrong checksum names the right one", () => {
    // Item 02 is 7E, which is sent as 7D 02.
    const frame = device("0200", `${POSITION} 02 02 007e`);
    const right = frame.at(-2)!;
    frame[frame.length - 2] = right ^ 1;
    const message = only(frame);
    expect(message).toMatchObject({ type: "position", fuelLevelLiters: 12.6 });
    expect(message.issues).toMatchObject([
      {
        code: "bad-checksum",
        field: "frame",
        offset: frame.length - 2,
        length: 1,
        expected: right.toString(16).padStart(2, "0"),
      },
    ]);
  });

  it("of bytes that are already unescaped is named so", () => {
    // Item 02 is 7D 01, which would be an escape on the wire.
    const contents = `0200 0022 019176652184 00b3 ${POSITION} 02 02 7d01 90 00`;
    const bytes = fromHex(contents);
    const sum = bytes.reduce((xor, byte) => xor ^ byte, 0);
    const message = only(Uint8Array.from([0x7e, ...bytes, sum, 0x7e]));
    expect(message).toMatchObject({ fuelLevelLiters: 3200.1 });
    expect(
      message.issues.map(({ code, field, offset, length, expected }) => [
        code,
        field,
        offset,
        length,
        expected,
      ])[0],
    ).toEqual(["unescaped", "frame", 1, bytes.length + 1, "7D 01 and 7D 02"]);
  });
});
