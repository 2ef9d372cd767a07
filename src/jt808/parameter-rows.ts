/**
 * The parameters of JT/T 808 (docs/protocol/jt808-tables.md §1): table 11 of 2011, 12 of 2013, 13 of 2019, and those of
 * JT/T 1078. Makers have their own from F000 on.
 */

import { type Scale, uint } from "../kind/bytes/number.ts";
import { type BytesKind, REST, type Told, value } from "../kind/row.ts";
import { lazy } from "../lazy.ts";
import type { ItemRow } from "./item.ts";
import { codes, FIRST_CAN_ID, PARAMETER_TEXT, RAW } from "./parameter-kinds.ts";

export interface ParameterRow extends ItemRow {
  /** Number of bytes for setting a number; any number of bytes is read, because editions differ. */
  readonly bytes: number;
  /** The largest number on the wire, or the most bytes, that may be set. A device may send more. */
  readonly most: number;
}

function number(
  bytes: number,
  id: number,
  name: string,
  told: Told,
  more: Scale = {},
): ParameterRow {
  const { most = 256 ** bytes - 1, ...scale } = more;
  return { id, bytes, most, ...value(uint(REST, scale), name, told) };
}

/** A text whose digits and letters the anonymiser replaces. */
function text(id: number, name: string, told: Told): ParameterRow {
  return other(PARAMETER_TEXT, id, name, { personal: "text", ...told });
}

function phone(id: number, name: string, told: Told): ParameterRow {
  return text(id, name, { personal: "phone", ...told });
}

function other(kind: BytesKind, id: number, name: string, told: Told): ParameterRow {
  return { id, bytes: 1, most: 0xff, ...value(kind, name, told) };
}

export const jt808Parameters: () => readonly ParameterRow[] = /* @__PURE__ */ lazy(parameterRows);

function parameterRows(): readonly ParameterRow[] {
  const byte = number.bind(null, 1);
  const word = number.bind(null, 2);
  const dword = number.bind(null, 4);
  // Several values in one.
  const raw = other.bind(null, RAW);
  return [
    dword(0x0001, "heartbeatSeconds", { about: "Heartbeat interval" }),
    dword(0x0002, "tcpReplyTimeoutSeconds", { about: "Timeout for a reply over TCP" }),
    dword(0x0003, "tcpRetransmissions", { about: "Number of retransmissions over TCP" }),
    dword(0x0004, "udpReplyTimeoutSeconds", { about: "Timeout for a reply over UDP" }),
    dword(0x0005, "udpRetransmissions", { about: "Number of retransmissions over UDP" }),
    dword(0x0006, "smsReplyTimeoutSeconds", { about: "Timeout for a reply by SMS" }),
    dword(0x0007, "smsRetransmissions", { about: "Number of retransmissions by SMS" }),
    text(0x0010, "apn", { about: "Access point (APN)" }),
    text(0x0011, "apnUser", { about: "User of the access point" }),
    text(0x0012, "apnPassword", { about: "Password of the access point" }),
    text(0x0013, "server", {
      about: "Address of the server; since 2019 `host:port`, several separated by semicolons",
    }),
    text(0x0014, "backupApn", { about: "Access point (APN) of the backup server" }),
    text(0x0015, "backupApnUser", { about: "User of the backup access point" }),
    text(0x0016, "backupApnPassword", { about: "Password of the backup access point" }),
    text(0x0017, "backupServer", { about: "Address of the backup server, as 0013" }),
    dword(
      0x0018,
      "tcpPort",
      { about: "TCP port of the server; reserved since 2019" },
      { most: 65535 },
    ),
    dword(
      0x0019,
      "udpPort",
      { about: "UDP port of the server; reserved since 2019" },
      { most: 65535 },
    ),
    text(0x001a, "icCardServer", { about: "Address of the server for IC cards" }),
    dword(
      0x001b,
      "icCardTcpPort",
      { about: "TCP port of the server for IC cards" },
      { most: 65535 },
    ),
    dword(
      0x001c,
      "icCardUdpPort",
      { about: "UDP port of the server for IC cards" },
      { most: 65535 },
    ),
    text(0x001d, "icCardBackupServer", {
      about: "Address of the backup server for IC cards, with the same ports",
    }),
    dword(0x0020, "reportStrategy", { about: "Reports by: 0 time, 1 distance, 2 both" }),
    dword(0x0021, "reportScheme", {
      about: "Interval depends on: 0 ignition, 1 login, then ignition",
    }),
    dword(0x0022, "driverLoggedOutReportSeconds", {
      about: "Report interval while no driver is logged in",
    }),
    text(0x0023, "slaveApn", {
      about: "Access point (APN) of the second server, since 2019; empty: that of the first",
    }),
    text(0x0024, "slaveApnUser", { about: "User of that access point" }),
    text(0x0025, "slaveApnPassword", { about: "Password of that access point" }),
    text(0x0026, "slaveServer", { about: "Address of the backup of the second server, as 0013" }),
    dword(0x0027, "sleepReportSeconds", { about: "Report interval during sleep" }),
    dword(0x0028, "emergencyReportSeconds", { about: "Report interval in an emergency" }),
    dword(0x0029, "reportSeconds", { about: "Report interval" }),
    dword(0x002c, "reportMeters", { about: "Distance between reports" }),
    dword(0x002d, "driverLoggedOutReportMeters", {
      about: "Distance between reports while no driver is logged in",
    }),
    dword(0x002e, "sleepReportMeters", { about: "Distance between reports during sleep" }),
    dword(0x002f, "emergencyReportMeters", { about: "Distance between reports in an emergency" }),
    dword(0x0030, "cornerAngleDegrees", { about: "Smallest turn that is reported" }, { most: 179 }),
    word(0x0031, "geofenceRadiusMeters", { about: "Smallest move that counts as illegal" }),
    raw(0x0032, "bannedDrivingTime", {
      about:
        "Time when driving is banned, since 2019: hour and minute of start and end, one byte each",
    }),
    phone(0x0040, "platformPhone", { about: "Phone number of the platform" }),
    phone(0x0041, "resetPhone", { about: "A call from this number restarts the terminal" }),
    phone(0x0042, "factoryResetPhone", {
      about: "A call from this number restores the factory settings",
    }),
    phone(0x0043, "platformSmsPhone", { about: "Number of the platform for SMS" }),
    phone(0x0044, "alarmSmsPhone", { about: "Number that receives alarms by SMS" }),
    dword(0x0045, "callAnswerStrategy", {
      about: "Call answering: 0 always automatic; 1 automatic with ignition on, otherwise manual",
    }),
    dword(0x0046, "maxCallSeconds", { about: "Longest call; 0: none, 4294967295: no limit" }),
    dword(0x0047, "maxMonthlyCallSeconds", {
      about: "Longest time of all calls in a month; 0: none, 4294967295: no limit",
    }),
    phone(0x0048, "monitorPhone", { about: "Number that may listen in" }),
    phone(0x0049, "privilegedSmsPhone", { about: "Number of the platform for privileged SMS" }),
    dword(0x0050, "alarmMask", {
      about: "Alarms that are not sent, as bits of the alarm word",
    }),
    dword(0x0051, "alarmSmsSwitch", {
      about: "Alarms that are also sent by SMS, as bits of the alarm word",
    }),
    dword(0x0052, "alarmPhotoSwitch", {
      about: "Alarms that take a photo, as bits of the alarm word",
    }),
    dword(0x0053, "alarmPhotoStore", {
      about: "Alarms whose photo is stored and not uploaded, as bits of the alarm word",
    }),
    dword(0x0054, "keyAlarmFlags", { about: "Key alarms, as bits of the alarm word" }),
    dword(0x0055, "maxSpeedKmh", { about: "Speed limit" }),
    dword(0x0056, "overspeedSeconds", { about: "Time above the speed limit before the alarm" }),
    dword(0x0057, "maxContinuousDrivingSeconds", { about: "Longest drive without a rest" }),
    dword(0x0058, "maxDailyDrivingSeconds", { about: "Longest driving time in a day" }),
    dword(0x0059, "minRestSeconds", { about: "Shortest rest" }),
    dword(0x005a, "maxParkingSeconds", { about: "Longest stop" }),
    word(
      0x005b,
      "overspeedWarningKmh",
      { about: "Difference from the speed limit at which the device warns; tenths on the wire" },
      { over: 10 },
    ),
    word(0x005c, "fatigueWarningSeconds", {
      about: "Time before the longest drive ends at which the device warns",
    }),
    word(0x005d, "collisionAlarm", {
      about:
        "Low byte: time, in units of 4 ms (2013) or 1 ms (2019); high byte: acceleration in tenths of g",
    }),
    word(0x005e, "rolloverAngleDegrees", { about: "Rollover angle" }),
    dword(0x0064, "timedPhoto", {
      about:
        "Photos by time: bits 0 to 4 channels 1 to 5, 8 to 12 upload of each channel, 16 unit (0 s, 1 min), 17 to 31 interval",
    }),
    dword(0x0065, "distancePhoto", {
      about:
        "Photos by distance: bits 0 to 12 as in timedPhoto, 16 unit (0 m, 1 km), 17 to 31 distance",
    }),
    dword(0x0070, "imageQuality", { about: "Image quality, 1 (best) to 10" }, { most: 10 }),
    dword(0x0071, "brightness", { about: "Brightness, 0 to 255" }, { most: 255 }),
    dword(0x0072, "contrast", { about: "Contrast, 0 to 127" }, { most: 127 }),
    dword(0x0073, "saturation", { about: "Saturation, 0 to 127" }, { most: 127 }),
    dword(0x0074, "chroma", { about: "Chroma, 0 to 255" }, { most: 255 }),
    raw(0x0075, "videoSettings", { about: "Settings of audio and video", source: "JT/T 1078" }),
    raw(0x0076, "videoChannels", { about: "Channels of audio and video", source: "JT/T 1078" }),
    raw(0x0077, "videoChannelSettings", {
      about: "Settings of audio and video of single channels",
      source: "JT/T 1078",
    }),
    raw(0x0079, "alarmRecording", { about: "Recording at special alarms", source: "JT/T 1078" }),
    dword(0x007a, "videoAlarmMask", {
      about: "Video alarms that are not sent, as bits of item 14",
      source: "JT/T 1078",
    }),
    raw(0x007b, "imageAnalysis", { about: "Alarms from image analysis", source: "JT/T 1078" }),
    raw(0x007c, "wakeUp", { about: "Waking from sleep", source: "JT/T 1078" }),
    dword(
      0x0080,
      "odometerMeters",
      { about: "Mileage, tenths of a kilometre on the wire" },
      { times: 100 },
    ),
    word(0x0081, "provinceId", { about: "Chinese code of the province; four bytes in 2011" }),
    word(0x0082, "cityId", { about: "Chinese code of the city; four bytes in 2011" }),
    text(0x0083, "plate", { about: "Number plate" }),
    byte(0x0084, "plateColor", {
      about: "Colour of the number plate: 0 none, 1 blue, 2 yellow, 3 black, 4 white, 9 other",
    }),
    byte(0x0090, "gnssMode", {
      about: "Satellite systems in use: bits 0 GPS, 1 BeiDou, 2 GLONASS, 3 Galileo",
    }),
    other(codes(4800, 9600, 19200, 38400, 57600, 115200), 0x0091, "gnssBaud", {
      about: "Baud rate of the GNSS receiver: 4800, 9600, 19200, 38400, 57600, 115200",
    }),
    other(codes(500, 1000, 2000, 3000, 4000), 0x0092, "gnssOutputMilliseconds", {
      about: "Output interval of the GNSS receiver: 500, 1000, 2000, 3000, 4000",
    }),
    dword(0x0093, "gnssSampleSeconds", { about: "Interval at which the GNSS position is read" }),
    byte(0x0094, "gnssUploadMode", {
      about:
        "Details of the GNSS receiver: 0 stored only, sent: 1 by time, 2 by distance, 11 until a time, 12 until a distance, 13 until a number",
    }),
    dword(0x0095, "gnssUploadSetting", {
      about: "Setting of gnssUploadMode: 1 and 11 seconds, 2 and 12 metres, 13 records",
    }),
    dword(0x0100, "can1SampleMilliseconds", {
      about: "Sampling interval of the first CAN bus; 0: never",
    }),
    word(0x0101, "can1UploadSeconds", { about: "Upload interval of the first CAN bus; 0: never" }),
    dword(0x0102, "can2SampleMilliseconds", {
      about: "Sampling interval of the second CAN bus; 0: never",
    }),
    word(0x0103, "can2UploadSeconds", { about: "Upload interval of the second CAN bus; 0: never" }),
    raw(FIRST_CAN_ID, "canIdSetting", {
      about:
        "One CAN id for each parameter 0110 to 01FF: interval DWORD in ms, then bits 31 channel, 30 extended, 29 computed, 28 to 0 id",
    }),
  ];
}
