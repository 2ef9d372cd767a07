/** `obd.engineRpm` is a property of a property. */
import type { Values } from "./row.ts";

interface NamedSlot {
  readonly name: string;
  readonly isPath?: boolean | undefined;
}

export function valueAt(values: object, name: string): unknown {
  const dot = name.indexOf(".");
  if (dot < 0) return (values as Values)[name];
  const inner: object | null | undefined = (values as Values)[name.slice(0, dot)];
  return inner === undefined || inner === null ? undefined : valueAt(inner, name.slice(dot + 1));
}

/** Sets the value of a row. */
export function setValue(values: Values, { name, isPath }: NamedSlot, value: unknown): void {
  if (isPath === false) values[name] = value;
  else setAt(values, name, value);
}

export function setAt(values: Values, name: string, value: unknown): void {
  const dot = name.indexOf(".");
  if (dot < 0) {
    values[name] = value;
    return;
  }
  const outer = name.slice(0, dot);
  values[outer] ??= {};
  setAt(values[outer], name.slice(dot + 1), value);
}
