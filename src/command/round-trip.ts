/** Compares the values that were written with the intended ones. */
import type { Status } from "../model/status.ts";

/**
 * Names of the properties whose values differ, in the order of `meant`; empty if all are equal.
 *
 * @param halfSteps The allowed difference by property; without an entry, values must be equal.
 * @param path Prefix of the names in `halfSteps`.
 */
export function differences(
  meant: object,
  read: object,
  halfSteps?: ReadonlyMap<string, number>,
  path = "",
): string[] {
  const given = meant as Readonly<Record<string, unknown>>;
  const found = read as Readonly<Record<string, unknown>>;
  const different: string[] = [];
  let common = 0;
  // `in` reads the values of the object in order, in half the time of looking up each name.
  for (const name in given) {
    if (isOrigin(name)) continue;
    const value = given[name];
    const other = found[name];
    if (other !== undefined) common++;
    if (value === other || (value === undefined && hasDefault(name))) continue;
    if (!isSame(path + name, value, other, halfSteps)) different.push(name);
  }
  // Usually nothing more was read.
  for (const name in found) if (!isOrigin(name)) common--;
  if (common === 0) return different;
  for (const name in found) {
    if (isOrigin(name)) continue;
    const value = given[name];
    const other = found[name];
    if (value === other || (value === undefined && hasDefault(name))) continue;
    if (!Object.hasOwn(given, name) && !isSame(path + name, value, other, halfSteps))
      different.push(name);
  }
  return different;
}

/** Whether the property is about the origin of a message, not about its contents. */
function isOrigin(name: string): boolean {
  return name === "frame" || name === "issues";
}

/** The encoder has a default maker, and alarms follow from other values. */
function hasDefault(name: string): boolean {
  return name === "maker" || name === "alarms";
}

function isSame(
  name: string,
  meant: unknown,
  read: unknown,
  halfSteps: ReadonlyMap<string, number> | undefined,
): boolean {
  if (meant === read) return true;
  if (typeof meant !== typeof read || meant === null || read === null) return false;
  if (typeof meant === "number") {
    // Allows for the rounding of the sum itself, far below eight decimals of a minute.
    const hair = 4 * Number.EPSILON * Math.abs(meant);
    return Math.abs(meant - (read as number)) <= (halfSteps?.get(name) ?? 0) * (1 + 1e-9) + hair;
  }
  if (typeof meant !== "object") return false;
  if (meant instanceof Date) {
    const time = meant.getTime();
    const kept = halfSteps === undefined ? time : Math.floor(time / 1000) * 1000;
    return read instanceof Date && kept === read.getTime();
  }
  if (isNamed(name, "status")) {
    // The flags follow from the words.
    const { word, table, alarmWord } = read as Status;
    const given = meant as Status;
    return given.word === word && given.table === table && given.alarmWord === alarmWord;
  }
  if (isNamed(name, "alarms")) {
    // Equal alarms usually have the same order.
    if (isSameList(meant as readonly unknown[], read as readonly unknown[], halfSteps)) return true;
    const [one, other] = [meant, read].map((alarms) => new Set(alarms as readonly string[]));
    return one!.size === other!.size && [...one!].every((alarm) => other!.has(alarm));
  }
  if (ArrayBuffer.isView(meant) || Array.isArray(meant)) {
    return isSameList(meant as ArrayLike<unknown>, read as ArrayLike<unknown>, halfSteps);
  }
  return differences(meant as object, read as object, halfSteps, name && `${name}.`).length === 0;
}

/** Whether it is the name, or ends with a point and the name. */
function isNamed(path: string, name: string): boolean {
  return path === name || path.endsWith(`.${name}`);
}

function isSameList(
  one: ArrayLike<unknown>,
  other: ArrayLike<unknown>,
  halfSteps: ReadonlyMap<string, number> | undefined,
): boolean {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (!isSame("", one[i], other[i], halfSteps)) return false;
  return true;
}
