/** Finds models by the name on the box. */
import type { Device, DeviceFacts } from "./devices.ts";

/** Blanks and hyphens are ignored: `st 901l` finds ST-901L. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9+]/g, "");
}

/** The rank of a search that begins with a known model, such as ST-906LW. */
const NEAREST = 4;

/** The lower the better, from 0; `null` for no match. */
function rankOf(
  wanted: string,
  { name, families }: Device,
  titles: readonly string[],
): number | null {
  const model = plain(name);
  if (model === wanted) return 0;
  if (model.startsWith(wanted)) return 1;
  if (model.includes(wanted)) return 2;
  if ([...families, ...titles].some((text) => plain(text).includes(wanted))) return 3;
  return model.length > 3 && wanted.startsWith(model) ? NEAREST : null;
}

/** The models that match, best first; all for an empty search. */
export function findDevices({ devices, families }: DeviceFacts, search: string): readonly Device[] {
  const wanted = plain(search);
  if (wanted === "") return devices;
  const ranked = devices.flatMap((device) => {
    const titles = families
      .filter(({ family }) => device.families.includes(family))
      .map(({ title }) => title);
    const rank = rankOf(wanted, device, titles);
    return rank === null ? [] : [{ device, rank }];
  });
  const best = ranked.filter(({ rank }) => rank < NEAREST);
  const shown = best.length > 0 ? best : longestNames(ranked);
  return shown.sort((a, b) => a.rank - b.rank).map(({ device }) => device);
}

/** The models with the longest name that the search begins with: ST-906L for ST-906LW, not ST-906. */
function longestNames<T extends { readonly device: Device }>(ranked: readonly T[]): T[] {
  const longest = Math.max(...ranked.map(({ device }) => plain(device.name).length));
  return ranked.filter(({ device }) => plain(device.name).length === longest);
}
