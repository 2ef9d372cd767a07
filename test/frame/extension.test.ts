/** What firmware writes behind the `#` of a text frame (docs/protocol/h02.md §1.1). */
import { describe, expect, it } from "vitest";
import { startsExtension, textExtension } from "../../src/frame/extension.ts";
import { CLOSED, HOLD, OPEN } from "../../src/frame/length.ts";
import { ascii } from "./streams.ts";

describe("noise behind a text frame", () => {
  it.each<[noise: string, is: boolean]>([
    [",T0.0#", true],
    [",T0.0", false],
    [",T0.0;", false],
    [",V0.0#", false],
    ["xT0.0#", false],
    ["<0,0,25>", true],
    ["<0,0,25", false],
    ["<0,0,25#", false],
    ["x0,0,25>", false],
    [",0,0,25>", false],
    ["xyz", false],
  ])("%s is an extension: %s", (noise, is) => {
    const bytes = ascii(`ee${noise}>`);
    expect(startsExtension(bytes, 2, bytes.length - 1)).toBe(is);
  });
});

describe("behind a frame of a firmware that writes extensions", () => {
  const FRAME = "*XY,1234567890,V1#";
  it.each<[behind: string, extension: string]>([
    [",T0.0#*HQ", ",T0.0#"],
    [",T-12.5#", ",T-12.5#"],
    ["<0,0,25,0,0,0,10>x", "<0,0,25,0,0,0,10>"],
    ["<>", "<>"],
    // The grammar has digits and commas, and a temperature a sign and a point.
    ["<0 0>", ""],
    ["<0*0>", ""],
    ["<0!0>", ""],
    ["<0/0>", ""],
    ["<0:0>", ""],
    [",T0 0#", ""],
    [",T0*0#", ""],
    [",T0\0#", ""],
    [",V0.0#", ""],
    ["*HQ", ""],
  ])("%j, the extension is %j", (behind, extension) => {
    const bytes = ascii(`ee${FRAME}${behind}`);
    const hash = 2 + FRAME.length - 1;
    for (const end of [OPEN, CLOSED] as const) {
      expect(textExtension(bytes, 2, hash, bytes.length, true, end)).toBe(
        hash + 1 + extension.length,
      );
    }
  });
  it("half an extension is held until nothing follows", () => {
    const bytes = ascii(`${FRAME}<0,0,2`);
    const hash = FRAME.length - 1;
    expect(textExtension(bytes, 0, hash, bytes.length, true, OPEN)).toBe(HOLD);
    expect(textExtension(bytes, 0, hash, bytes.length, true, CLOSED)).toBe(hash + 1);
  });
});

describe("a V1 with a speed of four digits and the status at its end", () => {
  // …,<four digits of speed>,<course>,<date>,<status>#
  it.each<[before: string, frame: string, shows: boolean]>([
    ["", "*HQ,1,V1,0012,090,150624,FFFFF9FF#", true],
    ["", "*HQ,1,V1,012,090,150624,FFFFF9FF#", false],
    ["", "*HQ,1,V1,00.2,090,150624,FFFFF9FF#", false],
    ["", "*HQ,1,V1,0012,090,150624,FFFFF9F#", false],
    ["", "*HQ,1,V1#", false],
    // The bytes before the frame are not evidence.
    [",0012,090,150624", "*HQ,V19F#", false],
    [",0012,090,", "*HQ,,FFFFF9FF#", false],
    [",0012,", "*HQ,150624,FFFFF9FF#", false],
    [",0012", "*HQ,090,150624,FFFFF9FF#", false],
    [",", "*HQ,090,150624,FFFFF9FF#", false],
  ])("%s%s: %s", (before, frame, shows) => {
    const behind = "<0>";
    const bytes = ascii(before + frame + behind);
    const hash = before.length + frame.length - 1;
    const end = textExtension(bytes, before.length, hash, bytes.length, false, CLOSED);
    expect(end).toBe(hash + 1 + (shows ? behind.length : 0));
  });
});

it("no byte in front of the frame is read, however short it is", () => {
  for (let length = 5; length < 40; length++) {
    const frame = `*HQ,${"1".repeat(length - 5)}#`;
    const bytes = ascii(`,1234,123,010203,${frame}`);
    const start = bytes.length - length;
    const watched = new Proxy(bytes, {
      get(target, key) {
        expect(Number(key)).toBeGreaterThanOrEqual(start);
        return Reflect.get(target, key, target);
      },
    });
    expect(textExtension(watched, start, bytes.length - 1, bytes.length, false, OPEN)).toBe(
      bytes.length,
    );
  }
});
