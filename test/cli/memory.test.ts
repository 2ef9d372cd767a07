import { Readable, Writable } from "node:stream";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { BINARY, start, toHexText, V1 } from "./harness.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

const MIB = 1024 * 1024;

test.each([
  ["raw", 50, `${V1}\r\n${Buffer.from(BINARY, "hex").toString("latin1")}${"\0".repeat(250)}`],
  ["hex without line breaks", 15, toHexText(V1)],
  ["rows of JSON", 15, `${JSON.stringify({ hex: toHexText(V1) })}\n`],
  ["noise", 50, "\x00\xff?"],
])(
  "memory stays flat over a long input: %s, %i MiB",
  { timeout: 60_000 },
  async (name, total, unit) => {
    const chunk = Buffer.from(unit.repeat(Math.ceil(MIB / unit.length)), "latin1");
    let count = 0;
    let early = 0;
    let highest = 0;
    const measure = (): void => {
      collectGarbage();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      const used = heapUsed + arrayBuffers;
      if (count <= 10) early = Math.max(early, used);
      else highest = Math.max(highest, used);
    };
    const stdin = new Readable({
      highWaterMark: 1,
      read(): void {
        if (count % 5 === 0) measure();
        this.push(count++ < total ? chunk : null);
      },
    });
    let written = 0;
    const stdout = new Writable({
      write(text: Buffer, _encoding, done): void {
        written += text.length;
        // As a file or a pipe would: later.
        setImmediate(done);
      },
    });
    const { exit } = start(["decode", "--no-frame"], { stdin, stdout });
    expect(await exit).toBe(0);
    expect(written, name).toBeGreaterThan(MIB);
    expect((highest - early) / MIB).toBeLessThan(8);
  },
);
