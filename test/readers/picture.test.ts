/** Wireshark's window shows the dissector's tree. `PICTURE=1` makes the picture of docs/guide/wireshark.md again. */
import { writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { HEIGHT, lines, MISSING, picture, WIDTH } from "./picture.ts";
import { datagrams, tshark } from "./tshark.ts";

const FILE = new URL("../../docs/images/wireshark.png", import.meta.url);

const FRAMES = [
  "*HQ,7029083742,V1,112008,A,2443.0641,N,09018.2140,E,014.28,271,280926,FFFFFBFF,470,01,1234,56789#",
  // Vector binary-45-005.
  Buffer.from(
    "24410077314221532131081504575970060744893206000000fffffbfdff0015060000002c02dc0c000000001f",
    "hex",
  ),
  "*HQ,7029083742,V8,112028,A,2443.0641,N,09018.2140,E,014.28,271,280926,FFFFFFFD,470,01,1234,56789,8,27,121,100#",
].map((frame) => Buffer.from(frame));
const CHOSEN = 2;

const reason = MISSING.length === 0 ? "" : `, without ${MISSING.join(", ")}`;

describe.skipIf(MISSING.length > 0)(`Wireshark in a virtual display${reason}`, () => {
  it("shows the tree that tshark prints", async () => {
    const packets = datagrams(FRAMES);
    const made = await picture(packets, CHOSEN);
    if (process.env["PICTURE"] === "1") writeFileSync(FILE, made.png);
    expect(made.gray).toHaveLength(WIDTH * HEIGHT);
    expect(new Set(made.gray).size).toBeGreaterThan(50);
    const tree = tshark(packets, ["-O", "sinotrack", "-Y", `frame.number == ${CHOSEN}`]).trim();
    expect(tree).toMatch(/^SinoTrack \(H02, JT\/T 808\): \$ 4100773142$/m);
    expect(lines(made)).toBe(tree.split("\n").length);
  }, 240_000);
});
