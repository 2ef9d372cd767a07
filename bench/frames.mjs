/**
 * The frames that are measured: many of each kind, each with an id and values of its own, so that no
 * cache and no prediction of one frame flatters. The same in every run.
 */

/** Marsaglia's xorshift32: whole numbers from 0 to `below` - 1. */
export function randomSource(seed) {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const digits = (value, count) => String(value).padStart(count, "0");
const hex = (text) => Uint8Array.from(text.match(/../g), (pair) => Number.parseInt(pair, 16));
const ascii = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** Nearly always without an alarm, as on the road; now and then power cut or vibration. */
const STATUS_WORDS = [
  ..."FFFFFBFF FFFFBBFF FBFFFFFF FFFFFFFF FFFFDFFF FFF7FBFF FFFFF9FF".split(" "),
  ..."FFFFFBFF FFFFBBFF FBFFFFFF FFFFFFFF FFFFDFFF EFFFFBFF FFFDFBFF".split(" "),
];

function values(random) {
  return {
    id: digits(1 + random(9), 1) + digits(random(999999999), 9),
    clock: digits(random(24), 2) + digits(random(60), 2) + digits(random(60), 2),
    // No day above 28, so that every month has it.
    day: digits(1 + random(28), 2),
    month: digits(1 + random(12), 2),
    year: digits(16 + random(11), 2),
    valid: random(10) > 0,
    latitude: [random(90), random(60), 1 + random(9999)],
    north: random(4) > 0,
    longitude: [random(180), random(60), random(10000)],
    east: random(4) > 0,
    knots: random(70),
    tenths: random(100),
    course: random(361),
    status: STATUS_WORDS[random(STATUS_WORDS.length)],
    mcc: 200 + random(550),
    mnc: random(100),
    lac: 1 + random(65535),
    cid: 1 + random(65535),
    record: random(256),
  };
}

/** HHMMSS to status, as text. */
function body(v, speed) {
  const [latDegrees, latMinutes, latDecimals] = v.latitude;
  const [lonDegrees, lonMinutes, lonDecimals] = v.longitude;
  return [
    v.clock,
    v.valid ? "A" : "V",
    `${digits(latDegrees, 2)}${digits(latMinutes, 2)}.${digits(latDecimals, 4)}`,
    v.north ? "N" : "S",
    `${digits(lonDegrees, 3)}${digits(lonMinutes, 2)}.${digits(lonDecimals, 4)}`,
    v.east ? "E" : "W",
    speed,
    digits(v.course, 3),
    `${v.day}${v.month}${v.year}`,
    v.status,
  ].join(",");
}

const cell = (v) => `${v.mcc},${digits(v.mnc, 2)},${v.lac},${v.cid}`;

/** `*HQ,8168000005,V1,043602,A,2235.0086,N,11354.3668,E,000.00,000,160716,FFFFBBFF,460,00,10342,4283#` */
function v1(v) {
  const speed = `${digits(v.knots, 3)}.${digits(v.tenths, 2)}`;
  return ascii(`*HQ,${v.id},V1,${body(v, speed)},${cell(v)}#`);
}

/** `…,V8,111958,V,2443.0632,N,09018.2082,E,0.00,271,280926,fbfffbff,470,01,1234,56789,8,27,121,100#` */
function v8(v, random) {
  const readings = [random(20), random(32), 110 + random(40), random(101)].join(",");
  const speed = `${v.knots}.${digits(v.tenths, 2)}`;
  return ascii(`*HQ,${v.id},V8,${body(v, speed)},${cell(v)},${readings}#`);
}

/** `*HQ,4102404744,NBR,103732,722,310,0,3,8106,32010,23,…,100217,FFFFFBFF,5#` */
function nbr(v, random) {
  const count = 3 + random(4);
  const cells = Array.from({ length: count }, (_, i) =>
    [v.lac, 1 + ((v.cid + i * 7) % 65535), 5 + random(40)].join(","),
  );
  const date = `${v.day}${v.month}${v.year}`;
  const head = [v.clock, v.mcc, v.mnc, random(64), count].join(",");
  return ascii(`*HQ,${v.id},NBR,${head},${cells},${date},${v.status},${1 + random(6)}#`);
}

const v0 = (v) => ascii(`*HQ,${v.id},V0#`);
const v4 = (v) => ascii(`*HQ,${v.id},V4,V1,20${v.year}${v.month}${v.day}${v.clock}#`);

/** The 29 bytes that `$` frames share, in hexadecimal. */
function binaryHead(v, random) {
  const flags = (v.east ? 8 : 0) | (v.north ? 4 : 0) | (v.valid ? 2 : 0);
  const [latDegrees, latMinutes, latDecimals] = v.latitude;
  const [lonDegrees, lonMinutes, lonDecimals] = v.longitude;
  return [
    `24${v.id}${v.clock}${v.day}${v.month}${v.year}`,
    digits(latDegrees, 2) + digits(latMinutes, 2) + digits(latDecimals, 4),
    `0${1 + random(6)}`,
    digits(lonDegrees, 3) + digits(lonMinutes, 2) + digits(lonDecimals, 4) + flags.toString(16),
    digits(v.knots, 3) + digits(v.course, 3),
    v.status,
  ].join("");
}

const hexOf = (value, bytes) => value.toString(16).padStart(bytes * 2, "0");

/** TQ standard mode: FF 00 and a record number, which is none that could be a GSM level. */
function binary32(v, random) {
  return hex(`${binaryHead(v, random)}ff00${hexOf(100 + random(156), 1)}`);
}

/** SinoTrack ST-90x: a counter of metres, four zeros, the cell, a record number. */
function binary45(v, random) {
  const network = hexOf(v.mcc, 2) + hexOf(v.mnc, 1) + hexOf(v.lac, 2) + hexOf(v.cid, 2);
  const counter = hexOf(1 + random(9_000_000), 4);
  return hex(`${binaryHead(v, random)}${counter}00000000${network}${hexOf(v.record, 1)}`);
}

/** JT/T 808-2013 0x0200 with the items for mileage, signal and satellites. */
function jt808(v, random) {
  const [latDegrees, latMinutes, latDecimals] = v.latitude;
  const [lonDegrees, lonMinutes, lonDecimals] = v.longitude;
  const millionths = (degrees, minutes, decimals) =>
    Math.round(degrees * 1e6 + ((minutes + decimals / 1e4) * 1e6) / 60);
  const status = (random(2) | 0x40000) + (v.valid ? 2 : 0) + (v.north ? 0 : 4) + (v.east ? 0 : 8);
  const alarms = random(8) === 0 ? 0x100 : 0;
  const contents = [
    hexOf(alarms, 4) + hexOf(status, 4),
    hexOf(millionths(latDegrees, latMinutes, latDecimals), 4),
    hexOf(millionths(lonDegrees, lonMinutes, lonDecimals), 4),
    hexOf(random(3000), 2) + hexOf(random(1300), 2) + hexOf(v.course, 2),
    `${v.year}${v.month}${v.day}${v.clock}`,
    `0104${hexOf(random(3_000_000), 4)}3001${hexOf(random(32), 1)}3101${hexOf(random(20), 1)}`,
  ].join("");
  const head = `0200${hexOf(contents.length / 2, 2)}01${v.id}${hexOf(random(65536), 2)}`;
  const bytes = [...hex(head + contents)];
  bytes.push(bytes.reduce((sum, byte) => sum ^ byte, 0));
  const escaped = bytes.flatMap((byte) =>
    byte === 0x7e ? [0x7d, 2] : byte === 0x7d ? [0x7d, 1] : [byte],
  );
  return Uint8Array.from([0x7e, ...escaped, 0x7e]);
}

/**
 * What a server of ST-901 and ST-902 units gets: reports in text, those of units set to binary, the login
 * that begins each connection, answers to commands, and cells where there is no fix.
 */
const MIX = [
  [70, v1],
  [15, binary45],
  [5, v0],
  [5, nbr],
  [5, v4],
];

function mix(v, random) {
  let left = random(100);
  for (const [share, make] of MIX) {
    if (left < share) return make(v, random);
    left -= share;
  }
}

/** Each kind: its title and how a frame of it is made. */
export const KINDS = {
  v1: { title: "V1 with cell", make: v1 },
  v8: { title: "V8", make: v8 },
  binary32: { title: "`$`, 32 bytes", make: binary32 },
  binary45: { title: "`$`, 45 bytes", make: binary45 },
  nbr: { title: "NBR", make: nbr },
  jt808: { title: "JT/T 808 0x0200", make: jt808 },
  mix: { title: "mix", make: mix },
};

/** `count` frames of the kind, each in bytes of its own. */
export function makeFrames(kind, count) {
  const random = randomSource(0x2545f491);
  return Array.from({ length: count }, () => KINDS[kind].make(values(random), random));
}

/** All frames as one stream, in chunks of `size` bytes: 1460 is what one TCP segment holds. */
export function chunksOf(frames, size = 1460) {
  const stream = Buffer.concat(frames);
  const chunks = [];
  for (let at = 0; at < stream.length; at += size) {
    chunks.push(new Uint8Array(stream.subarray(at, at + size)));
  }
  return chunks;
}
