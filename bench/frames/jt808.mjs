/** JT/T 808 frames by form, written from docs/protocol/jt808.md §3 to §6. */
import { chance, hexOf, iccid, moment, pick, place, randomDigits } from "./values.mjs";

const hexText = (text) => Array.from(text, (letter) => hexOf(letter.charCodeAt(0), 1)).join("");
const padded = (text, length) => hexText(text).padEnd(length * 2, "0");

/** Header, body, checksum, escapes and flags. The 2019 header has a version before an id of 20 digits. */
function frame(random, id, body, isLong) {
  const length = body.length / 2;
  const attributes = hexOf(isLong ? 0x4000 | length : length, 2);
  const device = isLong
    ? `01${randomDigits(random, 11).padStart(20, "0")}`
    : `01${randomDigits(random, 10)}`;
  const text = id + attributes + device + hexOf(random(0x10000), 2) + body;
  const bytes = text.match(/../g).map((pair) => Number.parseInt(pair, 16));
  bytes.push(bytes.reduce((xor, byte) => xor ^ byte, 0));
  const escaped = bytes.flatMap((byte) =>
    byte === 0x7e ? [0x7d, 2] : byte === 0x7d ? [0x7d, 1] : [byte],
  );
  return Uint8Array.from([0x7e, ...escaped, 0x7e]);
}

/** One or two random alarms in every sixth report. */
function alarmWord(random) {
  let word = 0;
  if (random(6) === 0) for (let i = random(2); i >= 0; i--) word |= 1 << random(32);
  return word >>> 0;
}

const SYSTEMS = [0, 0x40000, 0xc0000, 0xc0000, 0x4c0000, 0x80000000];

function position(random) {
  const at = place(random);
  const millionths = ({ degrees, minutes, fraction }) =>
    Math.round(degrees * 1e6 + ((minutes + fraction / 1e5) * 1e6) / 60);
  let status = random(2) | (chance(random, 70) ? 2 : 0);
  status |= (at.isNorth ? 0 : 4) | (at.isEast ? 0 : 8) | pick(random, SYSTEMS);
  if (chance(random, 5)) status |= 0x400;
  if (chance(random, 5)) status |= 1 << (12 + random(5));
  const { clock, day, month, year } = moment(random);
  const altitude = chance(random, 98) ? random(3000) : 0x10000 - 1 - random(100);
  return [
    hexOf(alarmWord(random), 4) + hexOf(status >>> 0, 4),
    hexOf(millionths(at.latitude), 4) + hexOf(millionths(at.longitude), 4),
    hexOf(altitude, 2) + hexOf(at.knots === 0 ? 0 : random(1300), 2) + hexOf(at.course, 2),
    year + month + day + clock,
  ].join("");
}

const item = (id, value) => id + hexOf(value.length / 2, 1) + value;

const STANDARD = {
  "01": (random) => hexOf(random(9_000_000), 4),
  "02": (random) => hexOf(random(2000), 2),
  "03": (random) => hexOf(random(1300), 2),
  "04": (random) => hexOf(random(0x10000), 2),
  25: (random) => hexOf(random(0x8000), 4),
  "2a": (random) => hexOf(random(4), 2),
  "2b": (random) => hexOf(random(0x7fffffff), 4),
  30: (random) => hexOf(random(32), 1),
  31: (random) => hexOf(random(30), 1),
};
/** Sets of items seen in captures; a unit sends the same items each time. */
const SETS = [
  "01",
  "01 30 31",
  "01 30 31",
  "01 30 31",
  "01 02 03",
  "01 03 30 31",
  "01 2a 30 31",
  "01 02 03 25 30 31",
  "01 02 03 25 2a 2b 30 31",
  "01 02 03 04",
].map((ids) => ids.split(" "));

const standardItems = (random, set = pick(random, SETS)) =>
  set.map((id) => item(id, STANDARD[id](random)));

/** Items 80 to 8E with A0 and CC. The undocumented 85 and 8A only if `isWhole`. */
function engineItems(random, isWhole) {
  const items = [
    item("01", hexOf(random(9_000_000), 4)),
    item("cc", hexText(iccid(random).padEnd(20, "0"))),
    item("30", hexOf(random(32), 1)),
    item("80", hexOf(random(180), 1)),
    item("81", hexOf(random(6000), 2)),
    item("82", hexOf(110 + random(40), 2)),
    item("83", hexOf(random(101), 1)),
    item("84", hexOf(random(170), 1)),
  ];
  // Three firmwares: one sends all, one no VIN and no pressure, one no pressure.
  const firmware = random(3);
  if (isWhole) items.push(item("85", hexOf(random(0x10000), 2)));
  items.push(item("86", hexOf(random(120), 1)), item("87", hexOf(random(0x10000), 2)));
  if (firmware === 0) items.push(item("88", hexOf(random(256), 1)));
  items.push(item("89", hexOf(random(101), 1)));
  if (isWhole && firmware === 0) items.push(item("8a", hexOf(random(0x10000), 2)));
  if (firmware !== 1) items.push(item("8b", hexText(`LNX${randomDigits(random, 14)}`)));
  items.push(
    item("8c", hexOf(random(5_000_000), 4)),
    item("8d", hexOf(random(1000), 2)),
    item("8e", hexOf(random(101), 1)),
    item("a0", hexText(codes(random).join())),
  );
  return items;
}

const codes = (random) =>
  Array.from(
    { length: chance(random, 60) ? 0 : 1 + random(3) },
    () => `P${hexOf(random(0x10000), 2)}`,
  );

/** Items of makers that no table reads, from a byte to a line. */
const RAW = [
  (random) => item("57", hexOf(random(0x10000), 8)),
  (random) => item("51", hexOf(random(0x10000), 2)),
  (random) => item("e1", hexOf(random(0x10000), 4)),
  (random) => item("e3", hexOf(random(0x7fffffff), 6)),
  (random) => item("eb", `000c00b2${randomDigits(random, 20)}00060089ffffffff`),
  (random) => item("f1", hexOf(random(30_000), 4)),
  (random) => item("36", hexOf(random(0x7fffffff), 10)),
];

/** One to three of them, after the standard's items. */
function rawItems(random) {
  const first = random(RAW.length);
  const count = 1 + random(3);
  return Array.from({ length: count }, (_, i) => RAW[(first + i * 3) % RAW.length](random));
}

/** The items of a report of which the tables read only a part. */
const mixedItems = (random) =>
  chance(random, 30) ? engineItems(random, true) : [...standardItems(random), ...rawItems(random)];

const report = (items, isLong) => (random) =>
  frame(random, "0200", position(random) + items(random).join(""), isLong);

/** Records with the items of a report; a batch keeps them short. */
function batch(hasRaw) {
  return (random) => {
    const set = pick(random, SETS);
    const records = Array.from({ length: 1 + random(8) }, () => {
      const items = standardItems(random, set);
      if (hasRaw) items.push(RAW[random(RAW.length)](random));
      return position(random) + items.join("");
    });
    const texts = records.map((record) => hexOf(record.length / 2, 2) + record).join("");
    const kind = chance(random, 50) ? "01" : "00";
    return frame(random, "0704", hexOf(records.length, 2) + kind + texts, chance(random, 20));
  };
}

const heartbeat = (random) => frame(random, "0002", "", chance(random, 20));

/** Province, city, maker, model, terminal, colour, plate. */
function registration(random) {
  const isLong = chance(random, 20);
  const [maker, model, terminal] = isLong ? [11, 30, 30] : [5, 20, 7];
  const plate = `B${randomDigits(random, 5)}`;
  const body = [
    hexOf(random(100), 2) + hexOf(random(1000), 2),
    padded(`7${randomDigits(random, 4)}`, maker),
    padded(pick(random, ["BSJ-A6-BD", "MV710G", "NR09B00001"]), model),
    padded(randomDigits(random, 7), terminal),
    hexOf(1 + random(4), 1) + hexText(plate),
  ].join("");
  return frame(random, "0100", body, isLong);
}

/** The code. In the 2019 edition it has a length in front, and IMEI and version follow. */
function authentication(random) {
  const isLong = chance(random, 20);
  const code = randomDigits(random, 6 + random(9));
  const body = isLong
    ? hexOf(code.length, 1) +
      hexText(code) +
      hexText(`86${randomDigits(random, 13)}`) +
      padded(`V1.${random(100)}`, 20)
    : hexText(code);
  return frame(random, "0102", body, isLong);
}

const CONFIRMED = ["8103", "8104", "8105", "8300"];

/** Answered number, answered id, result. */
const answer = (random) =>
  frame(
    random,
    "0001",
    hexOf(random(0x10000), 2) + pick(random, CONFIRMED) + hexOf(random(4), 1),
    chance(random, 20),
  );

const parameter = (id, value) => hexOf(id, 4) + hexOf(value.length / 2, 1) + value;

/** Answered number, count, parameters with and without a name. */
function parameters(random) {
  const seconds = () => hexOf(10 + random(600), 4);
  const list = [
    parameter(0x0001, seconds()),
    parameter(0x0010, hexText("internet")),
    parameter(0x0013, hexText(`198.51.100.${random(256)}`)),
    parameter(0x0018, hexOf(1024 + random(60_000), 4)),
    parameter(0x0027, seconds()),
    parameter(0x0029, seconds()),
    parameter(0x0055, hexOf(random(200), 4)),
  ].slice(0, 1 + random(7));
  const body = hexOf(random(0x10000), 2) + hexOf(list.length, 1) + list.join("");
  return frame(random, "0104", body, chance(random, 20));
}

export const JT808_FORMS = {
  "0200": ["0x0200, items of the standard", report(standardItems, false)],
  "0200-2019": ["0x0200, header of 2019", report(standardItems, true)],
  "0200-engine": [
    "0x0200, items of the default profile",
    report((r) => engineItems(r, false), false),
  ],
  "0200-raw": ["0x0200, some items unknown", report(mixedItems, false), "unknown-tail"],
  "0002": ["0x0002", heartbeat],
  "0704": ["0x0704", batch(false)],
  "0704-raw": ["0x0704, some items unknown", batch(true), "unknown-tail"],
};

export const OTHER_JT808_FORMS = {
  "0100": ["0x0100", registration],
  "0102": ["0x0102", authentication],
  "0001": ["0x0001", answer],
  "0104": ["0x0104", parameters],
};
