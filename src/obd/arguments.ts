/** Values given to the encoder, checked one by one. Every RangeError names the value. */

/** Reads the properties of `values` in the kind that the PID needs. */
export interface Arguments {
  /** A number from `min` to `max`. */
  number(key: string, min: number, max: number): number;
  /** A whole number from 0 to `max`. */
  integer(key: string, max: number): number;
  flag(key: string): boolean;
  text(key: string): string;
  list(key: string): readonly string[];
  numbers(key: string): readonly number[];
  has(key: string): boolean;
}

export function argumentsOf(values: object): Arguments {
  const get = (key: string): unknown =>
    Object.hasOwn(values, key) ? (values as Record<string, unknown>)[key] : undefined;
  const refuse = (key: string, what: string): never => {
    const got = get(key);
    const shown = typeof got === "number" || typeof got === "string" ? String(got) : kindOf(got);
    throw new RangeError(`values.${key} must be ${what}, not ${shown}`);
  };
  const array = (key: string, kind: "string" | "number"): readonly unknown[] => {
    const got = get(key);
    if (!Array.isArray(got) || !got.every((item) => typeof item === kind)) {
      return refuse(key, `a list of ${kind}s`);
    }
    return got;
  };
  return {
    number(key, min, max) {
      const got = get(key);
      if (typeof got === "number" && got >= min && got <= max) return got;
      return refuse(key, `a number from ${min} to ${max}`);
    },
    integer(key, max) {
      const got = get(key) as number;
      if (Number.isInteger(got) && got >= 0 && got <= max) return got;
      return refuse(key, `a whole number from 0 to ${max}`);
    },
    flag(key) {
      const got = get(key);
      return typeof got === "boolean" ? got : refuse(key, "true or false");
    },
    text(key) {
      const got = get(key);
      return typeof got === "string" ? got : refuse(key, "a string");
    },
    list: (key) => array(key, "string") as readonly string[],
    numbers: (key) => array(key, "number") as readonly number[],
    has: (key) => get(key) !== undefined,
  };
}

function kindOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (Array.isArray(value)) return "a list";
  return value === null ? "null" : typeof value === "object" ? "an object" : `a ${typeof value}`;
}
