/**
 * Sends to Home Assistant by MQTT discovery: each device appears by itself, with a place on the map, sensors and alarm
 * events. Home Assistant shows the present only, so values older than the shown ones are left out; alarms never are.
 */
import { createRequire } from "node:module";
import mqtt from "mqtt";
import { fixOf, positionsOf } from "sinotrack-protocol";
import { Refused } from "./courier.mjs";

const { $defs } = createRequire(import.meta.url)("sinotrack-protocol/vectors/schema.json");
const EVENT_TYPES = $defs.alarmName.enum;

/** The discovery attributes of each value. */
const ENTITIES = {
  position: { component: "device_tracker", config: { name: "Position", source_type: "gps" } },
  speed: {
    component: "sensor",
    config: {
      name: "Speed",
      device_class: "speed",
      unit_of_measurement: "km/h",
      state_class: "measurement",
    },
  },
  battery: {
    component: "sensor",
    config: {
      name: "Battery",
      device_class: "battery",
      unit_of_measurement: "%",
      state_class: "measurement",
      entity_category: "diagnostic",
    },
  },
  supply: {
    component: "sensor",
    config: {
      name: "Supply",
      device_class: "voltage",
      unit_of_measurement: "V",
      state_class: "measurement",
      suggested_display_precision: 1,
    },
  },
  ignition: { component: "binary_sensor", config: { name: "Ignition", device_class: "power" } },
  alarm: { component: "event", config: { name: "Alarm", event_types: EVENT_TYPES } },
};

/** Devices to remember; a forgotten one is announced again. */
const MAX_DEVICES = 10_000;

/** An id becomes part of topics, and anybody can send any id. */
const ID = /^[\w-]{1,32}$/;

export class HomeAssistant {
  name = "mqtt";
  #client;
  #topic;
  #discovery;
  /** By device: `{ announced, time, alarms }` as delivered by this process; longest silent first. */
  #devices = new Map();
  #close;
  /** Ends deliveries that wait for an unreachable broker. */
  #closed = new Promise((_, reject) => {
    this.#close = () => reject(new Error("closed"));
  });

  constructor(url, { topic = "sinotrack", discovery = "homeassistant", log = () => {} } = {}) {
    this.#topic = topic;
    this.#discovery = discovery;
    // Version 5, because in version 3 a broker cannot report that it refuses a message.
    this.#client = mqtt.connect(url, {
      protocolVersion: 5,
      reconnectPeriod: 1000,
      will: { topic: `${topic}/status`, payload: Buffer.from("offline"), qos: 1, retain: true },
    });
    this.#closed.catch(() => {});
    let isAway = false;
    this.#client.on("connect", () => {
      if (isAway) log("mqtt: is back");
      isAway = false;
      // A broker may have forgotten all announcements.
      for (const device of this.#devices.values()) device.announced.clear();
      this.#publish(`${topic}/status`, "online", true).catch(() => {});
    });
    this.#client.on("error", ({ message, code }) => {
      if (!isAway) log(`mqtt: is away: ${code ?? message}`);
      isAway = true;
    });
  }

  entriesOf(message, receivedAt) {
    if (!ID.test(message.deviceId ?? "")) return [];
    const positions = positionsOf(message);
    const all = positions.length > 0 ? positions : [message];
    return all
      .map((one) => entryOf(one, receivedAt))
      .filter(({ values, alarms = [] }) => Object.keys(values).length + alarms.length > 0);
  }

  async deliver(deviceId, { time, values, alarms }) {
    const device = this.#recall(deviceId);
    if (time === null || time >= device.time) {
      for (const [name, value] of Object.entries(values)) {
        await this.#announce(deviceId, device, name);
        await this.#publish(`${this.#topic}/${deviceId}/${name}`, value, true);
      }
      device.time = time ?? device.time;
    }
    // A device repeats an alarm in each report while it lasts.
    for (const alarm of alarms ?? []) {
      if (device.alarms.includes(alarm)) continue;
      await this.#announce(deviceId, device, "alarm");
      const event = JSON.stringify({ event_type: alarm, time });
      await this.#publish(`${this.#topic}/${deviceId}/alarm`, event, false);
    }
    device.alarms = alarms ?? device.alarms;
  }

  async close() {
    this.#close();
    await this.#client.endAsync(true);
  }

  #recall(deviceId) {
    const device = this.#devices.get(deviceId) ?? { announced: new Set(), time: "", alarms: [] };
    this.#devices.delete(deviceId);
    this.#devices.set(deviceId, device);
    if (this.#devices.size > MAX_DEVICES) this.#devices.delete(this.#devices.keys().next().value);
    return device;
  }

  async #announce(deviceId, device, name) {
    if (device.announced.has(name)) return;
    const { component, config } = ENTITIES[name];
    const id = `sinotrack_${deviceId}`;
    const topic = `${this.#topic}/${deviceId}/${name}`;
    const text = JSON.stringify({
      ...config,
      unique_id: `${id}_${name}`,
      [name === "position" ? "json_attributes_topic" : "state_topic"]: topic,
      availability_topic: `${this.#topic}/status`,
      device: { identifiers: [id], name: `Tracker ${deviceId}` },
      origin: { name: "sinotrack-protocol" },
    });
    await this.#publish(`${this.#discovery}/${component}/${id}/${name}/config`, text, true);
    device.announced.add(name);
  }

  /** Fulfilled when the broker has it. While the broker is down the client retries. */
  async #publish(topic, text, retain) {
    try {
      const published = this.#client.publishAsync(topic, text, { qos: 1, retain });
      await Promise.race([published, this.#closed]);
    } catch (error) {
      // Reason codes from 128 on: not authorised, quota exceeded …
      throw error.code >= 128 ? new Refused(`${error.message}: ${topic}`) : error;
    }
  }
}

/** `{ time, values, alarms }`: values as published; no alarms if the message cannot carry any. */
function entryOf(position, receivedAt) {
  const { latitude, longitude, speedKmh, courseDegrees, altitudeMeters } = position;
  const { batteryPercent, supplyVolts, status, alarms } = position;
  const { usable } = fixOf(position, { now: receivedAt });
  const time = usable ? position.time.toISOString() : null;
  const values = {};
  const set = (name, value) => {
    if (value !== undefined && value !== null) values[name] = value;
  };
  if (usable) {
    // To a centimetre, as for Traccar.
    const [lat, lon] = [latitude, longitude].map((degrees) => Number(degrees.toFixed(7)));
    const place = { latitude: lat, longitude: lon, courseDegrees, altitudeMeters, time };
    set("position", JSON.stringify(place));
    if (typeof speedKmh === "number") set("speed", speedKmh.toFixed(1));
  }
  if (typeof batteryPercent === "number") set("battery", `${batteryPercent}`);
  if (typeof supplyVolts === "number") set("supply", `${supplyVolts}`);
  if (typeof status?.ignition === "boolean") set("ignition", status.ignition ? "ON" : "OFF");
  return { time, values, alarms };
}
