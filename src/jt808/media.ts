/**
 * The body of 0x0801, a picture or the like: a head, where it was made, the data (docs/protocol/jt808-tables.md §4.4).
 *
 *     0000007B 01 02 01 02 | 00000400 … 200707192359 | 0D7B…
 *     id, kind, format, event, channel
 */
import { named } from "../kind/bytes/kept.ts";
import { uint } from "../kind/bytes/number.ts";
import { oneOf } from "../kind/bytes/one-of.ts";
import type { BytesReader } from "../kind/bytes-reader.ts";
import { isDay } from "../kind/datetime.ts";
import { type BytesRow, REST, value } from "../kind/row.ts";

import { BASIC_POSITION, LEAST_POSITION } from "./position.ts";

export function media(): readonly BytesRow[] {
  return [
    value(uint(4), "jt808.media.id", {
      about: "Number of the recording, which the answer 0x8800 repeats",
    }),
    value(oneOf("picture", "audio", "video"), "jt808.media.kind", {
      about: "0 picture, 1 audio, 2 video",
    }),
    value(oneOf("jpeg", "tif", "mp3", "wav", "wmv"), "jt808.media.format", {
      about: "0 jpeg, 1 tif, 2 mp3, 3 wav, 4 wmv",
    }),
    value(
      oneOf(
        "command",
        "timed",
        "robbery",
        "collision",
        "doorOpened",
        "doorClosed",
        "drivenOff",
        "distance",
      ),
      "jt808.media.event",
      {
        about:
          "0 command, 1 timed, 2 robbery, 3 collision or rollover, 4 doorOpened, 5 doorClosed, 6 drivenOff: door closed and faster than 20 km/h, 7 distance",
      },
    ),
    value(uint(1), "jt808.media.channel", { about: "Channel" }),
    ...BASIC_POSITION,
    { name: "tail", kind: { ...named(0), halves: REST }, about: "The data" },
  ];
}

/** Before 2013 the body had numbers of packets in place of the position, and the data after them. */
export function hasPosition(r: BytesReader, from: number, to: number): boolean {
  const position = from + 8;
  const time = (position + 22) * 2;
  // YYMMDDhhmmss
  const digits = position + LEAST_POSITION > to ? -1 : r.digits(time, time + 12);
  // All 0 if the clock is not set; then a valid latitude is needed.
  if (digits <= 0) return digits === 0 && r.bytes[position + 8]! < 6;
  const [year, month, day] = [1e10, 1e8, 1e6].map((unit) => Math.floor(digits / unit) % 100);
  return isDay(day!, month!, year!);
}
