import { describe, expect, it } from "vitest";
import { sinotrack, start } from "./harness.ts";

const V8 =
  "*HQ,7029083742,V8,111958,V,2443.0632,N,09018.2082,E,0.00,271,280926,fbfffbff,470,01,1234,56789,8,27,121,100#";

describe("sinotrack identify", () => {
  it("names the family, its evidence and its consequences", async () => {
    const { exit, out } = start(["identify"], { stdin: V8 + V8 });
    expect(await exit).toBe(0);
    expect(out.text).toBe(`sinotrack-4g (11), from 2 messages
  SinoTrack 4G ("L" models, TQ firmware): V6 and V8
  evidence
     8  V8 ends with supply voltage and battery (docs/protocol/h02.md §2.4)
        message 1, supplyVolts 12.1, 2 times
     3  V8 is the report of current firmware (docs/protocol/h02.md §2.4)
        message 1, command V8, 2 times
  status table     sinotrack
  acknowledgement  r12: Every frame; without it, an ST-901L keeps the record and sends it again (docs/protocol/h02.md §5)
  commands         R12 D1 S20 SCF S71 SMS
`);
  });

  it("shows a cell with its numbers", async () => {
    const stdin =
      "*HQ,353270000000001,V1,102411,A,2234.9273,N,11354.3980,E,0.00,0,051024,FFFFFBFF,1cc,1,4d2,ddd5#";
    const { exit, out } = start(["identify"], { stdin });
    expect(await exit).toBe(0);
    expect(out.text).toContain('message 1, cell {"mcc":460,"mnc":1,"lac":1234,"cid":56789}\n');
  });

  it("prints unknown without failing", async () => {
    const { exit, out } = start(["identify"], { stdin: "*HQ,1234567890,ZZZ#" });
    expect(await exit).toBe(0);
    expect(out.text).toBe("unknown: nothing in 1 message identifies a family\n");
  });

  it("names the likely format of an input without messages", async () => {
    const { exit, out, err } = start(["identify"], { stdin: "[3G*2706101234*0009*LK,0,0,98]" });
    expect(await exit).toBe(1);
    expect(out.text).toBe("");
    expect(err.text).toMatch(/^sinotrack: stdin: no message found: [^\n]*watch[^\n]*\n$/);
  });

  it("prints all guesses as JSON, from packets too", async () => {
    const file = new URL("captures/loopback.pcap", import.meta.url).pathname;
    const { exit, out } = start(["identify", "--json", file]);
    expect(await exit).toBe(0);
    const devices = JSON.parse(out.text);
    const families = devices.flatMap(({ guesses }: { guesses: { family: string }[] }) =>
      guesses.map(({ family }) => family),
    );
    expect(families).toContain("sinotrack-4g");
    expect(devices[0].messages).toBeGreaterThan(0);
    expect(devices[0].guesses[0].evidence[0].weight).toBe(8);
  });

  it("keeps the devices of a capture apart", async () => {
    // docs/protocol/h02.md §2.12: the ICCID is Cantrack's.
    const stdin = `noise${V8}*HQ,865523843637906,ICCID,89889030304436058236#${V8}`;
    const { exit, out } = start(["identify"], { stdin });
    expect(await exit).toBe(0);
    expect(out.text).toBe(
      "7029083742       sinotrack-4g (11), from 2 messages\n865523843637906  cantrack (6), from 1 message\n",
    );
    const one = start(["identify", "--device", "865523843637906"], { stdin });
    expect(await one.exit).toBe(0);
    expect(one.out.text).toMatch(/^cantrack \(6\), from 1 message\n/);
    const none = start(["identify", "--device", "1"], { stdin });
    expect([await none.exit, none.err.text]).toEqual([1, "sinotrack: no device 1\n"]);
  });

  it("prints one plain line for a missing file", async () => {
    const { code, err } = await sinotrack(["identify", "/none/such"]);
    expect([code, err]).toEqual([1, "sinotrack: cannot read /none/such: no such file\n"]);
  });
});
