/** Options of functions that make bytes for a device. */
import { whole } from "../argument.ts";

/** @throws TypeError if there are options, and they are no object. */
export function assertOptions(options: unknown, name = "options"): void {
  if (options !== undefined && (typeof options !== "object" || options === null)) {
    throw new TypeError(`${name} must be an object`);
  }
}

/** @throws RangeError that names it. */
export function assertSerialNumber(name: string, value: unknown): void {
  whole(name, value, 0, 0xffff);
}
