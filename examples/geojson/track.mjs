/** Messages to tracks, as GeoJSON (RFC 7946). */
/** A line is cut where nothing was heard for so long: a straight line there would be made up. */
const GAP_MS = 10 * 60_000;

/**
 * A FeatureCollection with lines and points of each device, and how many positions were left out. Takes
 * any iterable of messages, also of several devices.
 */
export async function track(messages) {
  const devices = new Map();
  let leftOut = 0;
  for await (const message of messages) {
    for (const position of positionsOf(message)) {
      // Without a fix devices repeat the last one: plausible, and not where they are.
      if (!position.valid || position.time === null || position.latitude === null) {
        leftOut++;
        continue;
      }
      const id = message.deviceId ?? "unknown";
      if (!devices.has(id)) devices.set(id, new Map());
      // By time: a record that is sent again, because its acknowledgement got lost, is the same point.
      devices.get(id).set(position.time.getTime(), position);
    }
  }
  const features = [...devices].flatMap(([deviceId, positions]) => featuresOf(deviceId, positions));
  return { collection: { type: "FeatureCollection", features }, leftOut };
}

/** One, several in a batch, or none. */
function positionsOf(message) {
  if (message.type === "position") return [message];
  return message.type === "positions" ? message.positions : [];
}

function featuresOf(deviceId, positions) {
  // What was stored while there was no network arrives late.
  const sorted = [...positions.values()].sort((a, b) => a.time - b.time);
  const lines = linesOf(sorted).map((line) => ({
    type: "Feature",
    geometry: { type: "LineString", coordinates: line.map(coordinates) },
    properties: { deviceId, from: line[0].time, to: line.at(-1).time, positions: line.length },
  }));
  const points = sorted.map((position) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: coordinates(position) },
    properties: {
      deviceId,
      time: position.time,
      speedKmh: position.speedKmh,
      courseDegrees: position.courseDegrees,
      // undefined leaves the property out: this variant does not say.
      ignition: position.status?.ignition,
      alarms: position.alarms,
    },
  }));
  return [...lines, ...points];
}

function linesOf(sorted) {
  const lines = [];
  let last;
  for (const position of sorted) {
    const isCut =
      last === undefined ||
      position.time - last.time > GAP_MS ||
      // Across 180 degrees a line would go once around the map.
      Math.abs(position.longitude - last.longitude) > 180;
    if (isCut) lines.push([]);
    lines.at(-1).push(position);
    last = position;
  }
  return lines.filter((line) => line.length > 1);
}

/** East first: GeoJSON has x before y. Seven decimals are a centimetre; the wire has less. */
function coordinates({ longitude, latitude }) {
  return [Number(longitude.toFixed(7)), Number(latitude.toFixed(7))];
}
