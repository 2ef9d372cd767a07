/** A frame as a row of the list, a dot on the map and a point of the plots: plain data, kept small. */
import { describeState } from "../../src/cli/describe.ts";
import { type Message, positionsOf, type Severity } from "../../src/index.ts";
import { alarmsOf, type Place, placeOfPosition } from "./frame-view.ts";

export interface FrameRow {
  /** Counts from 1, in the order of the input. */
  readonly number: number;
  /** Line of the input, if it has lines. */
  readonly line: number | null;
  /** Milliseconds since 1970, UTC, of the fix or of the message. */
  readonly time: number | null;
  /** `null` if neither this frame nor the one before has an id. */
  readonly device: string | null;
  /** Message type: `position` … */
  readonly type: string;
  /** `V1`, `$`, `0x0200` … */
  readonly command: string;
  /** The first place in the frame; `null` without coordinates. */
  readonly place: Place | null;
  /** The other places of a batch. */
  readonly more: readonly Place[];
  readonly speedKmh: number | null;
  readonly supplyVolts: number | null;
  readonly satellites: number | null;
  /** `sos, valid, ignition on` */
  readonly state: string;
  readonly alarms: readonly string[];
  /** Codes of the issues, without repeats. */
  readonly issues: readonly string[];
  readonly worst: Severity | null;
}

/** Most severe first. */
const SEVERITIES: readonly Severity[] = ["error", "warning", "info"];

export function frameRow(message: Message, number: number, line: number | undefined): FrameRow {
  const { deviceId, issues, type, command } = message;
  const positions = positionsOf(message);
  const [first] = positions;
  const [place = null, ...more] = positions.flatMap(placeOfPosition);
  const worst = SEVERITIES.find((severity) => issues.some((one) => one.severity === severity));
  const time = first?.time ?? ("time" in message ? message.time : null);
  return {
    number,
    line: line ?? null,
    time: time?.getTime() ?? null,
    device: deviceId,
    type,
    command,
    place,
    more,
    speedKmh: first?.speedKmh ?? null,
    supplyVolts: first?.supplyVolts ?? null,
    satellites: first?.satellites ?? null,
    state: describeState(message),
    alarms: alarmsOf(message),
    issues: [...new Set(issues.map(({ code }) => code))],
    worst: worst ?? null,
  };
}
