/**
 * Parameters of a JT/T 808 device: docs/protocol/jt808-tables.md §1. Numbers have the length of the 2013 edition, but a
 * reader must use the transmitted length.
 */
import { hex } from "./dollar.ts";
import type { Random } from "./random.ts";
import { ascii, OPEN, toHex, type Values } from "./truth.ts";

/** Bytes of a number, or a text. */
type Form = 1 | 2 | 4 | "text";

const NAMES: readonly (readonly [id: number, form: Form, name: string, divisor?: number])[] = [
  [0x0001, 4, "heartbeatSeconds"],
  [0x0002, 4, "tcpReplyTimeoutSeconds"],
  [0x0003, 4, "tcpRetransmissions"],
  [0x0004, 4, "udpReplyTimeoutSeconds"],
  [0x0005, 4, "udpRetransmissions"],
  [0x0006, 4, "smsReplyTimeoutSeconds"],
  [0x0007, 4, "smsRetransmissions"],
  [0x0010, "text", "apn"],
  [0x0011, "text", "apnUser"],
  [0x0012, "text", "apnPassword"],
  [0x0013, "text", "server"],
  [0x0014, "text", "backupApn"],
  [0x0015, "text", "backupApnUser"],
  [0x0016, "text", "backupApnPassword"],
  [0x0017, "text", "backupServer"],
  [0x0018, 4, "tcpPort"],
  [0x0019, 4, "udpPort"],
  [0x001a, "text", "icCardServer"],
  [0x001b, 4, "icCardTcpPort"],
  [0x001c, 4, "icCardUdpPort"],
  [0x001d, "text", "icCardBackupServer"],
  [0x0020, 4, "reportStrategy"],
  [0x0021, 4, "reportScheme"],
  [0x0022, 4, "driverLoggedOutReportSeconds"],
  [0x0023, "text", "slaveApn"],
  [0x0024, "text", "slaveApnUser"],
  [0x0025, "text", "slaveApnPassword"],
  [0x0026, "text", "slaveServer"],
  [0x0027, 4, "sleepReportSeconds"],
  [0x0028, 4, "emergencyReportSeconds"],
  [0x0029, 4, "reportSeconds"],
  [0x002c, 4, "reportMeters"],
  [0x002d, 4, "driverLoggedOutReportMeters"],
  [0x002e, 4, "sleepReportMeters"],
  [0x002f, 4, "emergencyReportMeters"],
  [0x0030, 4, "cornerAngleDegrees"],
  [0x0031, 2, "geofenceRadiusMeters"],
  [0x0040, "text", "platformPhone"],
  [0x0041, "text", "resetPhone"],
  [0x0042, "text", "factoryResetPhone"],
  [0x0043, "text", "platformSmsPhone"],
  [0x0044, "text", "alarmSmsPhone"],
  [0x0045, 4, "callAnswerStrategy"],
  [0x0046, 4, "maxCallSeconds"],
  [0x0047, 4, "maxMonthlyCallSeconds"],
  [0x0048, "text", "monitorPhone"],
  [0x0049, "text", "privilegedSmsPhone"],
  [0x0050, 4, "alarmMask"],
  [0x0051, 4, "alarmSmsSwitch"],
  [0x0052, 4, "alarmPhotoSwitch"],
  [0x0053, 4, "alarmPhotoStore"],
  [0x0054, 4, "keyAlarmFlags"],
  [0x0055, 4, "maxSpeedKmh"],
  [0x0056, 4, "overspeedSeconds"],
  [0x0057, 4, "maxContinuousDrivingSeconds"],
  [0x0058, 4, "maxDailyDrivingSeconds"],
  [0x0059, 4, "minRestSeconds"],
  [0x005a, 4, "maxParkingSeconds"],
  [0x005b, 2, "overspeedWarningKmh", 10],
  [0x005c, 2, "fatigueWarningSeconds"],
  [0x005e, 2, "rolloverAngleDegrees"],
  [0x0070, 4, "imageQuality"],
  [0x0071, 4, "brightness"],
  [0x0072, 4, "contrast"],
  [0x0073, 4, "saturation"],
  [0x0074, 4, "chroma"],
  [0x0080, 4, "odometerMeters", 0.01],
  [0x0081, 2, "provinceId"],
  [0x0082, 2, "cityId"],
  [0x0083, "text", "plate"],
  [0x0084, 1, "plateColor"],
  [0x0090, 1, "gnssMode"],
  [0x0093, 4, "gnssSampleSeconds"],
  [0x0094, 1, "gnssUploadMode"],
  [0x0095, 4, "gnssUploadSetting"],
  [0x0100, 4, "can1SampleMilliseconds"],
  [0x0101, 2, "can1UploadSeconds"],
  [0x0102, 4, "can2SampleMilliseconds"],
  [0x0103, 2, "can2UploadSeconds"],
];

/** Bytes that stand for a number. */
const CODES = [
  [0x0091, "gnssBaud", [4800, 9600, 19200, 38400, 57600, 115200]],
  [0x0092, "gnssOutputMilliseconds", [500, 1000, 2000, 3000, 4000]],
] as const;

function parameter(random: Random): {
  id: number;
  data: string;
  name?: string;
  value?: number | string;
} {
  if (random.chance(0.1))
    return { id: random.int(0xf000, 0xffff), data: random.hex(2 * random.int(1, 8)) };
  if (random.chance(0.05)) {
    const [id, name, codes] = random.pick(CODES);
    const code = random.int(0, codes.length - 1);
    return { id, data: hex(code, 1), name, value: codes[code]! };
  }
  const [id, form, name, divisor = 1] = random.pick(NAMES);
  if (form === "text") {
    const text = random.pick([
      "gw1.example.com",
      "cmnet",
      "user",
      "13800000034",
      "192.0.2.1:8090",
      "",
    ]);
    return { id, data: toHex(ascii(text)), name, value: text };
  }
  // In 2011 all numbers have four bytes.
  const bytes = form < 4 && random.chance(0.2) ? 4 : form;
  const sent = random.edgy(0, form === 1 ? 9 : form === 2 ? 0xffff : 0xffff_ffff);
  return { id, data: hex(sent, bytes), name, value: sent / divisor };
}

/** The answer to a query of parameters. One id may come twice. */
export function parameters(random: Random): { body: string; truth: Values } {
  const answeredSerialNumber = random.edgy(0, 0xffff);
  const chosen = Array.from({ length: random.int(0, 8) }, () => parameter(random));
  return {
    body:
      hex(answeredSerialNumber, 2) +
      hex(chosen.length, 1) +
      chosen.map(({ id, data }) => hex(id, 4) + hex(data.length / 2, 1) + data).join(""),
    truth: {
      type: "confirmation",
      answeredSerialNumber,
      // The body answers a serial number, not an id.
      confirms: OPEN,
      parameters: [],
      jt808: { parameters: chosen },
    },
  };
}
