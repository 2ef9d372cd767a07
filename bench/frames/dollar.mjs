/** `$`, `X` and `P` frames and PengAoDa's records by form, written from docs/protocol/h02.md §1.2, §1.3 and §8.4. */
import { v1PengAoDa } from "./text.mjs";
import {
  batteryCode,
  batteryStep,
  cell,
  chance,
  digits,
  hex,
  hexOf,
  moment,
  pick,
  place,
  randomDigits,
  statusWord,
} from "./values.mjs";

/** The 29 bytes that all forms share, in hexadecimal. `battery` goes into byte 16. */
function head(random, id, battery = batteryCode(random), marker = "24") {
  const time = moment(random);
  const at = place(random);
  const isValid = chance(random, 70);
  const flags = (at.isEast ? 8 : 0) | (at.isNorth ? 4 : 0) | (isValid ? 2 : 0);
  const four = ({ minutes, fraction }) => digits(minutes, 2) + digits(fraction, 5).slice(0, 4);
  return [
    marker + id + time.clock + time.day + time.month + time.year,
    digits(at.latitude.degrees, 2) + four(at.latitude),
    hexOf(battery, 1),
    digits(at.longitude.degrees, 3) + four(at.longitude) + flags.toString(16),
    digits(at.knots, 3) + digits(at.course, 3),
    hexOf(statusWord(random), 4),
  ].join("");
}

const deviceId = (random) => 1 + random(9) + randomDigits(random, 9);
const byte = (random) => hexOf(random(256), 1);

/** mcc, mnc, lac, cid; some units know only the network. */
function cellBytes(random) {
  const { mcc, mnc, lac, cid } = cell(random);
  const area = chance(random, 90) ? hexOf(lac, 2) + hexOf(cid % 0x10000 || 1, 2) : "00000000";
  return hexOf(mcc, 2) + hexOf(mnc % 256, 1) + area;
}

const frame = (tail) => (random) => hex(head(random, deviceId(random)) + tail(random));

const kilometres = (random) => hexOf(random(400_000), 4);
const metres = (random) => hexOf(chance(random, 20) ? 0 : 1 + random(20_000_000), 4);
/** A 12 V or 24 V supply, or a battery cell. */
const tenthsOfVolts = (random) => hexOf(pick(random, [115, 240, 36]) + random(30), 2);

const tail32 = (random) => `ff00${byte(random)}`;
const classic = (random) =>
  `ff00${hexOf(random(32), 1)}${hexOf(random(33), 1)}${kilometres(random)}${cellBytes(random)}`;
const tail45 = (random) => classic(random) + byte(random);
const tail45SinoTrack = (random) => `${metres(random)}00000000${cellBytes(random)}${byte(random)}`;
const tail47 = (random) => classic(random) + tenthsOfVolts(random) + byte(random);

/** ACC alarm, network, CSQ, satellites, kilometres, country, GLONASS, reserved, voltage, reserved, number. */
function tail51(random) {
  const systems = (random(12) << 4) | random(13);
  return [
    `ff${pick(random, ["00", "04"])}`,
    hexOf(random(32), 1) + hexOf(systems, 1) + kilometres(random),
    `${hexOf(200 + random(550), 2)}${hexOf(random(12), 1)}00000000`,
    `${tenthsOfVolts(random)}00000000${byte(random)}`,
  ].join("");
}

/** Counter, country, network, three cells with levels, then three bytes of unknown meaning. */
function tail54(random) {
  const { mcc, mnc } = cell(random);
  const area = hexOf(1 + random(0xffff), 2);
  const cells = Array.from(
    { length: 3 },
    () => area + hexOf(1 + random(0xffff), 2) + hexOf(random(64), 1),
  );
  return `${metres(random)}${hexOf(mcc, 2)}${hexOf(mnc % 256, 1)}${cells.join("")}080000`;
}

/** FF, two unknown bytes, ten digits of metres, fuel, temperature, altitude, lac, cid. */
function tail46(random) {
  const { lac, cid } = cell(random);
  return [
    `ff0344${digits(random(100_000_000), 10)}`,
    hexOf(random(101), 2) + hexOf(random(50), 2) + byte(random),
    hexOf(lac, 2) + hexOf(cid % 0x10000 || 1, 2),
  ].join("");
}

/** Only the last byte is documented. */
const tail48 = (random) =>
  `ff0002${hexOf(random(0x7fffffff), 4)}0${random(7)}${"00".repeat(10)}${byte(random)}`;

/** Ten digits of mileage replace the id; byte 16 has the temperature. */
function x(random) {
  const temperature = chance(random, 20) ? 0xff : random(120);
  const mileage = digits(random(100_000_000), 10);
  return hex(`${head(random, mileage, temperature, "58")}ff00${byte(random)}`);
}

/** Alarm flag, number of the picture and of the block, data. */
function p(random) {
  const data = Array.from({ length: 100 + random(400) }, () => byte(random)).join("");
  const block = byte(random) + byte(random);
  return hex(`${head(random, deviceId(random), batteryCode(random), "50")}ff${block}${data}`);
}

const EXTENSIONS = [
  () => ["00", ""],
  (random) => {
    const pids = "04 05 0c 0d 0f 1f 42 44 46 4c 88 89 8a 8b".split(" ");
    const count = 5 + random(pids.length - 4);
    const values = pids.slice(0, count).map((pid) => `${pid}${hexOf(random(0x10000), 2)}0000`);
    return ["01", `c2${values.join("")}`];
  },
  (random) => {
    const codes = Array.from({ length: random(5) }, () => hexOf(random(0x1000000), 3));
    return ["02", `c7${hexOf(random(3), 1)}${codes.join("")}`];
  },
  (random) => {
    const gear = hexOf("PRND".charCodeAt(random(4)), 1);
    const [doors, tyres, lights] = [random(32), random(16), random(32)].map((v) => hexOf(v, 1));
    return ["03", `c4${doors}${hexOf(random(2), 1)}00${gear}${tyres}${lights}`];
  },
];

/** Escapes bytes, and puts them with their checksum between flags. */
function enclosed(inner) {
  const sum = inner.reduce((xor, value) => xor ^ value, 0x7e);
  const escaped = [...inner, sum].flatMap((value) =>
    value === 0x7e ? [0x7d, 2] : value === 0x7d ? [0x7d, 1] : [value],
  );
  return Uint8Array.from([0x7e, ...escaped, 0x7e]);
}

/** Two of three records have engine data, as while driving. */
function pengAoDaRecord(random) {
  const [kind, extension] = EXTENSIONS[pick(random, [0, 1, 1, 1, 1, 2, 3])](random);
  const { mcc, mnc, lac, cid } = cell(random);
  const battery = pick(random, [0xc0, 0xc0, 0xc0, 0x80, 0x40]) | batteryStep(random);
  const acceleration = hexOf(random(0x1000000), 4);
  return enclosed(
    hex(
      [
        head(random, `863${randomDigits(random, 7)}`, battery),
        chance(random, 60) ? "ff" : byte(random),
        `41${hexOf(random(0x10000), 2)}52${kilometres(random)}63${acceleration}${kind}`,
        hexOf(mcc, 2) + hexOf(mnc % 256, 1) + hexOf(cid % 0x10000 || 1, 2) + hexOf(lac, 2),
        hexOf(random(3000), 2) + hexOf(extension.length / 2, 2) + extension + byte(random),
      ].join(""),
    ),
  );
}

export const DOLLAR_FORMS = {
  "binary-32": ["`$`, 32 bytes", frame(tail32)],
  "binary-45-classic": ["`$`, 45 bytes, classic", frame(tail45)],
  "binary-45": ["`$`, 45 bytes, SinoTrack", frame(tail45SinoTrack)],
  "binary-47": ["`$`, 47 bytes", frame(tail47)],
  "binary-51": ["`$`, 51 bytes", frame(tail51), "unknown-tail"],
  "binary-54": ["`$`, 54 bytes", frame(tail54), "unknown-tail"],
};

export const OTHER_DOLLAR_FORMS = {
  "binary-46": ["`$`, 46 bytes", frame(tail46), "unknown-tail"],
  "binary-48": ["`$`, 48 bytes", frame(tail48), "unknown-tail"],
  x: ["X", x],
  p: ["P", p],
  "pengaoda-record": ["PengAoDa, record", pengAoDaRecord],
  "pengaoda-text": ["PengAoDa, V1 in its frame", (random) => enclosed(v1PengAoDa(random))],
};
