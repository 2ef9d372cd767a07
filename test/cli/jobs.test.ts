/** `sinotrack decode --jobs` prints the same bytes as without the option. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { type Batch, BatchReader, BatchWriter } from "../../src/cli/batch.ts";
import { FORMS } from "../text/forms.ts";
import { noiseLine } from "../text/noise.ts";
import { bytesOf, loadVectors } from "../vectors.ts";
import { BINARY, expectBadUsage, HEARTBEAT, sinotrack, V1 } from "./harness.ts";

const folder = mkdtempSync(join(tmpdir(), "jobs-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function expectSame(
  files: readonly string[],
  options: readonly string[] = [],
  stdin?: Uint8Array,
): Promise<string> {
  const run = (more: readonly string[]) =>
    sinotrack(["decode", ...options, ...more, ...files], stdin === undefined ? {} : { stdin });
  const alone = await run([]);
  for (const jobs of ["2", "3"]) {
    const { out, err, code } = await run(["--jobs", jobs]);
    // No matcher: it would compare the texts line by line.
    expect(out === alone.out, `${options} --jobs ${jobs}`).toBe(true);
    expect([err, code]).toEqual([alone.err, alone.code]);
  }
  return alone.out;
}

const vectors = loadVectors().flatMap(({ vectors: all }) => all.map(bytesOf));
const file = (name: string, bytes: Uint8Array | string): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};

describe("the output is the same", () => {
  const all = Buffer.concat(vectors);

  it("for one stream with all forms, learned lengths, X records and parts of messages, over many batches", async () => {
    const long = Buffer.concat(Array.from({ length: 12 }, () => all));
    // At least four batches.
    expect(long.length).toBeGreaterThan(512 * 1024);
    const out = await expectSame([file("all.bin", long)]);
    expect(out).toContain('"format":"mileage"');
    expect(out).toContain('"assembled"');
    await expectSame([file("all.bin.gz", gzipSync(long))], ["--no-frame"]);
  }, 300_000);

  it("for every file of vectors, for several files, for damaged ones, and with options", async () => {
    const cut = file("cut.bin", all.subarray(7, 30_000));
    await expectSame([file("one.bin", all), cut]);
    await expectSame([cut], ["--binary-length", "45", "--status-table", "cantrack"]);
    await expectSame([file("noise.bin", new Uint8Array(70_000).fill(0xfe))]);
    await expectSame([], ["--input", "raw"], all.subarray(0, 20_000));
    await expectSame([], ["--input", "hex"], Buffer.from("not hex"));
  });

  it("for captured packets", async () => {
    const captures = new URL("captures/", import.meta.url);
    const names = readdirSync(captures).filter((name) => /\.pcap(ng)?$/.test(name));
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) {
      await expectSame([new URL(name, captures).pathname], ["--direction", "both"]);
    }
  });

  it("for every form of log, dump and paste", async () => {
    const frames = [V1, HEARTBEAT, V1].map((text) => Buffer.from(text));
    const binary = Buffer.from(BINARY, "hex");
    for (const { write, isBinary } of FORMS) {
      const text = write(isBinary ? [binary, binary] : frames);
      await expectSame([], ["--direction", "both"], Buffer.from(text, "latin1"));
    }
  }, 120_000);
});

describe("batches", () => {
  it("give the same rows however frames are distributed among them", () => {
    const frame = fc.constantFrom(...vectors);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), frame, fc.boolean()), { maxLength: 12 }),
        noiseLine,
        (frames, session) => {
          const options = { reading: {}, noFrame: false };
          const print = (isOne: boolean): string => {
            const writer = new BatchWriter(null);
            const batches: Batch[] = [];
            for (const [stream, bytes, isLast] of frames) {
              const format =
                bytes[0] === 0x58 ? "mileage" : bytes[0] === 0x7e ? "escaped" : "ascii";
              writer.frame(stream, { format, bytes, offset: 0 }, { session, line: 7 });
              if (isLast && !isOne) batches.push(writer.take());
            }
            batches.push(writer.take());
            const main = new BatchReader(options);
            const other = new BatchReader(options);
            return batches
              .map((batch) => {
                const result = other.read(batch);
                if (result.lines !== null) main.follow(batch, result);
                return result.lines ?? main.readInOrder(batch).lines ?? Buffer.alloc(0);
              })
              .map((lines) => Buffer.from(lines).toString())
              .join("");
          };
          expect(print(false)).toBe(print(true));
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("incompatible options are refused", () => {
  it.each([
    [["--jobs", "0"], "whole number from 1 to 64"],
    [["--jobs", "two"], "whole number from 1 to 64"],
    [["--jobs", "2", "--format", "gpx"], "--jobs needs --format ndjson"],
    [["--jobs", "2", "--listen", "tcp:0"], "--jobs"],
  ])("%j", async (options, text) => {
    await expectBadUsage(
      ["decode", ...options, ...(options.includes("--listen") ? [] : ["-"])],
      text,
    );
  });
});
