/** Nested properties such as `obd.engineRpm`. */
import type { Values } from "./meaning.ts";

interface NamedSlot {
  readonly name: string;
  readonly isPath?: boolean | undefined;
}

/** Cached, because parts that are cut out of a name each time would be looked up as new strings. */
const PARTS: Map<string, readonly string[]> = /* @__PURE__ */ new Map();

function partsOf(name: string): readonly string[] {
  const known = PARTS.get(name);
  if (known !== undefined) return known;
  const parts = name.split(".");
  PARTS.set(name, parts);
  return parts;
}

export function valueAt(values: object, name: string): unknown {
  let value: Values | null | undefined = values;
  for (const part of partsOf(name)) value = value?.[part];
  return value;
}

/** Sets the value of a row. */
export function setValue(values: Values, { name, isPath }: NamedSlot, value: unknown): void {
  if (isPath === false) values[name] = value;
  else setAt(values, name, value);
}

export function setAt(values: Values, name: string, value: unknown): void {
  const parts = partsOf(name);
  const last = parts.length - 1;
  let inner = values;
  for (let i = 0; i < last; i++) {
    inner[parts[i]!] ??= {};
    inner = inner[parts[i]!];
  }
  inner[parts[last]!] = value;
}
