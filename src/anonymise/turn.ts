/**
 * Moves and turns tracks: the earth is turned about an axis that the seed decides. Distances stay, and with them speeds;
 * courses turn with the track.
 */

type Vector = readonly [x: number, y: number, z: number];
export type Turn = (vector: Vector) => Vector;

export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

const RADIANS = Math.PI / 180;

/** @param numbers Four, from 0 to 2^32: each turn is as likely as any other. */
export function turnOf(numbers: readonly number[]): Turn {
  const [u = 0, v = 0, w = 0] = numbers.map((number) => number / 2 ** 32);
  // A quaternion drawn evenly (Shoemake).
  const a = Math.sqrt(1 - u) * Math.sin(2 * Math.PI * v);
  const b = Math.sqrt(1 - u) * Math.cos(2 * Math.PI * v);
  const c = Math.sqrt(u) * Math.sin(2 * Math.PI * w);
  const d = Math.sqrt(u) * Math.cos(2 * Math.PI * w);
  return ([x, y, z]) => [
    (1 - 2 * (b * b + c * c)) * x + 2 * (a * b - c * d) * y + 2 * (a * c + b * d) * z,
    2 * (a * b + c * d) * x + (1 - 2 * (a * a + c * c)) * y + 2 * (b * c - a * d) * z,
    2 * (a * c - b * d) * x + 2 * (b * c + a * d) * y + (1 - 2 * (a * a + b * b)) * z,
  ];
}

export function turnedPlace({ latitude, longitude }: Place, turn: Turn): Place {
  const [x, y, z] = turn(pointAt(latitude, longitude));
  return {
    latitude: Math.asin(Math.min(1, Math.max(-1, z))) / RADIANS,
    longitude: Math.atan2(y, x) / RADIANS,
  };
}

/** The new course, 0 to 360, of a course at a place. */
export function turnedCourse(at: Place, course: number, turn: Turn): number {
  const [north, east] = directionsAt(at);
  const [cos, sin] = [Math.cos(course * RADIANS), Math.sin(course * RADIANS)];
  const heading = turn(north.map((value, i) => value * cos + east[i]! * sin) as unknown as Vector);
  const [newNorth, newEast] = directionsAt(turnedPlace(at, turn));
  const degrees = Math.atan2(dot(heading, newEast), dot(heading, newNorth)) / RADIANS;
  return (degrees + 360) % 360;
}

function pointAt(latitude: number, longitude: number): Vector {
  const [lat, lon] = [latitude * RADIANS, longitude * RADIANS];
  return [Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)];
}

function directionsAt({ latitude, longitude }: Place): [north: Vector, east: Vector] {
  const lon = longitude * RADIANS;
  return [pointAt(latitude + 90, longitude), [-Math.sin(lon), Math.cos(lon), 0]];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
