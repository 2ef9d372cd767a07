/**
 * Promise 12: each deviation of real firmware from the documents has an issue code, a vector and a source.
 *
 * Broken once by hand: in reading-fields.ts, bad-number in place of bad-iccid: failed.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decode, ISSUES, type IssueCode } from "../../src/index.ts";
import { clock, createProtocol } from "../../src/protocol/index.ts";
import { bytesOf, loadVectors } from "../vectors.ts";

const vectors = loadVectors().flatMap((file) => file.vectors);
/** Vectors that show each code. */
const shown = new Map<string, string[]>();
for (const vector of vectors) {
  for (const { issues } of decode(bytesOf(vector))) {
    for (const { code } of issues) shown.set(code, [...(shown.get(code) ?? []), vector.id]);
  }
}

/** Codes that no vector can show, because no message encodes to them. */
const NOT_ENCODED: Readonly<Record<string, string>> = {
  // JT/T 808 with bit 10 of the attributes: four bytes that are encrypted.
  encrypted: "7e02000404019176652184000101020304217e",
  // 0x0900 with the data 7D 02 11, sent without escapes; only so are length and checksum right.
  unescaped: "7e09000003019176652184000f7d02114d7e",
  // A record between 7E flags with F1 in its speed: pengaoda-006 and its check byte.
  "bad-bcd":
    "7e24863123456710111215062439542345c6116397457d02f14028fffbdfffff41300052000000e163042b214b0001cc00263a10600042000007997e",
};
for (const [code, hex] of Object.entries(NOT_ENCODED)) {
  const found = decode(Buffer.from(hex, "hex")).flatMap(({ issues }) => issues);
  if (found.some((issue) => issue.code === code)) shown.set(code, [hex]);
}

// No built-in form has a time of day without a day, but a custom one may.
const CLOCK_ALONE = { name: "at", kind: clock(), about: "HHMMSS", personal: "harmless" } as const;
const own = createProtocol({
  text: [{ word: "ZT", about: "Time of day", forms: [{ parts: [CLOCK_ALONE] }] }],
});
const ZT = "*HQ,8168000005,ZT,101112#";
for (const { code } of own.decode(ZT).flatMap(({ issues }) => issues)) shown.set(code, [ZT]);

describe("every issue code", () => {
  const docs = readFileSync(new URL("../../docs/issues.md", import.meta.url), "utf8");
  it.each(Object.keys(ISSUES))("%s is shown by a vector and described", (code) => {
    expect(shown.get(code) ?? []).not.toEqual([]);
    expect(docs).toContain(`\`${code}\``);
  });
  it("in a message exists", () => {
    for (const code of shown.keys()) expect(Object.keys(ISSUES)).toContain(code);
  });
});

describe("every vector", () => {
  it("has a unique id, a source and a note", () => {
    const ids = new Set<string>();
    for (const { id, source, note } of vectors) {
      expect(ids.has(id), id).toBe(false);
      ids.add(id);
      expect(source.length, id).toBeGreaterThan(3);
      expect(note, id).toBeTypeOf("string");
    }
  });
  it("has issues with place and text of their bytes", () => {
    for (const vector of vectors) {
      for (const { issues, frame } of decode(bytesOf(vector))) {
        for (const { code, severity, offset, length, received, expected } of issues) {
          expect(severity).toBe(ISSUES[code as IssueCode][0]);
          expect(expected).not.toBe("");
          const there = Buffer.from(frame.bytes.subarray(offset, offset + length));
          const texts = [there.toString("latin1"), there.toString("hex")];
          // Of long texts, the first sixteen bytes.
          texts.push(there.subarray(0, 16).toString("hex"));
          // Between 7E flags, the text without escapes.
          if (frame.format !== "escaped") expect(texts, `${vector.id} ${code}`).toContain(received);
        }
      }
    }
  });
});
