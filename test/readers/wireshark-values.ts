/** The values of a message by the names of the dissector. */
import type { Message } from "../../src/index.ts";

/** Properties without a name in the dissector: their kinds are shown raw, or they are in a raw part of the frame. */
const IGNORED = /^(?:type|frame|issues|serialNumber.?x|extra|positions|items)$/;

/** Numbers as Wireshark prints doubles: 15 digits. */
export function same(shown: string, value: unknown): boolean {
  if (value instanceof Date) return Date.parse(shown.replace(".000000000", "")) === value.getTime();
  if (typeof value === "boolean") return shown === (value ? "1" : "0");
  if (typeof value === "number") {
    const number = Number(shown);
    return Math.abs(number - value) <= Math.abs(value) * 1e-12 + 1e-12;
  }
  return shown === value || shown.replaceAll(":", "") === value;
}

/** The values of a message by the names of the dissector. */
export function expected(message: Message): Map<string, unknown[]> {
  const values = new Map<string, unknown[]>();
  const add = (name: string, value: unknown): void => {
    if (value === null || value === undefined) return;
    values.set(name, [...(values.get(name) ?? []), value]);
  };
  const walk = (path: string, value: unknown): void => {
    if (value instanceof Uint8Array) {
      if (path === "obdPids.data") add(path, Buffer.from(value).toString("hex"));
      return;
    }
    if (Array.isArray(value)) for (const one of value) walk(path, one);
    else if (typeof value === "object" && value !== null && !(value instanceof Date))
      for (const [key, inner] of Object.entries(value))
        walk(path === "" ? key : `${path}.${key}`, inner);
    else add(path, value);
  };
  for (const [name, value] of Object.entries(message)) {
    if (name === "alarms") for (const alarm of value as readonly string[]) add("alarm", alarm);
    else if (name === "positions") {
      for (const position of value as readonly object[])
        for (const [inner, values] of expected(position as Message))
          for (const one of values) add(inner, one);
    } else if (!IGNORED.test(name)) walk(name, value);
  }
  values.delete("status.alarms");
  return values;
}
