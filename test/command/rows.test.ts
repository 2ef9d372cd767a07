/** Rules for rows that their types cannot express. */
import { describe, expect, it } from "vitest";
import type { CommandArgument, SettingsArgument } from "../../src/command/row.ts";
import { COMMAND_ROWS } from "../../src/command/rows.ts";

const PLACE = /<(\w+)>/g;

it("each purpose has one row", () => {
  const types = COMMAND_ROWS.map(({ type }) => type);
  expect(types.filter((type, i) => types.indexOf(type) !== i)).toEqual([]);
});

describe.each(COMMAND_ROWS.map((row) => [row.type, row] as const))("%s", (_, row) => {
  const { socket, sms, jt808 } = row;
  const forms = [socket, sms, jt808].filter((form) => form !== undefined);

  it("has a form, and its paired arguments exist", () => {
    expect(forms).not.toEqual([]);
    for (const form of forms) {
      const list: readonly (CommandArgument | SettingsArgument)[] = form.arguments ?? [];
      const names = list.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const { name, goesWith } of list) {
        if (goesWith !== undefined) expect(names.filter((one) => one !== name)).toContain(goesWith);
      }
    }
  });

  it("has a place for each argument, and an argument for each place", () => {
    for (const form of [socket, sms]) {
      if (form === undefined) continue;
      const places = [...form.form.matchAll(PLACE)].map(([, name]) => name);
      const others = form === sms ? ["pw"] : ["time", "subword"];
      const written = (form.arguments ?? []).filter(
        (argument) => argument.kind !== "boolean" || argument.wire !== null,
      );
      expect(places.filter((name) => !others.includes(name!)).sort()).toEqual(
        written.map(({ name }) => name).sort(),
      );
      expect(places.includes("subword")).toBe("subword" in form);
    }
  });

  it("echoes arguments that are never empty, alone in a field or with others", () => {
    for (const field of socket?.echo?.split(",") ?? []) {
      expect(field).toMatch(/^<\w+>(?::<\w+>)*$/);
      for (const [, name] of field.matchAll(PLACE)) {
        const argument = socket!.arguments!.find((one) => one.name === name)!;
        if (argument.kind === "text") expect(argument.least).toBeGreaterThan(0);
        else expect(argument.kind).toMatch(/^(?:integer|enum|list)$/);
        if (argument.kind === "list") expect(argument.item.kind).not.toBe("text");
      }
    }
  });

  it("has examples of its form", () => {
    for (const example of sms?.examples ?? []) expect(example).toMatch(patternOf(sms!.form));
    if (socket === undefined) return;
    const { form, isBare, example } = socket;
    expect(isBare ? example : example.replace(/^\*\w\w,\d+,(.*)#$/, "$1")).toMatch(patternOf(form));
  });
});

/** The texts that a form can produce on the wire. */
function patternOf(form: string): RegExp {
  const text = form
    .replace(/[[\]]/g, (bracket) => (bracket === "[" ? "(?:" : ")?"))
    .replace("<pw>", "0000")
    .replace("<time>", "\\d{6}")
    .replace(PLACE, ".*");
  return new RegExp(`^${text}$`);
}
