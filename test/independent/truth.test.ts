/**
 * Frames from a generator that was written from the wire reference alone, each with its truth: every decoded value must
 * equal the truth, and there must be no others. `TRUTH_TIMES=30` runs thirty times as many, `TRUTH_SEED` different
 * ones.
 */
import { describe, expect, test } from "vitest";
import { decode, FrameSplitter, type Message, parseFrame } from "../../src/index.ts";
import { FAMILIES } from "./families.ts";
import { batchInParts } from "./jt808-parts.ts";
import { Random } from "./random.ts";
import { ascii, differences, type Family, type Sample, toHex } from "./truth.ts";

const TIMES = Number(process.env["TRUTH_TIMES"] ?? 1);
const SEED = Number(process.env["TRUTH_SEED"] ?? 1);
const PER_FAMILY = 30;

/** Printable text as it is, other bytes in hexadecimal digits. */
function shown({ bytes }: Sample): string {
  const text = String.fromCharCode(...bytes);
  return /^[ -~]*$/.test(text) ? text : toHex(bytes);
}

/** Keeps the first frame with each kind of difference. */
class Report {
  readonly #kinds = new Map<string, { count: number; line: string }>();

  add(sample: Sample, found: readonly string[]): void {
    for (const line of found) {
      const kind = line.replace(/^(?!issue)(.*?):.*/, "$1").replace(/\d+/g, "n");
      const seen = this.#kinds.get(kind);
      if (seen === undefined)
        this.#kinds.set(kind, { count: 1, line: `${line} of ${shown(sample)}` });
      else seen.count++;
    }
  }

  lines(): string[] {
    return [...this.#kinds.values()].map(({ count, line }) => `${line} (${count} such)`);
  }
}

describe.each(FAMILIES.map((family) => [family.name, family] as const))("%s", (name, family) => {
  const random = new Random(seedOf(name));
  const count = Math.max(1, Math.round(PER_FAMILY * (family.weight ?? 1) * TIMES));
  const samples = Array.from({ length: count }, () => family.make(random));

  test("every frame has the values of its truth", () => {
    const report = new Report();
    for (const sample of samples) {
      const messages = decode(sample.bytes, sample.options);
      const [message] = messages;
      if (messages.length !== 1 || message === undefined) {
        report.add(sample, [`messages: ${messages.map(({ type }) => type).join()}`]);
      } else report.add(sample, differences(sample, message, message.frame));
    }
    expect(report.lines()).toEqual([]);
  });

  test("so do consecutive frames, however they are split", () => {
    const report = new Report();
    const row = family.makeRow === undefined ? samples : family.makeRow(random, count);
    const received = inChunks(random, family, row);
    for (const [i, sample] of row.entries()) {
      const message = received[i];
      const found =
        message === undefined ? ["messages: none"] : differences(sample, message, message.frame);
      report.add(sample, found);
      // After a wrongly split frame all others are misaligned.
      if (found.some((line) => /^(frame|messages):/.test(line))) break;
    }
    const many = received.length - row.length;
    if (many > 0) report.add(row.at(-1)!, [`messages: ${many} too many`]);
    expect(report.lines()).toEqual([]);
  });
});

test("JT/T 808 messages in parts", () => {
  const random = new Random(seedOf("parts"));
  const report = new Report();
  for (let i = 0; i < PER_FAMILY * TIMES; i++) {
    const { parts, whole } = batchInParts(random);
    const messages = decode(Uint8Array.from(parts.flatMap(({ bytes }) => [...bytes])));
    for (const [k, part] of parts.entries()) {
      const message = messages[k] as Message;
      report.add(part, differences(part, message, message.frame));
    }
    const last = messages[parts.length] as Message;
    report.add(whole, differences(whole, last, { ...last.frame, bytes: whole.bytes }));
    expect(messages).toHaveLength(parts.length + 1);
  }
  expect(report.lines()).toEqual([]);
});

function seedOf(name: string): number {
  let seed = SEED;
  for (const character of name) seed = Math.imul(seed, 31) + character.charCodeAt(0);
  return seed;
}

function inChunks(random: Random, family: Family, samples: readonly Sample[]): Message[] {
  const bytes: number[] = [];
  for (const sample of samples) {
    bytes.push(...sample.bytes, ...ascii(random.pick(family.separators ?? [""])));
  }
  const splitter = new FrameSplitter();
  const messages: Message[] = [];
  const take = (frames: ReturnType<FrameSplitter["push"]>): void => {
    for (const frame of frames) {
      messages.push(parseFrame(frame, samples[messages.length]?.options));
    }
  };
  for (let at = 0; at < bytes.length; ) {
    const length = random.chance(0.3) ? random.int(1, 12) : random.int(1, 1460);
    take(splitter.push(Uint8Array.from(bytes.slice(at, at + length))));
    at += length;
  }
  take(splitter.flush());
  return messages;
}
