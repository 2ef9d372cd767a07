/** Options of decoding. Values from docs/protocol/jt808.md §8 and docs/protocol/h02.md §1.3. */
import { describe, expect, it } from "vitest";
import type { Message } from "../../src/index.ts";
import { start } from "./harness.ts";

/** docs/protocol/jt808.md §8.1, the bench unit: its clock says 11:17:05. */
const BENCH =
  "7e0200008e01917665218400b300000000800000030158990606ca0fd7000400000000211129111705010400000000cc14383938353636423536313839393431363939303130010d8001aa81021388820200858301148401aa8502189b8601338702007d028801338901148a0200998b1131323334353637383941424344454647488c04000200a88d0200828e0114a00b50353338662c5530323966a27e";
/** docs/protocol/jt808.md §8.3, layout (4): 754 revolutions a minute. */
const F3 =
  "7e020000fe069262052409002e00000000000c00030154e8e906c6132a0013000000e622082617464401040000017f02020001030200002504000000002a0200002b0400000000300117310112e306000005890000f3b4000202000000030202f2000402375f00050400000000000602000c000702000c000801320009020072000b020035000c020050000d020176000e0122000f018a00501b4c46505445355430304730303030313233000000000000000000000052040000000c01000200010101040000000001020200010103040000000101040203e7010c02000e010d020000010e02059b010f0200720110023870011102000001120200000113020000011402000001160200005d7e";
const BINARY_32 = "2451159218930839471704122440659000102332181e000344fffffbffff0033";

async function run(...argv: readonly string[]) {
  const running = start(argv);
  const code = await running.exit;
  return { code, out: running.out.text, err: running.err.text };
}

async function decodeOne(hex: string, ...options: readonly string[]) {
  const running = start(["decode", "-", ...options], { stdin: hex });
  expect(await running.exit).toBe(0);
  return running.out.text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line)) as (Message & Record<string, unknown>)[];
}

describe("an option of decoding", () => {
  it("sets the zone of JT/T 808 clocks, UTC+8 by default", async () => {
    expect((await decodeOne(BENCH))[0]).toMatchObject({ time: "2021-11-29T03:17:05.000Z" });
    expect((await decodeOne(BENCH, "--jt808-utc-offset", "0"))[0]).toMatchObject({
      time: "2021-11-29T11:17:05.000Z",
    });
    expect((await decodeOne(BENCH, "--jt808-utc-offset", "-30"))[0]).toMatchObject({
      time: "2021-11-29T11:47:05.000Z",
    });
  });

  it("selects the makers whose engine data is read, or none", async () => {
    expect((await decodeOne(BENCH))[0]).toMatchObject({ obd: { engineRpm: 5000 } });
    expect((await decodeOne(BENCH, "--jt808-profiles", "none"))[0]).not.toHaveProperty("obd");
    expect((await decodeOne(F3))[0]).not.toHaveProperty("obd");
    expect((await decodeOne(F3, "--jt808-profiles", "obd-rt,mictrack-f3"))[0]).toMatchObject({
      obd: { engineRpm: 754 },
    });
  });

  it("selects the table of the status word", async () => {
    const [message] = await decodeOne(BINARY_32, "--status-table", "huasuntek");
    expect(message).toMatchObject({ status: { table: "huasuntek" } });
  });

  it("sets the length of $ frames", async () => {
    const [first, second] = await decodeOne(`${BINARY_32}00ff`, "--binary-length", "34");
    expect(first).toMatchObject({ type: "position", tail: expect.anything() });
    expect(second).toBeUndefined();
  });

  it("applies to explain too", async () => {
    const { out } = await run("explain", "--frame", BENCH, "--jt808-utc-offset", "0");
    expect(out).toContain("2021-11-29T11:17:05.000Z");
    const { out: plain } = await run("explain", "--frame", F3, "--jt808-profiles", "mictrack-f3");
    expect(plain).toMatch(/engineRpm +754 rpm/);
  });

  it.each([
    ["--jt808-profiles", "mictrack"],
    ["--jt808-profiles", ""],
    ["--jt808-utc-offset", "841"],
    ["--jt808-utc-offset", "--1"],
    ["--jt808-utc-offset", "1e1"],
    ["--binary-length", "31"],
    ["--status-table", "jt808"],
  ])("refuses %s %s in one line", async (option, value) => {
    const { code, err } = await run("decode", "-", option, value);
    expect(code).toBe(2);
    expect(err).toContain(option);
  });
});
