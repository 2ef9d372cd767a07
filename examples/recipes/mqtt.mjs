import mqtt from "mqtt";
import { positionsOf, toJson } from "sinotrack-protocol";
import { listen } from "./listen.mjs";

const client = await mqtt.connectAsync(process.env.MQTT_URL ?? "mqtt://localhost");

listen(Number(process.env.TRACKER_PORT ?? 5013), async (messages) => {
  for (const position of messages.flatMap((message) => positionsOf(message))) {
    // An id may contain characters with a meaning in topics.
    if (!/^\d+$/.test(position.deviceId ?? "")) continue;
    const topic = `trackers/${position.deviceId}/position`;
    // QoS 1: the promise is fulfilled when the broker has it.
    await client.publishAsync(topic, JSON.stringify(toJson(position)), { qos: 1 });
  }
});
