import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { HEARTBEAT, SOS, sinotrack, V1 } from "./harness.ts";

/** The lines of a terminal, which interprets only the sequences that the command uses. */
function screen(output: string): string[] {
  const lines: string[] = [""];
  let at = 0;
  // Escapes as ⎋, because the linter forbids control characters in patterns.
  for (const [piece] of output.replaceAll("\x1b", "⎋").matchAll(/⎋\[\d*[A-Zm]|\n|\r|[^⎋\n\r]+/g)) {
    const [, count = "1", code] = /^⎋\[(\d*)([A-Zm])$/.exec(piece) ?? [];
    if (code === "A") at -= Number(count);
    else if (code === "B") at = Math.min(lines.length - 1, at + Number(count));
    else if (code === "K") lines[at] = "";
    else if (piece === "\n") {
      at++;
      if (at === lines.length) lines.push("");
    } else if (code === undefined && piece !== "\r") lines[at] += piece;
    if (at < 0) throw new Error("above the first line");
  }
  return lines;
}

const TERMINAL = { tty: ["stdout"], columns: 100, rows: 10 } as const;

describe("decode --live", () => {
  it("has a row for each device, with its latest values", async () => {
    const later = SOS.replace(/\d{6},A/, "102500,A");
    const { code, out } = await sinotrack(["decode", "--live"], {
      ...TERMINAL,
      stdin: `${V1}\n${HEARTBEAT}\n${later}\n`,
    });
    expect(code).toBe(0);
    const [title, first, second, ...rest] = screen(stripColor(out));
    expect(title).toMatch(/^device +type +time \(UTC\) +position +km\/h +frames state$/);
    expect(first).toMatch(/^8160528000 +V1 .* 10:25:00 .* 2 sos/);
    expect(second).toMatch(/^135790246811220 +HTBT +— .* 1 heartbeat/);
    expect(rest).toEqual([""]);
  });

  it("gives a new device the row of the device that has been silent longest", async () => {
    const of = (i: number): string => `*HQ,${1_000_000_000 + i},HTBT,${i}#`;
    const stdin = [0, 1, 2, 0, 3].map(of).join("\n");
    const { out } = await sinotrack(["decode", "--live"], { ...TERMINAL, rows: 5, stdin });
    const ids = screen(stripColor(out))
      .slice(1, -1)
      .map((line) => line.split(" ")[0]);
    expect(ids).toEqual(["1000000000", "1000000003", "1000000002"]);
  });

  it("keeps its place on the screen after a thousand messages", async () => {
    const stdin = Array.from(
      { length: 1000 },
      (_, i) => `*HQ,${1_000_000_000 + (i % 7)},HTBT,${i % 100}#`,
    );
    const { out } = await sinotrack(["decode", "--live"], { ...TERMINAL, stdin: stdin.join("\n") });
    const rows = screen(stripColor(out)).slice(1, -1);
    expect(rows).toHaveLength(7);
    expect(rows.map((row) => Number(/ (\d+) heartbeat/.exec(row)?.[1]))).toEqual([
      143, 143, 143, 143, 143, 143, 142,
    ]);
    for (const row of rows) expect(row.length).toBeLessThan(100);
  });

  it("lets nothing from the wire move the cursor", async () => {
    const stdin = Buffer.from("*HQ,81605\x1b[2J,Z\x1b[9AZ9,\x1b[2J\x9b2J\x7f#\n", "latin1");
    const { out } = await sinotrack(["decode", "--live"], { ...TERMINAL, stdin });
    const text = stripVTControlCharacters(out);
    expect([...text].filter((c) => /\p{Cc}/u.test(c) && c !== "\n")).toEqual([]);
    expect(out).not.toContain("\x1b[2J");
  });

  it("needs a terminal, and accepts no format", async () => {
    expect(await sinotrack(["decode", "--live"], { stdin: V1 })).toMatchObject({
      code: 2,
      err: "sinotrack: --live needs a terminal\n",
    });
    expect(
      (await sinotrack(["decode", "--live", "-f", "csv"], { ...TERMINAL, stdin: V1 })).code,
    ).toBe(2);
  });
});

function stripColor(text: string): string {
  return text
    .replaceAll("\x1b", "⎋")
    .replace(/⎋\[\d+m/g, "")
    .replaceAll("⎋", "\x1b");
}
