/** The formats of `--format` for other programs, besides the table and NDJSON. */
import { CSV_HEAD, csvLine } from "../export/csv.ts";
import { geoJsonFeature } from "../export/geojson.ts";
import { toGpx } from "../export/gpx.ts";
import { toInflux } from "../export/influx.ts";
import { toNmea } from "../export/nmea.ts";
import type { Message } from "../index.ts";
import { type PositionLike, positionsOf } from "../message/positions-of.ts";
import { plural } from "../plural.ts";
import type { Printer } from "./printer.ts";
import { printableJson, printableLines } from "./text.ts";

/** Reports on stderr how many positions the format cannot hold. */
type Note = (line: string) => void;

export const EXPORTS: Readonly<
  Record<"csv" | "geojson" | "gpx" | "influx" | "nmea", (note: Note) => Printer>
> = {
  csv: (note) => {
    let head = CSV_HEAD;
    return printer(
      note,
      (position) => {
        const lines = head + printableLines(csvLine(position));
        head = "";
        return lines;
      },
      () => head,
    );
  },
  geojson: (note) => {
    let before = '{"type":"FeatureCollection","features":[\n';
    return printer(
      note,
      (position) => {
        const text = before + printableJson(JSON.stringify(geoJsonFeature(position)));
        before = ",\n";
        return text;
      },
      () => `${before === ",\n" ? "\n" : before}]}\n`,
    );
  },
  // A track for each device, by time: nothing can be printed before the last message.
  gpx: (note) => {
    const messages: Message[] = [];
    const count = printer(
      note,
      () => "",
      () => printableLines(toGpx(messages)),
    );
    const print = (message: Message): string => {
      if (positionsOf(message).length > 0) messages.push(message);
      return count(message, {});
    };
    return Object.assign(print, { end: count.end });
  },
  influx: (note) => located(toInflux, note),
  nmea: (note) => located(toNmea, note),
};

/** Prints positions, and reports at the end if no message had one. */
function printer(
  note: Note,
  line: (position: PositionLike) => string,
  end: () => string,
): Printer & { readonly end: () => string } {
  let messages = 0;
  let positions = 0;
  const print = (message: Message): string => {
    if (message.type !== "noise") messages++;
    const found = positionsOf(message);
    positions += found.length;
    return found.map(line).join("");
  };
  return Object.assign(print, {
    end: () => {
      if (messages > 0 && positions === 0) {
        note(`no position in ${plural(messages, "message")}; --format table shows their values`);
      }
      return end();
    },
  });
}

/** A line for each position with coordinates and time; the others are counted. */
function located(write: (position: PositionLike) => string, note: Note): Printer {
  let leftOut = 0;
  const line = (position: PositionLike): string => {
    if (position.latitude === null || position.longitude === null || position.time === null) {
      leftOut++;
      return "";
    }
    return `${printableLines(write(position))}\n`;
  };
  return printer(note, line, () => {
    if (leftOut > 0) note(`${plural(leftOut, "position")} without coordinates or time left out`);
    return "";
  });
}
