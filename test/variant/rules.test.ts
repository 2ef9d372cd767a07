/** Each rule on frames that match, and on frames that just do not: all evidence for a family, with its place. */
import { describe, expect, it } from "vitest";
import { decode, type Message, parseFrame } from "../../src/index.ts";
import { variantRules, viewOf } from "../../src/variant/rules.ts";
import { device, fromHex, POSITION } from "../jt808/frames.ts";
import { bytesOf, loadVectors } from "../vectors.ts";

type Shown = readonly [rule: string, field: string, value: unknown];

function shownBy(input: string | Uint8Array): Shown[] {
  const messages = decode(input);
  expect(messages).toHaveLength(1);
  return evidenceIn(messages[0]!);
}

function evidenceIn(message: Message): Shown[] {
  const view = viewOf(message);
  return variantRules().flatMap(({ rule, find }): Shown[] => {
    const found = find(view);
    return found === null ? [] : [[rule, found.field, found.value]];
  });
}

function vector(start: string): Uint8Array {
  const [found, ...more] = loadVectors()
    .flatMap(({ vectors }) => vectors)
    .filter(({ id }) => id.startsWith(`${start}-`));
  expect(more).toEqual([]);
  return bytesOf(found!);
}

const HEAD = "102411,A,2234.9273,N,11354.3980,E,0.00,0,051024";
const v1 = (tail: string, id = "9990001234", head = HEAD): string =>
  `*HQ,${id},V1,${head},${tail}#`;
const CELL = { mcc: 460, mnc: 1, lac: 1234, cid: 56789 };
const IMEI = "353270000000001";

/** Keeps the types of rows for `it.each`. */
function rows<First, More>(
  all: readonly (readonly [what: string, first: First, ...more: readonly More[]])[],
): [what: string, first: First, more: readonly More[]][] {
  return all.map(([what, first, ...more]) => [what, first, more]);
}

/** Rules about a word. */
const WORDS: readonly (readonly [frame: string, ...shown: readonly Shown[]])[] = [
  ["*HQ,9990001234,HTBT,50#", ["htbt", "command", "HTBT"]],
  ["*HQ,9990001234,ICCID,89860142104313880094#", ["iccid-word", "command", "ICCID"]],
  ["*HQ,9990001234,XT#", ["xt-bare", "command", "XT"]],
  ["*HQ,9990001234,XT,V#", ["xt-validity", "valid", false]],
  ["*HQ,9990001234,XT,A#", ["xt-validity", "valid", true]],
  ["*HQ,9990001234,XT,1,2#"],
  ["*HQ,9990001234,SMS,hello#", ["text-answer", "command", "SMS"]],
  [
    "*HQ,9990001234,SMS,ST906_TQ_V_2.0#",
    ["tq-firmware", "text", "ST906_TQ_V_2.0"],
    ["text-answer", "command", "SMS"],
  ],
  [
    "*HQ,9990001234,SMS,ST-901/4G,ID#",
    ["tq-firmware", "text", "ST-901/4G,ID"],
    ["text-answer", "command", "SMS"],
  ],
  [
    "*HQ,9990001234,LINK,061720,31,10,100,70,10,090714,FFFFFFFF#",
    ["link-tk-star", "command", "LINK"],
    ["link", "steps", 70],
  ],
  [
    "*HQ,9990001234,NBR,160109,460,0,1,1,9571,3359,150,180813,FFFFFBFF#",
    ["nbr-tk-star", "command", "NBR"],
    ["nbr-reachfar", "command", "NBR"],
  ],
  [
    "*HQ,9990001234,V6,204537,A,1005.9388,N,06015.9272,W,0.00,0,160421,FFFFFBFF,000,00,0000,0000#",
    ["v6-boot-4g", "command", "V6"],
    ["v6-boot-2g", "command", "V6"],
  ],
  [
    `*HQ,9990001234,VP1,A,2219.7312,N,11456.3785,E,0.00,348,180814,FFFFFFFF,90#`,
    ["vp1", "command", "VP1"],
  ],
  [`*EX,9990001234,MOVE,${HEAD},FBFFFFFF#`, ["maker-ex", "maker", "EX"]],
  [
    `*HQ,9990001234,V19,${HEAD},,0030000000002,8945745985596419713F,FFFFFBFF#`,
    ["v19", "command", "V19"],
  ],
  // The TQ document's request for an address, HuaSunTeK's, and the same of another unit.
  [`*HQ,9990001234,V2,${HEAD},FFFFFBFF,460,01,1234,56789#`],
  [
    `*HQ,9990001234,VI1,102411,0,${HEAD.slice(9)},FFFFFFFF,1CC,1,4D2,DDD5#`,
    ["address-request", "addressCoding", "gb2312"],
    ["alrm-bc", "command", "VI1"],
  ],
  [
    "*HQ,353522605819243,V2,100220,0,5253.20659,N,00525.01793,E,0.25,0,280917,FFFFFFFF,cc,28,  db,d75b#",
    ["address-request", "addressCoding", "gb2312"],
    ["hexadecimal-cell", "cell", { mcc: 204, mnc: 4, lac: 219, cid: 55131 }],
  ],
  [
    `*HQ,9990001234,ALRM,1,102411,0,${HEAD.slice(9)},FFFFFFFF,1CC,1,4D2,DDD5#`,
    ["alrm-bc", "command", "ALRM"],
  ],
  [
    "*HQ,9990001234,BC,102411,70,A,2234.9273,N,11354.3980,E,12.50,090,15101100,FFFFDFFF,460,0,9338,3692#",
    ["alrm-bc", "command", "BC"],
  ],
  [
    "*HQ,9990001234,V3,102411,46000,01,001450,011473,158,-62,0256,0,X,051024,FFFFFBFF#",
    ["v3-cells", "batteryRaw", 0x256],
  ],
  [
    "*HQ,9990001234,V5,1,11223344556677,0256,051024,FFFFFBFF#",
    ["v5-scan", "wifi", [{ bssid: "112233445566", rssi: 0x77 }]],
  ],
  // A word of another protocol in a text frame.
  ["*HQ,9990001234,0x0200,1#"],
  ["*HQ,9990001234,0x0900,1#"],
];

describe("a word", () => {
  it.each(WORDS.map(([frame, ...shown]) => [frame, shown] as const))("%s", (frame, shown) => {
    expect(shownBy(frame)).toEqual(shown);
  });

  it("of V8 with and without a supply voltage", () => {
    const frame = (tail: string): string => `*HQ,9990001234,V8,${HEAD},FFFFFBFF${tail}#`;
    expect(shownBy(frame(""))).toEqual([["v8-word", "command", "V8"]]);
    expect(shownBy(frame(",460,01,1234,56789,8,27,121,100"))).toEqual([
      ["v8-supply", "supplyVolts", 12.1],
      ["v8-word", "command", "V8"],
    ]);
  });

  it("of V5 with a distance, with a voltage too, and with access points", () => {
    const frame = (tail: string): string => `*HQ,9990001234,V5,${HEAD},FFFFFBFF${tail}#`;
    expect(shownBy(frame(",460,01,1234,56789,1509"))).toEqual([
      ["v5-distance", "odometerMeters", expect.any(Number)],
    ]);
    expect(shownBy(frame(",460,01,1234,56789,1509,125"))).toEqual([
      ["v5-voltage", "supplyVolts", 12.5],
    ]);
  });

  it("that is not read is no evidence", () => {
    expect(shownBy("*HQ,9990001234,V8,nonsense#")).toEqual([]);
  });
});

describe("V1", () => {
  it.each(
    rows<string, Shown>([
      ["as everybody sends it", v1("FFFFFBFF")],
      ["with bit 14 low", v1("ffffb3ff"), ["bit-14-low", "status", "FFFFB3FF"]],
      ["with bit 14 low and few others high", v1("000a0000"), ["bit-14-low", "status", "000A0000"]],
      ["with all bits low", v1("00000000")],
      ["with a decimal cell", v1("FFFFFBFF,460,01,1234,56789"), ["v1-decimal-cell", "cell", CELL]],
      ["without a cell, in the four fields", v1("FFFFFBFF,000,00,0,0")],
      [
        "with a cell and percent",
        v1("FFFFFBFF,460,01,1234,56789,85"),
        ["v1-percent", "batteryPercent", 85],
      ],
      [
        "with a cell and a step",
        v1("FFFFFBFF,460,01,0,0,6"),
        ["v1-battery-step", "batteryCode", 6],
      ],
      ["with battery alone", v1("FFFFFBFF,85")],
      [
        "with a decimal cell and no id",
        v1("FFFFFBFF,460,01,1234,56789", ""),
        ["v1-decimal-cell", "cell", CELL],
      ],
      [
        "with a hexadecimal cell",
        v1("FFFFFBFF,1cc,1,4d2,ddd5", IMEI),
        ["hexadecimal-cell", "cell", CELL],
      ],
      [
        "with a hexadecimal cell from 356…",
        v1("FFFFFBFF,1cc,1,4d2,ddd5", "356270000000001"),
        ["hexadecimal-cell", "cell", CELL],
      ],
      [
        "with a decimal cell from 355…",
        v1("FFFFFBFF,460,01,1234,56789", "355270000000001"),
        ["v1-decimal-cell", "cell", CELL],
      ],
      [
        "with a decimal cell from an id with 353 inside",
        v1("FFFFFBFF,460,01,1234,56789", "113530000000001"),
        ["v1-decimal-cell", "cell", CELL],
      ],
      [
        "with a decimal cell from a short id",
        v1("FFFFFBFF,460,01,1234,56789", "3532700000"),
        ["v1-decimal-cell", "cell", CELL],
      ],
      [
        "with five decimals from a long id",
        v1("FFFFFBFF", "113530000000001", HEAD.replace("2234.9273", "2234.92731")),
        ["five-decimals", "latitude", "2234.92731"],
      ],
      [
        "with five decimals from a short id",
        v1("FFFFFBFF", "9990001234", HEAD.replace("2234.9273", "2234.92731")),
      ],
      ["with four decimals from a long id", v1("FFFFFBFF", "113530000000001")],
      [
        "with six decimals from a long id",
        v1("FFFFFBFF", "113530000000001", HEAD.replace("2234.9273", "2234.927312")),
      ],
      [
        "without a point",
        v1("FFFFFBFF", undefined, HEAD.replace("2234.9273", "22349273")),
        ["without-point", "latitude", "22349273"],
      ],
      [
        "without a point in the longitude",
        v1("FFFFFBFF", undefined, HEAD.replace("11354.3980", "113543980")),
        ["without-point", "longitude", "113543980"],
      ],
      ["that ends behind its word, from a long id", "*HQ,113530000000001,V1#"],
      ["of maker TH", v1("FFFFFBFF").replace("HQ", "TH"), ["maker-th", "maker", "TH"]],
      ["of maker RS", v1("FFFFFBFF").replace("HQ", "RS"), ["maker-rs", "maker", "RS"]],
      ["of maker GY", v1("FFFFFBFF").replace("HQ", "GY"), ["maker-xy-gy", "maker", "GY"]],
      ["of maker XY", v1("FFFFFBFF").replace("HQ", "XY"), ["maker-xy-gy", "maker", "XY"]],
      ["of maker WT", v1("FFFFFBFF").replace("HQ", "WT"), ["maker-wt", "maker", "WT"]],
    ]),
  )("%s", (_what, frame, shown) => {
    expect(shownBy(frame)).toEqual(shown);
  });

  it("with a battery and three cells", () => {
    expect(shownBy(vector("v1-022"))).toEqual([["v1-three-cells", "cells", expect.any(Array)]]);
  });

  it("with fuel and altitude, and with a voltage", () => {
    expect(shownBy(vector("v1-015"))).toEqual([["v1-fuel", "fuelPercent", 100]]);
    expect(shownBy(vector("v1-140"))).toEqual([["v1-voltage", "supplyVolts", 12.8]]);
  });
});

describe("an id", () => {
  it.each<readonly [id: string, rule: string | null]>([
    ["3000000001", "id-sinotrack"],
    ["6100000001", "id-sinotrack"],
    ["7000000001", "id-sinotrack"],
    ["8100000001", "id-sinotrack"],
    ["9100000001", "id-sinotrack"],
    ["2076600001", "id-sinotrack"],
    ["2076500001", null],
    ["30000000012", null],
    ["1300000001", null],
    ["4200000001", "id-tk-star"],
    ["4700000001", "id-tk-star"],
    ["4300000001", null],
    ["1450000001", "id-reachfar"],
    ["1700000001", "id-reachfar"],
    ["7310000001", "id-reachfar"],
    ["7320000001", null],
  ])("%s", (id, rule) => {
    expect(shownBy(v1("FFFFFBFF", id))).toEqual(rule === null ? [] : [[rule, "deviceId", id]]);
  });
});

describe("a confirmation", () => {
  it.each<readonly [frame: string, shown: Shown | null]>([
    ["*HQ,9990001234,V4,SCF,OK,20241005102411#", ["new-commands", "confirms", "SCF"]],
    ["*HQ,9990001234,V4,S71,OK,20241005102411#", ["new-commands", "confirms", "S71"]],
    ["*HQ,9990001234,V4,D1,OK,20241005102411#", null],
    ["*HQ,9990001234,V4,D1,DONE,20241005102411#", null],
    [`*HQ,${IMEI},V4,D1,OK,20241005102411#`, ["result-word-imei", "result", "OK"]],
    [`*HQ,${IMEI},V4,D1,DONE,20241005102411#`, ["result-word-imei", "result", "DONE"]],
    [`*HQ,${IMEI},V4,D1,ERROR,20241005102411#`, ["result-word-imei", "result", "ERROR"]],
    [`*HQ,${IMEI},V4,IP,00,20241005102411#`, ["result-code", "result", "00"]],
    ["*HQ,9990001234,V4,IP,04,20241005102411#", ["result-code", "result", "04"]],
    ["*HQ,9990001234,V4,IP,80,20241005102411#", ["result-code", "result", "80"]],
    ["*HQ,9990001234,V4,IP,05,20241005102411#", null],
    [`*HQ,9990001234,V4,S20,OK,102400,${HEAD},FFFFFBFF#`, ["backup-free-ok", "result", "OK"]],
    [`*HQ,9990001234,V4,S20,DONE,102400,${HEAD},FFFFFBFF#`, null],
    [`*HQ,99900012345,V4,S20,OK,102400,${HEAD},FFFFFBFF#`, null],
    [`*HQ,9990001234,V4,S40,102400,${HEAD},FFFFFBFF#`, ["s40", "confirms", "S40"]],
  ])("%s", (frame, shown) => {
    expect(shownBy(frame)).toEqual(shown === null ? [] : [shown]);
  });
});

/** docs/protocol/h02.md §8.4 */
describe("user alarms", () => {
  const TAIL = "FFFFFBFF,ED,3000,460,01,17695,48515,C6";
  const frame = (word: string, tail: string): string => `*HQ,9990001234,${word},${HEAD},${tail}#`;
  const ALARMS: Shown = ["user-alarms", "extra", "3000"];

  it.each(
    rows<string, Shown>([
      ["V1", frame("V1", TAIL), ["v1-battery-step", "batteryCode", 6], ALARMS],
      ["V1 with an unknown battery step", frame("V1", TAIL.replace("C6", "C0")), ALARMS],
      ["V8", frame("V8", TAIL), ["v8-word", "command", "V8"], ALARMS],
      ["V9", frame("V9", TAIL), ALARMS, ["trips", "command", "V9"]],
      [
        "V10",
        frame("V10", `${TAIL},558,1,28,6,115,176,0,0,0`),
        ALARMS,
        ["trips", "command", "V10"],
      ],
      ["a trip without them", frame("V10", "FFFFFBFF"), ["trips", "command", "V10"]],
      ["V9 of another unit", frame("V9", "FFFFFBFF")],
      ["another word with one field left", frame("MOVE", "FBFFFFFF,3000")],
      [
        "a battery step before the date, and a field that nobody documented",
        frame("V1", "FFFFFBFF,3000").replace("051024", "4,051024"),
        ["v1-battery-step", "batteryCode", 4],
      ],
    ]),
  )("%s", (_what, text, shown) => {
    expect(shownBy(text)).toEqual(shown);
  });

  it("between flags, where text frames are no evidence for other families", () => {
    const wrapped = (text: string): Uint8Array => {
      const bytes = Buffer.from(text);
      const sum = bytes.reduce((xor, byte) => xor ^ byte, 0x7e);
      return new Uint8Array([0x7e, ...bytes, sum, 0x7e]);
    };
    const ESCAPED: Shown = ["escaped-h02", "frame", "7E"];
    expect(shownBy(wrapped(frame("V9", TAIL)))).toEqual([
      ESCAPED,
      ALARMS,
      ["trips", "command", "V9"],
    ]);
    expect(shownBy(wrapped(frame("V1", "FFFFFBFF,460,01,1234,56789")))).toEqual([ESCAPED]);
    expect(shownBy(wrapped("*HQ,9990001234,XT#"))).toEqual([ESCAPED]);
  });
});

describe("$", () => {
  const HEAD_29 = "2412345678901011121506242234927306113543980e012090ffffdfff";
  const frame = (tail: string): Uint8Array => new Uint8Array(Buffer.from(HEAD_29 + tail, "hex"));
  const zeros = (bytes: number): string => "00".repeat(bytes);

  it.each(
    rows<() => Uint8Array, readonly [string, number]>([
      ["32 bytes", () => vector("binary-32-001"), ["binary-32", 32], ["binary-32-tk-star", 32]],
      ["45 bytes with a counter", () => vector("binary-45-001"), ["binary-45-counter", 45]],
      ["45 bytes with FF 00", () => vector("binary-45-005"), ["binary-45-classic", 45]],
      ["45 bytes with 00 00", () => frame(zeros(16)), ["binary-45-counter", 45]],
      [
        "32 bytes of a device whose id begins as a record",
        () => fromHex(`2424${HEAD_29.slice(4)}${zeros(3)}`),
        ["binary-32", 32],
        ["binary-32-tk-star", 32],
      ],
      ["46 bytes", () => vector("binary-other-001"), ["binary-46", 46]],
      ["47 bytes", () => vector("binary-other-006"), ["binary-47", 47]],
      ["48 bytes", () => vector("binary-other-014")],
      ["51 bytes", () => vector("binary-other-007"), ["binary-51", 51]],
      ["a padlock without cells", () => frame(`0b0007${zeros(5)}`), ["binary-37", 37]],
      ["two cells of a padlock", () => frame(`000102${zeros(17)}`), ["lock-scan", 49]],
      ["one cell of a padlock", () => frame(`000101${zeros(9)}`), ["lock-scan", 41]],
      ["one access point of a padlock", () => frame(`000201${zeros(8)}`), ["lock-scan", 40]],
      ["four cells of a padlock", () => frame(`000104${zeros(33)}`), ["lock-scan", 65]],
      [
        "three access points of a padlock, as long as a frame with three cells",
        () => frame(`000203${zeros(22)}`),
        ["binary-54", 54],
        ["lock-scan", 54],
      ],
    ]),
  )("%s", (_what, make, shown) => {
    expect(shownBy(make())).toEqual(
      shown.map(([rule, length]) => [rule, "frame", `${length} bytes`]),
    );
  });

  // The splitter gives no such records; a program that splits frames itself may.
  it.each(
    rows<Uint8Array, Shown>([
      ["a list of no cells", frame("00010000")],
      ["a list of no access points", frame("00020000")],
      [
        "45 bytes with FF 01",
        frame(`ff01${zeros(14)}`),
        ["binary-45-counter", "frame", "45 bytes"],
      ],
      ["60 bytes", frame(zeros(31))],
      ["61 bytes", frame(zeros(32)), ["binary-long", "frame", "61 bytes"]],
    ]),
  )("%s, already split", (_what, bytes, shown) => {
    expect(evidenceIn(parseFrame({ format: "binary", bytes, offset: 0 }))).toEqual(shown);
  });

  it("with three cells and bit 14 low", () => {
    expect(shownBy(vector("binary-other-005"))).toEqual([
      ["binary-54", "frame", "54 bytes"],
      ["bit-14-low", "status", "FFFFBBFF"],
      ["id-sinotrack", "deviceId", "7021843920"],
    ]);
  });

  it("with the extension of an OBD terminal, between flags and bare", () => {
    expect(shownBy(vector("pengaoda-002"))).toEqual([
      ["escaped-h02", "frame", "7E"],
      ["user-alarms", "pengaoda.recordKind", "obd"],
    ]);
    expect(shownBy(vector("binary-other-008"))).toEqual([
      ["user-alarms", "pengaoda.recordKind", "obd"],
      ["binary-long", "frame", "128 bytes"],
    ]);
  });

  it("of another marker", () => {
    expect(shownBy(vector("mileage-001"))).toEqual([]);
    expect(shownBy(vector("picture-001"))).toEqual([["picture", "command", "P"]]);
  });
});

describe("JT/T 808", () => {
  const header = (id: string): Shown => ["jt808", "command", id];
  const item = (id: string, data: string): string =>
    `${id}${(data.length / 2).toString(16).padStart(2, "0")}${data}`;
  const position = (...items: readonly string[]): Uint8Array =>
    device("0200", `${POSITION} ${items.join("")}`);
  const line = Buffer.from("$OBD-RT,12.1,800,0,0,0,80,0,0,0,0,0,0").toString("hex");

  it.each(
    rows<readonly string[], string>([
      ["no items", []],
      ["one engine item", [item("80", "10")]],
      ["two engine items", [item("80", "10"), item("81", "0320")], "jt808-obd", "80 81"],
      [
        "82 and 85 beside one engine item",
        [item("80", "10"), item("82", "0010"), item("85", "0010")],
      ],
      [
        "an item with letters in its id",
        [item("8c", "10"), item("04", "0001"), item("8d", "0320")],
        "jt808-obd",
        "8C 8D",
      ],
      [
        "an undocumented item with a small id",
        [item("0f", "00"), item("8c", "10"), item("8d", "0320")],
        "jt808-obd",
        "0F 8C 8D",
      ],
      ["91 of 22 bytes", [item("91", "00".repeat(22))], "jt808-91", "91"],
      ["91 of 21 bytes", [item("91", "00".repeat(21))]],
      ["94 of 22 bytes", [item("94", "00".repeat(22))]],
      [
        "91 of 22 bytes behind another",
        [item("01", "00000001"), item("91", "00".repeat(22))],
        "jt808-91",
        "91",
      ],
      [
        "91 of 22 bytes behind one that nobody documented",
        [item("0f", "00"), item("91", "00".repeat(22))],
        "jt808-91",
        "0F 91",
      ],
      ["a line in E6", [item("e6", line)], "jt808-obd-rt", "E6"],
      ["a line in E7", [item("e7", line)]],
      ["E6 without a line", [item("e6", "00010203")]],
      ["a line in E6 in lower case", [item("e6", line.replace("4f4244", "6f6264"))]],
      ["F3 with the last id of its table", [item("f3", "01140100")], "jt808-f3", "F3"],
      ["F3 with an id above", [item("f3", "01150100")]],
      ["F3 with a second id of its table", [item("f3", "011501000002021111")], "jt808-f3", "F3"],
      ["F3 cut short", [item("f3", "0002021111 0003".replace(" ", ""))]],
      ["F4 in its place", [item("f4", "0002021111")]],
      ["EB with 5000", [item("eb", "50000100")], "jt808-ea", "EB"],
      ["EB with 6FFF", [item("eb", "6fff0100")], "jt808-ea", "EB"],
      ["EB with 4FFF", [item("eb", "4fff0100")]],
      ["EB with 7000", [item("eb", "70000100")]],
      ["EB with nothing in it", [item("eb", "500000")], "jt808-ea", "EB"],
      ["EB that does not fill", [item("eb", "50000200")]],
      ["EF with 5000", [item("ef", "50000100")]],
      ["57 and 82", [item("57", "00"), item("82", "00")], "jt808-57-82", "57 82"],
      ["57 alone", [item("57", "00")]],
      ["82 alone", [item("82", "00")]],
    ]),
  )("%s", (_what, items, [rule, ids]) => {
    const expected = rule === undefined ? [] : [[rule, "jt808.items", ids]];
    expect(shownBy(position(...items))).toEqual([header("0x0200"), ...expected]);
    // In the answer to a query, and in the second of two stored positions.
    expect(shownBy(device("0201", `0001 ${POSITION} ${items.join("")}`))).toEqual([
      header("0x0201"),
      ...expected,
    ]);
    const one = `${POSITION} ${items.join("")}`.replace(/\s/g, "");
    const length = (one.length / 2).toString(16).padStart(4, "0");
    const bare = POSITION.replace(/\s/g, "");
    expect(shownBy(device("0704", `0002 01 001c ${bare} ${length} ${one}`))).toEqual([
      header("0x0704"),
      ...expected,
    ]);
  });

  it.each(
    rows<string, Shown>([
      ["type F0", "f0 010203", ["jt808-f0", "jt808.passthroughType", 0xf0]],
      ["type F1", "f1 010203"],
      ["type 41 with a line", `41 ${line}`, ["jt808-obd-rt", "jt808.passthroughType", 0x41]],
      ["type 42 with a line", `42 ${line}`],
      ["type 41 without a line", "41 010203"],
      ["type 41 without data", "41"],
      ["type F0 without data", "f0", ["jt808-f0", "jt808.passthroughType", 0xf0]],
      ["nothing", ""],
    ]),
  )("passes through %s", (_what, body, shown) => {
    expect(shownBy(device("0900", body))).toEqual([header("0x0900"), ...shown]);
    // In another message, the same is no evidence.
    expect(shownBy(device("0901", body))).toEqual([header("0x0901")]);
  });

  it("without a whole header", () => {
    const [message] = decode(fromHex("7e 0200 0000 7e"));
    expect(message!.command).toBe("0x0200");
    expect(evidenceIn(message!)).toEqual([]);
  });
});
