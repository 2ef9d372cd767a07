import { Readable, Writable } from "node:stream";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { BINARY, start, toHexText, V1 } from "./harness.ts";
import { DEVICE, pcapOf, SERVER, tcp, udp } from "./packets.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

const MIB = 1024 * 1024;

/** After the head of the file: reports in datagrams, and a connection that keeps repeating itself. */
const PACKETS = pcapOf([
  Uint8Array.from(udp(DEVICE, SERVER, [...Buffer.from(V1)])),
  Uint8Array.from(tcp(DEVICE, SERVER, 0, [], "syn")),
  Uint8Array.from(tcp(DEVICE, SERVER, 1, [...Buffer.from(V1)])),
  Uint8Array.from(tcp(DEVICE, SERVER, 5000, [...Buffer.from(V1)])),
]);
const HEAD_LENGTH = 24;

test.each<[string, number, string, string?]>([
  ["raw", 50, `${V1}\r\n${Buffer.from(BINARY, "hex").toString("latin1")}${"\0".repeat(250)}`],
  ["hex without line breaks", 15, toHexText(V1)],
  ["rows of JSON", 15, `${JSON.stringify({ hex: toHexText(V1) })}\n`],
  ["noise", 50, "\x00\xff?"],
  [
    "packets",
    30,
    Buffer.from(PACKETS.subarray(HEAD_LENGTH)).toString("latin1"),
    Buffer.from(PACKETS.subarray(0, HEAD_LENGTH)).toString("latin1"),
  ],
])(
  "memory stays flat over a long input: %s, %i MiB",
  { timeout: 60_000 },
  async (name, total, unit, head = "") => {
    // The size of a chunk of a file.
    const chunk = Buffer.from(unit.repeat(Math.ceil(65_536 / unit.length)), "latin1");
    const chunks = (total * MIB) / chunk.length;
    let count = 0;
    let early = 0;
    let highest = 0;
    const measure = (): void => {
      collectGarbage();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      const used = heapUsed + arrayBuffers;
      if (count <= chunks / 5) early = Math.max(early, used);
      else highest = Math.max(highest, used);
    };
    const stdin = new Readable({
      highWaterMark: 1,
      read(): void {
        if (count % 60 === 0) measure();
        if (count === 0) this.push(Buffer.from(head, "latin1"));
        this.push(count++ < chunks ? chunk : null);
      },
    });
    let written = 0;
    const stdout = new Writable({
      write(text: Buffer, _encoding, done): void {
        written += text.length;
        // Asynchronously, like a file or a pipe.
        setImmediate(done);
      },
    });
    const { exit } = start(["decode", "--no-frame"], { stdin, stdout });
    // A capture of noise is no success.
    expect(await exit).toBe(name === "noise" ? 1 : 0);
    expect(written, name).toBeGreaterThan(MIB);
    // Data in transit comes and goes. Retained messages would be over 50 MiB.
    expect((highest - early) / MIB).toBeLessThan(16);
  },
);
