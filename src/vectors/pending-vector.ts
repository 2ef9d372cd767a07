/** Makes a pending vector from a recording. */
import type { Recording } from "./record.ts";
import { formatVector, type JsonObject, vectorInput } from "./vector.ts";

export interface VectorNaming {
  /** `desk`: the id becomes `desk-001-v1`. */
  readonly name: string;
  readonly number: number;
  readonly source: string;
}

/** One line of a file, without line break. */
export function pendingVector(
  { bytes, messages }: Recording,
  { name, number, source }: VectorNaming,
): string {
  return formatVector({
    id: `${name}-${String(number).padStart(3, "0")}-${wordOf(messages)}`,
    ...vectorInput(bytes),
    source,
    note: "",
    review: "pending",
    expect: messages,
  });
}

function wordOf([first]: readonly JsonObject[]): string {
  if (first === undefined) return "empty";
  const command = first["command"] === "$" ? "binary" : String(first["command"]);
  return command.toLowerCase().replace(/[^a-z0-9]+/g, "") || String(first["type"]);
}
