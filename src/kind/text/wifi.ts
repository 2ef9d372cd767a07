/** An access point of a scan. */
import { frozen } from "../../frozen.ts";
import type { TextEmitter } from "../emit.ts";
import { refuseValue } from "../refuse.ts";
import type { TextKind, TextRow, Values } from "../row.ts";
import { BSSID } from "../schema.ts";
import { hexDigit } from "../text-reader.ts";

/** dBm of level 0. */
const LEAST_DBM = -110;
const MOST_DBM = LEAST_DBM + 0xff;

/** BSSID, then the level as one byte in hexadecimal: 3a is 58 - 110 = -52 dBm. */
export const WIFI: TextKind = /* @__PURE__ */ frozen({
  kind: "wifi",
  fields: 2,
  personal: "wifi",
  read(r, at, row, values) {
    const { name } = row;
    values[name] ??= [];
    if (!r.select(at, name, "twelve hexadecimal digits")) return;
    let isAddress = r.end - r.start === 12;
    for (let i = r.start; i < r.end; i++) if (hexDigit(r.bytes[i]!) < 0) isAddress = false;
    if (!isAddress) return r.report("bad-wifi", name, at, at + 1, "BSSID,level");
    const bssid = r.selected().toLowerCase();
    let rssiDbm: number | null = null;
    if (r.select(at + 1, name, "two hexadecimal digits")) {
      const level = r.hexadecimal();
      if (level >= 0 && level <= 0xff) rssiDbm = level + LEAST_DBM;
      else r.report("bad-wifi", name, at + 1, at + 1, "two hexadecimal digits");
    }
    values[name].push({ bssid, rssiDbm });
  },
  write(w, row, values) {
    const point = nextPoint(values, row, w.next(row.name));
    w.put(point === undefined ? "" : point.bssid);
    const level: number | null | undefined = point?.["rssiDbm"];
    if (level === null || level === undefined) return w.put("");
    if (!(level >= LEAST_DBM && level <= MOST_DBM)) {
      refuseValue(`${row.name}.rssiDbm`, `${LEAST_DBM} to ${MOST_DBM}`, level);
    }
    w.put((level - LEAST_DBM).toString(16).padStart(2, "0"));
  },
});

/** An element of `wifi` for the writer. @throws RangeError for a bad address. */
export function nextPoint(values: Values, row: TextRow, i: number): Values | undefined {
  const point: Values | undefined = values[row.name]?.[i];
  if (point !== undefined && !/^[0-9a-f]{12}$/.test(point["bssid"])) {
    refuseValue(`${row.name}[${i}].bssid`, "12 small hexadecimal digits", point["bssid"]);
  }
  return point;
}

export function emitWifi(e: TextEmitter, row: TextRow): void {
  const name = e.keep(row.name, e.call("wifiAt", "B", "p", `${LEAST_DBM}`));
  e.giveUpIf(`${name} === null`);
  // Twelve digits, a comma and two digits.
  e.line("p += 15;");
  e.giveElement(row, name);
}

const LEVEL = { type: ["integer", "null"], minimum: LEAST_DBM, maximum: MOST_DBM };

export const schemaWifi: object = {
  type: "array",
  items: { type: "object", properties: { bssid: BSSID, rssiDbm: LEVEL } },
};
