/**
 * `P`, a block of a camera picture: the head of a `$` frame, then user alarm (29), number of the picture
 * (30), number of the block (31), and JPEG data up to FF FF FF FF (docs/protocol/h02.md §1.3, one source). The
 * data are in `tail`.
 */
import { named } from "../../kind/bytes/kept.ts";
import { refuseValue } from "../../kind/refuse.ts";
import { type BytesKind, type BytesRow, REST } from "../../kind/row.ts";

const PARTS = ["alarmFlag", "number", "block"] as const;

const BLOCK: BytesKind = {
  kind: "pictureBlock",
  halves: 6,
  personal: "harmless",
  read(r, at, _to, row, values) {
    const [alarmFlag, number, block] = PARTS.map((_, i) => r.uint(at + 2 * i, at + 2 * i + 2));
    values[row.name] = { alarmFlag, number, block };
  },
  write(w, at, row, values) {
    for (const [i, part] of PARTS.entries()) {
      const value = Math.round(values[row.name]?.[part] ?? 0);
      if (!(value >= 0 && value <= 255)) refuseValue(`${row.name}.${part}`, "0 to 255", value);
      w.digits(at + 2 * i, 2, value, 16);
    }
  },
};

const BYTE = { type: "integer", minimum: 0, maximum: 255 };

export const schemaPictureBlock: object = {
  type: "object",
  required: PARTS,
  properties: { alarmFlag: BYTE, number: BYTE, block: BYTE },
};

export const PICTURE_ROWS: readonly BytesRow[] = [
  {
    name: "picture",
    kind: BLOCK,
    about: "User alarm flag, number of the picture, number of the block",
    confidence: "unconfirmed",
  },
  { name: "tail", kind: { ...named(0), halves: REST }, about: "JPEG data" },
];
