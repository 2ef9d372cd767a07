/**
 * `P`, a block of a camera picture: the head of a `$` frame, then user alarm (29), number of the picture
 * (30), number of the block (31), and JPEG data up to FF FF FF FF (h02.md section 1.3, one source). The
 * data are in `tail`.
 */
import type { BinaryReader } from "../../layout/binary-reader.ts";
import { unitsOf } from "../../layout/binary-writer.ts";
import { type BinaryField, type FieldMeaning, readBinaryField } from "../../layout/layout.ts";
import type { Draft } from "../../model/draft.ts";

export const PICTURE: BinaryField = {
  name: "picture",
  offset: 29,
  length: 3,
  about: "User alarm flag, number of the picture, number of the block",
  confidence: "unconfirmed",
  read(reader, draft) {
    draft.picture = { alarmFlag: reader.u8(29), number: reader.u8(30), block: reader.u8(31) };
  },
  write({ picture }, writer) {
    writer.u8(29, unitsOf("picture.alarmFlag", picture?.alarmFlag, 1, 255) ?? 0);
    writer.u8(30, unitsOf("picture.number", picture?.number, 1, 255) ?? 0);
    writer.u8(31, unitsOf("picture.block", picture?.block, 1, 255) ?? 0);
  },
};

const DATA: FieldMeaning = { name: "tail", about: "JPEG data" };

export function readPicture(reader: BinaryReader, draft: Draft): void {
  readBinaryField(PICTURE, reader, draft);
  draft.tail = new Uint8Array(reader.bytes.subarray(32));
  reader.mark(DATA, 32, reader.bytes.length, draft);
}
