/** Random values as real units send them, the same in every run, and their text and bytes. */

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

export const chance = (random, percent) => random(100) < percent;
export const pick = (random, list) => list[random(list.length)];
export const digits = (value, count) => String(value).padStart(count, "0");
export const hexOf = (value, bytes) => value.toString(16).padStart(bytes * 2, "0");
export const ascii = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
export const hex = (text) =>
  Uint8Array.from(text.match(/../g), (pair) => Number.parseInt(pair, 16));

export function randomDigits(random, count) {
  return Array.from({ length: count }, () => random(10)).join("");
}

/** Ten digits from SinoTrack and most others, fifteen from units that use their IMEI. */
export function deviceId(random) {
  if (chance(random, 80)) return 1 + random(9) + randomDigits(random, 9);
  const start = pick(random, ["86", "3551", "3552", "1357", "1234"]);
  return start + randomDigits(random, 15 - start.length);
}

const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** HHMMSS, and the day as three texts of two digits. */
export function moment(random) {
  const month = random(12);
  return {
    clock: digits(random(24), 2) + digits(random(60), 2) + digits(random(60), 2),
    day: digits(1 + random(MONTHS[month]), 2),
    month: digits(1 + month, 2),
    year: digits(16 + random(12), 2),
  };
}

/** Any place; `fraction` holds five decimals of a minute. A unit without a fix repeats its last one. */
export function place(random) {
  return {
    latitude: { degrees: random(90), minutes: random(60), fraction: 1 + random(99999) },
    longitude: { degrees: random(180), minutes: random(60), fraction: random(100000) },
    isNorth: chance(random, 65),
    isEast: chance(random, 65),
    // Half of the units are parked.
    knots: chance(random, 50) ? 0 : random(120),
    course: random(361),
  };
}

/** Words of units that report nothing special. */
const STATUS_WORDS = [
  0xfffffbff, 0xfffffbff, 0xffffbbff, 0xffff9fff, 0xffffdfff, 0xffffffff, 0xfffff9ff, 0xfbffffff,
  0xfbfffbff, 0xfff7fbff, 0xffe7fbff, 0xbffffbff,
];

/** Every fifth report clears one or two more bits at random. */
export function statusWord(random) {
  let word = pick(random, STATUS_WORDS);
  if (chance(random, 20)) {
    for (let i = random(2); i >= 0; i--) word &= ~(1 << random(32));
  }
  return word >>> 0;
}

export function cell(random) {
  return {
    mcc: 200 + random(550),
    mnc: chance(random, 80) ? random(100) : 100 + random(900),
    lac: 1 + random(0xffff),
    // 28 bits with LTE.
    cid: 1 + random(chance(random, 70) ? 0xffff : 0xfffffff),
  };
}

/**
 * A network code that is read as written in frames with hexadecimal numbers: some units mean two digits if the third of
 * three digits repeats the first.
 */
export function hexNetwork(random) {
  const mnc = random(999);
  return mnc > 0 && Math.floor(mnc / 100) === mnc % 10 ? mnc - 1 : mnc;
}

/** 19 or 20 characters, some padded with F; those of one country have a letter inside. */
export function iccid(random) {
  const kind = random(10);
  if (kind < 5) return `89${randomDigits(random, 18)}`;
  if (kind < 7) return `89${randomDigits(random, 17)}`;
  if (kind < 9) return `89${randomDigits(random, 17)}F`;
  return `8986${randomDigits(random, 2)}${pick(random, ["A", "B", "C"])}${randomDigits(random, 13)}`;
}

/** A battery step. 1 to 3 mean different things to different units, and give an issue with each frame. */
export function batteryStep(random) {
  return 4 + random(3);
}

/** A byte with a step (usually full) or percent; 0 if the unit has no battery to report. */
export function batteryCode(random) {
  const kind = random(100);
  if (kind < 50) return 0;
  if (kind < 70) return 6;
  if (kind < 85) return batteryStep(random);
  return 7 + random(94);
}
