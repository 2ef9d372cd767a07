/**
 * The scanner on damaged, truncated and very long input. Each stream is written as the pieces into which it must be
 * split.
 */
import { describe, it } from "vitest";
import {
  binary,
  contentsOf808,
  escaped,
  expectCut,
  flagged,
  gap,
  noise,
  noiseText,
  type Piece,
  picture,
  text,
} from "./cut.ts";
import { ascii, fromHex, join } from "./streams.ts";

const XT = "*HQ,8168000005,XT#";
const LIMIT = { maxFrameLength: 256 };
const SHORT = "2451159218930839471704122440659000102332181e000344fffffbffff0033";
/** id, time, date, latitude, battery, longitude and flags, speed and course, status; marked `P` or `X`. */
const HEAD = "10307310010503162209022212874500113466574c014028fffffbff";
const P = `50${HEAD} ff0102`;
const HEARTBEAT = contentsOf808("0002");
/** General answer of the terminal: serial number and id of the answered message, result. */
const ANSWER = contentsOf808("0001", "0003 8103 00");
const A = escaped(flagged(HEARTBEAT));
const B = escaped(flagged(ANSWER));
/** Both checksum and length are wrong. */
const BAD = flagged(fromHex("0002 0005 019176652184 0001 55"));

function of(length: number, byte = "A"): string {
  return byte.repeat(length);
}

describe("the beginning of a frame at the end of the data", () => {
  it.each([
    ["a star", "*"],
    ["a star and a letter", "*H"],
    ["a star and a maker code", "*HQ"],
    ["the marker of a record", "$"],
    ["the marker of a mileage record", "X"],
    ["the marker of a picture", "P"],
  ])("%s is held, and is noise if nothing follows", (_what, rest) => {
    expectCut([text(XT), noiseText(rest)], { held: rest.length });
  });
  it.each(["*H,", "*é", "Xyz", "Pa", "Ma", "$x"])("%j is none, and is not held", (rest) => {
    expectCut([noiseText(rest), text(XT)]);
  });
  it("a text frame without its # is held, and is noise if nothing follows", () => {
    expectCut([text(XT), noiseText("*HQ,8168000005,XT")], { held: 17 });
  });
});

describe("text", () => {
  it("that a JT/T 808 frame truncates costs only itself", () => {
    expectCut([noiseText("*HQ,8168000005,V1,0436"), A, text(XT)]);
  });
  it.each(["~", "~\x10", "~A", "costs $5", "a*b", "*H", "\x7f", "\xff\xfe\x80", "\x00\t !"])(
    "may hold %j",
    (words) => expectCut([text(`*HQ,8168000005,SMS,${words}.#`)]),
  );
  it("is given up at the limit, except for the beginning of a head", () => {
    expectCut([noiseText(`*HQ,${of(250)}`), text(XT)], { options: LIMIT });
    expectCut([noiseText(`*HQ,${of(252)}`), text(XT)], { options: LIMIT });
    expectCut([noiseText(`*HQ,${of(251)}`), A], { options: LIMIT });
  });
  it("may be as long as the limit, and no longer", () => {
    expectCut([text(`*HQ,${of(251)}#`)], { options: LIMIT });
    expectCut([noiseText(`*HQ,${of(252)}`), noiseText("#")], {
      options: LIMIT,
      held: 1,
      heldAfterSilence: 0,
    });
  });
});

describe("a record truncated by a text frame", () => {
  const V1 = "*HQ,8168000005,V1,043602,A,2235.0086,N,11354.3668,E,000.00,000,160716,FFFFBBFF#";
  const CLASSIC = `24${HEAD} ff00 1b 09 00000642 01cc 00 2866 10bb 22`;
  const OBD = `24863123456710111215062439542345c6116397450e014028fffbdfff 41 3000 52 000000e1 63 042b214b 01 01cc00263a1060 0042 0006 c20d2d000000 07`;
  const bytesOf = (hex: string): Uint8Array => fromHex(hex.replaceAll(" ", ""));

  it.each([29, 30, 31])("after %i bytes costs only itself", (length) => {
    const cut = bytesOf(SHORT).subarray(0, length);
    expectCut([binary(cut), text(V1), text(XT)]);
    // Until a silence the text could be the rest of 48 bytes.
    expectCut([text(XT), binary(cut), text(XT)], { held: length + XT.length, heldAfterSilence: 0 });
  });

  it.each([40, 44])("after %i of 45 bytes, with its network, costs only itself", (length) => {
    expectCut([binary(bytesOf(CLASSIC).subarray(0, length)), text(V1), text(XT)]);
  });

  it.each([52, 53])("after %i of 54 bytes, with its network, costs only itself", (length) => {
    const THREE_CELLS =
      "2470218439202300050507204221505341018433688c000000ffffbbff000000000129024f6d28d60d4f6d28d8094f6d278708080000";
    expectCut([binary(bytesOf(THREE_CELLS).subarray(0, length)), text(V1), text(XT)]);
  });

  it("after 33 of 45 bytes costs only itself", () => {
    const cut = bytesOf(CLASSIC).subarray(0, 33);
    expectCut([binary(cut.subarray(0, 32)), noise(cut.subarray(32)), text(V1), text(XT)]);
  });

  it.each([30, 55, 58])("of an OBD terminal, after %i bytes, costs only itself", (length) => {
    const cut = bytesOf(OBD).subarray(0, length);
    const rest = length > 32 ? [noise(cut.subarray(32))] : [];
    expectCut([binary(cut.subarray(0, 32)), ...rest, text(V1), text(V1)]);
  });
});

describe("a record before one of an OBD terminal", () => {
  it("ends there, whichever of the next head's escapes are split", () => {
    // Vector stream-024: the first byte of the longitude is 7D.
    const record =
      "2412345678901011121506242234927300113543980e012090ffffdfffff001b09000006420000000000000021";
    const next =
      "7e248631234567101112150624395423457d01116397450e014028fffbdfffff41300052000000e163042b214b0101cc00263a10600042000bc2057d020000000c7d017d020000071e7e";
    expectCut([binary(record), escaped(next), text(XT)]);
  });
});

describe("noise", () => {
  it("is released in halves of the limit", () => {
    expectCut([noiseText(of(128)), noiseText(of(127))], {
      options: LIMIT,
      held: 127,
      heldAfterSilence: 0,
    });
    expectCut([noiseText(of(128)), noiseText(of(128))], { options: LIMIT });
  });
  it("may precede data from a server", () => {
    const order = escaped(flagged(contentsOf808("8201")));
    expectCut([noiseText("garbage"), order, text(XT)]);
  });
});

describe("bytes after the # of a text frame", () => {
  /** The last frame on a connection with extensions. */
  const WAITS = { held: XT.length, heldAfterSilence: 0 };

  it("are an extension only right after it", () => {
    // A record, a line break and nothing: none of them is a text frame.
    expectCut([
      binary(SHORT),
      noiseText("<1,2>"),
      text(XT),
      noiseText("<3,4>"),
      text(`${XT}<5,6>`),
    ]);
    expectCut(
      [text(XT), gap("\r\n"), noiseText("<1,2>"), text(XT), noiseText("<3,4>"), text(XT)],
      WAITS,
    );
    expectCut([noiseText("<1,2>"), text(XT), text(XT)]);
  });
  it.each(["<1.5,-2,+3>", "<>", ",T0.0#", ",T-21.5#", `<${of(62, "1")}>`])(
    "%s are one on a connection that has had one",
    (extension) => expectCut([text(XT), noiseText("<0>"), text(XT + extension), text(XT)], WAITS),
  );
  it.each(["<a>", "<1", ",T1,", ",X1#", ",", "<1#", `<${of(63, "1")}>`, "x"])(
    "%s are none",
    (rest) => {
      expectCut([text(XT), noiseText("<0>"), text(XT), noiseText(rest), text(XT)], WAITS);
    },
  );
  it("are awaited where one is expected, until a silence", () => {
    const shown: Piece[] = [text(XT), noiseText("<0>")];
    expectCut([...shown, text(XT)], { held: XT.length, heldAfterSilence: 0 });
    expectCut([...shown, text(XT), noiseText("<1,2")], {
      held: XT.length + 4,
      heldAfterSilence: 0,
    });
  });
  it.each([
    ["maker XY", "*XY,1,XT#"],
    ["maker GY", "*GY,1,XT#"],
    [
      "a speed of four digits before course, date and status",
      "*HQ,1,V1,E,0356,090,210317,FFFFFBFF#",
    ],
  ])("are awaited after %s", (_what, frame) => {
    expectCut([text(frame)], { held: frame.length, heldAfterSilence: 0 });
    expectCut([text(`${frame}<1>`), text(frame), noiseText("x")], { held: 1, heldAfterSilence: 0 });
  });
  it("are not awaited because of bytes before the frame", () => {
    // The truncated frame ends with the four digits of a speed where the next frame begins.
    const V1 = "*HQ,7029083742,V1,111958,A,2443.0632,N,09018.2082,E,0356,1234,280926,FFFFFBFF#";
    const HTBT = "*HQ,135790246811220,HTBT,100#";
    for (let length = 5; length < V1.length; length++) {
      const cut = noiseText(V1.slice(0, length));
      expectCut([cut, text(HTBT)]);
      expectCut([cut, text(HTBT), noiseText("<5>"), text(XT)], WAITS);
    }
  });
  it.each([
    ["another maker", "*XX,1,XT#"],
    ["another maker", "*GX,1,XT#"],
    ["a speed of three digits", "*HQ,1,V1,E,356,090,210317,FFFFFBFF#"],
    ["a speed of five digits", "*HQ,1,V1,E,10356,090,210317,FFFFFBFF#"],
    ["a speed with a point", "*HQ,1,V1,E,03.6,090,210317,FFFFFBFF#"],
    ["a status of seven digits", "*HQ,1,V1,E,0356,090,210317,FFFFBFF#"],
    ["nothing in front of the status", "*HQ,FFFFFBFF#"],
  ])("are not awaited after %s: %s", (_what, frame) => expectCut([text(frame)]));
});

describe("7E … 7E", () => {
  it("is proved by its checksum or its length, and then released at once", () => {
    expectCut([A, text(XT)]);
    expectCut([A]);
    const sum = HEARTBEAT.slice();
    sum[sum.length - 1]! ^= 1;
    expectCut([escaped(flagged(sum))]);
    const counted = fromHex("0002 0001 019176652184 0001");
    const xor = counted.reduce((all, byte) => all ^ byte, 0);
    expectCut([escaped(flagged(join(counted, Uint8Array.of(xor))))]);
  });
  it("with neither is a frame if another follows, and is held until then", () => {
    expectCut([escaped(BAD), text(XT)]);
    expectCut([escaped(BAD), A]);
    expectCut([escaped(BAD), binary(SHORT)]);
    expectCut([escaped(BAD)], { held: BAD.length, heldAfterSilence: 0 });
    expectCut([escaped(BAD), noiseText("*HQ,1,X")], { held: 7 });
    expectCut([escaped(BAD), noiseText("*H")], {
      held: BAD.length + 2,
      heldAfterSilence: 2,
    });
  });
  it("a flag that opens nothing is noise", () => {
    expectCut([noise("7e"), A, text(XT)]);
    expectCut([noise("7e 414243"), A, text(XT)]);
    expectCut([noise("414243 7e 44"), A, text(XT)]);
    expectCut([noise("7e 41"), text(XT), noise("42"), A, text(XT)]);
    expectCut([noise("7e 41"), binary(SHORT), A, text(XT)]);
  });
  it("an unfinished one is held, unless it contains the beginning of another and a silence comes", () => {
    const cut = flagged(HEARTBEAT).slice(0, -1);
    expectCut([noise(cut)], { held: cut.length });
    expectCut([noise("7e 41"), text(XT)], { held: 2 + XT.length, heldAfterSilence: 0 });
    // Right after the flag it is the frame of the OBD dialect.
    expectCut([noise("7e"), text(XT)], { held: 1 + XT.length });
  });
  it("is given up at the limit", () => {
    const cut = join(fromHex("7e"), ascii(of(255)));
    expectCut([noise(cut.slice(0, 128)), noise(cut.slice(128)), text(XT)], { options: LIMIT });
  });
  it("one flag may separate two frames if checksum and length of the second are right", () => {
    expectCut([A, escaped(join(ANSWER, fromHex("7e"))), A, text(XT)]);
    expectCut([A, escaped(join(ANSWER, fromHex("7e"))), escaped(join(HEARTBEAT, fromHex("7e")))]);
  });
  // A NUL at the beginning would be a separator.
  const location = contentsOf808("0200", "00000000 00080003");
  it.each([
    ["a wrong checksum", join(location.slice(0, -1), fromHex("01"))],
    [
      "a wrong length",
      join(location.slice(0, 3), fromHex("09"), location.slice(4, -1), fromHex("0a")),
    ],
    ["a message id from 1000 on", contentsOf808("1002")],
    [
      "a message id of which the first byte is 0 and the second too",
      contentsOf808("0000").slice(4),
    ],
  ])("%s after a shared flag is noise", (_what, contents) => {
    expectCut([A, noise(join(contents, fromHex("7e")))], { held: contents.length + 1 });
  });
  it("a possible frame after a shared flag is held, but not for ever", () => {
    expectCut([A, noise(location)], { held: location.length });
    expectCut([A, noise("0200001a"), text(XT)]);
    expectCut([A, noise("0200001a"), binary(SHORT)]);
    expectCut([A, noise("0200001a 2a48")], { held: 6 });
    const rest = join(fromHex("0200"), ascii(of(300)));
    expectCut([A, noise(rest.slice(0, 128)), noise(rest.slice(128, 256)), noise(rest.slice(256))], {
      options: LIMIT,
      held: 46,
      heldAfterSilence: 0,
    });
  });
  it.each(["10", "10ff", "020080"])("%s is impossible, and the frame after it is found", (rest) => {
    expectCut([A, noise(rest), B, text(XT)]);
  });
  it("two NUL and attributes are separators and noise", () => {
    expectCut([A, gap("\0\0"), noise("0180"), B, text(XT)]);
  });
  it("is at most as long as the limit", () => {
    const most = escaped(flagged(contentsOf808("0900", of(256 - 15, "41"))));
    expectCut([most, text(XT)], { options: LIMIT });
  });
});

describe("7E … 7E of the OBD dialect", () => {
  /** The checksum includes the first flag (docs/protocol/h02.md §8.4). */
  const wrapped = (bytes: Uint8Array, wrong = 0): Uint8Array =>
    flagged(join(bytes, Uint8Array.of(bytes.reduce((xor, byte) => xor ^ byte, 0x7e ^ wrong))));
  const inner = [ascii("*HQ,8168000005,V4,V1,20160716043602#"), fromHex(SHORT)];

  it.each(inner.map((bytes) => [bytes[0] === 0x2a ? "text" : "a record", bytes] as const))(
    "around %s is proved by its sum",
    (_what, bytes) => {
      expectCut([escaped(wrapped(bytes)), text(XT)]);
      expectCut([escaped(wrapped(bytes))]);
      // A checksum as in JT/T 808 proves nothing here.
      for (const wrong of [wrapped(bytes, 0x01), wrapped(bytes, 0x7e)]) {
        if (bytes[0] === 0x2a) {
          expectCut([escaped(wrong), text(XT)]);
          expectCut([escaped(wrong)], { held: wrong.length, heldAfterSilence: 0 });
        } else {
          // No record of that dialect is so short: both flags are stray. The second may still open a frame.
          const cut = [noise("7e"), binary(bytes), noise(wrong.slice(-2)), text(XT)];
          expectCut(cut, { held: 2 + XT.length });
        }
      }
    },
  );
  it("around a record with a length is one, whatever the checksum", () => {
    const record = fromHex(
      "24863123456710111215062439542345c6116397450e014028fffbdfffff41300052000000e163042b214b0101cc00263a106000420006c20d2d00000007",
    );
    const wrong = wrapped(record, 0x01);
    expectCut([escaped(wrong), text(XT)]);
    expectCut([escaped(wrong)], { held: wrong.length, heldAfterSilence: 0 });
  });
  it("may contain another such frame only right after its flag", () => {
    expectCut([noise("7e 4142"), binary(SHORT), noise("43"), A, text(XT)]);
    expectCut([noise("7e 41"), text(XT), noise("42"), escaped(wrapped(inner[0]!)), text(XT)]);
  });
});

describe("7E … 7E, passed on without its escapes", () => {
  it("is proved where only that reading has the right sum and length", () => {
    // Serial number 7D01 as two bytes of data.
    const body = fromHex("0002 0000 019176652184 7d01");
    const sent = join(body, Uint8Array.of(body.reduce((xor, byte) => xor ^ byte, 0)));
    expectCut([escaped(flagged(sent)), text(XT)]);
    expectCut([escaped(flagged(sent))]);
    const wrong = join(body, fromHex("55"));
    // Right by its length alone.
    expectCut([escaped(flagged(wrong)), text(XT)]);
  });
  it.each([
    ["fewer bytes than a header", "0002 0000 0191766521"],
    ["a header of a message id that nobody has", "6102 0005 019176652184 0001"],
    ["attributes with the reserved bit", "0002 8005 019176652184 0001"],
  ])("a right sum of %s proves nothing", (_what, start) => {
    const bytes = fromHex(start);
    const frame = flagged(join(bytes, Uint8Array.of(bytes.reduce((xor, byte) => xor ^ byte, 0))));
    expectCut([escaped(frame), text(XT)]);
    expectCut([escaped(frame)], { held: frame.length, heldAfterSilence: 0 });
  });
  it("a right sum of a header with another length proves it", () => {
    const bytes = fromHex("0002 0005 019176652184 0001");
    const frame = flagged(join(bytes, Uint8Array.of(bytes.reduce((xor, byte) => xor ^ byte, 0))));
    expectCut([escaped(frame)]);
  });
  it("locks have a header of eleven bytes", () => {
    for (const [id, isLock] of [
      ["5501", true],
      ["5502", true],
      ["5503", false],
      ["5601", false],
    ] as const) {
      const bytes = fromHex(`${id} 0002 019176652184 01 4142 00`);
      const frame = flagged(bytes);
      expectCut([escaped(frame)], isLock ? {} : { held: frame.length, heldAfterSilence: 0 });
    }
  });
  it("parts and versions make the header longer", () => {
    for (const [attributes, more] of [
      ["2001", "00020001"],
      ["4001", "01 0000000000"],
      ["6001", "01 0000000000 00020001"],
    ] as const) {
      const phone = attributes.startsWith("2") ? "019176652184" : "";
      const header = attributes.startsWith("2")
        ? `0002 ${attributes} ${phone} 0001 ${more}`
        : `0002 ${attributes} 01 00000000019176652184 0001 ${attributes === "6001" ? "00020001" : ""}`;
      expectCut([escaped(flagged(fromHex(`${header} 41 55`)))]);
    }
  });
});

describe("picture records", () => {
  it("end with four bytes FF after the head, wherever they are", () => {
    expectCut([picture(`${P} ffffffff`), text(XT)]);
    expectCut([picture(`${P} ff ffff00 ff ff00ff ff00ffff 00ffffff 00 ffffffff`), text(XT)]);
    // The last bytes of the head do not count.
    expectCut([picture(`50${HEAD} ff01ff ffffff00 ffffffff`), text(XT)]);
    expectCut([text(XT), picture(`50${HEAD} ff01ff ffffff00 ffffffff`), text(XT)]);
  });
  it("extend to the next record or picture, or to the end", () => {
    expectCut([picture(`${P} ffd8 24 50 2a48`), binary(SHORT), text(XT)]);
    expectCut([picture(`${P} ffd8`), picture(`${P} ffd8 ffffffff`)]);
    expectCut([picture(`${P} ffd8 41`)], { held: 35 });
    expectCut([picture(`${P} ffd8 24 51`)], { held: 36 });
  });
  it("are released at the limit, except for the beginning of a head", () => {
    const data = of(256 - 32, "41");
    expectCut([picture(P + data), text(XT)], { options: LIMIT });
    expectCut([picture(P + data.slice(2)), binary(SHORT)], { options: LIMIT });
  });
  it("without a whole head are noise", () => {
    expectCut([noise(`50${HEAD}`)], { held: 29 });
  });
});

describe("the length of a `$` frame", () => {
  /** FF 00 and a byte that may be a GSM level as well as a record number. */
  const record = (last: string): string => `24${HEAD} ff00${last}`;
  const garbage = noiseText("garbage");
  const proved = Array<Piece>(8).fill(binary(record("00")));
  const lone = binary(record("00"));

  it("is not learned without proof", () => {
    const guessed = Array.from({ length: 9 }, () => [binary(record("00")), garbage]).flat();
    expectCut([...guessed, text(XT), lone], { held: 32, heldAfterSilence: 0 });
    expectCut([...proved, text(XT), lone]);
  });
  it("is not learned from separators after a frame, nor from noise elsewhere", () => {
    // 32 bytes with 13 separators, or with noise of 44, 45 and 46 bytes, are no frame of 45 bytes.
    expectCut([...proved, lone, gap("\n".repeat(13)), text(XT), lone]);
    for (const size of [44, 45, 46]) {
      expectCut([noiseText(of(size)), text(XT), ...proved, text(XT), lone]);
      const from = [text("*HQ,1,XT#"), noiseText(of(size - 9))];
      expectCut([...from, text(XT), ...proved, text(XT), lone]);
      expectCut([
        noiseText(of(8)),
        lone,
        gap("\n".repeat(size - 32)),
        text(XT),
        ...proved,
        text(XT),
        lone,
      ]);
    }
  });
  it("is learned from a frame that was split too short, wherever it was", () => {
    // CSQ 0, the record number of all others, 5 satellites, a mileage, mcc 712, mnc 0, lac and cid 0x1122 and 0x3344, record number.
    const start = `24${HEAD}ff0000`;
    const end = "050101010102c8001122334433";
    const long = start + end;
    for (const before of [[], [text(XT)], [text(XT), noiseText("abc")]]) {
      expectCut([...before, ...proved, binary(start), noise(end), text(XT), binary(long)]);
    }
  });
  it("of engine data that announces more than the limit is decided at the limit", () => {
    // `A`, `R` and `c`, and an extension of 1024 bytes before 01 (docs/protocol/h02.md §8.4).
    const obd = `24863123456710111215062439542345c6116397450e014028fffbdfffff41300052000000e163042b214b0301cc00263a106000420400`;
    const whole = obd + of(202, "01");
    expectCut(
      [
        binary(whole.slice(0, 64)),
        gap("\0"),
        noise(whole.slice(66, 66 + 256)),
        noise(whole.slice(322)),
        text(XT),
      ],
      {
        options: LIMIT,
      },
    );
  });
});
