/** Commands about the time and the form of reports. */
import type { CommandRow } from "../row.ts";
import { choice, flag, list, whole } from "./arguments.ts";
import {
  ACKNOWLEDGED,
  CANTRACK,
  HUASUNTEK,
  NO_ANSWER_KNOWN,
  SINOTRACK,
  SINOTRACK_4G,
  ST_90X,
  ST_904,
  TQ,
} from "./facts.ts";

const BETWEEN = "Time between two reports";

export const REPORTING: readonly CommandRow[] = [
  {
    type: "interval",
    about: "Sets how often the device reports",
    socket: {
      form: "D1,<time>,<seconds>,<count>",
      arguments: [
        whole(
          "seconds",
          [10, 65535],
          `${BETWEEN}. The TQ document begins at 30, newer firmware accepts 10`,
        ),
        whole(
          "count",
          [0, 65535],
          "TQ: number of reports; 0 and 1 give one report now. SinoTrack 4G: 1 sets the interval for ignition on",
          { default: 1 },
        ),
      ],
      example: "*HQ,8168000005,D1,062108,30,1#",
      firmware: "SinoTrack 4G and TQ",
      confirmation:
        "V4 that echoes seconds and count (65535 for 1 in the example); TQ: a V1 at once",
      // The count in the example is not the one sent.
      echo: "<seconds>",
      alsoAnsweredBy: "V1",
      source: `${SINOTRACK}; ${TQ}`,
    },
    sms: {
      form: "<ignition><pw> <seconds>",
      arguments: [
        flag(
          "ignition",
          ["809", "805"],
          "Which interval: with the ignition on (805), or off (809)",
        ),
        whole(
          "seconds",
          [0, 18000],
          "Time between two reports; ST-902 0 to 18000 (factory setting 20), ST-907L 10 to 18000, ST-900 0 to 180 with a minimum of 10; 0 turns GPRS off on ST-900 and ST-907L",
        ),
      ],
      note: "The ST-902 (2G) and the ST-900 know only the interval with the ignition off and use it for both; the ST-901L and ST-907L have both.",
      examples: ["8050000 60", "8090000 600"],
      confirmation: "SET OK",
      source: "ST-902 manual section 17; ST-900 and ST-907L manuals",
    },
  },
  {
    type: "cantrackInterval",
    about: "Sets how often the device reports (form without a count)",
    socket: {
      form: "D1,<time>,<seconds>",
      arguments: [
        whole("seconds", [10, 65535], `${BETWEEN}; limits as for interval, this document has none`),
      ],
      example: "*HQ,867230438116361,D1,195243,30#",
      ...CANTRACK,
    },
  },
  {
    type: "intervalS71",
    about: "Sets how often the device reports",
    socket: {
      form: "S71,<time>,<subword>,<seconds>",
      subword: "22",
      arguments: [
        whole("seconds", [10, 65535], `${BETWEEN}; limits as for interval, no source has any`),
      ],
      example: "*HQ,123456789012345,S71,010203,22,10#",
      firmware: "No known firmware; Traccar sends this form",
      ignoredBy: "ST-906L 4G",
      confirmation: NO_ANSWER_KNOWN,
      source: "Traccar",
    },
  },
  {
    type: "autoMonitor",
    about:
      "Makes the device report at intervals until another command ends it (automatic monitoring)",
    socket: {
      form: "S17,<time>,<seconds>",
      arguments: [whole("seconds", [30, 65535], BETWEEN)],
      example: "*TH,000,S17,130305,1800#",
      firmware: "TQ",
      confirmation: "V4, then V1 reports",
      source: TQ,
    },
  },
  {
    type: "huasuntekDrivingInterval",
    about: "Sets how often the device reports while driving",
    socket: {
      ...HUASUNTEK,
      form: "XT,<seconds>",
      arguments: [whole("seconds", [5, 3600], BETWEEN)],
      example: "*HQ,353271799434922,XT,10#",
      confirmation: "V4",
      source: `${HUASUNTEK.source}; the example is NXT's with the other word`,
    },
  },
  {
    type: "huasuntekRestingInterval",
    about: "Sets how often the device reports while standing still",
    socket: {
      ...HUASUNTEK,
      form: "NXT,<seconds>",
      arguments: [whole("seconds", [10, 7200], BETWEEN)],
      example: "*HQ,353271799434922,NXT,10#",
      confirmation: "V4",
    },
  },
  {
    type: "gprsMode",
    about: "Reports to the server, over GPRS",
    sms: {
      form: "710<pw>",
      note: "Known for all models.",
      examples: ["7100000"],
      ...ST_90X,
    },
  },
  {
    type: "smsMode",
    about: "Reports by SMS",
    sms: {
      form: "700<pw>",
      note: "The server then gets no more reports. Known for all models.",
      examples: ["7000000"],
      ...ST_90X,
    },
  },
  {
    type: "sleep",
    about: "Puts the device to sleep after some minutes",
    sms: {
      form: "SLEEP<pw> <minutes>",
      arguments: [whole("minutes", [0, 9999], "0 is off; no limit is documented")],
      note: "A sleeping device sends nothing over GPRS; vibration, an SMS or a call wakes it.",
      examples: ["SLEEP0000 5"],
      confirmation: "SET OK",
      source: "ST-902 function 18, ST-906 function 17",
    },
  },
  {
    type: "workMode",
    about: "Sets the work mode",
    socket: {
      form: "WKMD,<time>,<mode>",
      arguments: [whole("mode", [0, 255], "0 in the example, not explained")],
      example: "*HQ,867230438116361,WKMD,195243,0#",
      ...CANTRACK,
    },
    sms: {
      form: "<mode><pw>",
      arguments: [
        choice(
          "mode",
          { work: "WORK", move: "MOVE", standby: "STANDBY" },
          "Always, when moving, or in standby, which the manual does not explain",
        ),
      ],
      note: "Portable devices.",
      examples: ["WORK0000", "MOVE0000", "STANDBY0000"],
      ...ST_904,
    },
  },
  {
    type: "huasuntekWorkMode",
    about: "Sets the work mode",
    socket: {
      ...HUASUNTEK,
      form: "WMOD,<numbers>",
      arguments: [
        list(
          "numbers",
          [3, 3],
          { kind: "integer", least: 0, most: 65535 },
          "2, 30, 30 in the example; not explained",
        ),
      ],
      example: "*HQ,135625276955140,WMOD,2,30,30#",
      confirmation: NO_ANSWER_KNOWN,
      source: `${HUASUNTEK.source}, whose example leaves the word out`,
    },
  },
  {
    type: "locate",
    about: "Requests one report now",
    socket: {
      form: "CR",
      example: "*HQ,7021843920,CR#",
      firmware: "HuaSunTeK; one device of a public server",
      confirmation: "V4 without a result, then a report",
      source: `${HUASUNTEK.source}; gps-tracking-server`,
    },
    sms: {
      form: "669<pw>",
      examples: ["6690000"],
      ...ST_904,
      confirmation: "a map link, `location` of `parseSms`",
    },
  },
  {
    type: "queryPosition",
    about: "Requests the position",
    jt808: { id: 0x8201, confirmation: "0x0201 with the position" },
  },
  {
    type: "track",
    about: "Makes the device send its position more often for some time",
    jt808: {
      id: 0x8202,
      arguments: [
        whole("seconds", [1, 65535], "The time between two positions", { bytes: 2 }),
        whole("durationSeconds", [1, 4294967295], "How long", { bytes: 4 }),
      ],
      confirmation: ACKNOWLEDGED,
    },
  },
  {
    type: "stopTracking",
    about: "Ends the tracking started by track",
    jt808: { id: 0x8202, begin: { 2013: "0000", 2019: "0000" }, confirmation: ACKNOWLEDGED },
  },
  {
    type: "fastLocate",
    about: "Locates faster for some time, by cells (LBS)",
    socket: {
      form: "D2,<time>,<seconds>",
      arguments: [whole("seconds", [1, 65535], "No limits are documented")],
      example: "*HQ,867230438116361,D2,195243,180#",
      ...CANTRACK,
    },
  },
  {
    type: "cellLocationCheck",
    about: "Checks the location by cells (LBS)",
    socket: {
      form: "S80,<time>,<value>",
      arguments: [whole("value", [0, 255], "3 in the example, not explained")],
      example: "*HQ,867230438116361,S80,195243,3#",
      ...CANTRACK,
    },
  },
  {
    type: "acknowledge",
    about: "Acknowledges a frame; replyTo builds the command from the frame",
    socket: {
      ...SINOTRACK_4G,
      form: "R12,<time>",
      example: "*HQ,8168000005,R12,062108#",
      firmware: "SinoTrack 4G, which sends a record again until it comes",
      confirmation: "none",
    },
  },
];
