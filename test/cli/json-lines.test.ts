import { expect, test } from "vitest";
import { JsonLinesReader } from "../../src/cli/json-lines.ts";

test("the chunk may be used again: what is held of it is a copy", () => {
  const reader = new JsonLinesReader({ name: "rows" });
  const chunk = Buffer.from('{"hex":"2a');
  expect([...reader.push(chunk)]).toEqual([]);
  chunk.fill("?");
  const pieces = [...reader.push(Buffer.from('23"}\n'))];
  expect(pieces.map(({ bytes }) => Buffer.from(bytes).toString("hex"))).toEqual(["2a23"]);
});

test("names from the prototype of objects are no captures", () => {
  const reader = new JsonLinesReader({ name: "rows" });
  expect(() => [...reader.push(Buffer.from('{"__proto__":{"hex":"2a"}}\n'))]).toThrow(
    "rows:1: no capture in the row",
  );
});
