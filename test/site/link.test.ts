import fc from "fast-check";
import { expect, it } from "vitest";
import { fromHash, LONGEST_LINK, toHash } from "../../docs/playground/link.ts";
import { INPUT_FORMS, type InputFormName } from "../../src/text/index.ts";

it("restores the state", () => {
  const forms = fc.constantFrom("auto" as const, ...(Object.keys(INPUT_FORMS) as InputFormName[]));
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 500, unit: "grapheme" }),
      forms,
      (input, form) => {
        const hash = toHash({ input, form });
        expect(fromHash(`#${hash}`)).toEqual({ input, form });
      },
    ),
  );
});

it("reads a link typed by hand", () => {
  expect(fromHash("#input=*HQ%2C353271799434922%2CXT%23&form=text")).toEqual({
    input: "*HQ,353271799434922,XT#",
    form: "text",
  });
});

it("ignores other hashes, and unknown forms", () => {
  expect(fromHash("")).toBeNull();
  expect(fromHash("#frames-heading")).toBeNull();
  expect(fromHash("#input=24&form=__proto__")).toEqual({ input: "24", form: "auto" });
});

it("makes no link that is too long, and none without input", () => {
  const fits = "a".repeat(LONGEST_LINK - "input=".length);
  expect(toHash({ input: fits, form: "auto" })).toHaveLength(LONGEST_LINK);
  expect(toHash({ input: `${fits}a`, form: "auto" })).toBeNull();
  expect(toHash({ input: "", form: "hex" })).toBe("");
});
