/** The road that simulated vehicles follow: a line of GeoJSON, or a track or route of GPX. */

export const METERS_PER_DEGREE: number = (6_371_000 * Math.PI) / 180;

interface Point {
  readonly latitude: number;
  readonly longitude: number;
  /** From the start of the route. */
  readonly meters: number;
}

export class Route {
  readonly #points: readonly Point[];
  readonly lengthMeters: number;

  /** @throws RangeError without two different places. */
  constructor(places: readonly (readonly [longitude: number, latitude: number])[]) {
    let meters = 0;
    const points: Point[] = [];
    for (const [longitude, latitude] of places) {
      const last = points.at(-1);
      if (last !== undefined) {
        const step = distance(last, { latitude, longitude });
        if (step === 0) continue;
        meters += step;
      }
      points.push({ latitude, longitude, meters });
    }
    if (points.length < 2) throw new RangeError("a route needs two different places");
    this.#points = points;
    this.lengthMeters = meters;
  }

  /** The place and course after that many metres, there and back again. */
  at(meters: number): { latitude: number; longitude: number; courseDegrees: number } {
    const round = 2 * this.lengthMeters;
    const along = ((meters % round) + round) % round;
    const isBack = along > this.lengthMeters;
    const place = isBack ? round - along : along;
    const i = Math.max(
      1,
      this.#points.findIndex((point) => point.meters >= place),
    );
    const from = this.#points[i - 1]!;
    const to = this.#points[i]!;
    const part = (place - from.meters) / (to.meters - from.meters);
    const north = to.latitude - from.latitude;
    const east = to.longitude - from.longitude;
    const narrowing = Math.cos((from.latitude * Math.PI) / 180);
    const course = (Math.atan2(east * narrowing, north) * 180) / Math.PI + (isBack ? 180 : 0);
    return {
      latitude: from.latitude + north * part,
      longitude: from.longitude + east * part,
      courseDegrees: (Math.round(course) + 360) % 360,
    };
  }
}

function distance(
  a: { readonly latitude: number; readonly longitude: number },
  b: { readonly latitude: number; readonly longitude: number },
): number {
  const narrowing = Math.cos((a.latitude * Math.PI) / 180);
  const north = b.latitude - a.latitude;
  const east = (b.longitude - a.longitude) * narrowing;
  return Math.hypot(north, east) * METERS_PER_DEGREE;
}

/** @throws RangeError that names what is missing. */
export function parseRoute(text: string): Route {
  const places = text.trimStart().startsWith("<") ? placesOfGpx(text) : placesOfGeoJson(text);
  for (const [longitude, latitude] of places) {
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180))
      throw new RangeError(`${longitude},${latitude} is not a longitude and latitude`);
  }
  return new Route(places);
}

function placesOfGpx(text: string): [number, number][] {
  return [...text.matchAll(/<(?:trkpt|rtept|wpt)\b([^<>]*)>/g)].map(([, attributes = ""]) => {
    const [longitude, latitude] = ["lon", "lat"].map((name) =>
      Number(new RegExp(`\\b${name}\\s*=\\s*["']([^"']+)["']`).exec(attributes)?.[1]),
    );
    return [longitude!, latitude!];
  });
}

/** The coordinates of all lines and points in it, in their order. */
function placesOfGeoJson(text: string): [number, number][] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new RangeError("a route must be GeoJSON or GPX");
  }
  const places: [number, number][] = [];
  const collect = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    if (typeof value[0] === "number") places.push([value[0], Number(value[1])]);
    else for (const inner of value) collect(inner);
  };
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) for (const inner of value) walk(inner);
    else {
      const { coordinates, features, geometry, geometries } = value as Record<string, unknown>;
      collect(coordinates);
      for (const inner of [features, geometry, geometries]) walk(inner);
    }
  };
  walk(json);
  return places;
}
