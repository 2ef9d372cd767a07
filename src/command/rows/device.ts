/** Commands about the device itself: restart, settings, state. */
import type { CommandRow } from "../row.ts";
import { text, whole } from "./arguments.ts";
import { ACKNOWLEDGED, CANTRACK, HUASUNTEK, ST_90X, ST_904, TQ, XM_GT } from "./facts.ts";

const FACTORY_RESET = "Sets the device back to its factory settings";
const FACTORY_SETTINGS =
  "May reset APN, server and password to factory values, after which the device reports to the vendor or to no server.";

export const DEVICE: readonly CommandRow[] = [
  {
    type: "restart",
    about: "Restarts the device",
    socket: {
      form: "R1,<time>",
      note: "A cold start.",
      example: "*HQ,867230438116361,R1,195243#",
      firmware: "TQ, Cantrack",
      confirmation: "none",
      source: `${TQ}; ${CANTRACK.source}`,
    },
    sms: {
      form: "RESTART",
      examples: ["RESTART"],
      ...ST_904,
      confirmation: "none is known",
      source: "notes of users of the ST-902",
    },
  },
  {
    type: "huasuntekRestart",
    about: "Restarts the device",
    socket: { form: "CQ", example: "*HQ,353271799434922,CQ#", ...HUASUNTEK },
  },
  {
    type: "xmGtRestart",
    about: "Restarts the device",
    sms: { form: "CQ", examples: ["CQ"], ...XM_GT },
  },
  {
    type: "xmGtRestartGps",
    about: "Restarts the GPS receiver of the device",
    sms: { form: "CQGPS", examples: ["CQGPS"], ...XM_GT },
  },
  {
    type: "factoryReset",
    about: FACTORY_RESET,
    danger: FACTORY_SETTINGS,
    socket: {
      form: "S25,<time>",
      example: "*HQ,867230438116361,S25,195243#",
      ...CANTRACK,
    },
    sms: {
      form: "RESET",
      note: 'Sources differ about its effect: the ST-904 manual has "reset hardware", others "factory settings"; for the ST-902 no reliable reset is confirmed.',
      examples: ["RESET"],
      ...ST_904,
      confirmation: "none is known",
    },
  },
  {
    type: "huasuntekFactoryReset",
    about: FACTORY_RESET,
    danger: FACTORY_SETTINGS,
    socket: {
      ...HUASUNTEK,
      form: "RESET,<time>",
      example: "*HQ,353271799434922,RESET,130305#",
      confirmation: "V4",
    },
  },
  {
    type: "xmGtFactoryReset",
    about: FACTORY_RESET,
    danger: FACTORY_SETTINGS,
    sms: { form: "FORMAT", examples: ["FORMAT"], ...XM_GT },
  },
  {
    type: "timeZone",
    about: "Sets the time zone",
    sms: {
      form: "896<pw><hoursEast>",
      arguments: [
        whole(
          "hoursEast",
          [-12, 14],
          "East of UTC, west is negative; no form for parts of an hour is known",
          { unit: "h", written: "eastOrWest" },
        ),
      ],
      note: "Keep 0: according to one source it also shifts the times of the frames, which should be UTC.",
      examples: ["8960000E00", "8960000W01"],
      ...ST_90X,
    },
  },
  {
    type: "huasuntekLanguage",
    about: "Sets the language",
    socket: {
      ...HUASUNTEK,
      form: "SLAN,<language>,<time>",
      arguments: [
        text("language", "name", [2, 10], "en in the example; letters, digits, underscores"),
      ],
      example: "*HQ,135625276955140,SLAN,en,130305#",
      confirmation: "V4",
    },
  },
  {
    type: "readConfiguration",
    about: "Requests the settings",
    sms: {
      form: "RCONF",
      note: "The answer contains the password and phone numbers. Some devices answer only after a restart.",
      examples: ["RCONF"],
      ...ST_90X,
      confirmation: "the settings, `configuration` of `parseSms`",
    },
  },
  {
    type: "huasuntekReadConfiguration",
    about: "Requests the settings of the device",
    socket: {
      ...HUASUNTEK,
      form: "INFO",
      example: "*HQ,135625276955140,INFO#",
      confirmation:
        "V4 with 80 and the settings: server, port, upload interval, numbers, APN, volume",
    },
  },
  {
    type: "queryParameters",
    about: "Requests all parameters",
    jt808: { id: 0x8104, confirmation: "0x0104 with the parameters" },
  },
  {
    type: "setParameters",
    about: "Sets parameters",
    danger: "With a wrong server or port the device does not connect again.",
    jt808: {
      id: 0x8103,
      arguments: [
        {
          kind: "settings",
          name: "parameters",
          required: true,
          about: 'By name, `{ name: "reportSeconds", value: 30 }`, or by id, `{ id: 0x30, data }`',
        },
      ],
      confirmation: ACKNOWLEDGED,
    },
  },
  {
    type: "control",
    about: "Controls the device",
    danger:
      "4 resets, 5 restores the factory settings; with some makers F0 (240) stops the engine and F1 (241) lets it run again.",
    jt808: {
      id: 0x8105,
      arguments: [
        whole(
          "code",
          [0, 255],
          "The command byte: 1 upgrade, 4 reset, 5 factory settings; makers have their own",
        ),
        text("parameters", "printable", [0, 1022], "The text after the code", { default: "" }),
      ],
      confirmation: ACKNOWLEDGED,
    },
  },
  {
    type: "readStatus",
    about: "Requests firmware and state",
    sms: {
      form: "CXZT",
      note: "TQ and aika firmware.",
      examples: ["CXZT"],
      confirmation: "the state, `status` of `parseSms`",
      source: "Traccar pull request 5628",
    },
  },
  {
    type: "readState",
    about: "Requests the state of the device",
    socket: {
      form: "S26,<time>",
      example: "*HQ,7312639948,S26,073351#",
      firmware: "RF-V8S (ReachFar)",
      confirmation: "LINK; in SWYJ units V4 with interval, speed limits and more",
      alsoAnsweredBy: "LINK",
      source: "Traccar issue 1173, where the form is *XX,id,S26,HHMMSS#",
    },
  },
  {
    type: "cantrackReadState",
    about: "Requests the state of the device; its 0 is unexplained",
    socket: {
      form: "S26,<time>,0",
      example: "*HQ,867230438116361,S26,195243,0#",
      ...CANTRACK,
    },
  },
];
