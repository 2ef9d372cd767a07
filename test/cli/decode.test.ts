import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable, Writable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  BINARY,
  HEARTBEAT,
  NO_FIX,
  rowsOf,
  SOS,
  sinotrack,
  start,
  toHexText,
  V1,
} from "./harness.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sinotrack-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe("the command itself", () => {
  test("--version prints the version of the package", async () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(await sinotrack(["--version"])).toMatchObject({ code: 0, out: `${version}\n`, err: "" });
  });

  test("--help is printed to standard output, and names the commands", async () => {
    const top = await sinotrack(["--help"]);
    expect(top).toMatchObject({ code: 0, err: "" });
    expect(top.out).toContain("decode");
    const decode = await sinotrack(["decode", "--help"]);
    expect(decode).toMatchObject({ code: 0, err: "" });
    for (const flag of ["--input", "--format", "--stream", "--no-frame", "--listen", "--settle"]) {
      expect(decode.out).toContain(flag);
    }
    expect(decode.out).toContain("tcp:0.0.0.0:5013");
  });

  test("without a command it prints its help to stderr and exits with 2", async () => {
    const { code, out, err } = await sinotrack([]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("Usage: sinotrack");
  });

  test("with nothing to read but a terminal it prints its help and exits with 2", async () => {
    const { code, out, err } = await sinotrack(["decode"], { tty: ["stdin"] });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("Usage: sinotrack decode");
    expect(err).toMatch(/\nsinotrack: no input: .*\n$/);
  });

  test("- reads from a terminal too", async () => {
    const { code, rows } = await sinotrack(["decode", "-"], { tty: ["stdin"], stdin: V1 });
    expect(code).toBe(0);
    expect(rows).toHaveLength(1);
  });

  test.each([
    [["frobnicate"], /unknown command/],
    [["decode", "--frobnicate"], /unknown option '--frobnicate'/],
    [["decode", "--form", "table"], /unknown option '--form' \(Did you mean --format\?\)/],
    [
      ["decode", "--format", "xml"],
      /'xml' is invalid.*ndjson, table, csv, geojson, gpx, influx, nmea/,
    ],
    [["decode", "--input", "xml"], /'xml' is invalid/],
    [["decode", "--listen", "5013"], /'5013' is invalid.*tcp:5013/],
    [["decode", "--listen", "tcp:5013,nonsense"], /is invalid/],
    [["decode", "--listen", "tcp:0", "a.bin"], /takes no files/],
    [["decode", "--listen", "tcp:0", "--input", "hex"], /cannot be used with/],
    [["decode", "--listen", "tcp:0", "--stream"], /cannot be used with/],
    [["decode", "--settle", "soon"], /whole number/],
    [["decode", "--settle", "-1"], /whole number/],
    [["decode", "--max-connections", "0"], /whole number from 1 to 999999/],
    [["decode", "--idle-timeout", "9999999"], /whole number from 0 to 999999/],
  ])("%j is bad usage: one line and exit code 2", async (argv, message) => {
    const { code, out, err } = await sinotrack(argv as string[]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message as RegExp);
    expect(err).toMatch(/^sinotrack: [^\n]+\n$/);
  });
});

const lineOf = (row: Record<string, unknown>): number | undefined =>
  (row["origin"] as { line?: number } | undefined)?.line;

describe("every form of input decodes to the same messages", () => {
  const stream = `${V1}\r\n${NO_FIX}${HEARTBEAT}`;

  test.each([
    ["raw bytes", stream],
    ["text", stream],
    ["hex in one line", toHexText(stream)],
    ["JSON Lines with hex", JSON.stringify({ hex: toHexText(stream) })],
    ["JSON Lines with text", JSON.stringify({ text: stream })],
    ["JSON Lines with ascii", JSON.stringify({ n: 1, ascii: stream, note: "as such" })],
    ["text with a byte order mark", `\xef\xbb\xbf${stream}`],
    ["hex with a byte order mark", `\xef\xbb\xbf${toHexText(stream)}`],
  ])("%s", async (_name, text) => {
    const { code, rows, err } = await sinotrack(["decode"], {
      stdin: Buffer.from(text, "latin1"),
    });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(rows.map(({ type }) => type)).toEqual(["position", "position", "heartbeat"]);
    expect(rows.map(({ frame }) => frame.hex)).toEqual([V1, NO_FIX, HEARTBEAT].map(toHexText));
  });

  test("a flag overrides the detected form", async () => {
    const asRaw = await sinotrack(["decode", "--input", "raw"], { stdin: toHexText(V1) });
    expect(asRaw.rows.map(({ type }) => type)).toEqual(["noise"]);
    const asText = await sinotrack(["decode", "--input", "text"], { stdin: V1 });
    expect(asText.rows.map(({ type }) => type)).toEqual(["position"]);
    const asHex = await sinotrack(["decode", "--input", "hex"], { stdin: "2a23" });
    expect(asHex.rows.map(({ frame }) => frame.hex).join("")).toBe("2a23");
    const asRows = await sinotrack(["decode", "--input", "jsonl"], { stdin: V1 });
    expect(asRows).toMatchObject({ code: 1, err: "sinotrack: stdin:1: not JSON\n" });
    // With --input raw nothing is left out, not even a byte order mark.
    const marked = await sinotrack(["decode", "--input", "raw"], {
      stdin: Buffer.from(`\xef\xbb\xbf${V1}`, "latin1"),
    });
    expect(marked.rows.map(({ type }) => type)).toEqual(["noise", "position"]);
  });

  test("an input in single bytes decodes the same", async () => {
    for (const text of [stream, `${toHexText(V1)}\n${toHexText(BINARY)}\n`, `{"hex":"2a48"}\n`]) {
      const bytes = Buffer.from(text, "latin1");
      const whole = await sinotrack(["decode"], { stdin: bytes });
      const cut = await sinotrack(["decode"], {
        stdin: Readable.from([...bytes].map((byte) => Buffer.of(byte))),
      });
      expect(cut).toEqual(whole);
      expect(whole.rows.length).toBeGreaterThan(0);
    }
  });

  test("each line of hex is a separate capture, with its line number", async () => {
    const stdin = [V1, "", HEARTBEAT, BINARY.slice(0, 40)].map(toHexText).join("\n");
    const apart = await sinotrack(["decode"], { stdin });
    expect(apart.rows[0]).toMatchObject({ origin: { line: 1 }, type: "position" });
    expect(apart.rows.map((row) => lineOf(row))).toEqual([1, 3, 4]);
    expect(apart.rows.every(({ frame }) => frame.offset === 0)).toBe(true);
  });

  test("wrapped hex is one capture, and with --stream so are all lines", async () => {
    const half = V1.length / 2;
    const stdin = [V1, "", V1.slice(0, half), V1.slice(half)].map(toHexText).join("\n");
    const { rows } = await sinotrack(["decode"], { stdin });
    expect(rows.map((row) => [row["type"], lineOf(row)])).toEqual([
      ["position", 1],
      ["position", 3],
    ]);
    const joined = await sinotrack(["decode", "--stream"], { stdin });
    expect(joined.rows.map(({ type, frame }) => [type, frame.offset])).toEqual([
      ["position", 0],
      ["position", V1.length],
    ]);
    expect(joined.rows[0]).not.toHaveProperty("origin");
  });

  test("each row of JSON Lines is a separate capture, with its line number", async () => {
    const half = V1.length / 2;
    const stdin = [V1.slice(0, half), V1.slice(half)]
      .map((text) => `${JSON.stringify({ text })}\n\n`)
      .join("");
    const apart = await sinotrack(["decode"], { stdin });
    expect(new Set(apart.rows.map((row) => lineOf(row)))).toEqual(new Set([1, 3]));
    expect(apart.rows.map(({ type }) => type)).not.toContain("position");
    const joined = await sinotrack(["decode", "--stream"], { stdin });
    expect(joined.rows.map(({ type }) => type)).toEqual(["position"]);
  });

  test("its own output can be decoded again", async () => {
    const first = await sinotrack(["decode"], { stdin: stream });
    const second = await sinotrack(["decode"], { stdin: first.out });
    expect(second.rows.map(({ frame }) => frame.hex)).toEqual(
      first.rows.map(({ frame }) => frame.hex),
    );
  });

  test("an empty input gives no output, and a message", async () => {
    for (const stdin of ["", "\n", " \r\n"]) {
      const { code, out, err } = await sinotrack(["decode", "-f", "ndjson"], { stdin });
      expect([code, out]).toEqual([1, ""]);
      expect(err).toBe("sinotrack: stdin: the input is empty\n");
    }
  });
});

describe("files", () => {
  test("several are read in the given order, each row with its file", async () => {
    const raw = file("b.bin", V1);
    const hex = file("a.hex", toHexText(HEARTBEAT));
    const { code, rows } = await sinotrack(["decode", raw, hex, "-"], { stdin: NO_FIX });
    expect(code).toBe(0);
    expect(rows.map((row) => [row["origin"], row["type"]])).toEqual([
      [{ file: raw, line: 1 }, "position"],
      [{ file: hex, line: 1 }, "heartbeat"],
      [{ file: "stdin", line: 1 }, "position"],
    ]);
  });

  test("the first message is shown before the rest of its chunk is read", async () => {
    const written: string[] = [];
    const stdout = new Writable({
      write(chunk, _encoding, done) {
        written.push(String(chunk));
        done();
      },
    });
    await sinotrack(["decode", file("long.txt", `${V1}\n`.repeat(700))], { stdout });
    const lines = written.map((text) => text.split("\n").length - 1);
    expect(lines[0]).toBeLessThan(10);
    expect(lines.reduce((sum, count) => sum + count)).toBe(700);
  });

  test("a single file is not named in the rows", async () => {
    const { rows } = await sinotrack(["decode", file("one.bin", V1)]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).not.toHaveProperty("origin.file");
  });

  test("each file is a separate stream", async () => {
    const half = V1.length / 2;
    const { rows } = await sinotrack([
      "decode",
      file("1.bin", V1.slice(0, half)),
      file("2.bin", V1.slice(half)),
    ]);
    expect(rows.map(({ type }) => type)).not.toContain("position");
  });

  test("a directory stands for its *.jsonl files, by name", async () => {
    const directory = join(folder, "vectors");
    mkdirSync(directory);
    writeFileSync(join(directory, "b.jsonl"), `${JSON.stringify({ text: V1 })}\n`);
    writeFileSync(join(directory, "a.jsonl"), `${JSON.stringify({ text: HEARTBEAT })}\n`);
    writeFileSync(join(directory, "README.md"), "no capture");
    const { code, rows } = await sinotrack(["decode", directory]);
    expect(code).toBe(0);
    expect(rows.map(({ origin, type }) => [(origin as { file: string }).file, type])).toEqual([
      [join(directory, "a.jsonl"), "heartbeat"],
      [join(directory, "b.jsonl"), "position"],
    ]);
  });

  test("a directory without any is bad input", async () => {
    const empty = mkdtempSync(join(folder, "empty-"));
    expect(await sinotrack(["decode", empty])).toMatchObject({
      code: 1,
      out: "",
      err: `sinotrack: cannot read ${empty}: no *.jsonl files in it\n`,
    });
  });

  test("a missing file is reported before anything is decoded", async () => {
    const missing = join(folder, "missing.bin");
    expect(await sinotrack(["decode", file("here.bin", V1), missing])).toMatchObject({
      code: 1,
      out: "",
      err: `sinotrack: cannot read ${missing}: no such file\n`,
    });
  });

  test.each([V1, "2a48512c3335333237312c585423", "7E 00 02 00 00 01 38 00"])(
    "a frame in place of a file, %s, is told where it goes",
    async (frame) => {
      expect(await sinotrack(["decode", frame])).toMatchObject({
        code: 1,
        out: "",
        err: `sinotrack: cannot read ${frame}: no such file; a frame itself goes to the standard input, or to explain --frame\n`,
      });
    },
  );

  test("an input that fails while it is read is named", async () => {
    const stdin = new Readable({
      read(): void {
        this.destroy(Object.assign(new Error("EIO: i/o error, read"), { code: "EIO" }));
      },
    });
    expect(await sinotrack(["decode"], { stdin })).toMatchObject({
      code: 1,
      err: "sinotrack: cannot read stdin: input/output error\n",
    });
  });
});

describe("bad input ends the run with one line and exit code 1", () => {
  test("stray characters in hex, after the messages before them", async () => {
    const path = file("bad.hex", `${toHexText(V1)}\n2a4\n${toHexText(V1)}\n`);
    const { code, rows, err } = await sinotrack(["decode", "-i", "hex", path]);
    expect(code).toBe(1);
    expect(rows.map((row) => lineOf(row)).filter((line) => line !== 2)).toEqual([1, 3]);
    expect(err).toBe(`sinotrack: ${path}:2: odd number of hex digits\n`);
  });

  test("a number alone in a line is no hex", async () => {
    const { code, rows } = await sinotrack(["decode"], { stdin: `20241005\n${V1}\n` });
    expect(code).toBe(0);
    expect(rows.map(({ type }) => type)).toEqual(["noise", "position"]);
  });

  test.each([
    ["not JSON", "{oops", "stdin:1: not JSON", "jsonl"],
    [
      "a row of something else",
      '{"a":1}',
      'stdin:1: no capture in the row: it has none of "hex", "text", "ascii"',
      "jsonl",
    ],
    ["a later row that is no object", '{"hex":"2a"}\n17', "stdin:2: not JSON", "jsonl"],
    ["hex that is none", '{"hex":"2a4"}', "stdin:1: odd number of hex digits", "auto"],
    [
      "text that is no ASCII",
      '{"text":"*HQ,é#"}',
      "stdin:1: a character that is not ASCII",
      "auto",
    ],
    ["hex and something else", "2a48 *HQ", 'stdin:1: "*" at column 6 is not hex', "hex"],
  ])("%s", async (_name, text, message, form) => {
    const { code, err } = await sinotrack(["decode", "-i", form], {
      stdin: Buffer.from(text, "latin1"),
    });
    expect(code).toBe(1);
    expect(err.startsWith(`sinotrack: ${message}`), err).toBe(true);
    expect(err).toMatch(/^[^\n]+\n$/);
  });

  test("a row that never ends", async () => {
    const rows = (function* (): Generator<Buffer> {
      yield Buffer.from('{"hex":"');
      for (let count = 0; count < 1000; count++) yield Buffer.alloc(65_536, "2a");
    })();
    const { code, err } = await sinotrack(["decode"], { stdin: Readable.from(rows) });
    expect(code).toBe(1);
    expect(err).toBe("sinotrack: stdin:1: the row is longer than 16 MiB\n");
  });
});

describe("NDJSON", () => {
  test("is the default in a pipe: one object a line, times in ISO, bytes in hex", async () => {
    const stdin = Buffer.concat([Buffer.from(`${V1}\r\n`), Buffer.from(BINARY, "hex")]);
    const { code, out, err, rows } = await sinotrack(["decode"], { stdin });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out.split("\n")).toHaveLength(3);
    expect(rows[0]).toMatchObject({
      type: "position",
      deviceId: "8160528000",
      time: "2024-10-05T10:24:11.000Z",
      valid: true,
      issues: [],
      frame: { format: "ascii", offset: 0, length: V1.length, hex: toHexText(V1) },
    });
    expect(rows[1]).toMatchObject({
      type: "position",
      deviceId: "2072129193",
      frame: { format: "binary", offset: V1.length + 2, length: 45, hex: BINARY },
    });
  });

  test("noise keeps its bytes, as hex", async () => {
    const { rows } = await sinotrack(["decode", "-i", "hex"], { stdin: "deadbeef" });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ type: "noise", tail: "deadbeef" });
  });

  test("issues come in full", async () => {
    const { rows } = await sinotrack(["decode"], { stdin: V1.replace("051024", "311324") });
    expect(rows[0]?.["issues"]).toContainEqual(
      expect.objectContaining({ code: "bad-date", severity: "error", received: "311324" }),
    );
  });

  test("--no-frame leaves the frame out", async () => {
    const { rows } = await sinotrack(["decode", "--no-frame"], { stdin: V1 });
    expect(rows[0]).toMatchObject({ type: "position" });
    expect(rows[0]).not.toHaveProperty("frame");
  });

  test("can be requested on a terminal", async () => {
    const { rows } = await sinotrack(["decode", "-f", "ndjson"], { stdin: V1, tty: ["stdout"] });
    expect(rows).toHaveLength(1);
  });

  test("no character from the wire can command a terminal", async () => {
    const stdin = Buffer.from("*HQ,8160528000,ZZ9,\x1b[2J\x9b2J\x7f#", "latin1");
    const { out, rows } = await sinotrack(["decode"], { stdin });
    expect(rows).toHaveLength(1);
    expect([...out].filter((c) => /\p{Cc}/u.test(c) && c !== "\n")).toEqual([]);
  });

  test("the id of a device is kept for its frames without one", async () => {
    // An X record of 32 bytes, which has no id.
    const record = "5800009814991024031101175555239206012107187c000095fffffbffff0033";
    const stdin = `${toHexText(HEARTBEAT)}${record}\n${record}`;
    const { rows } = await sinotrack(["decode"], { stdin });
    const records = rows.filter(({ frame }) => frame.hex === record);
    expect(records.map(({ deviceId }) => deviceId)).toEqual(["135790246811220", null]);
  });
});

describe("a live pipe", () => {
  test("prints each frame when it is complete", async () => {
    const stdin = new PassThrough();
    const { out, exit } = start(["decode"], { stdin });
    stdin.write(V1.slice(0, 20));
    stdin.write(V1.slice(20));
    await out.until(/"position"/);
    stdin.write(`${HEARTBEAT}\n`);
    await out.until(/"heartbeat"/);
    stdin.end();
    expect(await exit).toBe(0);
  });

  test("a held report is printed after a short silence", async () => {
    const stdin = new PassThrough();
    const { out, exit } = start(["decode", "--settle", "20"], { stdin });
    stdin.write(Buffer.from(BINARY, "hex"));
    await out.until(/"position"/);
    stdin.end();
    expect(await exit).toBe(0);
    expect(rowsOf(out.text).map(({ frame }) => frame.hex)).toEqual([BINARY]);
  });

  test("an unfinished frame survives a silence", async () => {
    const stdin = new PassThrough();
    const { out, exit } = start(["decode", "--settle", "10"], { stdin });
    stdin.write(V1.slice(0, 40));
    await new Promise((resolve) => setTimeout(resolve, 50));
    stdin.end(V1.slice(40));
    expect(await exit).toBe(0);
    expect(rowsOf(out.text).map(({ type }) => type)).toEqual(["position"]);
  });

  test("with --settle 0 it is held until the end", async () => {
    const stdin = new PassThrough();
    const { out, exit } = start(["decode", "--settle", "0"], { stdin });
    stdin.write(Buffer.from(BINARY, "hex"));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(out.text).toBe("");
    stdin.end();
    expect(await exit).toBe(0);
    expect(rowsOf(out.text).map(({ frame }) => frame.hex)).toEqual([BINARY]);
  });
});

describe("output that is slow, closed or full", () => {
  /** An endless source of frames. */
  function endless(): { stream: Readable; pulled: () => number } {
    const chunk = Buffer.from(`${V1}\n`.repeat(500));
    let pulled = 0;
    const stream = new Readable({
      read(): void {
        pulled += chunk.length;
        this.push(chunk);
      },
    });
    return { stream, pulled: () => pulled };
  }

  test("nothing is read while the output is blocked", async () => {
    const { stream, pulled } = endless();
    let release: () => void = () => {};
    let written = 0;
    const stdout = new Writable({
      write(chunk: Buffer, _encoding, done): void {
        written += chunk.length;
        release = done;
      },
    });
    const { exit } = start(["decode"], { stdin: stream, stdout });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const before = pulled();
    expect(before).toBeLessThan(1_000_000);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(pulled()).toBe(before);
    // It continues when the output does.
    const writtenBefore = written;
    for (let count = 0; count < 20; count++) {
      release();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(written).toBeGreaterThan(writtenBefore);
    expect(pulled()).toBeGreaterThan(before);
    stdout.destroy();
    expect(await exit).toBe(0);
  });

  test("a reader that closes the pipe, as head does, ends the run quietly", async () => {
    const { stream } = endless();
    let writes = 0;
    const stdout = new Writable({
      write(_chunk, _encoding, done): void {
        writes++;
        done(writes < 3 ? null : Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
      },
    });
    const { err, exit } = start(["decode"], { stdin: stream, stdout });
    expect(await exit).toBe(0);
    expect(err.text).toBe("");
    expect(stream.destroyed).toBe(true);
  });

  test("a full disk is reported", async () => {
    const { stream } = endless();
    const stdout = new Writable({
      write(_chunk, _encoding, done): void {
        done(Object.assign(new Error("ENOSPC: no space left, write"), { code: "ENOSPC" }));
      },
    });
    const { err, exit } = start(["decode"], { stdin: stream, stdout });
    expect(await exit).toBe(1);
    expect(err.text).toBe("sinotrack: cannot write the output: no space left on device\n");
  });

  test("an error on the very last write is not lost", async () => {
    const stdout = new Writable({
      write(_chunk, _encoding, done): void {
        setTimeout(done, 10, Object.assign(new Error("ENOSPC"), { code: "ENOSPC" }));
      },
    });
    const { exit } = start(["decode"], { stdin: V1, stdout });
    expect(await exit).toBe(1);
  });
});

describe("the progress line", () => {
  // Separators are quick to skip.
  const long = (): string => file("long.bin", `${SOS}${"\n".repeat(9 << 20)}`);

  test("shows on a terminal for a long file, and is cleared at the end", async () => {
    const { code, err } = await sinotrack(["decode", "--no-frame", long()], { tty: ["stderr"] });
    expect(code).toBe(0);
    expect(err.startsWith("\r\x1b[K")).toBe(true);
    expect(stripVTControlCharacters(err)).toMatch(
      /^\r\d+\.\d of 9\.\d MiB {2}\d+ % {2}\d+ frames\/s/,
    );
    expect(err.endsWith("\r\x1b[K")).toBe(true);
    expect(err).not.toContain("\n");
  });

  test.each([
    ["stderr is no terminal", []],
    ["the rows run over the same terminal", ["stdout", "stderr"]],
  ] as const)("does not show when %s", async (_name, tty) => {
    const { err } = await sinotrack(["decode", "-f", "ndjson", "--no-frame", long()], { tty });
    expect(err).toBe("");
  });

  test("does not show for a short file", async () => {
    const { err } = await sinotrack(["decode", file("short.bin", V1)], { tty: ["stderr"] });
    expect(err).toBe("");
  });
});

test("ndjson reads the text of a device", async () => {
  const { code, out } = await sinotrack(["decode", "--no-frame"], {
    stdin:
      "*HQ,8168000005,SMS,SET OK#*HQ,8168000005,SMS,ST-901/4G,ID:8168000005,PW:0000,MODE:GPRS#",
  });
  expect(code).toBe(0);
  const replies = rowsOf(out).map((row) => row["reply"]);
  expect(replies).toMatchObject([{ type: "ok" }, { type: "configuration", mode: "GPRS" }]);
});
