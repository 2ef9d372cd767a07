/** Speed is in knots on the wire (docs/protocol/h02.md §2: vendor documents, and distances in captures). */

/** One knot in kilometres per hour. */
export const KNOT_KMH = 1.852;

/** Kilometres per hour, from `value / scale` knots. One rounding, so that 41.15 knots give 76.2098. */
export function knotsToKmh(value: number, scale: number): number {
  return (value * 1852) / (scale * 1000);
}
