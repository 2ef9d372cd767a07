/** The common form of messages: everything except the values. */
import type { Json, JsonObject } from "./vector.ts";

/** Words that are part of the form; of everything else only the kind of the value. */
const KEPT: ReadonlySet<string> = /* @__PURE__ */ new Set(["type", "command", "maker", "table"]);

/** The shape of a plain message: its properties, the kind of each value, which are `null`, and its issues. */
export function shapeOf(message: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(message).map(([key, value]) => [
      key,
      key === "issues" || KEPT.has(key) ? value : kindOf(value),
    ]),
  );
}

function kindOf(value: Json): Json {
  if (Array.isArray(value)) return value.map(kindOf);
  if (value === null) return null;
  return typeof value === "object" ? shapeOf(value as JsonObject) : typeof value;
}
