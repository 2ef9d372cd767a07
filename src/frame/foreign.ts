/**
 * Foreign protocols that can be recognised by their first bytes without doubt. No others are listed, because a wrong family
 * is worse than none. To add one, write its signature with its source, and a sample in test/frame/sniff.test.ts.
 *
 * A signature returns NO, YES, or MAYBE as long as all bytes so far agree, and uses at most 36 bytes.
 */
import { lazy } from "../lazy.ts";
import { MAYBE, NO, type Verdict, YES } from "./start.ts";

/** The first bytes of a protocol. */
export interface Signature {
  readonly family: string;
  /** The first bytes, for people. */
  readonly beginning: string;
  /** Document that describes it. */
  readonly source: string;
  matches(bytes: Uint8Array, size: number): Verdict;
}

type Test = (byte: number) => boolean;

const digit: Test = (byte) => byte >= 0x30 && byte <= 0x39;
const capital: Test = (byte) => byte >= 0x41 && byte <= 0x5a;
const letter: Test = (byte) => capital(byte & 0xdf);
const any: Test = () => true;
/** Two half-bytes, each a decimal digit or F. */
const filled: Test = (byte) =>
  (byte >> 4 < 10 || byte >> 4 === 15) && ((byte & 15) < 10 || (byte & 15) === 15);

function is(value: number): Test {
  return (byte) => byte === value;
}

function upTo(least: number, most: number): Test {
  return (byte) => byte >= least && byte <= most;
}

function times(count: number, test: Test): Test[] {
  return Array.from({ length: count }, () => test);
}

/** Text stands for its bytes, a test for one byte. */
function sequence(...parts: readonly (string | Test | readonly Test[])[]): Signature["matches"] {
  const tests = parts.flatMap((part): Test | readonly Test[] =>
    typeof part === "string" ? [...part].map((character) => is(character.charCodeAt(0))) : part,
  );
  return (bytes, size) => {
    for (let i = 0; i < tests.length; i++) {
      if (i >= size) return MAYBE;
      if (!tests[i]!(bytes[i]!)) return NO;
    }
    return YES;
  };
}

function anyOf(...signatures: readonly Signature["matches"][]): Signature["matches"] {
  return (bytes, size) => {
    let best: Verdict = NO;
    for (const matches of signatures) {
      const verdict = matches(bytes, size);
      if (verdict === YES) return YES;
      if (verdict === MAYBE) best = MAYBE;
    }
    return best;
  };
}

const METHODS = ["GET", "POST", "PUT", "HEAD", "DELETE", "PATCH", "TRACE"];

export const signatures: () => readonly Signature[] = /* @__PURE__ */ lazy(makeSignatures);

function makeSignatures(): readonly Signature[] {
  const list: Signature[] = [
    {
      family: "gt06",
      beginning: "`78 78` or `79 79`",
      source: "Concox GT06 protocol document, start bit",
      matches: anyOf(sequence("xx"), sequence("yy")),
    },
    {
      family: "teltonika",
      beginning:
        "`00 0F` and 15 digits of an IMEI, or `00 00 00 00`, a length and codec 8, 8E or 16",
      source: "Teltonika data sending protocols, login and AVL packet over TCP",
      matches: anyOf(
        sequence("\x00\x0f", times(15, digit)),
        // At most 1280 bytes, and at least the frame of one record.
        sequence(
          "\x00\x00\x00\x00\x00\x00",
          upTo(0, 5),
          any,
          (byte) => byte === 0x08 || byte === 0x8e || byte === 0x10,
          upTo(1, 255),
        ),
      ),
    },
    {
      family: "tk103",
      beginning: "`(` and ten digits; JT600 units write their text messages so too",
      source: "TK103 (Xexun) GPRS protocol document",
      matches: sequence("(", times(10, digit)),
    },
    {
      family: "coban",
      beginning: "`##,imei:` or `imei:` and 15 digits",
      source: "Coban GPS103 GPRS protocol document",
      matches: anyOf(sequence("##,imei:"), sequence("imei:", times(15, digit))),
    },
    {
      family: "nmea",
      beginning: "`$GP`, `$GN`, `$GL`, `$GA`, `$GB`, three letters and a comma",
      source: "NMEA 0183, talker ids",
      matches: anyOf(
        ...["P", "N", "L", "A", "B"].map((talker) =>
          sequence(`$G${talker}`, times(3, capital), ","),
        ),
      ),
    },
    {
      family: "queclink",
      beginning: "`+RESP:GT`, `+ACK:GT` or `+BUFF:GT`",
      source: "Queclink @Track air interface protocol",
      matches: anyOf(sequence("+RESP:GT"), sequence("+ACK:GT"), sequence("+BUFF:GT")),
    },
    {
      family: "meitrack",
      beginning: "`$$`, a letter, two to four digits, a comma and 15 digits",
      source: "Meitrack GPRS protocol",
      matches: anyOf(
        ...[2, 3, 4].map((count) =>
          sequence("$$", letter, times(count, digit), ",", times(15, digit)),
        ),
      ),
    },
    {
      family: "gosafe",
      beginning: "`*GS`, two digits, a comma and 15 digits",
      source: "GoSafe protocol, as Traccar's GoSafeProtocolDecoder reads it",
      matches: sequence("*GS", times(2, digit), ",", times(15, digit)),
    },
    {
      family: "meiligao",
      beginning:
        "`$$`, a length up to 03FF, seven bytes of decimal digits filled up with F, and `40`, `50`, `90` or `99`",
      source: "Meiligao GPRS protocol, login 5000 and position 9955",
      matches: sequence("$$", upTo(0, 3), any, times(7, filled), (byte) =>
        [0x40, 0x50, 0x90, 0x99].includes(byte),
      ),
    },
    {
      family: "watch",
      beginning: "`[3G*`, `[SG*` or `[CS*` and ten digits",
      source: "GPS watch communication protocol (SeTracker)",
      matches: anyOf(
        ...["3G", "SG", "CS"].map((maker) => sequence(`[${maker}*`, times(10, digit))),
      ),
    },
    {
      family: "wialon-ips",
      beginning: "`#L#`",
      source: "Wialon IPS communication protocol, login packet",
      matches: sequence("#L#"),
    },
    {
      family: "suntech",
      beginning: "`ST` or `SA`, three digits, three letters and a semicolon",
      source: "Suntech ST300 protocol document",
      matches: anyOf(
        ...["ST", "SA"].map((maker) => sequence(maker, times(3, digit), times(3, capital), ";")),
      ),
    },
    {
      family: "mqtt",
      beginning: "`10`, a length, `00 04 MQTT` (version 3.1.1 and 5)",
      source: "OASIS MQTT 3.1.1, section 3.1",
      matches: anyOf(
        sequence("\x10", upTo(0, 0x7f), "\x00\x04MQTT"),
        sequence("\x10", upTo(0x80, 0xff), upTo(1, 0x7f), "\x00\x04MQTT"),
      ),
    },
    {
      family: "http",
      beginning: "a method, a blank and `/`; `OPTIONS *`, `CONNECT `, `PRI * HTTP/2`",
      source: "RFC 9110, RFC 9112, RFC 9113",
      matches: anyOf(
        ...METHODS.map((method) => sequence(`${method} /`)),
        ...METHODS.map((method) => sequence(`${method} http`)),
        sequence("OPTIONS /"),
        sequence("OPTIONS *"),
        sequence("CONNECT "),
        sequence("PRI * HTTP/2"),
      ),
    },
    {
      family: "tls",
      beginning: "`16 03`, a version up to 4, a length and `01`: a client hello",
      source: "RFC 8446, section 5.1",
      matches: sequence("\x16\x03", upTo(0, 4), any, any, "\x01"),
    },
    {
      family: "ssh",
      beginning: "`SSH-`",
      source: "RFC 4253, section 4.2",
      matches: sequence("SSH-"),
    },
    {
      family: "rdp",
      beginning: "`03 00`, a length, a length and `E0`: a connection request",
      source: "RFC 1006 and ITU-T X.224",
      matches: sequence("\x03\x00", any, any, any, "\xe0"),
    },
  ];
  return Object.freeze(list);
}
