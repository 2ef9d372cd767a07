/** The frame in the text field of the home page. */
import { readInput } from "../../src/text/index.ts";
import { type FrameView, viewOfBytes } from "../playground/frame-view.ts";
import type { Track } from "../playground/tracks.ts";

/** An SOS of an ST-901L, as in the README. */
export const FIRST_FRAME =
  "*HQ,7029083742,V8,111958,A,2443.0632,N,09018.2082,E,12.50,271,280926,fffffffd,470,01,1234,56789,8,27,121,100#";

/** The first frame in a typed text or in hexadecimal digits; `null` without one. */
export function stripOf(typed: string): FrameView | null {
  const [piece] = readInput(new TextEncoder().encode(typed.trim()));
  return piece === undefined ? null : viewOfBytes(piece.bytes);
}

/** Its places as tracks for the map. */
export function tracksOf({ places, deviceId }: FrameView): Track[] {
  if (places.length === 0) return [];
  return [{ device: deviceId, dots: places.map((one) => ({ ...one, place: 0 })) }];
}
