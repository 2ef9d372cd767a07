/** Parallels and meridians at round degrees, for a map. */

export interface GridLine {
  /** Degrees. */
  readonly at: number;
  /** `24.72° N` */
  readonly label: string;
}

/** @param least The smallest distance of two lines, in degrees. */
export function parallelsOf(south: number, north: number, least: number): GridLine[] {
  const step = roundStep(least);
  return multiples(step, Math.max(south, -85), Math.min(north, 85)).map((at) => ({
    at,
    label: degrees(at, step, "N", "S"),
  }));
}

export function meridiansOf(west: number, east: number, least: number): GridLine[] {
  const step = roundStep(least);
  return multiples(step, west, east).map((at) => ({
    at,
    label: degrees(normalLongitude(at), step, "E", "W"),
  }));
}

/** The smallest of 1, 2 or 5 times a power of ten that is not below `least`. */
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
