/** Commands about the conditions that raise an alarm. */
import type { CommandRow } from "../row.ts";
import { angle, choice, flag, list, whole } from "./arguments.ts";
import {
  ACKNOWLEDGED,
  CANTRACK,
  HUASUNTEK,
  OWNERS_PASTE,
  OWNERS_WIKI,
  ST_900_AND_907L,
  ST_904,
  ST_904_AND_907L,
  TQ,
} from "./facts.ts";

const ON = "Whether it is on";

export const ALARMS: readonly CommandRow[] = [
  {
    type: "confirmAlarms",
    about: "Confirms alarms that last until a server confirms them",
    jt808: {
      id: 0x8203,
      arguments: [
        whole(
          "alarmSerialNumber",
          [0, 65535],
          "`serialNumber` of the position with the alarms; 0 for all alarms of these kinds",
          { bytes: 2, default: 0 },
        ),
        list(
          "alarms",
          [1, 7],
          {
            kind: "enum",
            values: [
              { value: "sos", wire: "00000001" },
              { value: "danger", wire: "00000008" },
              { value: "geofence", wire: "00100000" },
              { value: "routeCrossing", wire: "00200000" },
              { value: "sectionTime", wire: "00400000" },
              { value: "illegalIgnition", wire: "08000000" },
              { value: "displacement", wire: "10000000" },
            ],
          },
          "The alarms to confirm, by their names in `alarms` of a message; the document allows only these",
        ),
      ],
      confirmation: ACKNOWLEDGED,
    },
  },
  {
    type: "speedLimit",
    about: "Sets the speed above which the device sends an alarm",
    socket: {
      form: "S14,<time>,<maxSpeedKmh>,<minSpeedKmh>,<when>,<seconds>",
      arguments: [
        whole(
          "maxSpeedKmh",
          [0, 472],
          "Alarm above this speed; the nearest whole knot on the wire. The unit is read from a mistranslated 节",
          { written: "knots" },
        ),
        whole(
          "minSpeedKmh",
          [0, 472],
          "Alarm below this speed; the nearest whole knot on the wire",
          {
            written: "knots",
          },
        ),
        choice(
          "when",
          { query: "0", withFix: "1", always: "2" },
          "query only requests the limits; withFix checks them only with a fix",
        ),
        whole(
          "seconds",
          [0, 65535],
          "How long the speed must last; 0 is off. The document states 5 or more and has 3 in its example",
        ),
      ],
      note: "It also sets a lower limit, or requests both limits.",
      example: "*TH,0000000000,S14,130305,100,10,1,3#",
      firmware: "TQ, XingRui",
      confirmation: "V4 that echoes the four numbers",
      echo: "<maxSpeedKmh>,<minSpeedKmh>,<when>,<seconds>",
      source: `${TQ}; GpsXingRui`,
    },
    sms: {
      form: "122<pw> <maxSpeedKmh>",
      arguments: [
        // The manual writes 070, but 0 for off.
        whole("maxSpeedKmh", [0, 999], "0 is off", { written: "threeDigits" }),
      ],
      note: "Above it the device sends `speed alarm!` every 5 minutes.",
      examples: ["1220000 070", "1220000 0"],
      ...ST_904,
      source: "ST-904, ST-900 and ST-907L manuals",
    },
  },
  {
    type: "cantrackSpeedLimit",
    about: "Sets the speed above which the device sends an alarm",
    socket: {
      form: "S33,<time>,<maxSpeedKmh>",
      arguments: [whole("maxSpeedKmh", [1, 999], "No limits are documented")],
      example: "*HQ,867230438116361,S33,195243,80#",
      ...CANTRACK,
    },
  },
  {
    type: "rectangularFence",
    about: "Sets a rectangular fence, in the north-east quarter of the earth",
    socket: {
      form: "S21,<time>,<fence>,<mode>,N,<minLatitude>,<maxLatitude>,E,<minLongitude>,<maxLongitude>",
      arguments: [
        whole("fence", [0, 255], "L in the source, 17 in its example; no limits are known"),
        whole("mode", [0, 255], "M in the source, 1 in its example; not explained"),
        angle("minLatitude", 2, 90, "North; no form for the south is known"),
        angle("maxLatitude", 2, 90, "North", { above: "minLatitude" }),
        angle("minLongitude", 3, 180, "East; no form for the west is known"),
        angle("maxLongitude", 3, 180, "East", { above: "minLongitude" }),
      ],
      example: "*HQ,6114313096,S21,130305,17,1,N,2245.318,2246.452,E,11233.232,11405.175#",
      firmware: "XingRui",
      confirmation: "V4 that echoes the fence and has no position",
      echo: "<fence>,<mode>",
      source: "GpsXingRui, which prints 11365.175 for the last number, with 65 minutes",
    },
  },
  {
    type: "cantrackFence",
    about:
      "Sets a circular fence; the source explains neither its centre nor the 1 after the radius",
    socket: {
      form: "S21,<time>,<radiusMeters>,1",
      arguments: [
        whole(
          "radiusMeters",
          [1, 999_999],
          "No unit and no limits are documented; metres are inferred from the example, 1000",
        ),
      ],
      example: "*HQ,867230438116361,S21,195243,1000,1#",
      ...CANTRACK,
    },
  },
  {
    type: "geofence",
    about: "Turns the geofence on or off",
    sms: {
      form: "<on><pw>",
      arguments: [flag("on", ["210", "211"], ON)],
      examples: ["2110000", "2100000"],
      ...ST_900_AND_907L,
    },
  },
  {
    type: "geofenceRadius",
    about: "Sets the radius of the geofence",
    sms: {
      form: "005<pw> <meters>",
      arguments: [whole("meters", [1, 999_999], "Manuals advise more than 1000 and name no limit")],
      examples: ["0050000 1500"],
      ...ST_900_AND_907L,
    },
  },
  {
    type: "shakeAlarm",
    about: "Turns the shake alarm on or off",
    sms: {
      form: "<on><pw>[T<seconds>]",
      arguments: [
        flag("on", ["180", "181"], ON),
        whole("seconds", [0, 120], "Only to turn it on", { goesWith: "on" }),
      ],
      note: "The device sends `Shock alarm!`.",
      examples: ["1810000T10", "1800000"],
      ...ST_904_AND_907L,
    },
  },
  {
    type: "accAlarm",
    about: "Turns the ignition alarm on or off",
    sms: {
      form: "<on><pw>",
      arguments: [flag("on", ["887", "886"], ON)],
      note: "**Unverified.**",
      examples: ["8860000", "8870000"],
      confirmation: "SET OK, if at all",
      source: "one list of commands without an author",
    },
  },
  {
    type: "powerAlarm",
    about: "Turns the alarm for a cut supply on or off",
    sms: {
      form: "<on><pw>",
      arguments: [flag("on", ["010", "011"], ON)],
      examples: ["0110000", "0100000"],
      confirmation: "SET OK",
      source: `${OWNERS_PASTE}; ${OWNERS_WIKI}`,
    },
  },
  {
    type: "eventSms",
    about: "Turns unrequested SMS of the device on or off",
    sms: {
      form: "<on><pw>",
      arguments: [flag("on", ["713", "712"], ON)],
      examples: ["7120000", "7130000"],
      confirmation: "SET OK",
      source: `${OWNERS_WIKI}; Traccar issue 3040`,
    },
  },
  {
    type: "clearAlarms",
    about: "Clears the alarms",
    socket: {
      form: "R7,<time>",
      example: "*HQ,9177474337,R7,130305#",
      firmware: "TQ; an ST-901 station uses it to let the device catch up",
      confirmation: "none",
      source: `${TQ}, whose own example has a space in the id`,
    },
  },
  {
    type: "alarmMode",
    about: "Sets the alarm mode",
    socket: {
      form: "S18,<time>,<mode>",
      arguments: [
        whole(
          "mode",
          [0, 255],
          "1 in the example, not explained; SWYJ units take it as the duration of the area alarm",
        ),
      ],
      example: "*HQ,867230438116361,S18,195243,1#",
      ...CANTRACK,
    },
  },
  {
    type: "alarmEnable",
    about: "Turns one type of alarm on or off",
    socket: {
      form: "S19,<time>,<alarm>,<on>",
      arguments: [
        whole(
          "alarm",
          [0, 255],
          "Type of the alarm, 1 in the example; the others are not documented",
        ),
        flag("on", ["0", "1"], "1 in the example; that 0 is off is inferred"),
      ],
      example: "*HQ,867230438116361,S19,195243,1,1#",
      ...CANTRACK,
    },
  },
  {
    type: "huasuntekAlarmWay",
    about: "Sets the way of an alarm",
    socket: {
      form: "KC,<alarmKey>,<alarmType>",
      arguments: [
        whole("alarmKey", [0, 255], "0 in the example, not explained"),
        whole("alarmType", [0, 255], "1 in the example, not explained"),
      ],
      example: "*HQ,353271799434922,KC,0,1#",
      ...HUASUNTEK,
    },
  },
  {
    type: "fatigueDriving",
    about: "Sets the five numbers of the fatigue alarm; the FF after them is unexplained",
    socket: {
      form: "S40,<time>,<numbers>,FF",
      arguments: [
        list(
          "numbers",
          [5, 5],
          { kind: "integer", least: 0, most: 65535 },
          "2, 1800, 1200, 180, 180 in the example; not explained",
        ),
      ],
      example: "*HQ,6091331018,S40,093234,2,1800,1200,180,180,FF#",
      firmware: "SWYJ",
      confirmation: "V4 that echoes all six",
      echo: "<numbers>",
      source: "ParaseSwyjGPRS",
    },
  },
];
