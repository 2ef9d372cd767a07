/** Places of frames as tracks: a line for each device, and separate dots for frames without an id. */
import type { FrameRow } from "./frame-row.ts";

export interface TrackDot {
  /** Degrees, WGS 84; the longitude may be beyond 180, so that a track across that meridian is in one piece. */
  readonly latitude: number;
  readonly longitude: number;
  readonly isValid: boolean;
  /** Index of its frame in the rows. */
  readonly place: number;
}

export interface Track {
  /** `null`: the device is unknown, so its dots are not joined. */
  readonly device: string | null;
  /** In the order of time, because stored records arrive late; those without a time keep their position. */
  readonly dots: readonly TrackDot[];
}

/** @param places Indexes of the frames on show. */
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
      // Rows keep no time of the later records of a batch: these stay behind the first one.
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

/** The meridian after the widest gap, so that a track across the 180th is not torn apart. */
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

/** The box around all dots; `null` without dots. */
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
