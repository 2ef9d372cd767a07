/** The choice of the form in which a message is written, with forms made up for it. */
import { describe, expect, it } from "vitest";
import { type Form, FormChoice, halfSteps, writeAlike } from "../../src/layout/form.ts";

type Rows = Form["rows"];
type Named = Form & { readonly is: string };

const row = (name: string, more: Partial<Rows[number]> = {}): Rows[number] => ({
  name,
  about: "",
  kind: {},
  ...more,
});
const form = (is: string, ...rows: readonly (string | Rows[number])[]): Named => ({
  is,
  rows: rows.map((one) => (typeof one === "string" ? row(one) : one)),
  write: () => new Uint8Array(0),
});
const names = (forms: readonly Named[]): string => forms.map(({ is }) => is).join(" ");

describe("FormChoice", () => {
  const choice = new FormChoice(
    [
      form("short", "id", "time"),
      form("long", "id", "time", "cell", "battery"),
      form("cell", "id", "time", "cell"),
      form("other", "id", "time", row("hexCell", { instead: "cell" })),
    ],
    new Set(),
  );

  it("gives those that carry all values, the ones with fewest others first", () => {
    expect(names(choice.for({ id: 1, time: 2 }))).toBe("short cell long other");
    expect(names(choice.for({ id: 1, cell: {} }))).toBe("cell long other");
    expect(names(choice.for({ id: 1, battery: 5, cell: {} }))).toBe("long");
    expect(names(choice.for({ hexCell: {} }))).toBe("other");
    expect(names(choice.for({ hexCell: {}, battery: 1 }))).toBe("");
    expect(choice.all.map(({ is }) => is)).toEqual(["short", "long", "cell", "other"]);
  });

  it("null is a value; undefined and an empty list are none", () => {
    expect(names(choice.for({ battery: null }))).toBe("long");
    expect(names(choice.for({ battery: undefined }))).toBe("short cell long other");
    expect(names(choice.for({ battery: [] }))).toBe("short cell long other");
    expect(names(choice.for({ battery: [1] }))).toBe("long");
    expect(names(choice.for({ battery: 0 }))).toBe("long");
    expect(names(choice.for({ battery: { length: 0 } }))).toBe("long");
  });

  it("keeps a selection", () => {
    expect(choice.for({ cell: 1 })).toBe(choice.for({ cell: 2, id: 3 }));
    expect(choice.for({ cell: 1 })).not.toBe(choice.for({ battery: 1 }));
  });

  it("does not select by values that may stand elsewhere", () => {
    const free = new FormChoice([form("a", "x", "y"), form("b", "y", "z")], new Set(["z"]));
    expect(names(free.for({ z: 1 }))).toBe("b a");
    expect(names(free.for({ x: 1, z: 1 }))).toBe("a");
  });

  it("selects anew each time among too many values for one number", () => {
    const many = Array.from({ length: 60 }, (_, i) => `v${i}`);
    const wide = new FormChoice([form("wide", ...many), form("none")], new Set());
    expect(names(wide.for({}))).toBe("none wide");
    for (const name of many) expect(names(wide.for({ [name]: 1 })), name).toBe("wide");
    expect(names(wide.for({}))).toBe("none wide");
  });

  it("keeps 256 selections, and finds others all the same", () => {
    const ten = Array.from({ length: 10 }, (_, i) => `v${i}`);
    const all = new FormChoice(
      [...ten.map((one) => form(one, one)), form("all", ...ten)],
      new Set(),
    );
    const values = (bits: number): Record<string, number> =>
      Object.fromEntries(ten.filter((_, i) => (bits >> i) % 2 === 1).map((name) => [name, 1]));
    for (let bits = 1; bits < 300; bits++) {
      const single = ten.filter((_, i) => bits === 1 << i);
      expect(names(all.for(values(bits)))).toBe([...single, "all"].join(" "));
    }
    expect(all.for(values(1))).toBe(all.for(values(1)));
    expect(all.for(values(256))).toBe(all.for(values(256)));
    expect(all.for(values(257))).not.toBe(all.for(values(257)));
  });
});

describe("halfSteps", () => {
  it("has half a step of each measured value, and is made once", () => {
    const rows = [
      row("speedKmh", { unit: "km/h", kind: { step: 0.5 } }),
      row("satellites", { kind: { step: 1 } }),
      row("heading", { unit: "°" }),
    ];
    expect([...halfSteps(rows)]).toEqual([["speedKmh", 0.25]]);
    expect(halfSteps(rows)).toBe(halfSteps(rows));
  });
});

it("writeAlike: the same kind, and the same form of numbers", () => {
  const kind = { step: 1 };
  const one = form("one", row("a", { kind }), "b");
  const other = form("other", row("a", { kind }), row("b"));
  expect(writeAlike(one, other, "a")).toBe(true);
  expect(writeAlike(one, other, "b")).toBe(false);
  expect(writeAlike(one, other, "c")).toBe(false);
  expect(writeAlike(one, { ...other, numbers: {} as NonNullable<Form["numbers"]> }, "a")).toBe(
    false,
  );
});
