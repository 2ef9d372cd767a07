/**
 * Rows that several types of text frames share. Most begin with a position:
 *
 *     093300 , A , 2235.0086 , N , 11354.3668 , E , 014.28 , 028 , 160716 , FFFFBBFF
 *     HHMMSS   fix  DDMM.mmmm      DDDMM.mmmm       knots    deg   DDMMYY   status
 *
 * Source: docs/protocol/h02.md §2 (all vendor documents agree); undocumented forms are in docs/protocol/h02.md §9.
 */
import { BATTERY_STEPS } from "../../kind/battery.ts";
import { type TextRow, value } from "../../kind/row.ts";
import { BATTERY_99, BATTERY_BEHIND_CELL, BATTERY_CODE } from "../../kind/text/battery.ts";
import { CELL, count, LAC_CID_HEX, NETWORK, NETWORK_CELL } from "../../kind/text/cell.ts";
import { LATITUDE, LONGITUDE } from "../../kind/text/coordinate.ts";
import { CSQ, decimal, KNOTS, whole } from "../../kind/text/number.ts";
import { ICCID, LISTED } from "../../kind/text/text.ts";
import { clock, DAY, date } from "../../kind/text/time.ts";
import { VALIDITY } from "../../kind/text/validity.ts";
import { WIFI } from "../../kind/text/wifi.ts";
import { STATUS_TEXT } from "../status.ts";

export const TIME_ROW: TextRow = {
  name: "time",
  kind: /* @__PURE__ */ clock(),
  about: "Time of the fix, HHMMSS, UTC",
};
const DATE_ABOUT =
  "Date of the fix, DDMMYY, UTC; 00 to 79 are 2000 to 2079, 80 to 99 are 1980 to 1999";
export const DATE_ROW: TextRow = {
  name: "time",
  kind: /* @__PURE__ */ date(),
  about: DATE_ABOUT,
};
/** Some units send no comma between date and status, as the current SinoTrack document prints it. */
export const DATE_BEFORE_STATUS: TextRow = {
  name: "time",
  kind: /* @__PURE__ */ date({ mayJoinStatus: true }),
  about: DATE_ABOUT,
};
export const DAY_ROW: TextRow = {
  name: "date",
  kind: DAY,
  about: "Day of the fix, DDMMYY, UTC; the time of day is not sent",
};
export const VALID_ROW: TextRow = {
  name: "valid",
  kind: VALIDITY,
  about:
    "A: the position is a fix. B: a fix by BeiDou. V: no fix, the position is an old one or zero",
};
export const LATITUDE_ROW: TextRow = {
  name: "latitude",
  kind: LATITUDE,
  unit: "degrees",
  about: "DDMM.mmmm, north or south",
};
export const LONGITUDE_ROW: TextRow = {
  name: "longitude",
  kind: LONGITUDE,
  unit: "degrees",
  about: "DDDMM.mmmm, east or west",
};
export const SPEED_ROW: TextRow = {
  name: "speedKmh",
  kind: KNOTS,
  unit: "km/h",
  about: "Knots on the wire, with none to three decimals",
};
export const COURSE_ROW: TextRow = /* @__PURE__ */ value(
  /* @__PURE__ */ decimal(360, { digits: 3, expected: "degrees, 0 to 360" }),
  "courseDegrees",
  { unit: "degrees", about: "Clockwise from north, 0 to 360" },
);
export const STATUS_ROW: TextRow = {
  name: "status",
  kind: STATUS_TEXT,
  about: "32 bits, active low, as eight hexadecimal digits",
};
/** From the latitude to the course. */
export const PLACE: readonly TextRow[] = [LATITUDE_ROW, LONGITUDE_ROW, SPEED_ROW, COURSE_ROW];

export const CELL_ROW: TextRow = {
  name: "cell",
  kind: CELL,
  about:
    "mcc, mnc, lac, cid of the serving cell; all zero for none. Ids 353…, 354… and 356… send hexadecimal, and unless it is padded with zeros the first digit of the network once more behind it",
};
export const NETWORK_CELL_ROW: TextRow = {
  name: "cell",
  kind: NETWORK_CELL,
  about: "mcc and mnc; lac and cid are not sent",
};
export const LAC_CID_ROW: TextRow = {
  name: "cell",
  kind: LAC_CID_HEX,
  about: "lac and cid in hexadecimal; the network is not sent",
};
export const NETWORK_ROW: TextRow = {
  name: "network",
  kind: NETWORK,
  about: "Country and network of the cells",
};
export const CELL_COUNT: TextRow = {
  name: "count",
  kind: /* @__PURE__ */ count("cells"),
  about: "Number of elements that follow",
};
export const WIFI_ROW: TextRow = {
  name: "wifi",
  kind: WIFI,
  about: "BSSID, then the level as one byte in hexadecimal: 3a is 58 - 110 = -52 dBm",
};
export const ICCID_ROW: TextRow = {
  name: "iccid",
  kind: ICCID,
  about: "SIM serial number, 19 or 20 characters, some padded with F",
};
export const EXTRA_ROW: TextRow = { name: "extra", kind: LISTED, about: "Not documented" };

export const BATTERY_CODE_ROW: TextRow = {
  name: "batteryPercent",
  kind: BATTERY_CODE,
  unit: "%",
  about: "A step 1 to 6, or the percentage",
  note: BATTERY_STEPS,
};
export const BATTERY_BEHIND_CELL_ROW: TextRow = {
  ...BATTERY_CODE_ROW,
  kind: BATTERY_BEHIND_CELL,
  about: "Percent; behind mcc,mnc,0,0, and behind a cell id in hexadecimal, a step 1 to 6",
};
export const BATTERY_99_ROW: TextRow = {
  name: "batteryPercent",
  kind: BATTERY_99,
  unit: "%",
  about: "00 to 99",
  note: "99 is 100 %",
};
export const BATTERY_PERCENT: TextRow = /* @__PURE__ */ value(
  /* @__PURE__ */ whole(100),
  "batteryPercent",
  { about: "0 to 100" },
);
export const SATELLITES: TextRow = /* @__PURE__ */ value(/* @__PURE__ */ whole(99), "satellites", {
  about: "Positioning satellites",
});
export const SIGNAL_CSQ: TextRow = /* @__PURE__ */ value(CSQ, "signalCsq", {
  about: "GSM signal quality, 0 to 31",
});
export const SUPPLY_VOLTS: TextRow = /* @__PURE__ */ value(
  /* @__PURE__ */ whole(999, { over: 10 }),
  "supplyVolts",
  {
    about:
      "Tenths of a volt, up to three digits: supply voltage, or that of the battery on units without external supply",
  },
);
export const ODOMETER_METERS: TextRow = /* @__PURE__ */ value(
  /* @__PURE__ */ whole(1e12),
  "odometerMeters",
  {
    about: "Distance; metres fit the captures, no document names the unit",
    confidence: "inferred",
  },
);
