import type { Frame } from "../src/index.ts";

/** By form, of its frames alone. */
export const UNCHECKED: Readonly<Record<string, (frame: Frame) => object>>;
