import { positionsOf } from "sinotrack-protocol";
import { listen } from "./listen.mjs";

/** A device repeats an alarm in each report while it lasts. By device: its last live report and its last stored one. */
const last = { live: new Map(), stored: new Map() };
const HALF_AN_HOUR = 30 * 60_000;

/** The alarms of the last reports. A stored record arrives late, so it is compared with both. */
function known({ deviceId, time }, isStored) {
  const live = last.live.get(deviceId)?.alarms ?? [];
  const stored = last.stored.get(deviceId);
  const isNear = isStored && stored !== undefined && Math.abs(time - stored.time) < HALF_AN_HOUR;
  return isNear ? [...live, ...stored.alarms] : live;
}

async function look(report) {
  const { deviceId, alarms, status, time, latitude, longitude } = report;
  const isStored = status?.storedRecord === true;
  const before = known(report, isStored);
  for (const alarm of alarms.filter((one) => !before.includes(one))) {
    const text = `${alarm}: ${deviceId} at ${latitude}, ${longitude}, ${time?.toISOString()}`;
    const response = await fetch(process.env.WEBHOOK_URL, { method: "POST", body: text });
    if (!response.ok) throw new Error(`webhook: ${response.status}`);
  }
  last[isStored ? "stored" : "live"].set(deviceId, report);
}

listen(Number(process.env.TRACKER_PORT ?? 5013), async (messages) => {
  for (const message of messages) {
    const positions = positionsOf(message);
    for (const position of positions) await look(position);
    // Heartbeats of some firmware have a status too.
    if (positions.length === 0 && "alarms" in message) await look(message);
  }
});
