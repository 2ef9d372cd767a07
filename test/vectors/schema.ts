/** As much of JSON Schema as vectors/schema.json needs. An unknown keyword is an error, not ignored. */
export type Schema = Readonly<Record<string, unknown>>;

const NOTES = new Set(["$schema", "title", "description"]);

/** What is wrong with the value, or nothing. */
export function violations(schema: Schema, value: unknown, path = "$"): string[] {
  const found: string[] = [];
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  const object = isObject ? (value as Record<string, unknown>) : {};
  const list = Array.isArray(value) ? value : [];
  const say = (isGood: boolean, what: string): void => {
    if (!isGood) found.push(`${path}: ${what}`);
  };
  for (const [keyword, argument] of Object.entries(schema)) {
    if (NOTES.has(keyword)) continue;
    switch (keyword) {
      case "type":
        say([argument].flat().includes(typeOf(value)), `not of type ${argument}`);
        break;
      case "required":
        if (!isObject) break;
        for (const key of argument as string[]) say(Object.hasOwn(object, key), `no ${key}`);
        break;
      case "properties":
        for (const [key, part] of Object.entries(argument as Record<string, Schema>)) {
          if (Object.hasOwn(object, key))
            found.push(...violations(part, object[key], `${path}.${key}`));
        }
        break;
      case "additionalProperties":
        if (argument !== false) throw new Error("additionalProperties other than false");
        for (const key of Object.keys(object)) {
          say(Object.hasOwn(schema["properties"] as object, key), `has ${key}`);
        }
        break;
      case "oneOf":
        say(
          (argument as Schema[]).filter((part) => violations(part, value).length === 0).length ===
            1,
          "not exactly one of the alternatives",
        );
        break;
      case "items":
        for (const [i, part] of list.entries()) {
          found.push(...violations(argument as Schema, part, `${path}[${i}]`));
        }
        break;
      case "enum":
        say((argument as unknown[]).includes(value), `not one of ${argument}`);
        break;
      case "pattern":
        say(typeof value !== "string" || new RegExp(argument as string).test(value), "bad form");
        break;
      case "minLength":
        say(typeof value !== "string" || value.length >= (argument as number), "too short");
        break;
      case "minItems":
        say(!Array.isArray(value) || list.length >= (argument as number), "too few");
        break;
      case "maxItems":
        say(!Array.isArray(value) || list.length <= (argument as number), "too many");
        break;
      default:
        throw new Error(`unknown keyword ${keyword}`);
    }
  }
  return found;
}

function typeOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}
