/**
 * The obvious reader of V1 and V8, which splits the frame at its commas. It shares no code with the library and reads
 * only well-formed frames. It serves as a slow reference for the fast reader, and as a contestant in `npm run bench`.
 */

/** Ten for each decimal; the number is read without its point. */
const scaleOf = (text) => (text.includes(".") ? 10 ** (text.length - 1 - text.indexOf(".")) : 1);
const unscaled = (text) => Number(text.replace(".", ""));

/** Degrees from `DDMM.mmmm` and a letter. */
function degrees(text, letter, degreeDigits) {
  const scale = 60 * scaleOf(text);
  const minutes = unscaled(text.slice(degreeDigits));
  const value = (Number(text.slice(0, degreeDigits)) * scale + minutes) / scale;
  return letter === "S" || letter === "W" ? -value : value;
}

/** Alarms by bit, in the table of V1 and in that of V8. */
const ALARMS = {
  V1: {
    0: "theft",
    1: "sos",
    2: "overspeed",
    3: "illegalIgnition",
    4: "geofenceEnter",
    5: "gpsAntennaOpen",
    6: "gpsAntennaShort",
    7: "geofenceExit",
    11: "lowPower",
    12: "batteryFault",
    16: "gpsFault",
    17: "vibration",
    25: "displacement",
    28: "powerCut",
  },
};
ALARMS.V8 = { ...ALARMS.V1, 5: "lowBattery", 6: "lowBattery" };

function statusOf(text, word) {
  const value = Number.parseInt(text, 16);
  const isLow = (bit) => ((value >>> bit) & 1) === 0;
  const alarms = Object.entries(ALARMS[word])
    .filter(([bit]) => isLow(Number(bit)))
    .map(([, alarm]) => alarm);
  return {
    word: value,
    table: word === "V8" ? "sinotrack" : "tq",
    ignition: !isLow(10),
    engineRunning: isLow(13),
    armed: isLow(9),
    doorOpen: isLow(8),
    fuelCut: isLow(27),
    onBackupBattery: isLow(19),
    storedRecord: isLow(26),
    alarms: [...new Set(alarms)],
  };
}

/** The message of a well-formed V1 with a cell, or V8 with 21 fields. */
export function readObviously(frame) {
  const text = Buffer.from(frame.bytes).toString("latin1");
  const fields = text.slice(1, -1).split(",");
  const [maker, deviceId, command, clock, letter, lat, northSouth, lon, eastWest] = fields;
  const [knots, course, date, status, mcc, mnc, lac, cid, ...readings] = fields.slice(9);
  const message = {
    type: "position",
    command,
    maker,
    deviceId,
    time: new Date(
      Date.UTC(
        2000 + Number(date.slice(4, 6)),
        Number(date.slice(2, 4)) - 1,
        Number(date.slice(0, 2)),
        Number(clock.slice(0, 2)),
        Number(clock.slice(2, 4)),
        Number(clock.slice(4, 6)),
      ),
    ),
    valid: letter !== "V",
    latitude: degrees(lat, northSouth, 2),
    longitude: degrees(lon, eastWest, 3),
    speedKmh: (unscaled(knots) * 1852) / (scaleOf(knots) * 1000),
    courseDegrees: Number(course),
    status: statusOf(status, command),
    alarms: statusOf(status, command).alarms,
    cell: { mcc: Number(mcc), mnc: Number(mnc), lac: Number(lac), cid: Number(cid) },
    issues: [],
    frame,
  };
  if (command === "V8") {
    const [satellites, csq, tenths, percent] = readings.map(Number);
    message.satellites = satellites;
    message.signalCsq = csq;
    message.supplyVolts = tenths / 10;
    message.batteryPercent = percent;
  }
  return message;
}
