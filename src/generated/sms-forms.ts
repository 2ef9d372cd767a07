/** What `formatSms` needs of the rows of commands. Printed from src/command/rows/ by `npm run generate`: change it there. */
import type { SmsWire } from "../command/row.ts";

/** By type. A Map, so that a type like `constructor` finds nothing. */
export const SMS_FORMS: ReadonlyMap<unknown, SmsWire> = /* @__PURE__ */ new Map<unknown, SmsWire>([
  ["interval", { form: "<ignition><pw> <seconds>", arguments: [{ kind: "boolean", name: "ignition", required: true, wire: ["809", "805"] }, { kind: "integer", name: "seconds", required: true, least: 0, most: 18000, unit: "s" }] }],
  ["gprsMode", { form: "710<pw>", arguments: [] }],
  ["smsMode", { form: "700<pw>", arguments: [] }],
  ["sleep", { form: "SLEEP<pw> <minutes>", arguments: [{ kind: "integer", name: "minutes", required: true, least: 0, most: 9999, unit: "min" }] }],
  ["workMode", { form: "<mode><pw>", arguments: [{ kind: "enum", name: "mode", required: true, values: [{ value: "work", wire: "WORK" }, { value: "move", wire: "MOVE" }, { value: "standby", wire: "STANDBY" }] }] }],
  ["locate", { form: "669<pw>", arguments: [] }],
  ["cutFuel", { form: "940<pw>", arguments: [] }],
  ["restoreFuel", { form: "941<pw>", arguments: [] }],
  ["mileage", { form: "<reset><pw>", arguments: [{ kind: "boolean", name: "reset", required: false, wire: ["143", "142"], default: false }] }],
  ["setMileage", { form: "142<pw>M<meters>", arguments: [{ kind: "integer", name: "meters", required: true, least: 0, most: 999999999, unit: "m" }] }],
  ["masterNumber", { form: "<phoneNumber><pw> <slot>", arguments: [{ kind: "text", name: "phoneNumber", required: true, form: "digits", least: 3, most: 20 }, { kind: "integer", name: "slot", required: false, least: 1, most: 3, default: 1 }] }],
  ["cancelMasterNumber", { form: "D101#", arguments: [] }],
  ["callMode", { form: "<on><pw>", arguments: [{ kind: "boolean", name: "on", required: true, wire: ["151", "150"] }] }],
  ["listen", { form: "66", arguments: [] }],
  ["speedLimit", { form: "122<pw> <kmh>", arguments: [{ kind: "integer", name: "kmh", required: true, least: 0, most: 999, unit: "km/h", written: "threeDigits" }] }],
  ["geofence", { form: "<on><pw>", arguments: [{ kind: "boolean", name: "on", required: true, wire: ["210", "211"] }] }],
  ["geofenceRadius", { form: "005<pw> <meters>", arguments: [{ kind: "integer", name: "meters", required: true, least: 1, most: 999999, unit: "m" }] }],
  ["shakeAlarm", { form: "<on><pw>[T<seconds>]", arguments: [{ kind: "boolean", name: "on", required: true, wire: ["180", "181"] }, { kind: "integer", name: "seconds", required: false, least: 0, most: 120, unit: "s", goesWith: "on" }] }],
  ["accAlarm", { form: "<on><pw>", arguments: [{ kind: "boolean", name: "on", required: true, wire: ["887", "886"] }] }],
  ["server", { form: "804<pw> <host> <port>", arguments: [{ kind: "text", name: "host", required: true, form: "host", least: 1, most: 160 }, { kind: "integer", name: "port", required: true, least: 1, most: 65535 }] }],
  ["apn", { form: "803<pw> <name>[ <user> <password>]", arguments: [{ kind: "text", name: "name", required: true, form: "word", least: 1, most: 160 }, { kind: "text", name: "user", required: false, form: "word", least: 1, most: 160, goesWith: "password" }, { kind: "text", name: "password", required: false, form: "word", least: 1, most: 160, goesWith: "user" }] }],
  ["password", { form: "777<newPassword><pw>", arguments: [{ kind: "text", name: "newPassword", required: true, form: "digits", least: 4, most: 6 }] }],
  ["restart", { form: "RESTART", arguments: [] }],
  ["factoryReset", { form: "RESET", arguments: [] }],
  ["timeZone", { form: "896<pw><hoursEast>", arguments: [{ kind: "integer", name: "hoursEast", required: true, least: -12, most: 14, unit: "h", written: "eastOrWest" }] }],
  ["readConfiguration", { form: "RCONF", arguments: [] }],
  ["readStatus", { form: "CXZT", arguments: [] }],
]);
