import { fixOf, positionsOf } from "sinotrack-protocol";
import { toOsmAnd } from "sinotrack-protocol/export";
import { listen } from "./listen.mjs";

const TRACCAR_URL = process.env.TRACCAR_URL ?? "http://localhost:5055";

listen(Number(process.env.TRACKER_PORT ?? 5013), async (messages) => {
  for (const position of messages.flatMap((message) => positionsOf(message))) {
    if (position.deviceId === null || !fixOf(position).usable) continue;
    const response = await fetch(`${TRACCAR_URL}/?${toOsmAnd(position)}`, { method: "POST" });
    // 400: Traccar does not know the device.
    if (!response.ok) throw new Error(`Traccar: ${response.status} for ${position.deviceId}`);
  }
});
