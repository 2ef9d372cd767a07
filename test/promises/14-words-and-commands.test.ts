/** Promise 14 for text messages and commands: one row is changed, and everything made from it follows. */
import { afterAll, describe, expect, it } from "vitest";
import type { TextRow } from "../../src/kind/row.ts";
import type { WholeKind } from "../../src/kind/text/number.ts";
import { readerOf, restore, withChanged } from "./changed.ts";

afterAll(restore);

const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

describe("a row of LINK", () => {
  // docs/protocol/h02.md §2.9: 10000 steps, 10 turnovers, at 18 minutes past 6.
  const LINK = "*HQ,1456605370,LINK,061720,31,10,100,10000,10,090714,FFFFFFFF#";
  const frame = { format: "ascii", bytes: ascii(LINK), offset: 0 };
  const changedLink = (change: (parts: readonly TextRow[]) => readonly TextRow[]) =>
    withChanged("src/h02/text/link.ts", ({ LINK: { forms } }) => {
      forms[0].parts = change(forms[0].parts);
    });
  const steps = (change: (row: TextRow) => TextRow) =>
    changedLink((parts) => parts.map((row) => (row.name === "steps" ? change(row) : row)));
  const rowOf = (page: string, name: string): string =>
    page
      .split("### 2.9")[1]!
      .split("\n")
      .find((line) => line.includes(`\`${name}\``)) ?? "";

  it("in its name", async () => {
    const all = await steps((row) => ({ ...row, name: "paces" }));
    const { message, isFast, explained, again } = readerOf(all, frame);
    expect([message.paces, message.steps, isFast]).toEqual([10_000, undefined, true]);
    expect(explained).toContainEqual(expect.objectContaining({ name: "paces", value: 10_000 }));
    expect(textOf(again({}))).toBe(LINK);
    expect(all.schema.heartbeat.properties).toHaveProperty("paces");
    expect(all.table(message)).toContain("paces");
    expect(rowOf(await all.page("h02.md"), "paces")).toContain("Steps counted");
  });

  it("in its unit and scale", async () => {
    const all = await steps((row) => ({
      ...row,
      unit: "m",
      kind: { ...(row.kind as WholeKind), over: 2, step: 0.5 } as WholeKind,
    }));
    const { message, isFast, explained, again } = readerOf(all, frame);
    expect([message.steps, isFast]).toEqual([5000, true]);
    expect(explained).toContainEqual(
      expect.objectContaining({ name: "steps", value: 5000, unit: "m" }),
    );
    expect(textOf(again({ steps: 7.5 }))).toContain(",100,15,10,");
    expect(all.schema.heartbeat.properties.steps).toMatchObject({ maximum: 5e8 });
    expect(rowOf(await all.page("h02.md"), "steps")).toContain("| m |");
  });

  it("in its range", async () => {
    const all = await steps((row) => ({
      ...row,
      kind: { ...(row.kind as WholeKind), most: 500 } as WholeKind,
    }));
    const { message, isFast, again } = readerOf(all, frame);
    expect(message).toMatchObject({
      steps: null,
      issues: [{ code: "out-of-range", field: "steps", expected: "0 to 500" }],
    });
    expect(isFast).toBe(false);
    expect(textOf(again({ steps: 500 }))).toContain(",100,500,10,");
    expect(() => again({ steps: 501 })).toThrow(RangeError);
    expect(all.schema.heartbeat.properties.steps).toMatchObject({ maximum: 500 });
  });

  it("in its place", async () => {
    const all = await changedLink((parts) => {
      const at = parts.findIndex(({ name }) => name === "steps");
      return [...parts.slice(0, at), parts[at + 1]!, parts[at]!, ...parts.slice(at + 2)];
    });
    const { message, isFast, explained, again } = readerOf(all, frame);
    expect([message.steps, message.turnovers, isFast]).toEqual([10, 10_000, true]);
    const offset = LINK.indexOf(",10,090714") + 1;
    expect(explained).toContainEqual(expect.objectContaining({ name: "steps", offset }));
    expect(textOf(again({ steps: 3 }))).toContain(",100,10000,3,");
    const page = (await all.page("h02.md")).split("### 2.9")[1]!;
    expect(page.indexOf("`turnovers`")).toBeLessThan(page.indexOf("`steps`"));
  });

  it("in `personal`", async () => {
    const stepsIn = (bytes: Uint8Array): string => textOf(bytes).split(",")[7]!;
    expect(stepsIn((await steps((row) => row)).anonymise(ascii(LINK)))).toBe("10000");
    const all = await steps(({ personal: _, ...row }) => row as TextRow);
    expect(stepsIn(all.anonymise(ascii(LINK)))).not.toBe("10000");
  });
});

describe("an argument of interval", () => {
  const to = { deviceId: "8168000005", at: new Date("2026-03-04T06:21:08Z") };
  interface Argument {
    readonly name: string;
  }
  // biome-ignore lint/suspicious/noExplicitAny: partial rows of commands.
  const interval = (change: (row: any) => object) =>
    withChanged("src/command/rows/reporting.ts", ({ REPORTING: rows }) => {
      rows[0] = change(rows[0]);
    });
  const seconds = (change: object) => (form: { arguments: readonly Argument[]; form: string }) => ({
    ...form,
    arguments: form.arguments.map((one) => (one.name === "seconds" ? { ...one, ...change } : one)),
  });
  const V4 =
    "*HQ,8168000005,V4,D1,30,1,062108,062118,A,2235.0086,N,11354.3668,E,000.00,000,160716,FFFFBBFF#";

  it("in its name: encoder, types, text message and page follow", async () => {
    const all = await interval((row) => ({
      ...row,
      socket: {
        ...seconds({ name: "period" })(row.socket),
        form: "D1,<time>,<period>,<count>",
        echo: "<period>",
      },
      sms: { ...seconds({ name: "period" })(row.sms), form: "<ignition><pw> <period>" },
    }));
    const { encodeCommand, matchConfirmation, decode } = all.index;
    expect(textOf(encodeCommand({ type: "interval", period: 30 }, to))).toBe(
      "*HQ,8168000005,D1,062108,30,1#",
    );
    expect(() => encodeCommand({ type: "interval", seconds: 30 }, to)).toThrow(/period/);
    expect(
      all.sms["formatSms"]({ type: "interval", ignition: true, period: 60 }, { password: "0000" }),
    ).toBe("8050000 60");
    const [answer] = decode(V4);
    expect(matchConfirmation({ type: "interval", period: 31 }, answer)?.outcome).toBe("differs");
    expect(all.files.get("src/generated/command-types.ts")).toContain("readonly period: number;");
    expect(all.files.get("src/generated/sms-types.ts")).toContain("readonly period: number;");
    expect(await all.commandsPage()).toContain("`period`");
  });

  it("in its range and unit", async () => {
    const change = seconds({ least: 20, most: 500, unit: "min" });
    const all = await interval((row) => ({
      ...row,
      socket: change(row.socket),
      sms: change(row.sms),
    }));
    const { encodeCommand } = all.index;
    for (const wrong of [19, 501]) {
      expect(() => encodeCommand({ type: "interval", seconds: wrong }, to)).toThrow(/20 to 500/);
      expect(() =>
        all.sms["formatSms"](
          { type: "interval", ignition: true, seconds: wrong },
          { password: "0000" },
        ),
      ).toThrow(/20 to 500/);
    }
    // A comment may break its lines at any blank.
    expect(all.files.get("src/generated/command-types.ts")).toMatch(/20 to 500\s+(?:\* )?min/);
    expect(all.files.get("src/generated/sms-types.ts")).toMatch(/20 to 500\s+(?:\* )?min/);
    expect(await all.commandsPage()).toMatch(/20 to 500 min/);
  });

  it("in its place", async () => {
    const all = await interval((row) => ({
      ...row,
      socket: { ...row.socket, form: "D1,<time>,<count>,<seconds>" },
      sms: { ...row.sms, form: "<ignition><pw>,<seconds>" },
    }));
    expect(textOf(all.index["encodeCommand"]({ type: "interval", seconds: 30 }, to))).toBe(
      "*HQ,8168000005,D1,062108,1,30#",
    );
    expect(
      all.sms["formatSms"]({ type: "interval", ignition: true, seconds: 60 }, { password: "0000" }),
    ).toBe("8050000,60");
    expect(await all.commandsPage()).toContain("D1,<HHMMSS>,<count>,<seconds>#");
  });
});
