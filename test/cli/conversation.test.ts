/** `simulate` talks to `decode --listen`, and nothing is lost in either direction. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { rowsOf, sinotrack, start } from "./harness.ts";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** The number of occurrences of each text. */
function counts(texts: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const text of texts) found[text] = (found[text] ?? 0) + 1;
  return found;
}

interface Conversation {
  /** Frames in the list, as hexadecimal digits. */
  readonly sent: string[];
  /** Frames in the output, as hexadecimal digits. */
  readonly printed: string[];
  readonly simulate: string;
  readonly collect: string;
}

/** The number of repeated heartbeats: a message within a second of its own echo is not answered. */
function repeatedHeartbeats(sent: readonly string[]): number {
  const beats = sent.filter((hex) => /,(V0|HTBT)[,#]/.test(Buffer.from(hex, "hex").toString()));
  return beats.length - new Set(beats).size;
}

/** Runs a minute of simulated traffic. */
async function converse(
  transport: string,
  options: { devices: number; speedup: number; ack?: string },
): Promise<Conversation> {
  const folder = mkdtempSync(join(tmpdir(), "sinotrack-"));
  folders.push(folder);
  const stop = new AbortController();
  const ack = options.ack === undefined ? [] : ["--ack", options.ack];
  const collector = start(["decode", "--listen", `${transport}:0`, ...ack], {
    stop: stop.signal,
  });
  const [, port] = await collector.err.until(/listening on \w+ 127\.0\.0\.1:(\d+)\n/);
  const list = join(folder, "sent.jsonl");
  const { code, err } = await sinotrack([
    ...["simulate", "--to", `${transport}:${port}`, "--devices", String(options.devices)],
    ...["--interval", "5", "--duration", "60", "--speedup", String(options.speedup)],
    ...["--start", "2026-01-01T00:00:00Z", "--list", list],
  ]);
  expect(code).toBe(0);
  stop.abort();
  expect(await collector.exit).toBe(0);
  const sent = readFileSync(list, "utf8").split("\n").slice(0, -1);
  return {
    sent: sent.map((line) => (JSON.parse(line) as { hex: string }).hex),
    printed: rowsOf(collector.out.text).map(({ frame }) => frame.hex),
    simulate: err,
    collect: collector.err.text,
  };
}

const numberIn = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1] ?? 0);

test.each(["tcp", "udp"])(
  "over %s, 200 devices for a minute: every frame is printed once and acknowledged once",
  async (transport) => {
    const { sent, printed, simulate, collect } = await converse(transport, {
      devices: 200,
      speedup: 15,
    });
    expect(sent.length).toBeGreaterThan(1500);
    expect(counts(printed)).toEqual(counts(sent));
    // X records have no id, so they cannot be answered.
    const records = sent.filter((hex) => hex.startsWith("58")).length;
    expect(records > 0).toBe(transport === "tcp");
    const awaited = sent.length - records;
    expect(simulate).toMatch(new RegExp(`^200 devices: ${sent.length} frames in `));
    const acknowledged = numberIn(simulate, /; (\d+) acknowledged/);
    expect(acknowledged).toBeLessThanOrEqual(awaited);
    expect(acknowledged).toBeGreaterThanOrEqual(awaited - repeatedHeartbeats(sent));
    expect(simulate).not.toContain("too many");
    expect(numberIn(collect, /; (\d+) acknowledged/)).toBe(acknowledged);
    expect(collect).toMatch(new RegExp(`\\n${sent.length} frames: `));
    expect(collect).not.toMatch(/noise|not sent|dropped|refused/);
  },
  60_000,
);

test("a collector that acknowledges by V4 answers V1, NBR, heartbeats and JT/T 808 alone", async () => {
  const { sent, printed, simulate } = await converse("tcp", {
    devices: 16,
    speedup: 60,
    ack: "v4",
  });
  expect(counts(printed)).toEqual(counts(sent));
  // PengAoDa units also have V8 acknowledged; every JT/T 808 message has its own acknowledgement.
  const texts = sent.map((hex) => Buffer.from(hex, "hex").toString("latin1"));
  const awaited = texts.filter((text) => /^(\*HQ,\d+,(V0|HTBT|V1|V8|NBR)[,#]|~)/.test(text)).length;
  expect(awaited).toBeGreaterThan(20);
  const acknowledged = numberIn(simulate, /; (\d+) acknowledged/);
  expect(acknowledged).toBeLessThanOrEqual(awaited);
  expect(acknowledged).toBeGreaterThanOrEqual(awaited - repeatedHeartbeats(sent));
  expect(simulate).not.toContain("too many");
}, 20_000);

test("without acknowledgements records are sent again, and printed again", async () => {
  const { sent, printed, simulate, collect } = await converse("tcp", {
    devices: 16,
    speedup: 60,
    ack: "none",
  });
  expect(counts(printed)).toEqual(counts(sent));
  // Heartbeats of a device are all equal.
  const beat = Buffer.from(",HTBT,").toString("hex");
  const repeated = Object.entries(counts(sent)).filter(
    ([hex, count]) => count > 1 && !hex.includes(beat),
  );
  expect(repeated.length).toBeGreaterThan(3);
  for (const [hex, count] of repeated) {
    expect(count).toBeLessThanOrEqual(3);
    expect(Buffer.from(hex, "hex").toString("latin1")).toMatch(/^\*HQ,[79]0\d+,V[68],/);
  }
  expect(simulate).toContain("; 0 acknowledged, ");
  expect(collect).not.toContain("acknowledged");
}, 20_000);
