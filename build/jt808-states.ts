import { JT808_STATES } from "../src/jt808/status.ts";

export interface Jt808State {
  readonly name: string;
  /** Bits of the status word; the state is on if one of them is set. */
  readonly first: number;
  readonly last: number;
  /** The first edition with this state. */
  readonly edition?: number;
}

/** The states in the status word of JT/T 808 that are true or false. */
export function jt808States(): Jt808State[] {
  return JT808_STATES.flatMap(({ bits, about }) => {
    const [, name, since] = /^`(\w+)`(?:: a door is open)?(?:, since (\d+))?$/.exec(about) ?? [];
    if (name === undefined || name === "valid") return [];
    const [first = 0, last = first] = bits.split("-").map(Number);
    return [{ name, first, last, ...(since === undefined ? {} : { edition: Number(since) }) }];
  });
}
