/**
 * Promise 11: `*`, `#`, `,`, control characters and non-ASCII in an argument of an encoder are a RangeError that names
 * it, because commands are often built from form input.
 *
 * Broken once by hand: in encode-message.ts, a `*` allowed in fields: failed. In argument.ts, `#` allowed in words:
 * failed.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decode, type EncodableMessage, encodeCommand, encodeMessage } from "../../src/index.ts";
import { formatSms } from "../../src/sms/index.ts";
import { loadLines } from "../command/lines.ts";
import { ACME, DOOR } from "../protocol/acme.ts";
import { SAMPLES } from "./inputs.ts";
import { valuesOf } from "./oracle.ts";

const SMUGGLED = [
  "*",
  "#",
  ",",
  "\0",
  "\r\n",
  "\n",
  "\x1b",
  "\x7f",
  "\x80",
  "é",
  "中",
  "😀",
  "#*HQ,1,R1#",
];

/** Each string in `value`, with its path, and a function that replaces it in a copy. */
function* strings<T>(
  value: T,
  path: readonly string[] = [],
): Generator<{ path: string[]; replace: (text: string) => T }> {
  if (typeof value !== "object" || value === null || value instanceof Date) return;
  if (ArrayBuffer.isView(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    const here = [...path, key];
    const replaced = (by: unknown): T =>
      (Array.isArray(value)
        ? value.map((item, i) => (String(i) === key ? by : item))
        : { ...value, [key]: by }) as T;
    if (typeof inner === "string") {
      yield {
        path: here,
        replace: (text) => replaced(`${inner.slice(0, 2)}${text}${inner.slice(2)}`),
      };
    }
    for (const deeper of strings(inner, here)) {
      yield { path: deeper.path, replace: (text) => replaced(deeper.replace(text)) };
    }
  }
}

/** Characters that are allowed in a text that only `#` ends. */
const FREE_TEXT = ["*", ",", "\r\n", "\n"];

describe("encodeMessage", () => {
  const messages = SAMPLES.flatMap((bytes) => decode(bytes)).filter(({ type }) => type !== "noise");
  it.each(SMUGGLED)("refuses %j wherever a vector has a text", (smuggled) => {
    let count = 0;
    for (const message of messages) {
      // Between flags of JT/T 808 a length ends a text, and any ASCII is text.
      if (message.command.startsWith("0x") && /^[ -~]+$/.test(smuggled)) continue;
      for (const { path, replace } of strings(valuesOf(message))) {
        const [name] = path;
        // Only the word of a status counts; the rest is derived from it.
        if (path.includes("status")) continue;
        if (name === "type" || (name === "text" && FREE_TEXT.includes(smuggled))) continue;
        const encode = (): Uint8Array => encodeMessage(replace(smuggled) as EncodableMessage);
        expect(encode, `${message.command} ${path.join(".")}`).toThrow(RangeError);
        expect(encode).toThrow(/^[a-z]\w*[.: [\]]/);
        count++;
      }
    }
    expect(count).toBeGreaterThan(500);
  });
});

describe("encodeCommand", () => {
  const lines = loadLines("encode.jsonl").map(([, line]) => line);
  it.each(SMUGGLED)("refuses %j in any text of a command or its target", (smuggled) => {
    let count = 0;
    for (const line of lines) {
      const { command, to } = line;
      const at = to.at === undefined ? {} : { at: new Date(to.at) };
      for (const { path, replace } of strings({ command, to })) {
        const name = path.join(".");
        if (name === "command.type" || name === "to.at" || name === "to.protocol") continue;
        const encode = (): string => {
          const { command, to } = replace(smuggled);
          return Buffer.from(encodeCommand(command as never, { ...to, ...at } as never)).toString(
            "latin1",
          );
        };
        // It is sent as digits of UTF-16.
        if (command.type === "chineseAddress" && /^[^\0-\x80]+$/.test(smuggled)) continue;
        // A length ends the texts of JT/T 808.
        if (line.hex !== undefined && /^[ -~]+$/.test(smuggled)) continue;
        expect(encode, `${command.type} ${name}`).toThrow(RangeError);
        count++;
      }
    }
    expect(count).toBeGreaterThan(50);
  });
});

describe("encodeMessage of an own protocol", () => {
  const [message] = ACME.decode(DOOR);
  it.each(SMUGGLED)("refuses %j in any text", (smuggled) => {
    for (const { path, replace } of strings(valuesOf(message!))) {
      if (path.includes("status") || path[0] === "type" || path[0] === "name") continue;
      const encode = (): Uint8Array => ACME.encodeMessage(replace(smuggled) as EncodableMessage);
      expect(encode, path.join(".")).toThrow(RangeError);
    }
  });
});

interface SmsVector {
  readonly command?: Record<string, unknown> & { type: string };
  readonly password?: string;
}

describe("formatSms", () => {
  const vectors = readFileSync(new URL("../../vectors/sms/sms.jsonl", import.meta.url), "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as SmsVector)
    .filter(({ command }) => command !== undefined);
  // An SMS has no frame: a line break or a non-ASCII character could make a different command.
  it.each(["\0", "\r\n", "\n", "\x1b", "\x7f", "é", "中"])(
    "refuses %j in any argument",
    (smuggled) => {
      let count = 0;
      for (const { command, password = "0000" } of vectors) {
        for (const { path, replace } of strings({ command: command!, password })) {
          if (path.at(-1) === "type") continue;
          const format = (): string => {
            const { command, password } = replace(smuggled);
            return formatSms(command as never, { password });
          };
          // Unused values, such as the password of some commands, need not be checked.
          let text: string;
          try {
            text = format();
          } catch (error) {
            expect(error, `${command!.type} ${path.join(".")}`).toBeInstanceOf(RangeError);
            count++;
            continue;
          }
          expect(text, `${command!.type} ${path.join(".")}`).not.toContain(smuggled);
        }
      }
      expect(count).toBeGreaterThan(10);
    },
  );
});
