/** Which header a frame has if its version bit contradicts it (docs/protocol/jt808-tables.md §5). */
import { describe, expect, it } from "vitest";
import { decode, encodeMessage } from "../../src/index.ts";
import { SubPackages } from "../../src/session/index.ts";
import { frameOf, POSITION } from "./frames.ts";

const PHONE = "019176652184";
const LONG = `00000000${PHONE}`;
const VERSION_BIT = ["version-bit", "jt808.version"];

function read(contents: string) {
  const [message, ...others] = decode(frameOf(contents));
  expect(others).toEqual([]);
  const { jt808, deviceId, serialNumber, issues } = message!;
  const found = issues.map(({ code, field }) => [code, field]);
  return { version: jt808?.version, deviceId, serialNumber, issues: found };
}

describe("the header that fits the length is used", () => {
  const short = { version: 2013, deviceId: PHONE, serialNumber: 0xb3 };
  const long = { version: 2019, deviceId: LONG, serialNumber: 0xb3 };
  it.each([
    ["2013", `0200 001c ${PHONE} 00b3 ${POSITION}`, { ...short, issues: [] }],
    ["2013 with the bit", `0200 401c ${PHONE} 00b3 ${POSITION}`, short],
    ["2019", `0200 401c 01 ${LONG} 00b3 ${POSITION}`, { ...long, issues: [] }],
    ["2019 without the bit", `0200 001c 01 ${LONG} 00b3 ${POSITION}`, long],
    ["2013 with the bit and no body", `0002 4000 ${PHONE} 00b3`, short],
    ["2019 without the bit and no body", `0002 0000 01 ${LONG} 00b3`, long],
  ])("%s", (_what, contents, expected) => {
    expect(read(contents)).toEqual({ issues: [VERSION_BIT], ...expected });
  });

  it("and the bit decides if none fits", () => {
    const differs = [["length-differs", "frame"]];
    const one = `0200 001b ${PHONE} 00b3 ${POSITION}`;
    expect(read(one)).toEqual({ ...short, issues: differs });
    expect(read(`0200 401b 01 ${LONG} 00b3 ${POSITION}`)).toEqual({ ...long, issues: differs });
  });

  it("a body five bytes longer than announced makes no long header without digits", () => {
    const contents = `0001 0000 ${PHONE} 00b3 8103fe8103`;
    expect(read(contents)).toMatchObject({ ...short, issues: expect.anything() });
  });
});

it("parts with a wrong bit are assembled", () => {
  const record = `001c${POSITION}`.replaceAll(" ", "");
  const body = `0028 00 ${record.repeat(40)}`.replaceAll(" ", "");
  const pieces = [body.slice(0, 1200), body.slice(1200)];
  const parts = new SubPackages();
  const whole = pieces.map((piece, i) => {
    const attributes = (0x6000 | (piece.length / 2)).toString(16);
    const [part] = decode(frameOf(`0704 ${attributes} ${PHONE} 00b3 0002 000${i + 1} ${piece}`));
    expect(part!.jt808).toEqual({ version: 2013, part: { total: 2, number: i + 1 } });
    return parts.add(part!);
  });
  expect(whole[1]).toMatchObject({ type: "positions", deviceId: PHONE, issues: [] });
  expect(whole[1]).toHaveProperty("positions.length", 40);
});

it("the bit is written as in the edition", () => {
  const [message] = decode(frameOf(`0002 4000 ${PHONE} 00b3`));
  expect(encodeMessage(message!)).toEqual(frameOf(`0002 0000 ${PHONE} 00b3`));
});
