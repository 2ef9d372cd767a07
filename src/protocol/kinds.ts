/** The kinds for rows: those of the library, except kinds of a single form. */
export { STATUS_BYTES, STATUS_TEXT } from "../h02/status.ts";
export { container, number, record } from "../jt808/item.ts";
export { ascii, asciiTexts } from "../kind/bytes/ascii.ts";
export { bit } from "../kind/bytes/bit.ts";
export { bits, numbered } from "../kind/bytes/bits.ts";
export { cell, THREE_CELLS } from "../kind/bytes/cell.ts";
export { count as countBytes } from "../kind/bytes/count.ts";
export { degreesMinutes } from "../kind/bytes/degrees-minutes.ts";
export { id, mark } from "../kind/bytes/id.ts";
export { kept, keptRest, named } from "../kind/bytes/kept.ts";
export { list, upTo } from "../kind/bytes/list.ts";
export { millionths } from "../kind/bytes/millionths.ts";
export { moment } from "../kind/bytes/moment.ts";
export { bcd, int, type Scale, uint, upToMost } from "../kind/bytes/number.ts";
export { oneOf } from "../kind/bytes/one-of.ts";
export { REST } from "../kind/row.ts";
export { BATTERY_99, BATTERY_BEHIND_CELL, BATTERY_CODE } from "../kind/text/battery.ts";
export {
  CELL,
  count as countFields,
  LAC_CID_HEX,
  NETWORK,
  NETWORK_CELL,
  PLAIN_CELL,
  scannedCell,
} from "../kind/text/cell.ts";
export { LATITUDE, LONGITUDE } from "../kind/text/coordinate.ts";
export {
  CSQ,
  CSQ_OR_PERCENT,
  decimal,
  hexadecimal,
  KNOTS,
  whole,
} from "../kind/text/number.ts";
export { oneOfDigits } from "../kind/text/one-of.ts";
export {
  always,
  EMPTY,
  ICCID,
  LISTED,
  PHONE_OR_ICCID,
  PHONE_OR_IP,
  TEXT,
  TO_THE_END,
} from "../kind/text/text.ts";
export { clock, DAY, date } from "../kind/text/time.ts";
export { NO_FIX, VALIDITY } from "../kind/text/validity.ts";
export { WIFI } from "../kind/text/wifi.ts";
export { optional, tails } from "../layout/text-form.ts";
