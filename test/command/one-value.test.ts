/**
 * One value of a message is replaced by any other: `encodeMessage` refuses it by name, or writes it. It never writes a
 * different value.
 */
import { describe, expect, it } from "vitest";
import { decode, type EncodableMessage, encodeMessage, type Message } from "../../src/index.ts";
import { bytesOf, loadVectors } from "../vectors.ts";

/** The limits of fields of one to four bytes, of three digits, and of percentages. */
const NUMBERS: readonly number[] = [
  -1,
  -0.5,
  0,
  1,
  0.5,
  2,
  31,
  32,
  99,
  100,
  101,
  180,
  181,
  255,
  256,
  360,
  361,
  999,
  1000,
  9999,
  10_000,
  65_535,
  65_536,
  99_999,
  100_000,
  0xfff_ffff,
  0x1000_0000,
  0xffff_ffff,
  0x1_0000_0000,
  1e15,
  Number.NaN,
  Number.POSITIVE_INFINITY,
];

type Json = Record<string, unknown>;

/** The paths to numbers, such as `status.word` and `cells.0.lac`; of lists only the first two elements. */
function numberPaths(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value === "number") return [[...path]];
  if (typeof value !== "object" || value === null) return [];
  if (value instanceof Date || value instanceof Uint8Array) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === "frame" || key === "issues" || Number(key) > 1 ? [] : numberPaths(part, [...path, key]),
  );
}

function withValue(value: unknown, [key, ...rest]: readonly string[], given: unknown): unknown {
  if (key === undefined) return given;
  if (Array.isArray(value))
    return value.map((part, i) => (String(i) === key ? withValue(part, rest, given) : part));
  return { ...(value as Json), [key]: withValue((value as Json)[key], rest, given) };
}

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce((part, key) => (part as Json | undefined)?.[key], value as unknown);

/** Without the indexes of elements. */
const names = (path: readonly string[]): string[] => path.filter((key) => !/^\d+$/.test(key));

/** One message of each form: word, length of a record, and set of numbers. */
function forms(): [name: string, message: Message][] {
  const found = new Map<string, [string, Message]>();
  for (const vector of loadVectors().flatMap(({ vectors }) => vectors)) {
    for (const message of decode(bytesOf(vector))) {
      if (message.type === "noise" || message.jt808?.part !== undefined || vector.notCanonical)
        continue;
      const { format, bytes } = message.frame;
      const paths = new Set(numberPaths(message).map((path) => names(path).join(".")));
      const form = [message.command, format === "binary" ? bytes.length : "", ...paths].join(" ");
      if (paths.size > 0 && !found.has(form))
        found.set(form, [`${vector.id} ${message.command}`, message]);
    }
  }
  return [...found.values()];
}

/** The outcome: the refused name, or the written value. */
function outcome(
  message: Message,
  path: readonly string[],
  given: unknown,
): { refused: string } | { written: unknown } {
  let bytes: Uint8Array;
  try {
    bytes = encodeMessage(withValue(message, path, given) as EncodableMessage);
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    const text = (error as RangeError).message;
    const name =
      /^(?:message\.)?([\w.[\]]+) (?:must (?:be|have|not be) \S|does not fit: \S|cannot be absent from a \S|has no form (?:for this value|this fine) in a \S)/.exec(
        text,
      )?.[1];
    expect(name, text).toBeDefined();
    // A form that does not exist is reported by the value that came back differently, which may be another one.
    if (/ (?:has no form|cannot be absent)/.test(text)) return { refused: "" };
    return { refused: name! };
  }
  const messages = decode(bytes, message.deviceId === null ? {} : { deviceId: message.deviceId });
  expect(messages).toHaveLength(1);
  return { written: at(messages[0], path) };
}

describe.each(forms())("%s", (_name, message) => {
  const paths = numberPaths(message);
  it.each(paths.map((path) => [path.join("."), path] as const))("%s", (_path, path) => {
    for (const given of NUMBERS) {
      const found = outcome(message, path, given);
      if ("refused" in found) {
        const name = found.refused.split(/[.[]/);
        // In `$`, the signal increases with the satellites.
        const isNamed =
          found.refused === "" ||
          found.refused === "satellites" ||
          names(path).some((key) => name.includes(key));
        expect(isNamed, `${found.refused} for ${path.join(".")}`).toBe(true);
      } else if (typeof found.written === "number") {
        // The last bit of the sum of degrees and minutes.
        const hair = 4 * Number.EPSILON * Math.abs(given);
        expect(
          Math.abs(found.written - given),
          `${given} was written as ${found.written}`,
        ).toBeLessThanOrEqual(hair);
      } else expect(found.written, String(given)).toBeOneOf([null, undefined]);
    }
  });
});
