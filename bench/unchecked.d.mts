import type { Frame } from "../src/index.ts";

/** Parsers by form; each parses frames of its form only. */
export const UNCHECKED: Readonly<Record<string, (frame: Frame) => object>>;
