import { describe, expect, it } from "vitest";
import { start } from "./harness.ts";

const BINARY = "2451159218930839471704122440659000102332181e000344fffffbffff0033";

/** Runs to the end and returns the output. */
async function run(argv: readonly string[], options = {}) {
  const running = start(argv, options);
  const code = await running.exit;
  return { code, out: running.out.text, err: running.err.text };
}

describe("sinotrack explain", () => {
  it("prints every byte of a frame with its field and value, at most 100 columns wide", async () => {
    const { code, out } = await run(["explain", "--frame", BINARY]);
    expect(code).toBe(0);
    const lines = out.split("\n");
    expect(lines[0]).toBe("binary, 32 bytes: position $ 5115921893");
    expect(lines).toContain("000c  24 40 65 90              latitude             24.67765 degrees");
    expect(lines).toContain(
      "0006  08 39 47 17 04 12        time                 2012-04-17T08:39:47.000Z",
    );
    const bytes = lines
      .slice(1)
      .flatMap(
        (line) => /^[\da-f]{4} {2}((?:[\da-f]{2} ?)+)/.exec(line)?.[1]?.trim().split(" ") ?? [],
      );
    expect(bytes.join("")).toBe(BINARY);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
  });

  it("prints issues below the field, also with long values", async () => {
    const frame =
      "*HQ,7029083742,V8,111969,A,2443.0632,N,09018.2082,E,0.00,271,280926,00000000,470,01,1234,56789,8,27,121,100#";
    const { out } = await run(["explain", "--frame", frame]);
    expect(out).toContain("time                 — (111969)");
    expect(out).toContain("bad-time: No such time of day");
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  it("reads files and pipes in any form", async () => {
    const { code, out } = await run(["explain"], { stdin: `${BINARY}\n${BINARY}\n` });
    expect(code).toBe(0);
    expect(out.match(/binary, 32 bytes/g)).toHaveLength(2);
    expect(out).toContain("line 2 binary");
  });

  it.each([60, 80, 100, 140])(
    "is no wider than a terminal of %i, and truncates nothing",
    async (columns) => {
      const frame =
        "*HQ,7029083742,V8,111969,A,2443.0632,N,09018.2082,E,0.00,271,280926,FBFFBBFD,470,01,1234,56789,8,27,121,100#";
      const { out } = await run(["explain", "--no-color", "--frame", frame], {
        tty: ["stdout"],
        columns,
      });
      for (const line of out.split("\n"))
        expect(line.length).toBeLessThanOrEqual(Math.min(columns, 100));
      expect(out).not.toContain("…");
      const said = out.replace(/\s+/g, " ");
      expect(said).toContain("mcc 470, mnc 1, lac 1234, cid 56789");
      // The bits of docs/protocol/h02.md §3; bit 14 has no meaning in the table of V8.
      expect(said).toContain(
        "bit 26: storedRecord bit 14 low bit 10: ignition off bit 1: alarm sos",
      );
    },
  );

  it("shows the text of a text frame, and the bytes of other frames", async () => {
    const { out } = await run(["explain", "--frame", "*HQ,353271799434922,XT#"]);
    expect(out).toContain("0004  353271799434922,         deviceId             353271799434922\n");
    const binary = await run(["explain", "--frame", BINARY]);
    expect(binary.out).toContain(
      "0001  51 15 92 18 93           deviceId             5115921893\n",
    );
  });

  it("colours a terminal, and nothing else", async () => {
    const plain = await run(["explain", "--frame", BINARY]);
    expect(plain.out).not.toContain("\x1b[");
    const colored = await run(["explain", "--frame", BINARY], { tty: ["stdout"] });
    expect(colored.out).toContain("\x1b[");
    const off = await run(["explain", "--no-color", "--frame", BINARY], { tty: ["stdout"] });
    expect(off.out).toBe(plain.out);
  });

  it("prints one plain line for bad usage", async () => {
    for (const argv of [
      ["explain", "--frame", "24zz"],
      ["explain", "--frame", BINARY, "file"],
    ]) {
      const { code, err } = await run(argv);
      expect(code).toBe(2);
      expect(err).toMatch(/^sinotrack: [^\n]+\n$/);
    }
    const typed = await run(["explain"], { tty: ["stdin"] });
    expect(typed.code).toBe(2);
    expect(typed.err).toContain("no input");
  });
});
