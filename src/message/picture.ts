/**
 * `P`, a block of a camera picture: the head of a `$` frame, then user alarm (29), number of the picture
 * (30), number of the block (31), and JPEG data up to FF FF FF FF (h02.md section 1.3, one source). The
 * bytes from 29 on are kept in `tail`.
 */
import type { BinaryReader } from "./binary-reader.ts";
import { keep } from "./binary-tails.ts";
import type { Draft } from "./draft.ts";

export function readPicture(reader: BinaryReader, draft: Draft): void {
  keep(reader, draft, 29, reader.bytes.length);
}
