/** A log as people have it, through the command line. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { FORMS } from "../text/forms.ts";
import { BINARY, HEARTBEAT, type Row, sinotrack, toHexText, V1 } from "./harness.ts";

const R12 = "*HQ,8160528000,R12,102411#";
const line = (session: string, arrow: string, payload: string): string =>
  `2024-10-05 12:24:11  INFO: [${session}: h02 ${arrow} 10.0.0.7] ${payload}\n`;
const LOG = [
  "2024-10-05 12:24:10  INFO: Starting server...\n",
  line("T1", "<", toHexText(V1.slice(0, 30))),
  line("T2", "<", BINARY),
  line("T1", "<", toHexText(V1.slice(30))),
  line("T1", ">", R12),
  "2024-10-05 12:24:11  INFO: [T1] id: 8160528000, time: 2024-10-05 10:24:11, lat: 50.79\n",
  line("T2", "<", toHexText(HEARTBEAT)),
].join("");

const told = ({ type, origin }: Row): unknown[] => {
  const { line, session, receivedAt } = origin as Record<string, unknown>;
  return [type, line, session, receivedAt];
};

describe("decode of a log", () => {
  it("keeps connections apart, in order, each message with its origin", async () => {
    const { rows, code, err } = await sinotrack(["decode"], { stdin: LOG });
    expect(rows.map(told)).toEqual([
      ["position", 3, "T2", "2024-10-05T12:24:11.000Z"],
      ["position", 2, "T1", "2024-10-05T12:24:11.000Z"],
      ["heartbeat", 7, "T2", "2024-10-05T12:24:11.000Z"],
    ]);
    expect(code).toBe(0);
    expect(err).toBe("1 capture from the server left out; --direction both shows all\n");
  });

  it("shows data from the server on request", async () => {
    const down = await sinotrack(["decode", "--direction", "down"], { stdin: LOG });
    expect(down.rows.map(({ command }) => command)).toEqual(["R12"]);
    expect(down.err).toBe("4 captures from devices left out; --direction both shows all\n");
    const both = await sinotrack(["decode", "--direction", "both"], { stdin: LOG });
    expect(both.rows.map(({ origin }) => (origin as { direction: string }).direction)).toEqual([
      "up",
      "up",
      "down",
      "up",
    ]);
    const explained = await sinotrack(["explain"], { stdin: LOG });
    expect(explained.out).toContain("line 5 sent by the server: ascii, 26 bytes");
  });

  it("takes the zone of the log", async () => {
    const { rows } = await sinotrack(["decode", "--log-utc-offset", "120"], { stdin: LOG });
    expect(told(rows[0] as Row)[3]).toBe("2024-10-05T10:24:11.000Z");
  });

  it("is the same for a compressed log", async () => {
    const plain = await sinotrack(["decode"], { stdin: LOG });
    expect(await sinotrack(["decode"], { stdin: gzipSync(LOG) })).toEqual(plain);
  });

  it("names the likely form of several files, one line each", async () => {
    const folder = mkdtempSync(join(tmpdir(), "sinotrack-"));
    try {
      const file = (name: string, content: string): string => {
        writeFileSync(join(folder, name), content);
        return join(folder, name);
      };
      const files = [file("a.log", "78780d01"), file("b.log", LOG), file("c.log", "%PDF-1.7\n")];
      const { code, err, rows } = await sinotrack(["decode", ...files]);
      expect(code).toBe(1);
      expect(rows.filter(({ type }) => type === "position")).toHaveLength(2);
      expect(err.split("\n").filter((text) => text.includes("no message found"))).toHaveLength(2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("the other commands read it as well", () => {
  it("identify", async () => {
    const { out, code } = await sinotrack(["identify", "--json"], { stdin: LOG });
    expect(code).toBe(0);
    const devices = JSON.parse(out) as { deviceId: string }[];
    expect(devices.map(({ deviceId }) => deviceId).sort()).toEqual([
      "135790246811220",
      "2072129193",
      "8160528000",
    ]);
  });

  it("record: a frame in two reads is one vector, data from the server is none", async () => {
    const { out } = await sinotrack(["record"], { stdin: LOG });
    const vectors = out
      .trim()
      .split("\n")
      .map((text) => JSON.parse(text) as { ascii?: string });
    expect(vectors.flatMap(({ ascii }) => ascii ?? []).sort()).toEqual([HEARTBEAT, V1].sort());
    expect(out).not.toContain("R12");
  });

  it("explain --frame: one line of it", async () => {
    const { out, code } = await sinotrack(["explain", "--frame", line("T1", "<", toHexText(V1))]);
    expect(code).toBe(0);
    expect(out).toContain("position V1 8160528000");
  });

  it("explain --frame: a truncated frame", async () => {
    const { out, err, code } = await sinotrack(["explain", "--frame", V1.slice(0, 44)]);
    expect(code).toBe(1);
    expect(out).toMatch(/deviceId +8160528000/);
    expect(err).toContain("a frame without its end");
  });
});

/** Forms in which a frame takes one line. */
const LINES = FORMS.flatMap(({ name, write }): [string, string][] => {
  const text = write([Buffer.from(V1)]).trimEnd();
  return text.includes("\n") ? [] : [[name, text]];
});

describe("one line of any form", () => {
  it.each(LINES)("%s", async (_name, text) => {
    const { out, code, err } = await sinotrack(["explain", "--frame", text]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/position V1 8160528000/);
    const stdin = `2024-10-05 10:24:10  INFO: log starting\n\n${text}\n`;
    const { rows } = await sinotrack(["decode"], { stdin });
    expect(rows.map(({ type, origin }) => [type, (origin as { line: number }).line])).toEqual([
      ["position", 3],
    ]);
    const down = await sinotrack(["decode", "--direction", "down"], { stdin });
    // A form without the sender may hold data of both sides.
    const isLeftOut = down.err.includes("only data of the other side (1 capture)");
    expect([down.rows.length, down.code]).toEqual(isLeftOut ? [0, 1] : [1, 0]);
  });

  it("many forms are tested", () => expect(LINES.length).toBeGreaterThan(50));
});

it("check of an empty file is no success", async () => {
  expect(await sinotrack(["check", "-"], { stdin: "\n" })).toMatchObject({
    code: 1,
    out: "",
    err: "sinotrack: stdin: no vectors; make some from a capture with: sinotrack record\n",
  });
});

it("check of several files fails for an empty one", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sinotrack-"));
  try {
    const { out } = await sinotrack(["record"], { stdin: V1 });
    writeFileSync(join(folder, "a.jsonl"), out);
    writeFileSync(join(folder, "b.jsonl"), "");
    const { code, err } = await sinotrack(["check", folder]);
    expect([code, err.split(":", 3)[1]]).toEqual([1, ` ${join(folder, "b.jsonl")}`]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it("no line of help is wider than 80 columns", async () => {
  for (const command of ["decode", "explain", "identify", "record", "check", "diff"]) {
    const { out } = await sinotrack([command, "--help"]);
    for (const text of out.split("\n")) expect(text.length, text).toBeLessThanOrEqual(80);
  }
});
