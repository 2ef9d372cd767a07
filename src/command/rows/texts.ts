/** Addresses that the device requests, texts, and `raw` for everything without a row. */
import type { CommandArgument, CommandRow } from "../row.ts";
import { bytes, choice, flag, list, text, whole } from "./arguments.ts";
import { ACKNOWLEDGED, HUASUNTEK, NO_ANSWER_KNOWN, SINOTRACK, TQ } from "./facts.ts";

export const TEXTS: readonly CommandRow[] = [
  {
    type: "chineseAddress",
    about: "Answers V2, the request for an address in Chinese",
    socket: {
      form: "I1,<time>,<displaySeconds>,1,<text>",
      arguments: [
        shown(10),
        text(
          "text",
          "utf16",
          [1, 200],
          "Any language; written as its length in bytes and UTF-16BE. A character with a byte 23 or 2A (# or *) is refused, such as 圣 and 个. No limit is documented",
        ),
      ],
      example: "*HQ,4106000054,I1,130305,10,1,4,(5E 7F 4E 1C)#",
      firmware: "TQ",
      confirmation: NO_ANSWER_KNOWN,
      source: `${TQ}, which prints the bytes as hexadecimal digits and no # at the end`,
    },
  },
  {
    type: "englishAddress",
    about: "Answers V3, the request for an address in English",
    socket: {
      form: "I1_2_EN,<time>,<displaySeconds>,1,<text>",
      arguments: [
        shown(10),
        text(
          "text",
          "ascii",
          [1, 200],
          "Printable ASCII without *, # and commas; written as its length and the text. No limit is documented",
        ),
      ],
      example: "*HQ,4106000054,I1_2_EN,130305,10,1,9,test12345#",
      firmware: "TQ",
      confirmation: NO_ANSWER_KNOWN,
      source: `${TQ}, which prints no # at the end`,
    },
  },
  {
    type: "huasuntekAddress",
    about: "Answers VI1 and VI2, the requests for an address",
    socket: {
      ...HUASUNTEK,
      form: "VI,<time>,<displaySeconds>,<coding>,<bytes>",
      arguments: [
        shown(60),
        choice(
          "coding",
          { gb2312: "0", unicode: "1" },
          "The coding of the request (addressCoding of the message)",
        ),
        bytes(
          "bytes",
          [1, 400],
          "The text, encoded by the caller; for unicode no document gives the order of the bytes. Without 23 and 2A (# and *)",
        ),
      ],
      example: "*HQ,0000000000,VI,130305,60,0,4,(B9 E3 B6 AB)#",
      confirmation: NO_ANSWER_KNOWN,
      source: `${HUASUNTEK.source}; the text of the example is made up`,
    },
  },
  {
    type: "text",
    about: "Sends a command as text",
    danger:
      "The text has its usual effect: 9400000 cuts the fuel, and after RESET the device may be lost.",
    socket: {
      form: "<text>",
      isBare: true,
      arguments: [
        text(
          "text",
          "line",
          [1, 160],
          "The text of an SMS, which formatSms of ./sms writes: printable ASCII without *, # and commas, which no documented command has except D101#",
        ),
      ],
      note: "An SMS command over the connection: the bare text, without head, end or CR.",
      example: "CXZT",
      firmware: "SinoTrack 4G (CXZT, RCONF and all others); Cantrack G20LS (check123456)",
      confirmation:
        "SMS with a text, SET OK for a setting; Cantrack G20LS: V4,CMD with the command",
      alsoAnsweredBy: "SMS",
      source: `${SINOTRACK}, item 7; Traccar pull request 5628; Cantrack G20LS document`,
    },
    jt808: {
      id: 0x8300,
      arguments: [
        whole(
          "flags",
          [0, 255],
          "How to handle the text. Until 2013 bits 0 urgent, 2 display, 3 speak, 4 advertising screen, 5 fault code; since 2019 bits 0 and 1 together 1 service, 2 urgent, 3 notice. The captures have 1",
          { default: 1 },
        ),
        choice(
          "kind",
          { notice: "01", service: "02" },
          "Kind of the text, only with a 2019 header",
          {
            edition: 2019,
            default: "service",
          },
        ),
        text("text", "printable", [0, 1022], "Printable ASCII, or what encodeText encodes"),
      ],
      note: "Some makers accept their own commands in it.",
      confirmation: `${ACKNOWLEDGED}, or a message of the maker`,
    },
  },
  {
    type: "raw",
    about: "Sends any command, by its word and fields",
    danger: "The command has its usual effect.",
    socket: {
      form: "<word>[,<time>][,<parameters>]",
      arguments: [
        text("word", "name", [1, 20], "Letters, digits, underscores; capitals in all documents"),
        list(
          "parameters",
          [0, 100],
          { kind: "text", form: "field", least: 0, most: 200 },
          "Fields after the word and the time. Printable ASCII without *, # and commas",
        ),
        flag(
          "withoutTime",
          null,
          "Omits the time after the word, as in HuaSunTeK's short commands",
          { default: false },
        ),
      ],
      example: "*HQ,7021843920,NOR,231520#",
      firmware: "Depends on the command",
      confirmation: "V4 that names the word, if the device answers",
      source: "The general form of a command; the example is from gps-tracking-server",
    },
  },
];

/** @param example Seconds. */
function shown(example: number): CommandArgument {
  const about = `How long the device shows it, ${example} in the example`;
  return whole("displaySeconds", [0, 65535], about, { default: example });
}
