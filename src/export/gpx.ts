/** GPX 1.1: what navigation programs take. */
import { fixOf } from "../message/fix-of.ts";
import type { PositionLike } from "../message/positions-of.ts";
import type { Message } from "../model/message.ts";
import { allPositions, isNumber, rounded } from "./rows.ts";

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="sinotrack-protocol" xmlns="http://www.topografix.com/GPX/1/1" \
xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v2">`;

/** Behind a silence so long a new segment starts: nobody knows the way in between. */
const SEGMENT_MS = 30 * 60_000;

/**
 * A track for each device, its points by time, a new segment behind half an hour of silence. Only positions that are
 * usable fixes (`fixOf`) are in it, as a track says where the device was; how many were left out stands in the
 * description of the file.
 *
 * @example
 * ```ts
 * import { decode } from "sinotrack-protocol";
 * import { toGpx } from "sinotrack-protocol/export";
 *
 * const frame = "*HQ,123456789012345,V1,064713,A,4900.8014,N,00915.2437,E,015.70,323,130226,FFFFDFFF#";
 * toGpx(decode(frame)).includes('<trkpt lat="49.0133567" lon="9.2540617">'); // true
 * ```
 */
export function toGpx(messages: Iterable<Message>): string {
  const all = allPositions(messages);
  const usable = all.filter((position) => fixOf(position).usable);
  const leftOut = all.length - usable.length;
  const devices = new Map<string | null, PositionLike[]>();
  for (const position of usable) {
    const points = devices.get(position.deviceId);
    if (points === undefined) devices.set(position.deviceId, [position]);
    else points.push(position);
  }
  return [
    HEAD,
    `<metadata><desc>Positions: ${usable.length}; left out: ${leftOut}</desc></metadata>`,
    ...[...devices].map(track),
    "</gpx>\n",
  ].join("\n");
}

function track([deviceId, points]: readonly [string | null, PositionLike[]]): string {
  const byTime = points.sort((a, b) => millis(a) - millis(b));
  const lines = byTime.map((point, index) => {
    const isNew = index > 0 && millis(point) - millis(byTime[index - 1]!) > SEGMENT_MS;
    return `${isNew ? "</trkseg><trkseg>\n" : ""}${trackPoint(point)}`;
  });
  const name = deviceId === null ? "" : `<name>${escaped(deviceId)}</name>`;
  return `<trk>${name}<trkseg>\n${lines.join("\n")}\n</trkseg></trk>`;
}

/** The elements in the order of the schema. */
function trackPoint(point: PositionLike): string {
  const { latitude, longitude, altitudeMeters, satellites, speedKmh, courseDegrees } = point;
  const extensions = [
    // Metres a second.
    element("gpxtpx:speed", isNumber(speedKmh) ? rounded(speedKmh / 3.6, 2) : null),
    element("gpxtpx:course", courseDegrees),
  ].join("");
  return [
    `<trkpt lat="${latitude!.toFixed(7)}" lon="${longitude!.toFixed(7)}">`,
    element("ele", altitudeMeters),
    `<time>${point.time!.toISOString()}</time>`,
    element("sat", satellites),
    extensions &&
      `<extensions><gpxtpx:TrackPointExtension>${extensions}</gpxtpx:TrackPointExtension></extensions>`,
    "</trkpt>",
  ].join("");
}

function millis({ time }: PositionLike): number {
  return time!.getTime();
}

function element(name: string, value: number | null | undefined): string {
  return isNumber(value) ? `<${name}>${value}</${name}>` : "";
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** XML has no way to write control characters, so they go. */
function escaped(text: string): string {
  return [...text]
    .filter((character) => character >= " " && character !== "\ufffe" && character !== "\uffff")
    .map((character) => ENTITIES[character] ?? character)
    .join("");
}
