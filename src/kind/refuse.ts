import { refuse } from "../argument.ts";

/** @throws RangeError that names the property. */
export function refuseValue(name: string, expected: string, value: unknown): never {
  refuse(`message.${name}`, expected, value);
}

/** A whole number of units for the wire, rounded. @throws RangeError that names the property. */
export function unitsOf(
  name: string,
  value: number | null | undefined,
  perUnit: number,
  most: number,
): number | null {
  if (value === null || value === undefined) return null;
  const units = Math.round(value / perUnit);
  if (!(units >= 0 && units <= most))
    refuseValue(name, `0 to ${Number((most * perUnit).toPrecision(12))}`, value);
  return units;
}
