/** Nearby cells and access points in items of makers: a list, sometimes with its length in front. */
import { hexText } from "../bytes.ts";
import { LEAST_COUNTRY, MOST_COUNTRY } from "../frame/country.ts";
import { list } from "../kind/bytes/list.ts";
import { setValue } from "../kind/path.ts";
import { type BytesKind, REST } from "../kind/row.ts";
import { BSSID } from "../kind/schema.ts";

/** Address of six bytes, level as a signed byte. */
export const ACCESS_POINT: BytesKind = {
  kind: "accessPoint",
  halves: 14,
  personal: "wifi",
  // A level is negative.
  fits: (r, at) => r.half(at + 12) >= 8,
  read(r, at, _to, row, values) {
    const rssiDbm = r.uint(at + 12, at + 14) - 256;
    setValue(values, row, { bssid: r.hex(at, at + 12), rssiDbm });
  },
  write() {},
};

type Part = "mnc" | "lac" | "cid";

interface ScannedKind extends BytesKind {
  readonly parts: readonly (readonly [Part, bytes: number])[];
}

/** Country in two bytes, the parts, and the level in one byte of undocumented unit. */
export function scannedCell(...parts: ScannedKind["parts"]): ScannedKind {
  const bytes = parts.reduce((sum, [, size]) => sum + size, 3);
  return {
    kind: "scannedCell",
    halves: bytes * 2,
    personal: "cell",
    parts,
    fits: (r, at) => {
      const { mcc, lac, cid } = cellAt(r, at, parts);
      return mcc >= LEAST_COUNTRY && mcc <= MOST_COUNTRY && lac <= 0xffff && cid <= 0xfffffff;
    },
    read(r, at, to, row, values) {
      const { mcc, mnc, lac, cid } = cellAt(r, at, parts);
      const rssi = r.uint(to - 2, to);
      setValue(values, row, { mcc, mnc, lac: lac || null, cid: cid || null, rssi });
    },
    write() {},
  };
}

function cellAt(
  r: Parameters<BytesKind["read"]>[0],
  at: number,
  parts: ScannedKind["parts"],
): Record<"mcc" | Part, number> {
  const found = { mcc: r.uint(at, at + 4), mnc: 0, lac: 0, cid: 0 };
  let from = at + 4;
  for (const [name, bytes] of parts) {
    found[name] = r.uint(from, from + bytes * 2);
    from += bytes * 2;
  }
  return found;
}

/** All elements up to the end; if counted, the given number of elements. */
export function scan(element: BytesKind, isCounted: boolean): BytesKind {
  const { read } = list(element);
  const skip = isCounted ? 2 : 0;
  return {
    ...list(element),
    kind: element.kind === "accessPoint" ? "accessPoints" : "scannedCells",
    fits(r, at, to, row, values) {
      const from = at + skip;
      const count = (to - from) / element.halves;
      // Without the byte of the count it is no integer either.
      if (!Number.isInteger(count)) return false;
      if (isCounted ? r.uint(at, from) !== count : count === 0) return false;
      for (let i = from; i < to; i += element.halves)
        if (!element.fits!(r, i, i + element.halves, row, values)) return false;
      return true;
    },
    read: (r, at, to, row, values) => read(r, at + skip, to, row, values),
    write() {},
  };
}

/** Number, then addresses and levels as text: `54:B1:21:0A:0B:0C,-61,…`. */
export const ACCESS_POINT_TEXT: BytesKind = {
  kind: "accessPoints",
  halves: REST,
  personal: "wifi",
  fits: (r, at, to) => textPoints(r, at, to) !== null,
  read: (r, at, to, row, values) => setValue(values, row, textPoints(r, at, to)),
  write() {},
};

const PAIR = /^([\da-f]{2}(?::[\da-f]{2}){5}),(-\d{1,3})$/i;

function textPoints(r: Parameters<BytesKind["read"]>[0], at: number, to: number): object[] | null {
  const digits = hexText(r.bytes, (at >> 1) + 1, to >> 1);
  const text = digits.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)));
  const fields = text === "" ? [] : text.split(",");
  const points: (RegExpExecArray | null)[] = [];
  for (let i = 0; i < fields.length; i += 2)
    points.push(PAIR.exec(`${fields[i]},${fields[i + 1]}`));
  if (points.length !== r.uint(at, at + 2) || points.includes(null)) return null;
  return points.map((point) => ({
    bssid: point![1]!.replaceAll(":", "").toLowerCase(),
    rssiDbm: Number(point![2]),
  }));
}

export const schemaAccessPoints: object = {
  type: "array",
  items: {
    type: "object",
    properties: { bssid: BSSID, rssiDbm: { type: ["integer", "null"], minimum: -999, maximum: 0 } },
  },
};

export { schemaThreeCells as schemaScannedCells } from "../kind/bytes/cell.ts";
