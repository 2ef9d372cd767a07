/** Frames of docs/protocol/jt808.md §8 and of its captures, with the checksums printed there. */
import { describe, expect, it } from "vitest";
import { decode } from "../../src/index.ts";
import { sinotrack } from "./harness.ts";

const run = (...argv: readonly string[]) => sinotrack(["command", "jt808", ...argv]);

describe("sinotrack command jt808", () => {
  it.each([
    [
      "7e8103000a02450931625400000100000029040000000ae77e",
      "set-parameters --id 024509316254 --report-seconds 10",
    ],
    ["7e820100000245093162540000ca7e", "query-position --id 024509316254"],
    ["7e8104000001234567890000010d7e", "query-parameters --id 012345678900 --serial-number 1"],
    [
      "7e820300060123456789010003007b10100001767e",
      "confirm-alarms --id 012345678901 --serial-number 3 --alarm-serial-number 123 --alarms sos --alarms geofence --alarms displacement",
    ],
    [
      "7e830040190112345678901234567890ffff3f01b2e2cad43132334034353623616263212e2e2ebde1caf8ce7e",
      "text --id 12345678901234567890 --serial-number 65535 --header-version 2019 --flags 63 --kind notice --text 测试123@456#abc!...结束",
    ],
  ])("%s", async (frame, line) => {
    const { code, out } = await run(...line.split(" "), "--hex");
    expect([code, out]).toEqual([0, frame]);
  });

  it("sets several parameters, and any by its id", async () => {
    const { out } = await run(
      ...["set-parameters", "--id", "012345678900", "--hex", "--heartbeat-seconds", "60"],
      ...["--server", "a.example", "--tcp-port", "5013", "--parameter", "0x0030=0000000f"],
      ...["--parameter", "0x83="],
    );
    // docs/protocol/jt808.md §4: count, then id, length and value of each.
    const body = [
      "05",
      "00000001040000003c",
      `0000001309${Buffer.from("a.example").toString("hex")}`,
      "000000180400001395",
      "00000030040000000f",
      "0000008300",
    ].join("");
    expect(out).toContain(
      `8103${(body.length / 2).toString(16).padStart(4, "0")}0123456789000000${body}`,
    );
  });

  it("controls and sends texts; the header of 2019 too", async () => {
    const control = await run(
      "control",
      "--id",
      "012345678900",
      "--code",
      "240",
      "--parameters",
      "a;b",
      "--hex",
    );
    expect(control.out).toMatch(/^7e81050004012345678900\d{4}f0613b62..7e$/);
    const text = await run(
      "text",
      "--id",
      "012345678900",
      "--text",
      "CXZT",
      "--flags",
      "8",
      "--hex",
    );
    expect(text.out).toMatch(/^7e8300000501234567890000000843585a54..7e$/);
    const later = await run(
      ...["text", "--id", "12345678901", "--text", "x", "--header-version", "2019", "--hex"],
    );
    expect(decode(Buffer.from(later.out, "hex"))[0]).toMatchObject({
      command: "0x8300",
      jt808: { version: 2019 },
    });
  });

  it.each([
    ["--id", "text --text x"],
    ["--id must be 1 to 12 digits", "text --id 1234567890123 --text x"],
    [
      "--text: text must have only characters of GBK, not U+00E4 at index 0",
      "text --id 1 --text ä",
    ],
    [
      "--server: text must have only characters of GBK, not U+00E4 at index 0",
      "set-parameters --id 1 --server ä",
    ],
    [
      "--parameters: text must have only characters of GBK, not U+00E4 at index 0",
      "control --id 1 --code 1 --parameters ä",
    ],
    ["name a parameter to set", "set-parameters --id 1"],
    ["0x0030=0000000f", "set-parameters --id 1 --parameter 30=00"],
    ["0x0030=0000000f", "set-parameters --id 1 --parameter 0x30=0"],
    ["0 to 255", "control --id 1 --code 256"],
    ["0 to 65535", "query-position --id 1 --serial-number 65536"],
  ])("refuses with %s: %s", async (words, line) => {
    const { code, err } = await run(...line.split(" "));
    expect(code).toBe(2);
    expect(err).toContain(words);
  });

  it("marks dangerous commands", async () => {
    const { out } = await run("--help");
    expect(out.match(/\(DANGEROUS\)/g)).toHaveLength(5);
  });
});
