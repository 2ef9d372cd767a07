import { describe, expect, test } from "vitest";
import { HEAD_LENGTH, recognise } from "../../src/cli/recognise.ts";
import { BINARY, toHexText, V1 } from "./harness.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");

describe("an input is recognised by its first bytes", () => {
  test.each([
    ["a text frame", V1, "raw"],
    ["a binary frame", Buffer.from(BINARY, "hex").toString("latin1"), "raw"],
    ["an escaped frame", "\x7e\x02\x00\x00", "raw"],
    ["line breaks and a frame", `\r\n${V1}`, "raw"],
    ["hex in one line", toHexText(V1), "hex"],
    ["hex in capitals", toHexText(V1).toUpperCase(), "hex"],
    ["hex with blanks", "2a 48 51 2c 38 31", "hex"],
    ["hex with colons", "2a:48:51:2c:38:31", "hex"],
    ["hex with prefixes", "0x2a, 0x48, 0x51, 0x2c", "hex"],
    ["hex with escapes", "\\x2a\\x48\\x51\\x2c", "hex"],
    ["hex behind empty lines", `\n \r\n${toHexText(V1)}\n`, "hex"],
    ["eight digits", "2a48512c", "hex"],
    ["seven digits", "2a48512", "raw"],
    ["few digits, then more in the next line", "2a48\n2a48512c", "raw"],
    ["a first line of hex, then a frame", `2a48512c\n${V1}`, "hex"],
    ["JSON", '{"hex":"2a"}', "jsonl"],
    ["JSON behind blanks", ' \n{"hex":"2a"}', "jsonl"],
    ["nothing", "", "raw"],
    ["blanks", " \r\n ", "raw"],
    ["a mark and JSON", "\xef\xbb\xbf{}", "jsonl"],
    ["a mark and hex", "\xef\xbb\xbf2a48512c", "hex"],
    ["a mark and a frame", `\xef\xbb\xbf${V1}`, "text"],
    ["UTF-16, little end first", "\xff\xfe*\0", "utf-16"],
    ["UTF-16, big end first", "\xfe\xff\0*", "utf-16"],
    ["the first byte of a mark, alone", "\xef", "raw"],
  ])("%s", (_name, text, form) => {
    expect(recognise(bytes(text), true)).toBe(form);
  });

  test.each([
    ["blanks", " \n"],
    ["one line of hex, not ended", toHexText(V1)],
    ["part of a mark", "\xef\xbb"],
    ["part of a mark in UTF-16", "\xff"],
  ])("%s: more is needed, unless nothing follows", (_name, text) => {
    expect(recognise(bytes(text), false)).toBeUndefined();
    expect(recognise(bytes(text), true)).toBeDefined();
  });

  test.each([
    ["*", "raw"],
    ["$", "raw"],
    ["{", "jsonl"],
    ["2a48512c\n", "hex"],
    ["2a4z", "raw"],
  ])("%j needs no more", (text, form) => {
    expect(recognise(bytes(text), false)).toBe(form);
  });

  test("never waits for more than the head", () => {
    expect(recognise(bytes("2a".repeat(HEAD_LENGTH / 2)), false)).toBe("hex");
    expect(recognise(bytes(" ".repeat(HEAD_LENGTH)), false)).toBe("raw");
  });
});
