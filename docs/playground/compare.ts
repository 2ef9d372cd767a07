/** Two frames side by side: each value of either, and whether they agree. */
import { type Json, parseFrame, toJson } from "../../src/index.ts";
import type { FrameSource } from "./frame-view.ts";

export interface ComparedValue {
  /** Path of the property: `latitude`, `status.ignition`. */
  readonly path: string;
  /** `null` where the frame has no such property. */
  readonly first: string | null;
  readonly second: string | null;
  readonly isDifferent: boolean;
}

export interface Comparison {
  readonly values: readonly ComparedValue[];
  readonly differenceCount: number;
}

export function compareFrames(first: FrameSource, second: FrameSource): Comparison {
  const [one, other] = [valuesOf(first), valuesOf(second)];
  const values = [...new Set([...one.keys(), ...other.keys()])].map((path): ComparedValue => {
    const [a = null, b = null] = [one.get(path), other.get(path)];
    return { path, first: a, second: b, isDifferent: a !== b };
  });
  return { values, differenceCount: values.filter(({ isDifferent }) => isDifferent).length };
}

function valuesOf({ frame, deviceId }: FrameSource): Map<string, string> {
  const message = parseFrame(frame, deviceId === null ? {} : { deviceId });
  const values = new Map<string, string>();
  add(values, "", toJson(message, { frame: false, issues: "codes" }));
  return values;
}

/** A list of plain values counts as one value: by element, one inserted at the front would make all of them differ. */
function add(values: Map<string, string>, path: string, value: Json): void {
  const isList = Array.isArray(value);
  const isPlain =
    value === null ||
    typeof value !== "object" ||
    (isList && value.every((part) => typeof part !== "object" || Array.isArray(part)));
  if (isPlain) {
    values.set(path, typeof value === "string" ? value : JSON.stringify(value));
    return;
  }
  for (const [key, part] of Object.entries(value as object)) {
    add(values, isList ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`, part as Json);
  }
}
