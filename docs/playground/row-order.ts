/** Which frames the list shows, and in which order. */
import { type Filter, matches } from "./filter.ts";
import type { FrameRow } from "./frame-row.ts";

export const COLUMNS = [
  { key: "number", title: "#" },
  { key: "time", title: "Time (UTC)" },
  { key: "device", title: "Device" },
  { key: "type", title: "Type" },
  { key: "place", title: "Place" },
  { key: "speed", title: "km/h" },
  { key: "state", title: "State" },
  { key: "issues", title: "Issues" },
] as const;

export type ColumnKey = (typeof COLUMNS)[number]["key"];

export interface Order {
  readonly column: ColumnKey;
  readonly isDescending: boolean;
}

type SortKey = number | string | null;

const SEVERITY_RANK = { error: 3, warning: 2, info: 1 } as const;

function sortKey(row: FrameRow, column: ColumnKey): SortKey {
  switch (column) {
    case "number":
      return row.number;
    case "time":
      return row.time;
    case "device":
      return row.device;
    case "type":
      return `${row.type} ${row.command}`;
    case "place":
      return row.place?.latitude ?? null;
    case "speed":
      return row.speedKmh;
    case "state":
      // Alarms first, so that sorting groups them.
      return row.state === "" ? null : `${row.alarms.length > 0 ? 0 : 1}${row.state}`;
    case "issues":
      return row.worst === null ? null : -SEVERITY_RANK[row.worst];
  }
}

/** Places in `rows`, in display order. Rows without a value come last in both directions. */
export function visibleRows(rows: readonly FrameRow[], filter: Filter, order: Order): number[] {
  const places: number[] = [];
  for (let place = 0; place < rows.length; place++) {
    if (filter.terms.length === 0 || matches(rows[place] as FrameRow, filter)) places.push(place);
  }
  const { column, isDescending } = order;
  if (column === "number") return isDescending ? places.reverse() : places;
  const keys = new Map(places.map((place) => [place, sortKey(rows[place] as FrameRow, column)]));
  const sign = isDescending ? -1 : 1;
  return places.sort((a, b) => {
    const [one, other] = [keys.get(a) ?? null, keys.get(b) ?? null];
    if (one === other) return a - b;
    if (one === null) return 1;
    if (other === null) return -1;
    return one < other ? -sign : sign;
  });
}

/** A click on a column sorts by it, a second click reverses the order. */
export function orderBy(column: ColumnKey, before: Order): Order {
  return { column, isDescending: before.column === column && !before.isDescending };
}

/** The place that a key selects; `null` if the key does not move. `page` is the number of rows in view. */
export function movedBy(key: string, at: number, count: number, page: number): number | null {
  if (count === 0) return null;
  const to = {
    ArrowDown: at + 1,
    ArrowUp: at < 0 ? 0 : at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  }[key];
  return to === undefined ? null : Math.max(0, Math.min(to, count - 1));
}
