/**
 * The frames to measure: many of each form, each with a different id and values, so that caches and branch prediction
 * give no false advantage. They are the same in every run, and are written from the documents without the library. The
 * values cover real traffic: every tail, ids of ten and fifteen digits, four and five decimals of a minute, numbers
 * padded or not, any alarm bit, with and without a fix, all four quarters of the earth.
 */
import { DOLLAR_FORMS, OTHER_DOLLAR_FORMS } from "./frames/dollar.mjs";
import { JT808_FORMS, OTHER_JT808_FORMS } from "./frames/jt808.mjs";
import { OTHER_TEXT_FORMS, TEXT_FORMS } from "./frames/text.mjs";
import { randomSource } from "./frames/values.mjs";

export { randomSource };

/**
 * The traffic that a server of ST-901 and ST-902 units gets: text reports, `$` reports of units set to binary, a login
 * at the start of each connection, answers to commands, and cells when there is no fix.
 */
const SHARES = [
  [70, "v1-cell"],
  [15, "binary-45"],
  [5, "v0"],
  [5, "nbr"],
  [5, "v4-short"],
];

function mix(random) {
  let left = random(100);
  for (const [share, form] of SHARES) {
    if (left < share) return FORMS[form].make(random);
    left -= share;
  }
}

const formsOf = (group, hasFastReader, rows) =>
  Object.entries(rows).map(([key, [title, make, ...issues]]) => [
    key,
    { title, make, issues, group, hasFastReader },
  ]);

/**
 * Each form: its title, its generator, the issues that all its frames have, its group, and whether it has a fast
 * reader.
 */
export const FORMS = Object.fromEntries([
  ...formsOf("text", true, TEXT_FORMS),
  ...formsOf("dollar", true, DOLLAR_FORMS),
  ...formsOf("jt808", true, JT808_FORMS),
  ...formsOf("text", false, OTHER_TEXT_FORMS),
  ...formsOf("dollar", false, OTHER_DOLLAR_FORMS),
  ...formsOf("jt808", false, OTHER_JT808_FORMS),
  ["mix", { title: "mix", make: mix, issues: [], group: "mix", hasFastReader: true }],
]);

/** `count` frames of the form, each in a buffer. */
export function makeFrames(form, count) {
  const random = randomSource(0x2545f491);
  return Array.from({ length: count }, () => FORMS[form].make(random));
}

const FORMATS = { 42: "ascii", 36: "binary", 88: "mileage", 80: "picture", 126: "escaped" };

/** The frames as a splitter gives them: views of one buffer. */
export function asFrames(datagrams) {
  const all = new Uint8Array(Buffer.concat(datagrams));
  let offset = 0;
  return datagrams.map(({ length }) => {
    const bytes = all.subarray(offset, offset + length);
    const frame = { format: FORMATS[bytes[0]], bytes, offset };
    offset += length;
    return frame;
  });
}

/** The frame with another id of ten digits. JT/T 808 frames have a checksum and stay unchanged. */
export function withId(frame, id) {
  if (frame[0] === 0x7e) return frame;
  if (frame[0] === 0x24) {
    return Buffer.from([0x24, ...Buffer.from(id, "hex"), ...frame.subarray(6)]);
  }
  const text = Buffer.from(frame).toString("latin1");
  return Buffer.from(text.replace(/^\*\w\w,\d+/, `*HQ,${id}`), "latin1");
}

/** A TCP segment, a packet from a modem, and a few bytes. */
export const CHUNK_SIZES = [1460, 512, 7];

/** All frames as one stream, in chunks of `size` bytes. */
export function chunksOf(frames, size = CHUNK_SIZES[0]) {
  const stream = Buffer.concat(frames);
  const chunks = [];
  for (let at = 0; at < stream.length; at += size) {
    chunks.push(new Uint8Array(stream.subarray(at, at + size)));
  }
  return chunks;
}
