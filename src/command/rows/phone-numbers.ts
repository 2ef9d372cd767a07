/** Commands about the numbers that the device calls and obeys, and about who may listen. */
import type { CommandRow } from "../row.ts";
import { flag, list, whole } from "./arguments.ts";
import {
  CANTRACK,
  HUASUNTEK,
  NO_ANSWER_KNOWN,
  OWNERS_PASTE,
  PHONE,
  PHONE_NUMBER,
  SINOTRACK_4G,
  ST_900_AND_907L,
  ST_904,
} from "./facts.ts";

export const PHONE_NUMBERS: readonly CommandRow[] = [
  {
    type: "masterNumber",
    about: "Stores the master number",
    socket: {
      form: "S71,<time>,<subword>,<phoneNumber>",
      subword: "01",
      arguments: [PHONE_NUMBER],
      example: "*HQ,8168000005,S71,062328,01,18600000003#",
      confirmation: "V4 that echoes 01",
      ...SINOTRACK_4G,
    },
    sms: {
      form: "<phoneNumber><pw> <slot>",
      arguments: [
        PHONE_NUMBER,
        whole("slot", [1, 3], "Slot of the number; RCONF shows them as U1, U2, U3", { default: 1 }),
      ],
      note: "Manuals call it an admin number; from then on only admin numbers are obeyed and answered.",
      examples: ["139000000010000 1"],
      ...ST_904,
    },
  },
  {
    type: "cancelMasterNumber",
    about: "Cancels a master number",
    sms: {
      form: "D10<slot>#",
      arguments: [whole("slot", [1, 3], "Slot of the number", { default: 1 })],
      examples: ["D101#", "D102#", "D103#"],
      confirmation: NO_ANSWER_KNOWN,
      source: `${ST_904.source}; for the second and the third, ${OWNERS_PASTE}`,
    },
  },
  {
    type: "readMasterNumbers",
    about: "Requests the master numbers",
    sms: {
      form: "C10#",
      examples: ["C10#"],
      confirmation: "its form is not documented",
      source: OWNERS_PASTE,
    },
  },
  {
    type: "sosNumbers",
    about: "Stores the numbers for SOS",
    socket: {
      form: "S71,<time>,<subword>,<phoneNumbers>",
      subword: "02",
      arguments: [
        list(
          "phoneNumbers",
          [1, 2],
          PHONE,
          "The document has two; it does not state what happens to the other if only one is sent",
        ),
      ],
      example: "*HQ,8168000005,S71,063012,02,18600000001,18600000002#",
      confirmation: "V4 that echoes 02, as 01 does",
      ...SINOTRACK_4G,
    },
  },
  {
    type: "centerNumber",
    about: "Stores the centre number",
    socket: {
      form: "S2,<time>,<phoneNumber>",
      arguments: [PHONE_NUMBER],
      example: "*HQ,867230438116361,S2,195243,08000000008#",
      ...CANTRACK,
    },
  },
  {
    type: "adminNumbers",
    about: "Stores the numbers of administrator and SOS",
    socket: {
      form: "S3,<time>,<phoneNumbers>",
      arguments: [list("phoneNumbers", [1, 2], PHONE, "The document has two")],
      example: "*HQ,867230438116361,S3,195243,08000000008,08000000009#",
      ...CANTRACK,
    },
  },
  {
    type: "huasuntekNumbers",
    about: "Binds phone numbers to the device",
    socket: {
      form: "UR,<phoneNumbers>",
      arguments: [list("phoneNumbers", [1, 6], { ...PHONE, least: 1 }, "0 for an empty place")],
      example: "*HQ,135625276955140,UR,15000000015,1340000013,0,0,0#",
      ...HUASUNTEK,
    },
  },
  {
    type: "callMode",
    about: "Turns alarm calls to the admin number on or off",
    sms: {
      form: "<on><pw>",
      arguments: [flag("on", ["151", "150"], "Alarms also call, in addition to the SMS")],
      examples: ["1500000", "1510000"],
      ...ST_900_AND_907L,
    },
  },
  {
    type: "huasuntekAutoAnswer",
    about: "Makes the device answer calls automatically",
    danger: "Callers may then hear conversations in the vehicle.",
    socket: {
      form: "ACPC,<on>",
      arguments: [flag("on", ["0", "1"], "1 is on; that 0 is off is inferred")],
      example: "*HQ,135625276955140,ACPC,1#",
      ...HUASUNTEK,
    },
  },
  {
    type: "listen",
    about: "Listens in through the microphone",
    danger: "Lets others hear conversations in the vehicle.",
    socket: {
      form: "R8,<time>",
      example: "*HQ,8168000005,R8,130305#",
      firmware: "No known firmware",
      ignoredBy: "A TH unit of Traccar's tests, which answers ERROR: monitoring is forbidden",
      confirmation: "V4 with ERROR",
      source: "Traccar's tests and ParaseSwyjGPRS have the answer; the frame is the general form",
    },
    sms: {
      form: "66",
      note: "Only from an admin number. The ST-902 has no microphone.",
      examples: ["66"],
      ...ST_904,
      confirmation: NO_ANSWER_KNOWN,
    },
  },
];
