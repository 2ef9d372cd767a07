/**
 * Every property that a row gives is known everywhere: in the model, in the table of the command line, in the schema,
 * in the pages of the protocol, and in the generated test messages or a vector. Exceptions are listed here.
 */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allForms } from "../build/forms.ts";
import { messageSchemas } from "../build/schema.ts";
import { describeValues } from "../src/cli/describe.ts";
import { KINDS } from "./message/kinds.ts";
import { loadVectors } from "./vectors.ts";

/** Names of rows that give no property of a message. */
const NO_PROPERTY = new Set(["count", "network", "reserved", "checksum", "jt808"]);
/** Properties of one family are grouped under its name. */
const FAMILIES = new Set(["jt808", "pengaoda"]);
/** Properties with a column of their own in the table, or included in its state. */
const IN_COLUMNS = new Set(
  [
    "command deviceId serialNumber answeredSerialNumber time date valid latitude longitude speedKmh",
    "courseDegrees status alarms confirms result positions extra tail",
    "jt808.version jt808.protocolVersion jt808.assembled pengaoda.recordKind",
  ].flatMap((names) => names.split(" ")),
);
const LISTS: Readonly<Record<string, unknown>> = {
  "pengaoda.faultCodes": [{ code: "0101", type: 1 }],
  parameters: ["OK"],
};

const rows = allForms().flatMap((form) => [...form.rows, ...(form.positions ?? [])]);
const names = [...new Set(rows.map(propertyOf))].filter((name) => !NO_PROPERTY.has(name)).sort();

const pages = ["h02", "jt808", "jt808-tables"]
  .map((name) => readFileSync(new URL(`../docs/protocol/${name}.md`, import.meta.url), "utf8"))
  .join("\n");
const model = readFileSync(new URL("../src/model/message.ts", import.meta.url), "utf8");
const schemas = Object.values(messageSchemas()) as { properties: Record<string, object> }[];
/** In generated messages or, for rare forms, in a vector. */
const shown = new Set([
  ...loadVectors().flatMap(({ vectors }) =>
    vectors.flatMap(({ expect = [] }) => (expect as object[]).flatMap(keysIn)),
  ),
  ...Object.values(KINDS).flatMap((kind) =>
    fc.sample(kind as fc.Arbitrary<object>, { numRuns: 20, seed: 1 }).flatMap(keysIn),
  ),
]);

function propertyOf({ name }: { readonly name: string }): string {
  const [outer = "", inner] = name.split(".");
  return FAMILIES.has(outer) && inner !== undefined ? `${outer}.${inner}` : outer;
}

function keysIn(message: object): string[] {
  const { positions = [] } = message as { positions?: object[] };
  return [...Object.keys(message), ...positions.flatMap((position) => Object.keys(position))];
}

describe("every property that a row gives", () => {
  it.each(names)("%s", (name) => {
    const [outer = "", inner] = name.split(".");
    expect(model).toMatch(new RegExp(`readonly ${inner ?? outer}\\??:`));
    const isInSchema = schemas.some(
      ({ properties }) =>
        Object.hasOwn(properties, name) ||
        JSON.stringify(properties).includes(`"${inner ?? outer}":`),
    );
    expect(isInSchema).toBe(true);
    if (!IN_COLUMNS.has(name)) {
      const value = LISTS[name] ?? 12;
      const given = { [outer]: inner === undefined ? value : { [inner]: value } };
      const message = { type: "position", command: "", issues: [], ...given };
      expect(describeValues(message as never)).not.toBe("");
    }
    if (!FAMILIES.has(outer)) expect([...shown]).toContain(name);
    for (const row of rows) {
      // Composite values are printed by their parts.
      const isPrinted = propertyOf(row) === name && row.kind.isComposite !== true;
      if (isPrinted)
        expect([row.name, pages.includes(`\`${row.name}\``)]).toEqual([row.name, true]);
    }
  });

  it("every exception is a property that a row gives", () => {
    const known = new Set(rows.map(propertyOf)).add("jt808.assembled").add("jt808.version");
    const unknown = [...IN_COLUMNS].filter((name) => !known.has(name));
    expect(unknown).toEqual([]);
  });
});
