/** The single values that stand behind the position in text frames, from which tails are made. */

import { refuseValue } from "../../kind/refuse.ts";
import { hexDigit, isDigit, type TextReader } from "../../kind/text-reader.ts";
import type { FieldMeaning, TextField } from "../../layout/layout.ts";
import type { Draft, NumberKey } from "../../model/draft.ts";
import { putDecimal, readDecimal } from "./position-body.ts";

/** A field with a whole number from 0 to `most`; the value is it times `factor` over `divisor`. */
export function wholeField(
  meaning: FieldMeaning & { readonly name: NumberKey },
  most: number,
  divisor = 1,
  factor = 1,
): TextField {
  const { name } = meaning;
  return {
    ...meaning,
    width: 1,
    read(reader, at, draft) {
      const value = readWhole(reader, at, name, most);
      draft[name] = value === null ? null : (value * factor) / divisor;
    },
    write(values, writer) {
      const value = values[name];
      if (value === null || value === undefined) return writer.put("");
      const count = Math.round((value * divisor) / factor);
      if (!(count >= 0 && count <= most))
        refuseValue(name, `0 to ${(most * factor) / divisor}`, value);
      writer.putWhole(count);
    },
  };
}

/** A field with a number from 0 to `most`, with or without decimals. */
function decimalField(
  meaning: FieldMeaning & { readonly name: NumberKey },
  most: number,
  decimals = 0,
): TextField {
  const { name } = meaning;
  return {
    ...meaning,
    width: 1,
    read(reader, at, draft) {
      draft[name] = readDecimal(
        reader,
        at,
        name,
        `0 to ${most}`,
        most,
        (value, scale) => value / scale,
      );
    },
    write(values, writer) {
      putDecimal(values[name], name, decimals, most, 1, writer);
    },
  };
}

export const SATELLITES: TextField = wholeField(
  { name: "satellites", about: "Positioning satellites" },
  99,
);

export const SIGNAL_CSQ: TextField = wholeField(
  { name: "signalCsq", about: "GSM signal quality, 0 to 31" },
  31,
);

export const SUPPLY_VOLTS: TextField = wholeField(
  {
    name: "supplyVolts",
    unit: "V",
    about: "Tenths of a volt: of the supply, or of the cell on units without external supply",
  },
  9999,
  10,
);

export const BATTERY_PERCENT: TextField = wholeField(
  { name: "batteryPercent", unit: "%", about: "0 to 100" },
  100,
);

export const ODOMETER_METERS: TextField = wholeField(
  {
    name: "odometerMeters",
    unit: "m",
    about: "Distance; metres fit the captures, no document names the unit",
    confidence: "inferred",
  },
  1e12,
);

export const ODOMETER_KM: TextField = wholeField(
  { name: "odometerMeters", unit: "m", about: "Distance, kilometres on the wire" },
  1e9,
  1,
  1000,
);

export const TEMPERATURE: TextField = decimalField(
  { name: "temperatureCelsius", unit: "°C", about: "Temperature", confidence: "inferred" },
  999,
);

export const FUEL_PERCENT: TextField = decimalField(
  { name: "fuelPercent", unit: "%", about: "Fuel level", confidence: "inferred" },
  100,
  1,
);

export const ALTITUDE: TextField = decimalField(
  { name: "altitudeMeters", unit: "m", about: "Altitude", confidence: "inferred" },
  99999,
);

/** Area code and cell id in hexadecimal, without network. */
export const LAC_CID_HEX: TextField = {
  name: "cell",
  width: 2,
  about: "lac and cid in hexadecimal; the network is not sent",
  read(reader, at, draft) {
    draft.cell = null;
    if (!reader.select(at, "cell", "lac")) return;
    const lac = reader.hexadecimal();
    if (!reader.select(at + 1, "cell", "cid")) return;
    const cid = reader.hexadecimal();
    if (lac < 0 || lac > 0xffff || cid < 0 || cid > 0xfffffff) {
      reader.report("bad-cell", "cell", at, at + 1, "lac,cid");
    } else if (lac === 0 && cid === 0) reader.report("no-cell", "cell", at, at + 1, "lac,cid");
    else draft.cell = { mcc: null, mnc: null, lac: lac || null, cid: cid || null };
  },
  write({ cell }, writer) {
    writer.putWhole(cell?.lac ?? 0, 4, 16);
    writer.putWhole(cell?.cid ?? 0, 4, 16);
  },
};

export const ICCID: TextField = {
  name: "iccid",
  width: 1,
  about: "SIM serial number, 19 or 20 characters, some padded with F",
  read(reader, at, draft) {
    draft.iccid = readIccid(reader, at);
  },
  write({ iccid }, writer) {
    writer.put(iccid ?? "");
  },
};

/** The ICCID as text, or `null`. */
function readIccid(reader: TextReader, at: number): string | null {
  if (!reader.select(at, "iccid", "19 or 20 digits")) return null;
  let hasGap = false;
  for (let i = reader.start; i < reader.end; i++) {
    const byte = reader.bytes[i]!;
    // Chinese ICCIDs have letters inside, others F as padding.
    if (byte === 0x3f) hasGap = true;
    else if (hexDigit(byte) < 0) {
      reader.report("bad-iccid", "iccid", at, at, "19 or 20 digits");
      return null;
    }
  }
  if (hasGap) reader.report("digits-missing", "iccid", at, at, "19 or 20 digits");
  return reader.selected();
}

export const WIFI: TextField = {
  name: "wifi",
  width: 2,
  about: "BSSID, then the level as one byte in hexadecimal: 3a is 58 - 110 = -52 dBm",
  read(reader, at, draft) {
    draft.wifi ??= [];
    if (!reader.select(at, "wifi", "twelve hexadecimal digits")) return;
    let isAddress = reader.end - reader.start === 12;
    for (let i = reader.start; i < reader.end; i++) {
      if (hexDigit(reader.bytes[i]!) < 0) isAddress = false;
    }
    if (!isAddress) {
      reader.report("bad-wifi", "wifi", at, at + 1, "BSSID,level");
      return;
    }
    const bssid = reader.selected().toLowerCase();
    let rssiDbm: number | null = null;
    if (reader.select(at + 1, "wifi", "two hexadecimal digits")) {
      const level = reader.hexadecimal();
      if (level >= 0 && level <= 0xff) rssiDbm = level - 110;
      else reader.report("bad-wifi", "wifi", at + 1, at + 1, "two hexadecimal digits");
    }
    draft.wifi.push({ bssid, rssiDbm });
  },
  write({ wifi }, writer) {
    const point = wifi?.[writer.next("wifi")];
    writer.put(point?.bssid ?? "");
    const level = point?.rssiDbm;
    if (level === null || level === undefined) return writer.put("");
    if (!(level >= -110 && level <= 145)) refuseValue("wifi.rssiDbm", "-110 to 145", level);
    writer.put((level + 110).toString(16).padStart(2, "0"));
  },
};

/** A whole number from 0 to `most`. */
export function readWhole(
  reader: TextReader,
  at: number,
  name: keyof Draft & string,
  most: number,
): number | null {
  if (!reader.select(at, name, "a whole number")) return null;
  const value = reader.decimal();
  if (value < 0) reader.report("bad-number", name, at, at, "a whole number");
  else if (value > most) reader.report("out-of-range", name, at, at, `0 to ${most}`);
  else return value;
  return null;
}

/** Whether field `at` is a whole number up to `most`. */
export function isWhole(reader: TextReader, at: number, most: number): boolean {
  reader.trim(at);
  const value = reader.decimal();
  return value >= 0 && value <= most;
}

/** Whether field `at` has a decimal point. */
export function hasPoint(reader: TextReader, at: number): boolean {
  reader.trim(at);
  for (let i = reader.start; i < reader.end; i++) {
    const byte = reader.bytes[i]!;
    if (!isDigit(byte)) return byte === 0x2e;
  }
  return false;
}
