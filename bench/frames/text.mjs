/** Text frames by form, written from docs/protocol/h02.md §2 and §6; nothing here uses the library. */
import {
  ascii,
  batteryStep,
  cell,
  chance,
  deviceId,
  digits,
  hexNetwork,
  hexOf,
  iccid,
  moment,
  pick,
  place,
  randomDigits,
  statusWord,
} from "./values.mjs";

const frame = (maker, id, word, ...fields) => ascii(`*${[maker, id, word, ...fields].join(",")}#`);

/** Four decimals of a minute from most units; five from Cantrack units and a few others. */
const decimalsOf = (random, id) => (chance(random, id.length === 15 ? 50 : 4) ? 5 : 4);

function coordinate({ degrees, minutes, fraction }, degreeDigits, decimals) {
  const text = digits(fraction, 5).slice(0, decimals);
  return `${digits(degrees, degreeDigits)}${digits(minutes, 2)}.${text}`;
}

/** Padded or not, with none to three decimals: makers differ in how they print numbers. */
function speed(random, knots) {
  switch (random(20)) {
    case 0:
      return String(knots);
    case 1:
      return digits(knots, 4);
    case 2:
    case 3:
      return `${digits(knots, 3)}.${random(10)}`;
    case 4:
      return `${digits(knots, 3)}.${digits(random(1000), 3)}`;
    case 5:
      return `${knots}.${digits(random(1000), 3)}`;
    case 6:
    case 7:
    case 8:
    case 9:
    case 10:
    case 11:
      return `${knots}.${digits(random(100), 2)}`;
    default:
      return `${digits(knots, 3)}.${digits(random(100), 2)}`;
  }
}

function course(random, degrees) {
  switch (random(20)) {
    case 0:
      return `${degrees % 360}.${digits(random(1000), 3)}`;
    case 1:
    case 2:
      return `${degrees % 360}.${digits(random(100), 2)}`;
    case 3:
    case 4:
    case 5:
    case 6:
    case 7:
      return String(degrees);
    default:
      return digits(degrees, 3);
  }
}

function statusText(random) {
  const text = hexOf(statusWord(random), 4);
  return chance(random, 80) ? text.toUpperCase() : text;
}

const dayText = ({ day, month, year }) => day + month + year;

/** Time to status. `second` is the field in which most forms have the validity. */
function body(random, id, second = pick(random, "AAAAAAAAAAAAABVVVVVV")) {
  const time = moment(random);
  return [time.clock, second, ...fix(random, id), dayText(time), statusText(random)];
}

/** Latitude to course. */
function fix(random, id) {
  const at = place(random);
  const decimals = decimalsOf(random, id);
  return [
    coordinate(at.latitude, 2, decimals),
    at.isNorth ? "N" : "S",
    coordinate(at.longitude, 3, decimals),
    at.isEast ? "E" : "W",
    speed(random, at.knots),
    course(random, at.course),
  ];
}

/** `460,00,10342,4283`, `310,260,49101,1753`, `250,2,09039,7762`. */
function cellText(random) {
  const { mcc, mnc, lac, cid } = cell(random);
  return [
    mcc,
    chance(random, 75) ? digits(mnc, 2) : mnc,
    chance(random, 80) ? lac : digits(lac, 5),
    cid,
  ];
}

/** `25c,104,1540,b04c`; some units pad with zeros. */
function hexCell(random) {
  const { mcc, lac, cid } = cell(random);
  const mnc = hexNetwork(random);
  if (chance(random, 40)) {
    return [mcc, mnc, lac, cid].map((value) => value.toString(16).padStart(6, "0"));
  }
  return [mcc, mnc, 0x1000 + random(0xf000), 0x1000 + random(0xffff)].map((value) =>
    value.toString(16),
  );
}

const hexId = (random) => pick(random, ["353", "354", "356"]) + randomDigits(random, 12);

/** A form with the body of V1 and a tail. */
function report(word, tail) {
  return (random) => {
    const id = deviceId(random);
    return frame("HQ", id, word, ...body(random, id), ...tail(random));
  };
}

/** `…,FFFFFBFF,208,01,0,0,6#`, and `…,310,260,49101,1753,85#` from earlier SinoTrack firmware. */
function batteryTail(random) {
  const { mcc, mnc } = cell(random);
  if (chance(random, 60))
    return [mcc, digits(mnc, 2), 0, 0, chance(random, 70) ? 6 : batteryStep(random)];
  return [...cellText(random), 7 + random(94)];
}

const satellites = (random) => (chance(random, 60) ? random(30) : digits(random(30), 2));

/** `…,FFFFFBFF,206,20,1501,51814,05,27#` */
const satellitesTail = (random) => [...cellText(random), satellites(random), random(32)];

/** `…,FBFFBBFF,460,00,10342,4283,10,25,128#` */
const voltsTail = (random) => [...satellitesTail(random), 30 + random(300)];

/** `…,FFFFFFFF,90,3,460,0,9376,8532,9876,4357,0,0#` */
function threeCellsTail(random) {
  const { mcc, mnc } = cell(random);
  const cells = Array.from({ length: 3 }, (_, i) =>
    i > 0 && chance(random, 20) ? [0, 0] : [1 + random(0xffff), 1 + random(0xffff)],
  );
  return [digits(random(100), 2), 3, mcc, mnc, ...cells.flat()];
}

/** `…,FFFFDFFF,69129336,0,100.0,18,5141,5A20#` */
function odometerTail(random) {
  const { lac, cid } = cell(random);
  const fuel = random(1001);
  return [
    100 * (1000 + random(900_000)) + random(100),
    random(60),
    `${Math.floor(fuel / 10)}.${fuel % 10}`,
    random(3000),
    hexOf(lac, 2).toUpperCase(),
    hexOf(cid % 0x10000 || 1, 2).toUpperCase(),
  ];
}

/** `…,FF7FFBFF,,,9059e2c,8232,4#`: the cell id in hexadecimal, then the area code. */
function swappedCellTail(random) {
  const { mcc, mnc, lac } = cell(random);
  const network = chance(random, 50) ? ["", ""] : [mcc, digits(mnc, 2)];
  // A letter in it shows that it is hexadecimal.
  const cid = (0x100000 + random(0xe00000)).toString(16) + pick(random, "abcdef");
  return [...network, cid, lac, 4 + random(3)];
}

/** `…,FFFDFDFF,ED,3000,460,01,17695,48515,C6#` */
function pengAoDaTail(random) {
  const { mcc, mnc, lac, cid } = cell(random);
  const battery = pick(random, [0xc0, 0xc0, 0xc0, 0x80, 0x40]) | batteryStep(random);
  return [
    hexOf(chance(random, 60) ? 0xff : random(256), 1).toUpperCase(),
    hexOf(random(0x10000), 2).toUpperCase(),
    mcc,
    digits(mnc, 2),
    cid,
    lac,
    hexOf(battery, 1).toUpperCase(),
  ];
}

const pengAoDaId = (random) => `863${randomDigits(random, 7)}`;

function pengAoDa(word, tail) {
  return (random) => {
    const id = pengAoDaId(random);
    return frame("HQ", id, word, ...body(random, id), ...pengAoDaTail(random), ...tail(random));
  };
}

/** Metres, tenths of a litre, km/h, km/h, seconds, seconds, and three counts. */
const tripTotals = (random) => [
  random(200_000),
  random(300),
  random(200),
  random(120),
  random(3000),
  random(30_000),
  random(20),
  random(20),
  random(20),
];

const readings = (random) => [
  satellites(random),
  random(32),
  chance(random, 70) ? 110 + random(40) : 30 + random(250),
  random(101),
];

/** `d07600000001,3a`, three times. */
function wifi(random) {
  return Array.from({ length: 3 }, () => {
    const bssid = hexOf(random(0x1000000), 3) + hexOf(random(0x1000000), 3);
    return [bssid, hexOf(20 + random(70), 1)].map((text) =>
      chance(random, 90) ? text : text.toUpperCase(),
    );
  }).flat();
}

/** `…,130916,,0030000000002,8945745985596419713F,FFFFFBFF#` */
function v19(random) {
  const id = 4 + randomDigits(random, 9);
  const [status, ...position] = body(random, id).reverse();
  const phone = chance(random, 75)
    ? randomDigits(random, 10 + random(5))
    : [198, 51, 100, random(256)].join(".");
  return frame("HQ", id, "V19", ...position.reverse(), "", phone, iccid(random), status);
}

/** `*hq,356045691158911,VP1,A,2716.5500,S,15306.4380,E,0.48,0.0000,080917#` */
function vp1(random) {
  const id = hexId(random);
  const position = fix(random, id);
  const date = dayText(moment(random));
  if (chance(random, 60)) return frame("hq", id, "VP1", "A", ...position, date);
  const battery = digits(random(100), 2);
  return frame("HQ", id, "VP1", "A", ...position, date, statusText(random), battery);
}

/** `*hq,356946362827395,VP1,V,470,002,92,3565,0Y92,19433,30Y92,1340,29#` */
function vp1Cells(random) {
  const { mcc, mnc } = cell(random);
  const cells = Array.from({ length: 1 + random(6) }, () =>
    [1 + random(0xffff), 1 + random(0xffff), random(64)].join(),
  );
  return frame("hq", hexId(random), "VP1", "V", mcc, digits(mnc, 3), cells.join("Y"));
}

/** `*HQ,4102404744,NBR,103732,722,310,0,3,8106,32010,23,…,100217,FFFFFBFF,5#` */
function nbr(random) {
  const { mcc, mnc } = cell(random);
  const time = moment(random);
  const isDbm = chance(random, 10);
  const cells = Array.from({ length: 1 + random(7) }, () => [
    1 + random(0xffff),
    1 + random(0xffff),
    isDbm ? -(40 + random(70)) : random(64),
  ]);
  return frame(
    "HQ",
    deviceId(random),
    "NBR",
    time.clock,
    mcc,
    chance(random, 60) ? mnc : digits(mnc, 2),
    chance(random, 80) ? random(64) : 255,
    cells.length,
    ...cells.flat(),
    dayText(time),
    statusText(random),
    ...(chance(random, 70) ? [chance(random, 70) ? 6 : batteryStep(random)] : []),
  );
}

/** Result and echoed parameters by command, as vendors print them. */
const ANSWERS = [
  (random) => ["D1", 10 + random(600), 65535],
  (random) => ["D1", 10 + random(600), 1],
  (random) => ["S20", pick(random, ["OK", "DONE", "ERROR"])],
  (random) => ["S20", pick(random, ["00", "80"])],
  () => ["SCF"],
  (random) => ["S71", digits(1 + random(2), 2)],
  (random) => ["S14", random(200), random(60), random(3), random(100)],
  (random) => ["S23", `198.51.100.${random(256)}:${1024 + random(60000)}`],
  () => ["S24", "internet"],
  (random) => ["S32", `${digits(random(100_000_000), 10)}.${digits(random(100), 2)}`],
  () => ["R8", "ERROR"],
  (random) => ["S1", "OK", randomDigits(random, 6)],
];

/** `…,V4,D1,30,65535,062108,062225,A,2235.0086,N,…,160716,FFFFBBFF,460,00,10342,3721#` */
function v4(random) {
  const id = deviceId(random);
  const answer = pick(random, ANSWERS)(random);
  const tail = chance(random, 60) ? cellText(random) : [];
  return frame("HQ", id, "V4", ...answer, moment(random).clock, ...body(random, id), ...tail);
}

const SHORT_ANSWERS = [
  () => ["CR"],
  () => ["UR"],
  () => ["SF"],
  () => ["CMD", "reset", "RESET OK"],
  (random) => {
    const { clock, day, month, year } = moment(random);
    return ["V1", `20${year}${month}${day}${clock}`];
  },
  (random) => {
    const phone = `135${randomDigits(random, 8)}`;
    const host = `198.51.100.${random(256)}`;
    return ["INFO", 80, host, 8090, 60, 1, phone, 0, 0, 0, 0, 1, "cmnet", 0, random(100)];
  },
];

/** `*HQ,7021843920,V4,CR#` */
const v4Short = (random) =>
  frame("HQ", deviceId(random), "V4", ...pick(random, SHORT_ANSWERS)(random));

const v0 = (random) => frame("HQ", deviceId(random), "V0");

const htbt = (random) =>
  frame("HQ", deviceId(random), "HTBT", ...(chance(random, 75) ? [random(101)] : []));

const XT = [[], ["V", 0, 0], ["A", 0, 0], [1, 100]];
const xt = (random) => frame("HQ", deviceId(random), "XT", ...pick(random, XT));

/** `*HQ,1456605370,LINK,061720,31,10,100,10000,10,090714,FFFFFFFF#` */
function link(random) {
  const time = moment(random);
  const numbers = [random(32), random(20), random(101), random(50_000), random(200)];
  return frame(
    "HQ",
    deviceId(random),
    "LINK",
    time.clock,
    ...numbers,
    dayText(time),
    statusText(random),
  );
}

/** `…,470,01,21019,2033,2921283#`; one maker sends kilometres and tenths of a volt. */
const distanceTail = (random) =>
  chance(random, 70)
    ? [...cellText(random), random(20_000_000)]
    : [...cellText(random), random(400_000), 100 + random(200)];

/** `…,V5,103732,8,11223344556677,…,0256,010815,FFFFFBFF#` */
function v5Wifi(random) {
  const time = moment(random);
  const points = Array.from(
    { length: 1 + random(8) },
    () => hexOf(random(0x1000000), 3) + hexOf(random(0x1000000), 3) + hexOf(random(256), 1),
  );
  return frame(
    "HQ",
    `865${randomDigits(random, 12)}`,
    "V5",
    time.clock,
    points.length,
    ...points,
    hexOf(random(0x300), 2).toUpperCase(),
    dayText(time),
    statusText(random),
  );
}

/**
 * 4G firmware leaves out the leading zeros of the longitude and ends in a comma:
 * `…,V6,102523,A,5642.2571,N,8450.8712,E,0.00,284.00,291024,FFFFFBFF,250,2,7006,50421,897985967427289357FF,#`
 */
function v6Short(random) {
  const id = deviceId(random);
  const position = body(random, id);
  const longitude = random(90);
  position[4] = longitude + position[4].slice(3);
  return frame("HQ", id, "V6", ...position, ...cellText(random), iccid(random), "");
}

const NO_CELL = [
  ["0", "0", "0", "0"],
  ["000", "00", "00000", "0000"],
];

/** `…,BC,052825,138,A,2229.9549,N,11418.3153,E,0.00,348,03182512,FFFFFFFF,1CC,0,25FC,F48;A,…#` */
function bc(random) {
  const id = `353${randomDigits(random, 12)}`;
  const points = Array.from({ length: 1 + random(6) }, () => {
    const { clock, day } = moment(random);
    return ["A", ...fix(random, id), day + clock, statusText(random), ...hexCell(random)].join();
  });
  const text = points.join(";");
  return frame("HQ", id, "BC", moment(random).clock, text.length, text);
}

/** `1CC,0,25FC,F48,90,25FC-F48-10|25FC-F48-6#` */
function scanTail(random) {
  const more = Array.from({ length: 1 + random(4) }, () => {
    const lac = 1 + random(0xffff);
    return [lac, 1 + random(0xffff)]
      .map((value) => value.toString(16).toUpperCase())
      .concat(random(64))
      .join("-");
  });
  return [...hexCell(random), digits(random(99), 2), more.join("|")];
}

/** `…,ALRM,1,052825,0,2229.9549,N,11418.3153,E,0.00,348,180814,FFFFFFFF,1CC,0,25FC,F48,90,25FC-F48-10|…#` */
function alrm(random) {
  const id = `353${randomDigits(random, 12)}`;
  return frame(
    "HQ",
    id,
    "ALRM",
    1 + random(3),
    ...body(random, id, random(2)),
    ...scanTail(random),
  );
}

function vi1(random) {
  const id = `353${randomDigits(random, 12)}`;
  return frame("HQ", id, "VI1", ...body(random, id, random(2)), ...scanTail(random));
}

/** `…,V3,095426,74001,02,010278,045142,128,-92,010278,045143,120,,02DE,0,X,090517,FFFFFBFF#` */
function v3Cells(random) {
  const { mcc, mnc } = cell(random);
  const time = moment(random);
  const cells = Array.from({ length: 1 + random(7) }, (_, i) => [
    digits(1 + random(0xffff), 6),
    digits(1 + random(0xffff), 6),
    100 + random(60),
    i === 0 ? -(50 + random(60)) : "",
  ]);
  return frame(
    "HQ",
    `355${randomDigits(random, 12)}`,
    "V3",
    time.clock,
    `${mcc}${digits(mnc, 2)}`,
    digits(cells.length, 2),
    ...cells.flat(),
    hexOf(random(0x300), 2).toUpperCase(),
    random(10),
    "X",
    dayText(time),
    statusText(random),
  );
}

/** For PengAoDa's frame around a text frame. */
export const v1PengAoDa = pengAoDa("V1", () => []);

/** Forms that fast readers are for: title, generator, and the issues that every frame of the form has. */
export const TEXT_FORMS = {
  v1: ["V1", report("V1", () => [])],
  "v1-cell": ["V1, cell", report("V1", cellText)],
  "v1-battery": ["V1, cell, battery", report("V1", batteryTail)],
  "v1-satellites": ["V1, cell, satellites", report("V1", satellitesTail)],
  "v1-volts": ["V1, cell, voltage (Autoseeker)", report("V1", voltsTail)],
  "v1-cells": ["V1, three cells (HuaSunTeK)", report("V1", threeCellsTail)],
  "v1-hex": [
    "V1, cell in hexadecimal",
    (random) => {
      const id = hexId(random);
      return frame("HQ", id, "V1", ...body(random, id), ...hexCell(random));
    },
  ],
  "v1-odometer": ["V1, odometer, fuel (213…)", report("V1", odometerTail)],
  "v1-swapped": ["V1, cell id first (TK905)", report("V1", swappedCellTail)],
  "v1-pengaoda": ["V1 (PengAoDa)", v1PengAoDa],
  v6: ["V6", report("V6", (random) => [...cellText(random), iccid(random)])],
  v8: ["V8", report("V8", (random) => [...cellText(random), ...readings(random)])],
  "v8-wifi": [
    "V8, WiFi",
    report("V8", (random) => [...cellText(random), ...wifi(random), ...readings(random)]),
  ],
  v19: ["V19", v19],
  vp1: ["VP1", vp1, "no-time-of-day"],
  "vp1-cells": ["VP1, cells", vp1Cells],
  nbr: ["NBR", nbr],
  v4: ["V4, position", v4],
  "v4-short": ["V4, short", v4Short],
  v0: ["V0", v0],
  htbt: ["HTBT", htbt],
  xt: ["XT", xt],
  link: ["LINK", link],
};

/** Forms that only the interpreter reads. */
export const OTHER_TEXT_FORMS = {
  "v1-no-cell": ["V1, cell 0", report("V1", (random) => pick(random, NO_CELL)), "no-cell"],
  "v6-short": ["V6 of 4G units", v6Short, "short-coordinate", "trailing-comma"],
  v2: ["V2", report("V2", cellText)],
  "v3-cells": ["V3, cells (Cantrack)", v3Cells],
  vi1: ["VI1", vi1],
  v5: ["V5", report("V5", distanceTail)],
  "v5-wifi": ["V5, WiFi (Cantrack)", v5Wifi],
  v9: ["V9", pengAoDa("V9", () => [])],
  v10: ["V10", pengAoDa("V10", tripTotals)],
  bc: ["BC", bc, "no-month"],
  alrm: ["ALRM", alrm],
};
