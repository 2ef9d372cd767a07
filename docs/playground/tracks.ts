/** Places of frames as tracks: a line for each device, and dots alone for frames that name none. */
import type { FrameRow } from "./frame-row.ts";

export interface TrackDot {
  /** Degrees, WGS 84; the longitude may be beyond 180, so that a track across that meridian is in one piece. */
  readonly latitude: number;
  readonly longitude: number;
  readonly isValid: boolean;
  /** Of its frame in the rows. */
  readonly place: number;
}

export interface Track {
  /** `null`: nobody knows whose, so they are not joined. */
  readonly device: string | null;
  /** By their time, as records from memory come late; those without a time where they stand. */
  readonly dots: readonly TrackDot[];
}

/** @param places Of the frames that are shown. */
export function tracksOf(rows: readonly FrameRow[], places: readonly number[]): Track[] {
  const found = new Map<string | null, TimedDot[]>();
  const longitudes: number[] = [];
  for (const place of places) {
    const row = rows[place];
    if (row === undefined || row.place === null) continue;
    let dots = found.get(row.device);
    if (dots === undefined) {
      dots = [];
      found.set(row.device, dots);
    }
    const all = row.more.length === 0 ? [row.place] : [row.place, ...row.more];
    for (const one of all) {
      // Those of a batch behind the first have a time of their own, which no row keeps: they stay behind it.
      dots.push({ ...one, place, time: row.time ?? dots.at(-1)?.time ?? Number.NEGATIVE_INFINITY });
      longitudes.push(one.longitude);
    }
  }
  const west = westEdge(longitudes);
  return [...found].map(([device, dots]) => ({
    device,
    dots: dots
      .sort((a, b) => a.time - b.time || a.place - b.place)
      .map(({ latitude, longitude, isValid, place }) => ({
        latitude,
        longitude: longitude < west ? longitude + 360 : longitude,
        isValid,
        place,
      })),
  }));
}

interface TimedDot extends TrackDot {
  readonly time: number;
}

/** The meridian behind the widest gap, so that a track across the 180th is not torn apart. */
export function westEdge(longitudes: readonly number[]): number {
  const sorted = Float64Array.from(longitudes).sort();
  const last = sorted.length - 1;
  let west = sorted[0] ?? 0;
  let widest = west + 360 - (sorted[last] ?? 0);
  for (let i = 1; i <= last; i++) {
    const gap = (sorted[i] as number) - (sorted[i - 1] as number);
    if (gap > widest) {
      widest = gap;
      west = sorted[i] as number;
    }
  }
  return west;
}

export interface Bounds {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

/** What holds all dots; `null` without any. */
export function boundsOf(tracks: readonly Track[]): Bounds | null {
  let [south, west] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [north, east] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { dots } of tracks) {
    for (const { latitude, longitude } of dots) {
      south = Math.min(south, latitude);
      north = Math.max(north, latitude);
      west = Math.min(west, longitude);
      east = Math.max(east, longitude);
    }
  }
  return south > north ? null : { south, west, north, east };
}
