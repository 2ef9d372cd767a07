/** The parameters of JT/T 808 by id. Printed from src/jt808/parameter-rows.ts by `npm run generate`: change it there. */

/** Text. */
export const TEXT_PARAMETERS = {
  0x0010: "apn",
  0x0011: "apnUser",
  0x0012: "apnPassword",
  0x0013: "server",
  0x0014: "backupApn",
  0x0015: "backupApnUser",
  0x0016: "backupApnPassword",
  0x0017: "backupServer",
  0x001a: "icCardServer",
  0x001d: "icCardBackupServer",
  0x0023: "slaveApn",
  0x0024: "slaveApnUser",
  0x0025: "slaveApnPassword",
  0x0026: "slaveServer",
  0x0040: "platformPhone",
  0x0041: "resetPhone",
  0x0042: "factoryResetPhone",
  0x0043: "platformSmsPhone",
  0x0044: "alarmSmsPhone",
  0x0048: "monitorPhone",
  0x0049: "privilegedSmsPhone",
  0x0083: "plate",
} as const;

/** Numbers of one to four bytes. */
export const NUMBER_PARAMETERS = {
  0x0001: "heartbeatSeconds",
  0x0002: "tcpReplyTimeoutSeconds",
  0x0003: "tcpRetransmissions",
  0x0004: "udpReplyTimeoutSeconds",
  0x0005: "udpRetransmissions",
  0x0006: "smsReplyTimeoutSeconds",
  0x0007: "smsRetransmissions",
  0x0018: "tcpPort",
  0x0019: "udpPort",
  0x001b: "icCardTcpPort",
  0x001c: "icCardUdpPort",
  0x0020: "reportStrategy",
  0x0021: "reportScheme",
  0x0022: "driverLoggedOutReportSeconds",
  0x0027: "sleepReportSeconds",
  0x0028: "emergencyReportSeconds",
  0x0029: "reportSeconds",
  0x002c: "reportMeters",
  0x002d: "driverLoggedOutReportMeters",
  0x002e: "sleepReportMeters",
  0x002f: "emergencyReportMeters",
  0x0030: "cornerAngleDegrees",
  0x0031: "geofenceRadiusMeters",
  0x0045: "callAnswerStrategy",
  0x0046: "maxCallSeconds",
  0x0047: "maxMonthlyCallSeconds",
  0x0050: "alarmMask",
  0x0051: "alarmSmsSwitch",
  0x0052: "alarmPhotoSwitch",
  0x0053: "alarmPhotoStore",
  0x0054: "keyAlarmFlags",
  0x0055: "maxSpeedKmh",
  0x0056: "overspeedSeconds",
  0x0057: "maxContinuousDrivingSeconds",
  0x0058: "maxDailyDrivingSeconds",
  0x0059: "minRestSeconds",
  0x005a: "maxParkingSeconds",
  0x005b: "overspeedWarningKmh",
  0x005c: "fatigueWarningSeconds",
  0x005d: "collisionAlarm",
  0x005e: "rolloverAngleDegrees",
  0x0064: "timedPhoto",
  0x0065: "distancePhoto",
  0x0070: "imageQuality",
  0x0071: "brightness",
  0x0072: "contrast",
  0x0073: "saturation",
  0x0074: "chroma",
  0x007a: "videoAlarmMask",
  0x0080: "odometerMeters",
  0x0081: "provinceId",
  0x0082: "cityId",
  0x0084: "plateColor",
  0x0090: "gnssMode",
  0x0091: "gnssBaud",
  0x0092: "gnssOutputMilliseconds",
  0x0093: "gnssSampleSeconds",
  0x0094: "gnssUploadMode",
  0x0095: "gnssUploadSetting",
  0x0100: "can1SampleMilliseconds",
  0x0101: "can1UploadSeconds",
  0x0102: "can2SampleMilliseconds",
  0x0103: "can2UploadSeconds",
} as const;

/** Several values in one. */
export const RAW_PARAMETERS = {
  0x0032: "bannedDrivingTime",
  0x0075: "videoSettings",
  0x0076: "videoChannels",
  0x0077: "videoChannelSettings",
  0x0079: "alarmRecording",
  0x007b: "imageAnalysis",
  0x007c: "wakeUp",
  0x0110: "canIdSetting",
} as const;

/** What the number on the wire is multiplied with, and divided by. */
export const SCALED_PARAMETERS: Readonly<Record<number, readonly [times: number, over: number]>> = {
  0x005b: [1, 10],
  0x0080: [100, 1],
};

/** What each number on the wire stands for. */
export const CODED_PARAMETERS: Readonly<Record<number, readonly number[]>> = {
  0x0091: [4800, 9600, 19200, 38400, 57600, 115200],
  0x0092: [500, 1000, 2000, 3000, 4000],
};

type NameIn<Table> = Table[keyof Table];
export type Jt808TextParameter = NameIn<typeof TEXT_PARAMETERS>;
export type Jt808NumberParameter = NameIn<typeof NUMBER_PARAMETERS>;
/** A parameter of the standard or of JT/T 1078. */
export type Jt808ParameterName =
  | Jt808TextParameter
  | Jt808NumberParameter
  | NameIn<typeof RAW_PARAMETERS>;
