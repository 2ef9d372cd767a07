/** Leaks of earlier versions: the secrets of each frame must be gone. The layouts: docs/protocol/jt808.md §4 to §6. */
import { describe, expect, it } from "vitest";
import { decode } from "../../src/index.ts";
import { createAnonymiser } from "../../src/vectors/index.ts";
import { device, frameOf, POSITION } from "../jt808/frames.ts";

const SEEDS = ["first", "second", "third"];
const VIN = "LSVAU2180N2183294";
const BSSID = "d0760ab1b002";
const hex = (text: string): string => Buffer.from(text, "latin1").toString("hex");
const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));
const utf16 = (text: string): string => Array.from(text, (digit) => `\0${digit}`).join("");
/** An item of a position: id, length, value. */
const item = (id: string, value: string): string =>
  `${id} ${(value.replace(/\s/g, "").length / 2).toString(16).padStart(2, "0")} ${value}`;

/** The half-bytes of all frames, without escapes. */
function digitsOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString("latin1");
  return hex(text.replaceAll("\x7d\x02", "\x7e").replaceAll("\x7d\x01", "\x7d"));
}

function expectGone(bytes: Uint8Array, ...secrets: readonly string[]): void {
  for (const secret of secrets) expect(digitsOf(bytes)).toContain(secret);
  for (const seed of SEEDS) {
    const made = digitsOf(createAnonymiser(seed)(bytes));
    for (const secret of secrets) expect(made).not.toContain(secret);
  }
}

// 22.583558, 113.905623
const PLACE = ["01589906", "06ca0fd7"] as const;

describe("JT/T 808", () => {
  it.each<readonly [what: string, id: string, body: string, secrets: readonly string[]]>([
    ["the VIN of an engine", "0200", `${POSITION} ${item("8b", hex(VIN))}`, [hex(VIN)]],
    [
      "the VIN of a container",
      "0200",
      `${POSITION} ${item("f3", `0003 02 0bb8 0050 11 ${hex(VIN)}`)}`,
      [hex(VIN)],
    ],
    [
      "the VIN in a batch",
      "0704",
      `0001 01 002f ${POSITION} ${item("8b", hex(VIN))}`,
      [hex(VIN), ...PLACE],
    ],
    ["access points", "0200", `${POSITION} ${item("54", `01 ${BSSID} c4`)}`, [BSSID]],
    ["cells", "0200", `${POSITION} ${item("5d", "01 01cc 00 2866 0a1b10bb 22")}`, ["0a1b10bb"]],
    [
      "IMEI and SIM as BCD and as text",
      "0200",
      `${POSITION} ${item("eb", "000c 00b2 89860022090912345678")} ${item("d5", hex("356938035643809"))} ${item("f1", hex("89860022090912345678"))}`,
      ["89860022090912345678", hex("356938035643809"), hex("89860022090912345678")],
    ],
    [
      "server and phone of parameters",
      "0104",
      `0001 02 00000013 10 ${hex("tracker.example7")} 00000048 0b ${hex("13800138000")}`,
      [hex("tracker"), hex("example7"), hex("13800138000")],
    ],
    [
      "the SIM of the attributes",
      "0107",
      `0000 ${hex("70111")} ${hex("MODEL".padEnd(20, "\0"))} ${hex("6652184")} 89860022090912345678 02 5631 02 5632 03 01`,
      ["89860022090912345678", hex("6652184")],
    ],
    ["passed-through text", "0900", `41 ${hex("ID:9170481927 PW:4711")}`, [hex("9170481927")]],
    ["an answer to a text", "6006", `00 ${hex("IP:45.112.204.245 VER:1.2")}`, [hex("45.112.204")]],
    ["the place of a picture", "0801", `00000001 00 00 01 02 ${POSITION} ffd8ffe0`, PLACE],
    ["the place of an answer", "0500", `00b3 ${POSITION}`, PLACE],
    [
      "the place of a registration",
      "0100",
      `002c 012f ${hex("70111")} ${hex("MODEL".padEnd(20, "\0"))} ${hex("6652184")} 00`,
      ["002c012f"],
    ],
    ...[
      ["a VIN", VIN],
      ["a phone number", "13800138264"],
      ["a place", "22.582143"],
      ["an address", "45.112.204.245"],
      ["a host", "fleet.example"],
    ].map(
      ([what, text]) =>
        [
          `${what} in place of the model`,
          "0100",
          `0000 0000 ${hex("70111")} ${hex(text!.padEnd(20, "\0"))} ${hex("6652184")} 00`,
          [hex(text!)],
        ] as const,
    ),
    [
      "a version in other characters than ASCII",
      "0107",
      `0000 ${hex("70111")} ${hex("MODEL".padEnd(20, "\0"))} ${hex("6652184")} ${"00".repeat(10)} 04 cdf5d0a1 02 5632 03 01`,
      ["cdf5d0a1"],
    ],
    [
      "a phone number in a line of the engine",
      "0900",
      `41 ${hex("$OBD-RT,12.3,0,20,0.00,0.00,0,10.89,31.15,13800138264,181,54.26,565.96,0,0,0\r\n")}`,
      [hex("13800138264")],
    ],
    ["a number in place of analog inputs", "0200", `${POSITION} 2b 06 138001382640`, ["13800138"]],
    ["the number of an area", "0200", `${POSITION} 12 06 01 13800138 00`, ["13800138"]],
    ["the number of a section", "0200", `${POSITION} 13 07 13800138 0258 00`, ["13800138"]],
    ["the number of a speed limit", "0200", `${POSITION} 11 05 01 13800138`, ["13800138"]],
    ["a number in place of a parameter", "0104", "0001 01 13800138 02 6401", ["13800138"]],
    [
      "the driver",
      "0702",
      `01 211129111705 00 08 ${hex("Meg Ryan")} ${hex("440301199901011234".padEnd(20, "\0"))} 00 20301231`,
      [hex("Meg Ryan"), hex("440301199901011234")],
    ],
  ])("loses %s", (_what, id, body, secrets) => {
    expectGone(device(id, body), ...secrets);
  });

  it("keeps ids and lengths of items, and harmless values of containers", () => {
    const items = [item("f3", `0003 02 0bb8 0050 11 ${hex(VIN)}`), item("54", `01 ${BSSID} c4`)];
    const bytes = createAnonymiser("s")(device("0200", `${POSITION} ${items.join(" ")}`));
    const [message] = decode(bytes, { jt808Profiles: ["mictrack-f3"] });
    expect(message).toMatchObject({
      obd: { engineRpm: 3000, vin: expect.stringMatching(/^(?!LSV)[A-Z\d]{17}$/) },
      jt808: { items: [{ id: 0x54, data: expect.any(Uint8Array) }] },
    });
  });

  it("loses the place in a message in parts, which are assembled as before", () => {
    const body = `0001 00 001c ${POSITION}`.replace(/\s/g, "");
    const part = (number: number, of: string): Uint8Array => {
      const attributes = (0x2000 | (of.length / 2)).toString(16);
      return frameOf(`0704 ${attributes} 019176652184 00b${number} 0002 000${number} ${of}`);
    };
    const parts = Buffer.concat([part(1, body.slice(0, 34)), part(2, body.slice(34))]);
    // The first part has the latitude, both have the longitude.
    const made = createAnonymiser("s")(parts);
    expect(digitsOf(made)).not.toContain(PLACE[0]);
    const reversed = Buffer.concat([part(2, body.slice(34)), part(1, body.slice(0, 34))]);
    expect(createAnonymiser("s").report(reversed).notJudged).toEqual([]);
    const [first, second, whole] = decode(made);
    expect([first, second]).toMatchObject([{ type: "unknown" }, { type: "unknown" }]);
    const [alone] = decode(createAnonymiser("s")(device("0704", body)));
    const of = ({ positions }: { positions?: unknown }): unknown => positions;
    expect(whole!.type).toBe("positions");
    expect(of(whole as object)).toEqual(of(alone as object));
    expect(of(whole as object)).not.toEqual(of(decode(device("0704", body))[0] as object));
  });
});

describe("H02", () => {
  const id = "9170481927";
  const head = `24${id}10111215062422349273061135439`;
  const V1 = `*HQ,${id},V1,102411,A,2234.9273,N,11354.3980,E,0.00,0,051024,FFFFFBFF`;

  it("loses a text in place of the cell of a `$` frame", () => {
    const tail = `004c 53 56 41553231 ${hex("80N2183")} 3239 34`.replace(/ /g, "");
    const frame = `${head}80e000090fffffbff${tail}`;
    expectGone(new Uint8Array(Buffer.from(frame, "hex")), hex("80N"));
  });

  it("loses place and id of a truncated `$` frame, whatever its neighbours", () => {
    const cut = new Uint8Array(Buffer.from(head.slice(0, 36), "hex"));
    expectGone(cut, id, "22349273");
    expectGone(Buffer.concat([latin1(`${V1}#`), cut]), "22349273");
  });

  it.each<readonly [what: string, frame: string, secrets: readonly string[]]>([
    ["a cell that no form has", `${V1},5055,5A20#`, ["5055", "5A20"]],
    ["short numbers that no form has", `${V1},47.3,F48#`, ["47.3", "F48"]],
    [
      "BSSIDs with colons",
      `*HQ,${id},WF1,d0:76:0a:b1:b0:02,-60#`,
      ["d0:76:0a:b1:b0:02", "b1:b0:02"],
    ],
    ["BSSIDs with colons in a text", `*HQ,${id},SMS,AP d0:76:0a:b1:b0:02#`, ["d0:76:0a", "b1:b0"]],
    ["degrees with two decimals", `*HQ,${id},SMS,Lat24.71,Lon46.67#`, ["24.71", "46.67"]],
    ["a password", `*HQ,${id},V4,PW,zx47#`, ["zx47"]],
    ["a password of digits", `*HQ,${id},V4,S1,OK,pass_word,195243,4711#`, ["4711"]],
    ["the letters of a name as id", "*HQ,MeganRyland,XT#", ["Meg"]],
    ["a password of six digits", `*HQ,${id},V4,PW,471193,${V1.slice(18)}#`, ["471193"]],
    [
      "a phone number in place of a battery level",
      `*HQ,${id},V3,095426,74001,01,010278,045142,128,-92,1380013,0,X,090517,FFFFFBFF#`,
      ["1380013"],
    ],
    [
      "a phone number in place of a distance",
      `${V1.replace("V1", "V5")},470,01,21019,2033,13800138264#`,
      ["13800138"],
    ],
    [
      "a name behind an access point that is empty",
      `${V1.replace("V1", "V8")},460,00,10342,3721,,Megan,d07600000001,3a,d07600000001,3a,12,31,122,85#`,
      ["Megan"],
    ],
    ["digits in UTF-16", `*HQ,${id},SMS,${utf16("47118")}#`, [utf16("47118")]],
    ["a name in GBK", `*HQ,${id},SMS,\xcd\xf5\xd0\xa1#`, ["\xcd\xf5\xd0\xa1"]],
    [
      "a place in the fields of another firmware",
      `*HQ,${id},V1,102411,22.58214,113.90612,A,0.00,0,051024,FFFFFBFF#`,
      ["22.58214", "113.90612"],
    ],
  ])("loses %s", (_what, frame, secrets) => {
    expectGone(latin1(frame), ...secrets.map(hex));
  });
});

describe("an IMEI", () => {
  const imei = "356938035643809";

  it("has one replacement in text, BCD and packed form, with a right check digit", () => {
    const anonymise = createAnonymiser("s");
    const deviceIdOf = (bytes: Uint8Array): string | null | undefined =>
      decode(anonymise(bytes))[0]?.deviceId;
    const packed = Number(imei.slice(0, 14)).toString(16).padStart(12, "0");
    const made = deviceIdOf(latin1(`*HQ,${imei},XT#`))!;
    expect(made).toMatch(/^356(?!938035643809)\d{12}$/);
    // Luhn, from the right, every second digit doubled.
    const digits = Array.from(made, Number).reverse();
    const sum = digits.map((digit, i) =>
      i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2,
    );
    expect(sum.reduce((a, b) => a + b) % 10).toBe(0);
    expect(deviceIdOf(frameOf(`0002 0000 ${packed} 00b3`))).toBe(made);
    expect(deviceIdOf(frameOf(`0002 4000 01 00000${imei} 00b3`))).toBe(`00000${made}`);
    const long = `24${imei}0 104759 180817 26406769 00 07432313 4e 024138 feffffff ff01120064ba73005ecc`;
    expect(deviceIdOf(new Uint8Array(Buffer.from(long.replace(/ /g, ""), "hex")))).toBe(made);
  });
});

describe("coordinates of a text frame, in any spelling", () => {
  const v1 = (latitude: string, longitude: string): Uint8Array =>
    latin1(`*HQ,7029083742,V1,111958,A,${latitude},S,${longitude},W,12.50,271,280926,FFFFFFFF#`);
  it.each([
    ["as documented", "2343.0632", "04638.3583"],
    ["with a minus sign", "-2343.0632", "-04638.3583"],
    ["with a plus sign", "+2343.0632", "+04638.3583"],
    ["with a hyphen behind the degrees", "-23-43.0632", "-046-38.3583"],
    ["without a point", "23430632", "046383583"],
    ["in each other's field", "14638.3583", "2343.0632"],
    ["with minutes that cannot be", "2371.7725", "04663.9305"],
    ["in decimal degrees", "23.71772", "46.63931"],
    ["in degrees that cannot be", "9343.0632", "34638.3583"],
  ])("%s", (_, latitude, longitude) => {
    const [plainLatitude, plainLongitude] = [latitude, longitude].map(hex);
    expectGone(v1(latitude, longitude), plainLatitude!, plainLongitude!);
  });
});
