/** SHA-256 (FIPS 180-4), implemented here because the core depends on no platform. */

/** The first 64 primes. */
const PRIMES: readonly number[] = /* @__PURE__ */ Array.from(
  { length: 310 },
  (_, i) => i + 2,
).filter((n, _, all) => all.every((m) => m * m > n || n % m !== 0));

/** The first 32 bits of the fraction of a root. */
function fraction(value: number): number {
  return ((value - Math.floor(value)) * 0x1_0000_0000) >>> 0;
}

const START: readonly number[] = /* @__PURE__ */ PRIMES.slice(0, 8).map((p) => fraction(p ** 0.5));
const ROUNDS: Int32Array = /* @__PURE__ */ Int32Array.from(PRIMES, (p) => fraction(Math.cbrt(p)));

/** Shared by all digests: refilled for each block. */
const SCHEDULE: Int32Array = /* @__PURE__ */ new Int32Array(64);

/** The digest of a text of ASCII characters, as eight unsigned 32-bit numbers. */
export function sha256(text: string): readonly number[] {
  const words = new Uint32Array(Math.ceil((text.length + 9) / 64) * 16);
  for (let i = 0; i < text.length; i++) {
    words[i >> 2]! |= (text.charCodeAt(i) & 0xff) << (24 - (i & 3) * 8);
  }
  words[text.length >> 2]! |= 0x80 << (24 - (text.length & 3) * 8);
  words[words.length - 1] = text.length * 8;

  // Signed, or V8 would keep most of them as floating-point numbers.
  const hash = Int32Array.from(START);
  for (let block = 0; block < words.length; block += 16) {
    SCHEDULE.set(words.subarray(block, block + 16));
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
    for (let i = 0; i < 64; i++) {
      if (i >= 16) SCHEDULE[i] = mixed(SCHEDULE, i);
      const s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[i]! + SCHEDULE[i]!) | 0;
      const s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((value, i) => {
      hash[i]! += value;
    });
  }
  return Array.from(hash, (word) => word >>> 0);
}

function mixed(schedule: Int32Array, i: number): number {
  const [a, b] = [schedule[i - 15]!, schedule[i - 2]!];
  const s0 = rotated(a, 7) ^ rotated(a, 18) ^ (a >>> 3);
  const s1 = rotated(b, 17) ^ rotated(b, 19) ^ (b >>> 10);
  return schedule[i - 16]! + s0 + schedule[i - 7]! + s1;
}

function rotated(value: number, bits: number): number {
  return (value >>> bits) | (value << (32 - bits));
}
