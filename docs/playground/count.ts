/** Counts for people, formatted the same in every locale. */
import { plural } from "../../src/plural.ts";

/** `12,000`. */
export function grouped(count: number): string {
  return count.toLocaleString("en");
}

/** `12,000 frames`. */
export function counted(count: number, noun: string): string {
  return plural(count, noun, grouped(count));
}
