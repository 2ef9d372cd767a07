/** The limits of foreign protocols: first bytes that are recognised, and neighbours that are not. */
import { describe, expect, it } from "vitest";
import { sniff } from "../../src/index.ts";
import { ascii, fromHex, join } from "./streams.ts";

const REST = fromHex("ff".repeat(64));
const family = (bytes: Uint8Array): string | undefined => sniff(join(bytes, REST)).family;
const avl = (length: string, codec = "08", records = "01"): Uint8Array =>
  fromHex(`00000000 0000${length} ${codec} ${records}`);

describe("first bytes of", () => {
  it.each<[family: string, good: readonly Uint8Array[], bad: readonly Uint8Array[]]>([
    [
      "tk103",
      ["(0000000000", "(9999999999", "(0123456789"].map(ascii),
      ["(012345678/", "(/123456789", "(012345678:", "(:123456789", "[0123456789"].map(ascii),
    ],
    [
      "nmea",
      ["$GPAAA,", "$GNZZZ,", "$GBRMC,"].map(ascii),
      ["$GPAA@,", "$GPAA[,", "$GP@AA,", "$GP[AA,", "$GPaaa,", "$GPAAA;", "$GCAAA,"].map(ascii),
    ],
    [
      "meitrack",
      ["$$A12,123456789012345", "$$z1234,123456789012345", "$$a123,000000000000000"].map(ascii),
      [
        "$$A1,123456789012345",
        "$$A12345,123456789012345",
        "$$@12,123456789012345",
        "$$[12,123456789012345",
        "$$A12,12345678901234,",
      ].map(ascii),
    ],
    [
      "gosafe",
      ["*GS06,356449061139936", "*GS16,000000000000000"].map(ascii),
      ["*GS0,356449061139936", "*GS06,35644906113993x", "*GT06,356449061139936"].map(ascii),
    ],
    [
      "meiligao",
      ["24240011123456ffffffff50", "2424006012345678901234 99"].map((text) => fromHex(text)),
      ["24240411123456ffffffff50", "24240011123456faffffff50", "24240011123456ffffffff51"].map(
        (text) => fromHex(text),
      ),
    ],
    [
      "suntech",
      ["ST300STT;", "SA999ZZZ;", "ST000AAA;"].map(ascii),
      ["ST30:STT;", "ST30/STT;", "ST300ST@;", "ST300ST[;", "ST300STT,", "SB300STT;"].map(ascii),
    ],
    [
      "teltonika",
      [
        avl("0000"),
        avl("05ff"),
        avl("0036", "8e"),
        avl("0036", "10"),
        avl("0036", "08", "ff"),
        join(fromHex("000f"), ascii("123456789012345")),
      ],
      [
        avl("0600"),
        avl("0036", "09"),
        avl("0036", "0f"),
        avl("0036", "11"),
        avl("0036", "8d"),
        avl("0036", "08", "00"),
        join(fromHex("0010"), ascii("123456789012345")),
        join(fromHex("000f"), ascii("12345678901234x")),
      ],
    ],
    [
      "mqtt",
      [
        join(fromHex("1000 0004"), ascii("MQTT")),
        join(fromHex("107f 0004"), ascii("MQTT")),
        join(fromHex("108001 0004"), ascii("MQTT")),
        join(fromHex("10ff7f 0004"), ascii("MQTT")),
      ],
      [
        join(fromHex("1080 0004"), ascii("MQTT")),
        join(fromHex("108000 0004"), ascii("MQTT")),
        join(fromHex("108080 0004"), ascii("MQTT")),
        join(fromHex("1012 0004"), ascii("MQIs")),
        join(fromHex("2012 0004"), ascii("MQTT")),
      ],
    ],
    [
      "tls",
      ["1603000000 01", "160304ffff 01"].map(fromHex),
      ["1603050000 01", "1602000000 01", "1603010000 02", "1703010000 01"].map(fromHex),
    ],
    ["gt06", ["7878", "7979"].map(fromHex), ["7879", "7978"].map(fromHex)],
    [
      "http",
      ["TRACE /", "OPTIONS *", "GET http"].map(ascii),
      ["GETS /", "get /", "GET x"].map(ascii),
    ],
  ])("%s", (name, good, bad) => {
    for (const bytes of good)
      expect(family(bytes), Buffer.from(bytes).toString("latin1")).toBe(name);
    for (const bytes of bad) {
      expect(family(bytes), Buffer.from(bytes).toString("latin1")).not.toBe(name);
    }
    // With one byte less, it may still become one.
    for (const bytes of good) {
      expect(sniff(bytes.subarray(0, -1)).protocol).toBe("incomplete");
    }
  });
});
