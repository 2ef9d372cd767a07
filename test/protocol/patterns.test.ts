import { describe, expect, it } from "vitest";
import { createProtocol, optional, TEXT, tails, whole } from "../../src/protocol/index.ts";
import { refusal } from "../refusal.ts";

const DOOR = { name: "door", kind: whole(4), about: "Which" };
const BADGE = { name: "badge", kind: TEXT, about: "Who" };

const withForm = (form: object) => () =>
  createProtocol({
    text: [{ word: "DOOR", about: "A door", forms: [{ parts: [DOOR], ...form }] }],
  });

describe("invalid patterns are refused", () => {
  it.each<[name: string, fits: unknown, message: string]>([
    ["a text", "1", "fits must be a list of patterns, or a function, not a string of length 1"],
    ["a pattern that is no list", [1], "fits[0] must be a list of forms of fields, not 1"],
    ["half a field", [[1.5]], "fits[0][0] must be a regular expression without flags, not 1.5"],
    [
      "a text as a form",
      [["A"]],
      "fits[0][0] must be a regular expression without flags, not a string of length 1",
    ],
    [
      "an expression that remembers",
      [[/A/g]],
      "fits[0][0] must be a regular expression without flags, not object",
    ],
    ["null", [[1, null]], "fits[0][1] must be a regular expression without flags, not null"],
    [
      "an id with a flag",
      [[{ id: /3/y }]],
      "fits[0][0].id must be a regular expression without flags, not object",
    ],
    [
      "a limit that is none",
      [[{ whole: "9" }]],
      "fits[0][0].whole must be a number, not a string of length 1",
    ],
    [
      "a gap of forms with a flag",
      [[{ each: /A/i }]],
      "fits[0][0].each must be a regular expression without flags, not object",
    ],
    [
      "an unknown word",
      [[{ least: 1 }]],
      "fits[0][0].least must be id, whole, each or most, not 1",
    ],
    [
      "inside other patterns",
      [[[[/A/], [{ most: null }]]]],
      "fits[0][0][1][0].most must be a number, not null",
    ],
  ])("%s", (_name, fits, message) => {
    const at = "text[0].forms[0]";
    expect(refusal(withForm({ fits }))).toBe(`${at}.${message}`);
    const inOptional = { parts: [DOOR, optional(BADGE, fits as never)] };
    expect(refusal(withForm(inOptional))).toBe(`${at}.parts[1].${message}`);
    const inTail = { parts: [DOOR, tails({ about: "T", rows: [BADGE], fits: fits as never })] };
    expect(refusal(withForm(inTail))).toBe(`${at}.parts[1].tails[0].${message}`);
  });
});

it("all others are accepted", () => {
  const fits = [[1, -1, /^\d$/, { id: /^8/ }, [[{ whole: 9 }], [1]], { each: /A/, most: 2 }, {}]];
  expect(withForm({ fits })).not.toThrow();
  expect(withForm({ fits: () => true })).not.toThrow();
});
