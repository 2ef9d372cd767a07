/**
 * Cells, access points and neighbouring fields at their limits, one field at a time (docs/protocol/h02.md §2.5 to §2.8
 * and §8.4).
 */
import { describe, expect, it } from "vitest";
import { type CellsMessage, decode } from "../../src/index.ts";
import { check } from "./one-field.ts";

type Cell = Readonly<Record<string, unknown>>;
const cells = (...all: readonly Cell[]): { cells: readonly Cell[] } => ({ cells: all });

describe("NBR", () => {
  const frame =
    "*HQ,9170481927,NBR,160153,460,1,7,2,9571,3359,150,9095,3558,145,180813,FFFFFBFF,6#";
  const first = { mcc: 460, mnc: 1, lac: 9571, cid: 3359, rssi: 150 };
  const second = { mcc: 460, mnc: 1, lac: 9095, cid: 3558, rssi: 145 };
  const both = (change: Cell): { cells: readonly Cell[] } =>
    cells({ ...first, ...change }, { ...second, ...change });
  check(frame, "network", 4, [
    ["999,999", both({ mcc: 999, mnc: 999 })],
    ["0,0", both({ mcc: null, mnc: 0 })],
    // Reported once, however many cells there are.
    ["1000,1", both({ mcc: null }), ["out-of-range", "cells", "1000"]],
    ["460,1000", both({ mnc: null }), ["out-of-range", "cells", "1000"]],
    ["46x,1", both({ mcc: null }), ["bad-number", "cells", "46x"]],
  ]);
  check(frame, "timing advance", 6, [
    ["0", { timingAdvance: 0 }],
    ["255", { timingAdvance: 255 }],
    ["256", { timingAdvance: null }, ["out-of-range", "timingAdvance", "256"]],
    ["x", { timingAdvance: null }, ["bad-number", "timingAdvance", "x"]],
  ]);
  check(frame, "count", 7, [
    ["1", cells(first, second), ["count-differs", "cells", "1"]],
    ["3", cells(first, second), ["count-differs", "cells", "3"]],
    ["x", cells(first, second), ["count-differs", "cells", "x"]],
    ["", cells(first, second), ["count-differs", "cells", ""]],
  ]);
  check(frame, "cell", 8, [
    ["65535,268435455,255", cells({ ...first, lac: 65535, cid: 268435455, rssi: 255 }, second)],
    ["65536,3359,150", cells({ ...first, lac: null }, second), ["out-of-range", "cells", "65536"]],
    [
      "9571,268435456,150",
      cells({ ...first, cid: null }, second),
      ["out-of-range", "cells", "268435456"],
    ],
    ["9571,3359,256", cells({ ...first, rssi: null }, second), ["out-of-range", "cells", "256"]],
    ["0,0,0", cells({ ...first, lac: null, cid: null, rssi: 0 }, second)],
    ["9571,3359,-67", cells({ mcc: 460, mnc: 1, lac: 9571, cid: 3359, rssiDbm: -67 }, second)],
    ["9571,3359,-", cells({ ...first, rssi: null }, second), ["bad-number", "cells", "-"]],
    ["9571,3359,-6x", cells({ ...first, rssi: null }, second), ["bad-number", "cells", "-6x"]],
    ["x,3359,150", cells({ ...first, lac: null }, second), ["bad-number", "cells", "x"]],
    ["9571,,150", cells({ ...first, cid: null }, second), ["empty-field", "cells", ""]],
  ]);
  check(frame, "battery", 16, [
    ["0", { batteryPercent: 0 }],
    ["100", { batteryPercent: 100 }],
    ["101", { batteryPercent: null }, ["bad-battery", "batteryPercent", "101"]],
  ]);
  check(
    "*HQ,9170481927,NBR,160153,460,1,7,1,9571,3359,150,9095,180813,FFFFFBFF#",
    "left-over field",
    11,
    [["9095", { ...cells(first), extra: ["9095"] }, ["bad-cell", "cells", "9095"]]],
  );
});

describe("BS", () => {
  const frame =
    "*HQ,356373408652625,BS,101112,2d4,a,1b63,1969,26,1b64,10b2,31,0,0,25,150624,ffffffff,60#";
  const first = { mcc: 724, mnc: 10, lac: 0x1b63, cid: 0x1969, rssi: 26 };
  const second = { mcc: 724, mnc: 10, lac: 0x1b64, cid: 0x10b2, rssi: 31 };
  const third = { mcc: 724, mnc: 10, lac: null, cid: null, rssi: 25 };
  const all = (change: Cell): { cells: readonly Cell[] } =>
    cells(...[first, second, third].map((cell) => ({ ...cell, ...change })));
  check(frame, "network", 4, [
    ["2d4,a", all({})],
    ["3e7,3e7", all({ mcc: 999, mnc: 999 })],
    ["3e8,a", all({ mcc: null }), ["bad-cell", "cells", "3e8,a"]],
    ["2d4,3e8", all({ mnc: null }), ["bad-cell", "cells", "2d4,3e8"]],
    ["0,0", all({ mcc: null, mnc: 0 })],
    ["g,a", all({ mcc: null }), ["bad-cell", "cells", "g,a"]],
    ["2d4,g", all({ mnc: null }), ["bad-cell", "cells", "2d4,g"]],
    [",a", all({ mcc: null }), ["bad-cell", "cells", ",a"]],
  ]);
  check(frame, "cell", 6, [
    [
      "ffff,fffffff,255",
      cells({ ...first, lac: 0xffff, cid: 0xfffffff, rssi: 255 }, second, third),
    ],
    [
      "10000,1969,26",
      cells({ ...first, lac: null }, second, third),
      ["bad-cell", "cells", "10000,1969"],
    ],
    [
      "1b63,10000000,26",
      cells({ ...first, cid: null }, second, third),
      ["bad-cell", "cells", "1b63,10000000"],
    ],
    ["g,1969,26", cells({ ...first, lac: null }, second, third), ["bad-cell", "cells", "g,1969"]],
    ["1b63,g,26", cells({ ...first, cid: null }, second, third), ["bad-cell", "cells", "1b63,g"]],
    [
      "1,1,256",
      cells({ ...first, lac: 1, cid: 1, rssi: null }, second, third),
      ["out-of-range", "cells", "256"],
    ],
  ]);
  check(frame, "battery", 17, [
    ["0", { batteryPercent: 0 }],
    ["100", { batteryPercent: 100 }],
    ["101", { batteryPercent: null }, ["out-of-range", "batteryPercent", "101"]],
  ]);
  check(frame.replace(",60#", "#"), "a field fewer", 3, [
    ["101112", { type: "unknown" }, ["unknown-type", "frame", "BS"]],
  ]);
});

describe("V3 of Cantrack", () => {
  const frame =
    "*HQ,355225743145119,V3,101112,46001,02,000152,014001,156,-64,000161,010642,138,,02E4,7,X,150624,FFFFFBFF#";
  const first = { mcc: 460, mnc: 1, lac: 152, cid: 14001, rssi: 156, rssiDbm: -64 };
  const second = { mcc: 460, mnc: 1, lac: 161, cid: 10642, rssi: 138 };
  check(frame, "network", 4, [
    ["46001", cells(first, second)],
    ["00000", cells({ ...first, mcc: null, mnc: 0 }, { ...second, mcc: null, mnc: 0 })],
    ["460999", cells({ ...first, mnc: 999 }, { ...second, mnc: 999 })],
  ]);
  check(frame, "cell", 6, [
    [
      "065535,268435455,255,-1",
      cells({ ...first, lac: 65535, cid: 268435455, rssi: 255, rssiDbm: -1 }, second),
    ],
    [
      "065536,014001,156,-64",
      cells({ ...first, lac: null }, second),
      ["out-of-range", "cells", "065536"],
    ],
    [
      "000152,268435456,156,-64",
      cells({ ...first, cid: null }, second),
      ["out-of-range", "cells", "268435456"],
    ],
    [
      "000152,014001,256,-64",
      cells({ ...first, rssi: null }, second),
      ["out-of-range", "cells", "256"],
    ],
    ["000152,014001,156,-999", cells({ ...first, rssiDbm: -999 }, second)],
    [
      "000152,014001,156,-1000",
      cells({ ...first, rssiDbm: null }, second),
      ["bad-number", "cells", "-1000"],
    ],
    [
      "000152,014001,156,0",
      cells({ ...first, rssiDbm: null }, second),
      ["bad-number", "cells", "0"],
    ],
    [
      "000152,014001,156,64",
      cells({ ...first, rssiDbm: null }, second),
      ["bad-number", "cells", "64"],
    ],
    [
      "000152,014001,156,-",
      cells({ ...first, rssiDbm: null }, second),
      ["bad-number", "cells", "-"],
    ],
    [
      "000152,014001,156,-6x",
      cells({ ...first, rssiDbm: null }, second),
      ["bad-number", "cells", "-6x"],
    ],
  ]);
  check(frame, "battery", 14, [
    ["0000", { batteryRaw: 0 }],
    ["FFFF", { batteryRaw: 0xffff }],
    ["G", { batteryRaw: null }, ["bad-number", "batteryRaw", "G"]],
    ["", { batteryRaw: null }, ["empty-field", "batteryRaw", ""]],
  ]);
  check(frame, "count", 5, [["03", cells(first, second), ["count-differs", "cells", "03"]]]);
  check("*HQ,355225743145119,V3,101112,46001,00,02E4,7,X,150624,FFFFFBFF#", "no cell", 6, [
    ["02E4", { ...cells(), batteryRaw: 0x2e4, rebootCount: 7 }],
  ]);
  check(
    "*HQ,355225743145119,V3,101112,46001,01,000152,014001,156,-64,7,02E4,7,X,150624,FFFFFBFF#",
    "left-over field",
    10,
    [["9", { ...cells(first), extra: ["9"], batteryRaw: 0x2e4 }, ["bad-cell", "cells", "9"]]],
  );
});

describe("V3 of Cantrack without the fields after the cells", () => {
  check("*HQ,355225743145119,V3,101112,46001,01,02E4#", "network", 4, [
    ["46001", { type: "unknown", cells: undefined }, ["unknown-type", "frame", "V3"]],
  ]);
});

describe("a truncated student card", () => {
  check("*WT,1234567890,V2,151744,92,1,56,0,A#", "validity", 8, [
    [
      "A",
      { type: "position", extra: undefined },
      ["bad-validity", "valid", "92"],
      ["bad-coordinate", "latitude", "1"],
      ["bad-coordinate", "longitude", "0"],
      ["missing-field", "speedKmh", ""],
      ["missing-field", "courseDegrees", ""],
      ["missing-field", "time", ""],
      ["missing-field", "status", ""],
    ],
  ]);
});

describe("VP1", () => {
  const frame = "*HQ,356946362827395,VP1,V,470,002,92,3565,9Y95,19433,30#";
  const network = { mcc: 470, mnc: 2 };
  const first = { ...network, lac: 92, cid: 3565, rssi: 9 };
  const second = { ...network, lac: 95, cid: 19433, rssi: 30 };
  check(frame, "network", 4, [
    ["999,999", cells({ ...first, mcc: 999, mnc: 999 }, { ...second, mcc: 999, mnc: 999 })],
    [
      "470,1000",
      cells({ ...first, mnc: null }, { ...second, mnc: null }),
      ["out-of-range", "cells", "1000"],
    ],
  ]);
  check(frame, "cell", 6, [
    ["65535,268435455,9Y95,19433,30", cells({ ...first, lac: 65535, cid: 268435455 }, second)],
    [
      "65536,3565,9Y95,19433,30",
      cells({ ...first, lac: null }, second),
      ["out-of-range", "cells", "65536,3565,9"],
    ],
    [
      "92,268435456,9Y95,19433,30",
      cells({ ...first, cid: null }, second),
      ["out-of-range", "cells", "92,268435456,9"],
    ],
    ["0,0,0Y95,19433,30", cells({ ...network, lac: null, cid: null, rssi: 0 }, second)],
    ["92,3565,9,7Y95,19433,30", cells(second), ["bad-cell", "cells", "92,3565,9,7"]],
    ["92,x,9Y95,19433,30", cells(second), ["bad-cell", "cells", "92,x,9"]],
  ]);
});

describe("a truncated cell of VP1", () => {
  const second = { mcc: 470, mnc: 2, lac: 95, cid: 19433, rssi: 30 };
  check("*HQ,356946362827395,VP1,V,470,002,92Y95,19433,30#", "cell", 6, [
    ["92Y95", cells({ mcc: 470, mnc: 2, lac: 92, cid: null }, second), ["bad-cell", "cells", "92"]],
    ["Y95", cells(second), ["bad-cell", "cells", ""]],
    [
      "65535,268435455,9Y95",
      cells(
        { mcc: 470, mnc: 2, lac: 65535, cid: 268435455, rssi: 9 },
        { mcc: 470, mnc: 2, lac: 95, cid: null },
      ),
      ["bad-cell", "cells", "95"],
    ],
  ]);

  it("has no level", () => {
    const [message] = decode("*HQ,356946362827395,VP1,V,470,002,92,3565#");
    // toEqual takes undefined for absent.
    expect((message as CellsMessage).cells).toStrictEqual([
      { mcc: 470, mnc: 2, lac: 92, cid: 3565 },
    ]);
  });
});

describe("VI1 of HuaSunTeK", () => {
  const frame =
    "*HQ,353271799434922,VI1,052825,0,2254.3633,N,11404.0965,E,0.00,348,180814,FFFFFFFF,1CC,0,25FC,F48,90,  25FC-F48-10|  25FD-F49-6#";
  const network = { mcc: 460, mnc: 0 };
  const first = { ...network, lac: 0x25fc, cid: 0xf48, rssi: 10 };
  const second = { ...network, lac: 0x25fd, cid: 0xf49, rssi: 6 };
  check(frame, "coding", 4, [
    ["0", { addressCoding: "gb2312" }],
    ["1", { addressCoding: "unicode" }],
    ["2", { addressCoding: null }, ["bad-number", "addressCoding", "2"]],
  ]);
  check(frame, "cells", 18, [
    ["  25FC-F48-10|  25FD-F49-6", cells(first, second)],
    ["25FC-F48-10", cells(first)],
    ["ffff-fffffff-255", cells({ ...network, lac: 0xffff, cid: 0xfffffff, rssi: 255 })],
    ["10000-F48-10|25FD-F49-6", cells(second), ["bad-cell", "cells", "10000-F48-10|25FD-F49-6"]],
    ["25FC-10000000-10", cells(), ["bad-cell", "cells", "25FC-10000000-10"]],
    ["25FC-F48-256", cells(), ["bad-cell", "cells", "25FC-F48-256"]],
    ["25FC-F48-a", cells(), ["bad-cell", "cells", "25FC-F48-a"]],
    ["25FC-F48-9", cells({ ...first, rssi: 9 })],
    ["25FC-F48", cells(), ["bad-cell", "cells", "25FC-F48"]],
    ["25FC-F48-1-2", cells(), ["bad-cell", "cells", "25FC-F48-1-2"]],
    ["25FG-F48-1", cells(), ["bad-cell", "cells", "25FG-F48-1"]],
    ["-F48-1", cells(), ["bad-cell", "cells", "-F48-1"]],
    ["0-0-0", cells({ ...network, lac: null, cid: null, rssi: 0 })],
    ["25FC-F48-10|", cells(first), ["bad-cell", "cells", "25FC-F48-10|"]],
    [
      "25FC-F48-10||25FD-F49-6",
      cells(first, second),
      ["bad-cell", "cells", "25FC-F48-10||25FD-F49-6"],
    ],
  ]);
  check(frame, "network", 13, [
    [
      "0,0,0,0",
      {
        cell: null,
        ...cells({ ...first, mcc: null, mnc: null }, { ...second, mcc: null, mnc: null }),
      },
      ["no-cell", "cell", "0,0,0,0"],
    ],
    ["1CC,0,0,F48", { cell: { ...network, lac: null, cid: 0xf48 }, ...cells(first, second) }],
  ]);
});

describe("ALRM of HuaSunTeK", () => {
  const frame =
    "*HQ,353271799434922,ALRM,1,052825,0,2221.3178,N,11408.1812,E,0.00,348,180814,FFFFFFFF,1CC,0,25FC,F48,90,25FC-F48-10#";
  check(frame, "alarm", 3, [
    ["1", { alarms: ["sos"] }],
    ["2", { alarms: ["lowBattery"] }],
    ["3", { alarms: ["geofence"] }],
    ["0", { alarms: [] }, ["bad-number", "alarms", "0"]],
    ["4", { alarms: [] }, ["bad-number", "alarms", "4"]],
    ["x", { alarms: [] }, ["bad-number", "alarms", "x"]],
    ["", { alarms: [] }, ["empty-field", "alarms", ""]],
  ]);
});

describe("V1 of PengAoDa", () => {
  const frame =
    "*HQ,8631999792,V1,101112,A,3143.3478,N,12004.2241,E,000.10,000,220915,FFFFFBFF,FF,3000,460,01,17695,12505,C6#";
  const cell = { mcc: 460, mnc: 1, lac: 12505, cid: 17695 };
  check(frame, "user alarms", 13, [
    ["FF", { alarms: [] }],
    ["fe", { alarms: ["lowBattery"] }],
    ["EF", { alarms: ["coolantTemperature"] }],
    ["DF", { alarms: ["fatigueDriving"] }],
    ["BF", { alarms: ["overspeed"] }],
    ["7F", { alarms: ["lowPower"] }],
    [
      "00",
      {
        alarms: ["lowBattery", "coolantTemperature", "fatigueDriving", "overspeed", "lowPower"],
      },
    ],
  ]);
  check(frame, "cell", 15, [
    ["460,01,17695,12505", { cell }],
    ["999,999,268435455,65535", { cell: { mcc: 999, mnc: 999, lac: 65535, cid: 268435455 } }],
    ["1000,01,17695,12505", { cell: { ...cell, mcc: null } }, ["out-of-range", "cell", "1000"]],
    ["460,1000,17695,12505", { cell: { ...cell, mnc: null } }, ["out-of-range", "cell", "1000"]],
    [
      "460,01,268435456,12505",
      { cell: { ...cell, cid: null } },
      ["out-of-range", "cell", "268435456"],
    ],
    ["460,01,17695,65536", { cell: { ...cell, lac: null } }, ["out-of-range", "cell", "65536"]],
    ["0,0,0,0", { cell: { mcc: null, mnc: 0, lac: null, cid: null } }],
  ]);
  check(frame, "battery", 19, [
    [
      "C1",
      { batteryPercent: 0, batteryCode: 1, alarms: [] },
      ["battery-step-disputed", "batteryPercent", "C1"],
    ],
    ["C6", { batteryPercent: 100, batteryCode: 6 }],
    ["46", { batteryPercent: 100, alarms: ["rollover"] }],
    ["86", { batteryPercent: 100, alarms: ["collision"] }],
    ["06", { batteryPercent: 100, alarms: ["rollover", "collision"] }],
    [
      "C0",
      { batteryPercent: null, batteryCode: undefined },
      ["bad-battery", "batteryPercent", "C0"],
    ],
    [
      "C7",
      { batteryPercent: null, batteryCode: undefined },
      ["bad-battery", "batteryPercent", "C7"],
    ],
    [
      "00",
      { batteryPercent: null, alarms: ["rollover", "collision"] },
      ["bad-battery", "batteryPercent", "00"],
    ],
  ]);
  // Fields of another form are no tail of these units.
  check(frame, "no tail", 13, [
    [
      "FFF",
      { alarms: [], batteryPercent: undefined, cell: undefined },
      ["unknown-tail", "extra", "FFF,3000,460,01,17695,12505,C6"],
    ],
    ["FG", { alarms: [] }, ["unknown-tail", "extra", "FG,3000,460,01,17695,12505,C6"]],
    ["FF,300", { alarms: [] }, ["unknown-tail", "extra", "FF,300,460,01,17695,12505,C6"]],
    [
      "FF,3000,460,01,17695,12505,C",
      { alarms: [] },
      ["unknown-tail", "extra", "FF,3000,460,01,17695,12505,C"],
    ],
    [
      "FF,3000,460,01,17695,12505,CG",
      { alarms: [] },
      ["unknown-tail", "extra", "FF,3000,460,01,17695,12505,CG"],
    ],
  ]);
});

describe("access points after V8", () => {
  const frame =
    "*HQ,9170481927,V8,101112,A,2234.9273,N,11354.3980,E,012.50,090,150624,FFFFFBFF,460,01,1234,56789,d07600000001,3a,d07600000002,00,d07600000003,80,12,31,122,85#";
  const others = [
    { bssid: "d07600000002", rssiDbm: -110 },
    { bssid: "d07600000003", rssiDbm: 18 },
  ];
  check(frame, "access point", 17, [
    ["D0760000ABCD,ff", { wifi: [{ bssid: "d0760000abcd", rssiDbm: 145 }, ...others] }],
    [
      "d07600000001,",
      { wifi: [{ bssid: "d07600000001", rssiDbm: null }, ...others] },
      ["empty-field", "wifi", ""],
    ],
    [
      "d07600000001,100",
      { wifi: [{ bssid: "d07600000001", rssiDbm: null }, ...others] },
      ["bad-wifi", "wifi", "100"],
    ],
    ["d0760000000g,3a", { wifi: others }, ["bad-wifi", "wifi", "d0760000000g,3a"]],
  ]);
});

describe("the SIM of V19", () => {
  const frame =
    "*HQ,1234567890,V19,101112,A,2234.9273,N,11354.3980,E,012.50,090,150624,,8613800138000,89860022090912345678,FFFFFBFF#";
  check(frame, "SIM", 14, [
    ["89860022090912345678", { iccid: "89860022090912345678" }],
    ["8945745985596419713F", { iccid: "8945745985596419713F" }],
    ["8945745985596419713f", { iccid: "8945745985596419713f" }],
    [
      "894574598559641971??",
      { iccid: "894574598559641971??" },
      ["digits-missing", "iccid", "894574598559641971??"],
    ],
    ["8945745985596419713G", { iccid: null }, ["bad-iccid", "iccid", "8945745985596419713G"]],
    ["", { iccid: null }, ["empty-field", "iccid", ""]],
  ]);
  check(frame, "number", 13, [
    ["", { phoneNumber: null, ipAddress: undefined }, ["empty-field", "phoneNumber", ""]],
    ["192.0.2.1", { phoneNumber: undefined, ipAddress: "192.0.2.1" }],
    ["86138001?", { phoneNumber: "86138001?" }, ["digits-missing", "phoneNumber", "86138001?"]],
  ]);
  check(frame, "what is empty", 12, [
    ["x", { extra: ["x"] }],
    ["", { extra: undefined }],
  ]);
});
