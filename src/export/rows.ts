/** The common part of exports: the positions of many messages, and the values that every export needs. */
import { refuse } from "../argument.ts";
import type { PositionLike } from "../message/positions-of.ts";
import { positionsOf } from "../message/positions-of.ts";
import type { Message } from "../model/message.ts";

export function allPositions(messages: Iterable<Message>): PositionLike[] {
  return [...messages].flatMap((message) => positionsOf(message));
}

/** A position for another program: with coordinates and time, because the program would insert its own. */
export interface Located {
  readonly latitude: number;
  readonly longitude: number;
  readonly time: Date;
}

/** @throws RangeError that names what is missing. */
export function located({ latitude, longitude, time }: PositionLike): Located {
  if (!isNumber(latitude)) refuse("position.latitude", "a number of degrees", latitude);
  if (!isNumber(longitude)) refuse("position.longitude", "a number of degrees", longitude);
  if (!(time instanceof Date && isNumber(time.getTime()))) refuse("position.time", "a Date", time);
  return { latitude, longitude, time };
}

export function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

/** At most that many decimals, without zeros at the end. */
export function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
