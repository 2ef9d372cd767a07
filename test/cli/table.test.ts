import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { BINARY, HEARTBEAT, NO_FIX, SOS, sinotrack, start, toHexText, V1 } from "./harness.ts";

const RED = "\x1b[31m";
const TERMINAL = { tty: ["stdout"] } as const;

describe("the table", () => {
  test("is the default on a terminal, with a header and one row a message", async () => {
    const { code, out } = await sinotrack(["decode"], {
      ...TERMINAL,
      columns: 140,
      stdin: `${V1}\n${HEARTBEAT}\n`,
    });
    expect(code).toBe(0);
    const [header, position, heartbeat, ...rest] = stripVTControlCharacters(out).split("\n");
    expect(header).toMatch(/^time \(UTC\) +device +type +position +km\/h +deg +state +more +!$/);
    expect(position).toMatch(
      /^2024-10-05 10:24:11 8160528000 +V1 +50\.79256,15\.11711 +18\.5 333 valid, ignition on/,
    );
    expect(heartbeat).toMatch(/^ +135790246811220 HTBT /);
    expect(heartbeat).toMatch(/ heartbeat +battery 100%/);
    expect(rest).toEqual([""]);
  });

  test("columns are aligned with their titles", async () => {
    const { out } = await sinotrack(["decode", "-f", "table"], { stdin: V1 });
    const [header = "", row = ""] = out.split("\n");
    expect(row.indexOf("8160528000")).toBe(header.indexOf("device"));
    expect(row.indexOf("V1")).toBe(header.indexOf("type"));
    expect(row.indexOf("50.79256")).toBe(header.indexOf("position"));
    expect(row.indexOf("18.5") + 4).toBe(header.indexOf("km/h") + 4);
    expect(row.indexOf("333")).toBe(header.indexOf("deg"));
    expect(row.indexOf("valid")).toBe(header.indexOf("state"));
  });

  test("a summary on stderr follows", async () => {
    const { err } = await sinotrack(["decode", "-f", "table"], {
      stdin: `${V1}\n${V1}\n${HEARTBEAT}\n??`,
    });
    expect(err).toBe("3 frames: 2 position, 1 heartbeat; 2 noise bytes\n");
    expect((await sinotrack(["decode", "-f", "table"], { stdin: V1 })).err).toBe(
      "1 frame: 1 position\n",
    );
  });

  test.each([80, 100, 120, 200])("no line is wider than a terminal of %i", async (columns) => {
    const long = `*HQ,8160528000,ZZ9,${"x".repeat(300)}#`;
    const bad = V1.replace("051024", "z".repeat(200));
    const { out } = await sinotrack(["decode"], {
      ...TERMINAL,
      columns,
      stdin: `${V1}\n${SOS}\n${HEARTBEAT}\n${long}\n${bad}\n${V1.replace("051024", "311324")}\n?`,
    });
    const lengths = stripVTControlCharacters(out)
      .split("\n")
      .map((line) => line.length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(columns);
    // Some text is truncated, and marked.
    expect(out).toContain("…");
  });

  test("at 80 columns no id, type, alarm or value is truncated", async () => {
    // All alarms of the table tq at once (docs/protocol/h02.md §3.2).
    const all = V1.replace("FFFFFFFF", "00000000");
    // A JT/T 808 heartbeat of 2019 with an id of 20 digits: flag, id, attributes, version, phone, serial, XOR.
    const jt808 = Buffer.from("7e00024000011234567890123456789000015a7e", "hex");
    const stdin = Buffer.concat([Buffer.from(`${HEARTBEAT}\n${all}\n`), jt808]);
    const { out } = await sinotrack(["decode"], { ...TERMINAL, columns: 80, stdin });
    const text = stripVTControlCharacters(out);
    expect(text).toContain(" 135790246811220     HTBT");
    expect(text).toContain(" 12345678901234567890 0x0002");
    expect(text).not.toContain("…");
    const said = text.replace(/\s+/g, " ");
    for (const alarm of ["theft", "sos", "overspeed", "geofence exit", "displacement", "power cut"])
      expect(said).toContain(`${alarm}, `);
    expect(said).toContain("fuel cut, armed, door open, on backup battery, stored");
    for (const line of text.split("\n").filter((row) => !row.includes("0x0002")))
      expect(line.length).toBeLessThanOrEqual(80);
  });

  test("at 120 columns alarms without room in the row are below it", async () => {
    const stdin = V1.replace("FFFFFFFF", "00000000");
    const { out } = await sinotrack(["decode", "-f", "table"], { stdin });
    const [, row = "", ...below] = out.trimEnd().split("\n");
    expect(row).toContain("…");
    expect(below.join("").replace(/ +/g, " ")).toMatch(/^ theft, sos, overspeed, .*power cut$/);
  });

  test("ids of 20 digits are shown without leading zeros", async () => {
    const jt808 = Buffer.from("7e000240000100000000019178842787000127" + "7e", "hex");
    const { out } = await sinotrack(["decode", "-f", "table"], { stdin: jt808 });
    expect(out).toMatch(/ 19178842787 +0x0002 /);
  });

  test("alarms come first, in red", async () => {
    const { out } = await sinotrack(["decode"], { ...TERMINAL, columns: 80, stdin: SOS });
    expect(stripVTControlCharacters(out)).toMatch(/ sos,? /);
    expect(out).toMatch(new RegExp(`${RED.replace("[", "\\[")}sos`));
    const calm = await sinotrack(["decode"], { ...TERMINAL, columns: 80, stdin: V1 });
    expect(calm.out).not.toContain(RED);
  });

  test("names of several words are words", async () => {
    const { out } = await sinotrack(["decode", "-f", "table"], {
      stdin: V1.replace("FFFFFFFF", "EFFFFFFF"),
    });
    expect(out).toContain("power cut, valid");
  });

  test("a missing fix is shown", async () => {
    const { out } = await sinotrack(["decode", "-f", "table"], { stdin: NO_FIX });
    expect(out).toContain("no fix, ignition on");
  });

  test("an empty value is —, an absent one is blank", async () => {
    const { out } = await sinotrack(["decode", "-f", "table"], {
      stdin: V1.replace("5047.5537,N,01507.0267,E", ",N,,E").replace("051024", ""),
    });
    const row = out.split("\n")[1] ?? "";
    expect(row).toMatch(/^— {19}8160528000 +V1 +— /);
  });

  test("an alarm, a text, an identity and an answer show their type", async () => {
    const { out } = await sinotrack(["decode"], {
      ...TERMINAL,
      columns: 160,
      stdin: [
        "*HQ,8160528000,V4,S20,DONE,061158,20160716061116#",
        "*HQ,8160528000,SMS,SET OK#",
        "*HQ,865550837755123,ICCID,89860142104313880095#",
      ].join("\n"),
    });
    const text = stripVTControlCharacters(out);
    expect(text).toMatch(/ V4 .* confirms S20 DONE/);
    expect(text).toMatch(/ SMS .* text +"SET OK"/);
    expect(text).toMatch(/ ICCID .* identity +sim 89860142104313880095/);
  });

  test("each position of a message has a row", async () => {
    const stdin =
      "*HQ,353271799434922,BC,052825,138,A,2248.5877,N,11429.2542,E,0.00,348,03182512,FFFFFFFF,1CC,0,25FC,F48" +
      ";A,2237.9555,N,11409.2641,E,0.00,348,03182612,FFFFFFFD,1CC,0,25FC,F48#";
    const { out } = await sinotrack(["decode", "-f", "table"], { stdin });
    const [, whole, first, second] = out.split("\n");
    expect(whole).toMatch(/^ +353271799434922 BC +2 positions/);
    expect(first).toMatch(/^\S+ +22\.80980,114\.48757 +0\.0 348 valid/);
    expect(second).toMatch(/^\S+ +22\.63259,114\.15440 +0\.0 348 sos, valid/);
  });

  test("issues are below the row", async () => {
    const { out } = await sinotrack(["decode", "-f", "table"], {
      stdin: V1.replace("051024", "311324"),
    });
    const [, row = "", issue = ""] = out.split("\n");
    expect(row).toMatch(/ 1$/);
    expect(issue).toMatch(/^ {4}error bad-date {2}\w+: "311324", expected /);
  });

  test("a quirk that leaves the value certain has no line and is not counted", async () => {
    const stdin = V1.replace("#", ",#");
    const { rows } = await sinotrack(["decode"], { stdin });
    expect(rows[0]?.["issues"]).toContainEqual(expect.objectContaining({ severity: "info" }));
    const { out } = await sinotrack(["decode", "-f", "table"], { stdin });
    expect(out.split("\n")).toHaveLength(3);
    expect(out).toMatch(/ignition on *\n$/);
  });

  test("an undocumented type shows its fields", async () => {
    const { out } = await sinotrack(["decode", "-f", "table"], {
      stdin: "*HQ,8160528000,ZZ9,1,b#",
    });
    expect(out).toMatch(/8160528000 +ZZ9 +unknown type +"1,b"/);
  });

  test("noise is a row that shows its bytes", async () => {
    const binary = await sinotrack(["decode", "-f", "table", "-i", "hex"], { stdin: "deadbeef" });
    expect(binary.out).toMatch(/ noise .*4 bytes: deadb/);
    // The row already shows that it is noise.
    expect(binary.out.split("\n")).toHaveLength(3);
    const text = await sinotrack(["decode", "-f", "table"], { stdin: "hello?" });
    expect(text.out).toMatch(/ noise .*6 bytes: "hello\?"/);
  });

  test("no character from the wire can move the cursor or break a line", async () => {
    const stdin = Buffer.from("*HQ,81605\x1b[2J,Z\rZ9,\x1b[2J\x9b2J\x7f\n\t#\n", "latin1");
    const { out } = await sinotrack(["decode", "-f", "table"], { stdin });
    expect([...out].filter((c) => /\p{Cc}/u.test(c) && c !== "\n")).toEqual([]);
    expect(out).toContain("␛[2J");
  });

  test("several files have a heading each", async () => {
    const folder = mkdtempSync(join(tmpdir(), "sinotrack-"));
    try {
      writeFileSync(join(folder, "a.jsonl"), JSON.stringify({ hex: BINARY }));
      writeFileSync(join(folder, "b.jsonl"), JSON.stringify({ text: V1 }));
      const { out } = await sinotrack(["decode", "-f", "table", folder]);
      const lines = out.split("\n");
      expect(lines[1]?.trimEnd()).toBe(join(folder, "a.jsonl").slice(0, 120));
      expect(lines.findIndex((line) => line.trimEnd() === join(folder, "b.jsonl"))).toBeGreaterThan(
        2,
      );
      expect(lines.filter((line) => line.startsWith("time (UTC)"))).toHaveLength(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("rows are printed as they arrive", async () => {
    const stdin = new PassThrough();
    const { out, exit } = start(["decode", "-f", "table"], { stdin });
    stdin.write(`${toHexText(V1)}\n`);
    await out.until(/50\.79256/);
    stdin.end();
    expect(await exit).toBe(0);
  });
});

describe("colour", () => {
  const hasColor = async (
    argv: readonly string[],
    tty: readonly "stdout"[],
    env: Record<string, string> = {},
  ): Promise<boolean> => {
    const { out } = await sinotrack(["decode", "-f", "table", ...argv], { stdin: SOS, tty, env });
    return out.includes("\x1b[");
  };

  test("is used on a terminal only, unless the user has disabled it", async () => {
    expect(await hasColor([], ["stdout"])).toBe(true);
    expect(await hasColor([], [])).toBe(false);
    expect(await hasColor(["--no-color"], ["stdout"])).toBe(false);
    expect(await hasColor([], ["stdout"], { NO_COLOR: "1" })).toBe(false);
    expect(await hasColor([], ["stdout"], { NO_COLOR: "" })).toBe(true);
    expect(await hasColor([], ["stdout"], { TERM: "dumb" })).toBe(false);
    expect(await hasColor([], [], { FORCE_COLOR: "1" })).toBe(true);
    expect(await hasColor([], ["stdout"], { FORCE_COLOR: "0" })).toBe(false);
  });
});
