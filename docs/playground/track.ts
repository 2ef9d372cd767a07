/**
 * Positions as a drawing: an equirectangular map of the area around them, which needs no tiles. North is
 * up, and a degree of longitude is drawn shorter by the cosine of the middle latitude.
 */

export interface TrackPoint {
  /** Degrees, WGS 84. */
  readonly latitude: number;
  readonly longitude: number;
  /** Whether it is a current fix. */
  readonly isValid: boolean;
  /** Points of one device are joined. */
  readonly device: string;
}

export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly isValid: boolean;
}

export interface GridLine {
  /** Across the picture: of a parallel its `y`, of a meridian its `x`. */
  readonly at: number;
  /** `24.72° N` */
  readonly label: string;
}

export interface DeviceTrack {
  readonly device: string;
  /** The `d` of an SVG path. */
  readonly path: string;
  readonly dots: readonly Dot[];
  readonly first: Dot;
  readonly last: Dot;
}

export interface Track {
  readonly tracks: readonly DeviceTrack[];
  readonly parallels: readonly GridLine[];
  readonly meridians: readonly GridLine[];
  /** A bar that long, in the units of the drawing, stands for the distance. */
  readonly scale: { readonly length: number; readonly label: string };
  readonly pointCount: number;
  /** Points that would be drawn over the one before them, and those above `MOST_DOTS`, are left out. */
  readonly drawnCount: number;
}

/** The drawing, in units of its own: it is scaled to the page. */
export const MAP_WIDTH = 800;
export const MAP_HEIGHT = 480;

/** Mean radius of the earth (IUGG). */
const METERS_PER_DEGREE = (6_371_008.8 * Math.PI) / 180;
/** A single position is shown with some hundred metres around it. */
const LEAST_SPAN_DEGREES = 0.004;
const MARGIN = 0.12;
export const MOST_DOTS = 4000;

/** `null` if there are no points. */
export function drawTrack(
  points: readonly TrackPoint[],
  width: number,
  height: number,
): Track | null {
  if (points.length === 0) return null;
  const west = westEdge(points);
  const east = (longitude: number): number => (((longitude - west) % 360) + 360) % 360;
  const [south, north] = rangeOf(points, ({ latitude }) => latitude);
  const [, lonSpan] = rangeOf(points, ({ longitude }) => east(longitude));
  const middle = (south + north) / 2;
  const shrink = Math.max(Math.cos((middle * Math.PI) / 180), 0.01);
  const perDegree = Math.min(
    (width * (1 - 2 * MARGIN)) / Math.max(lonSpan * shrink, LEAST_SPAN_DEGREES),
    (height * (1 - 2 * MARGIN)) / Math.max(north - south, LEAST_SPAN_DEGREES),
  );
  const x = (degreesEast: number): number =>
    width / 2 + (degreesEast - lonSpan / 2) * shrink * perDegree;
  const y = (latitude: number): number => height / 2 - (latitude - middle) * perDegree;

  const { tracks, drawnCount } = tracksOf(points, (point) => ({
    x: round(x(east(point.longitude))),
    y: round(y(point.latitude)),
    isValid: point.isValid,
  }));

  const halfHeight = height / 2 / perDegree;
  const halfWidth = width / 2 / perDegree / shrink;
  const latStep = roundStep((2 * halfHeight) / 5);
  const lonStep = roundStep((2 * halfWidth) / 5);
  const centre = west + lonSpan / 2;
  return {
    tracks,
    parallels: multiples(latStep, middle - halfHeight, middle + halfHeight)
      .filter((latitude) => Math.abs(latitude) <= 90)
      .map((latitude) => ({ at: round(y(latitude)), label: degrees(latitude, latStep, "N", "S") })),
    meridians: multiples(lonStep, centre - halfWidth, centre + halfWidth).map((longitude) => ({
      at: round(x(longitude - west)),
      label: degrees(normalLongitude(longitude), lonStep, "E", "W"),
    })),
    scale: scaleBar(width, perDegree),
    pointCount: points.length,
    drawnCount,
  };
}

/** The meridian behind the widest gap, so that a track across the 180th is not torn apart. */
function westEdge(points: readonly TrackPoint[]): number {
  const sorted = Float64Array.from(points, ({ longitude }) => longitude).sort();
  const last = sorted.length - 1;
  let west = sorted[0] as number;
  let widest = west + 360 - (sorted[last] as number);
  for (let i = 1; i <= last; i++) {
    const gap = (sorted[i] as number) - (sorted[i - 1] as number);
    if (gap > widest) {
      widest = gap;
      west = sorted[i] as number;
    }
  }
  return west;
}

function rangeOf(
  points: readonly TrackPoint[],
  of: (point: TrackPoint) => number,
): [least: number, most: number] {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const point of points) {
    const value = of(point);
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

function tracksOf(
  points: readonly TrackPoint[],
  place: (point: TrackPoint) => Dot,
): { tracks: DeviceTrack[]; drawnCount: number } {
  const dotsOf = new Map<string, Dot[]>();
  for (const point of points) {
    const dots = dotsOf.get(point.device) ?? [];
    dotsOf.set(point.device, dots);
    const dot = place(point);
    const before = dots.at(-1);
    const isSame = before !== undefined && isNear(before, dot) && before.isValid === dot.isValid;
    if (!isSame) dots.push(dot);
  }
  let total = 0;
  for (const dots of dotsOf.values()) total += dots.length;
  const keepEvery = Math.ceil(total / MOST_DOTS);
  let drawnCount = 0;
  const tracks: DeviceTrack[] = [];
  for (const [device, all] of dotsOf) {
    const dots = all.filter((_, i) => i % keepEvery === 0 || i === all.length - 1);
    drawnCount += dots.length;
    tracks.push({
      device,
      path: dots.map((dot, i) => `${i === 0 ? "M" : "L"}${dot.x} ${dot.y}`).join(""),
      dots,
      first: dots[0] as Dot,
      last: dots.at(-1) as Dot,
    });
  }
  return { tracks, drawnCount };
}

function isNear(a: Dot, b: Dot): boolean {
  return Math.abs(a.x - b.x) < 1 && Math.abs(a.y - b.y) < 1;
}

/** 1, 2 or 5 times a power of ten, the next that is not below `least`. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= least * 0.999999) ?? 10;
  return factor * power;
}

function multiples(step: number, from: number, to: number): number[] {
  const all: number[] = [];
  for (let i = Math.ceil(from / step); i * step <= to; i++) all.push(i * step);
  return all;
}

function degrees(value: number, step: number, positive: string, negative: string): string {
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const shown = Math.abs(value).toFixed(decimals);
  const isEdge = Number(shown) === 0 || Number(shown) === 180;
  return isEdge ? `${shown}°` : `${shown}° ${value > 0 ? positive : negative}`;
}

function normalLongitude(longitude: number): number {
  return ((((longitude + 180) % 360) + 360) % 360) - 180;
}

/** From an eighth to less than a third of the width. */
function scaleBar(width: number, perDegree: number): Track["scale"] {
  const perMeter = perDegree / METERS_PER_DEGREE;
  const meters = roundStep(width / 8 / perMeter);
  const label = meters >= 1000 ? `${meters / 1000} km` : `${meters} m`;
  return { length: round(meters * perMeter), label };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
