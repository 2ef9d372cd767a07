import { refuse } from "../argument.ts";

/** @throws RangeError that names the property. */
export function refuseValue(name: string, expected: string, value: unknown): never {
  refuse(`message.${name}`, expected, value);
}
