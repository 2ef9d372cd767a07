/** Commands about the engine, the alarm system and the distance driven. */
import type { CommandRow } from "../row.ts";
import { choice, flag, list, whole } from "./arguments.ts";
import { CANTRACK, HUASUNTEK, SINOTRACK, SINOTRACK_4G, ST_904, TQ, XM_GT } from "./facts.ts";

const V4_RESULT = "V4 with OK, DONE or ERROR, in HuaSunTeK units 80 (done) or 00 (failed)";
const WITH_RELAY = "SinoTrack 4G and TQ with relay, HuaSunTeK, Cantrack";
const CODE = "V4 with 80 (done) or another code";
const NO_RESULT = "V4 without a result; bit 9 of the status is";
const RELAY_BY_SMS = {
  note: "Only models with a relay (ST-907 and relatives).",
  confirmation: "SET OK",
  source: "tried on an ST-907L",
};
const ST_907L = { ...ST_904, source: "ST-907L manual" };

const DOORS =
  "The editions use opposite values: 1 locks until 2013, 0 since 2019, which also has a count and the id of the doors in front. No device with the latter was seen, and servers write it differently";
const IN_STATUS = "0x0500 with the position; `doorsLocked` of its status is";

export const VEHICLE: readonly CommandRow[] = [
  {
    type: "cutFuel",
    about: "Cuts fuel or power of the engine by the relay",
    danger:
      "Stops the engine, even while the vehicle is moving: no document states that the device checks the speed first. Send it only if you know that the vehicle stands still.",
    socket: {
      form: "S20,<time>,<mode>,<pulses>",
      arguments: [
        choice(
          "mode",
          { static: "1", dynamic: "0" },
          "dynamic needs the engine signal, static does not (parameter C of the TQ document)",
          { default: "static" },
        ),
        list(
          "pulses",
          [1, 30],
          { kind: "integer", unit: "s", least: 1, most: 65535 },
          "Alternating cut and restore durations, in seconds, so that the vehicle comes to a stop; no source has a limit",
          { default: [1] },
        ),
      ],
      example: "*HQ,8168000005,S20,061158,1,1#",
      firmware: WITH_RELAY,
      confirmation: `${V4_RESULT}; bit 27 of the status is low while it is cut`,
      source: `${SINOTRACK}; ${TQ}; ${HUASUNTEK.source}; ${CANTRACK.source}`,
    },
    sms: { form: "940<pw>", examples: ["9400000"], ...RELAY_BY_SMS },
  },
  {
    type: "restoreFuel",
    about: "Restores fuel or power of the engine",
    danger: "Anyone in the vehicle can start the engine again.",
    socket: {
      form: "S20,<time>,<mode>,0",
      arguments: [
        choice(
          "mode",
          { dynamic: "0", static: "1" },
          "dynamic as in the SinoTrack document (0,0), static as in those of HuaSunTeK and Cantrack (1,0)",
          { default: "dynamic" },
        ),
      ],
      example: "*HQ,8168000005,S20,061713,0,0#",
      firmware: WITH_RELAY,
      confirmation: V4_RESULT,
      source: `${SINOTRACK}; ${HUASUNTEK.source}; ${CANTRACK.source}`,
    },
    sms: { form: "941<pw>", examples: ["9410000"], ...RELAY_BY_SMS },
  },
  {
    type: "arm",
    about: "Arms the device",
    socket: {
      form: "SCF,<time>,0,0",
      example: "*HQ,8168000005,SCF,061837,0,0#",
      confirmation: `${NO_RESULT} low when armed`,
      ...SINOTRACK_4G,
    },
    sms: { form: "SF", examples: ["SF"], ...XM_GT, confirmation: "SF OK" },
  },
  {
    type: "disarm",
    about: "Disarms the device",
    socket: {
      form: "SCF,<time>,1,1",
      example: "*HQ,8168000005,SCF,061939,1,1#",
      confirmation: `${NO_RESULT} high when disarmed`,
      ...SINOTRACK_4G,
    },
    sms: { form: "CF", examples: ["CF"], ...XM_GT, confirmation: "CF OK" },
  },
  {
    type: "huasuntekArm",
    about: "Arms the device",
    socket: { form: "SF", example: "*HQ,135625276955140,SF#", ...HUASUNTEK },
  },
  {
    type: "huasuntekDisarm",
    about: "Disarms the device",
    socket: { form: "CF", example: "*HQ,135625276955140,CF#", ...HUASUNTEK },
  },
  {
    type: "huasuntekArm2",
    about: "Arms the device and asks for a result",
    socket: {
      ...HUASUNTEK,
      form: "SF2,<time>",
      example: "*HQ,135625276955140,SF2,130305#",
      confirmation: CODE,
      source: `${HUASUNTEK.source}, which prints HHmmss for the time`,
    },
  },
  {
    type: "huasuntekDisarm2",
    about: "Disarms the device and asks for a result",
    socket: {
      ...HUASUNTEK,
      form: "CF2,<time>",
      example: "*HQ,135625276955140,CF2,130305#",
      confirmation: CODE,
    },
  },
  {
    type: "mileage",
    about: "Requests the distance driven, or sets it to 0",
    socket: {
      form: "S32,<time>,<reset>",
      arguments: [
        flag("reset", ["1", "0"], "Sets it to 0 instead of requesting it", { default: false }),
      ],
      note: "The device integrates the speed of its GPS.",
      example: "*TH,000,S32,130305,1#",
      firmware: "TQ",
      confirmation: "V4 with the mileage, odometerMeters of the message",
      source: TQ,
    },
    sms: {
      form: "<reset><pw>",
      arguments: [
        flag("reset", ["143", "142"], "Sets it to 0 instead of requesting it", { default: false }),
      ],
      examples: ["1430000", "1420000"],
      ...ST_907L,
      confirmation: "its form is not documented",
    },
  },
  {
    type: "lockDoors",
    about: "Locks the doors",
    danger: "A device that reads the value by the other edition unlocks them.",
    jt808: {
      id: 0x8500,
      begin: { 2013: "01", 2019: "0001000100" },
      note: `${DOORS}.`,
      confirmation: IN_STATUS,
    },
  },
  {
    type: "unlockDoors",
    about: "Unlocks the doors",
    danger: "Anyone beside the vehicle can open it.",
    jt808: {
      id: 0x8500,
      begin: { 2013: "00", 2019: "0001000101" },
      note: `${DOORS}.`,
      confirmation: IN_STATUS,
    },
  },
  {
    type: "setMileage",
    about: "Sets the distance driven",
    sms: {
      form: "142<pw>M<meters>",
      arguments: [whole("meters", [0, 999_999_999], "No limit is documented")],
      examples: ["1420000M5000"],
      ...ST_907L,
    },
  },
];
