/**
 * A FeatureCollection as a page with an SVG: no tiles, no script, nothing from the network, so that nobody
 * learns where the tracker was.
 */
const SIZE = 800;
const MARGIN = 40;
const METERS_PER_DEGREE = 111_320;

export function mapPage({ features }) {
  const points = features.filter(({ geometry }) => geometry.type === "Point");
  const lines = features.filter(({ geometry }) => geometry.type === "LineString");
  const { place, metersPerUnit } = projection(points.map(({ geometry }) => geometry.coordinates));
  const colors = colorsOf(points);
  const shapes = [
    ...lines.map(({ geometry, properties }) => {
      const path = geometry.coordinates.map((point) => place(point).join(",")).join(" ");
      return `<polyline points="${path}" stroke="${colors.get(properties.deviceId)}"/>`;
    }),
    ...points.map(({ geometry, properties }) => {
      const [x, y] = place(geometry.coordinates);
      const radius = properties.alarms?.length > 0 ? 6 : 2.5;
      const color = colors.get(properties.deviceId);
      return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${color}"><title>${describe(properties)}</title></circle>`;
    }),
  ];
  const legend = [...colors].map(
    ([deviceId, color]) => `<li style="color:${color}">${escapeHtml(deviceId)}</li>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Track</title>
<style>
  :root { color-scheme: light dark; font: 14px system-ui, sans-serif; }
  svg { max-width: 100%; height: auto; border: 1px solid gray; }
  polyline { fill: none; stroke-width: 2; opacity: 0.6; }
</style>
<svg viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" role="img" aria-label="Track">
${shapes.join("\n")}
${scaleBar(metersPerUnit)}
</svg>
<ul>${legend.join("")}</ul>
</html>
`;
}

/** Equirectangular around the middle: true enough for a drive. North is up. */
function projection(coordinates) {
  const [xs, ys] = [0, 1].map((axis) => coordinates.map((point) => point[axis]));
  const [west, east, south, north] = [min(xs), max(xs), min(ys), max(ys)];
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  // Somebody who never moved is a point in the middle.
  const span = Math.max((east - west) * shrink, north - south, 0.0005);
  const scale = (SIZE - 2 * MARGIN) / span;
  return {
    place: ([longitude, latitude]) => [
      round(SIZE / 2 + (longitude - (west + east) / 2) * shrink * scale),
      round(SIZE / 2 - (latitude - (south + north) / 2) * scale),
    ],
    metersPerUnit: METERS_PER_DEGREE / scale,
  };
}

/** The longest of 1, 2, 5 times a power of ten that fits a quarter of the map. */
function scaleBar(metersPerUnit) {
  const room = (SIZE / 4) * metersPerUnit;
  const power = 10 ** Math.floor(Math.log10(room));
  const meters = [5, 2, 1].map((step) => step * power).find((length) => length <= room);
  const width = round(meters / metersPerUnit);
  const label = meters >= 1000 ? `${meters / 1000} km` : `${meters} m`;
  return `<path d="M10 ${SIZE - 10}h${width}" stroke="currentColor" stroke-width="3"/>
<text x="10" y="${SIZE - 18}" fill="currentColor">${label}</text>`;
}

function colorsOf(points) {
  const ids = [...new Set(points.map(({ properties }) => properties.deviceId))];
  return new Map(ids.map((id, i) => [id, `hsl(${(i * 137) % 360} 80% 45%)`]));
}

function describe({ deviceId, time, speedKmh, alarms }) {
  const speed = speedKmh === null ? "" : `, ${speedKmh.toFixed(0)} km/h`;
  return escapeHtml(
    `${deviceId} ${time.toISOString()}${speed} ${(alarms ?? []).join(", ")}`.trim(),
  );
}

// Ids come from the wire.
function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

// Not Math.min(...values): a long track has more points than a call may have arguments.
const min = (values) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const max = (values) => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
const round = (value) => Number(value.toFixed(2));
