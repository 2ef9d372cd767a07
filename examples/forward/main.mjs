/** `npm start -- --help` */
import { once } from "node:events";
import { parseArgs } from "node:util";
import { Forwarder } from "./forwarder.mjs";
import { HomeAssistant } from "./home-assistant.mjs";
import { Traccar } from "./traccar.mjs";

const HELP = `node main.mjs [--traccar URL] [--mqtt URL] [options]

  --traccar URL    http://host:5055
  --mqtt URL       mqtt://user:password@host:1883, or in the environment: MQTT_URL
  --devices IDS    take these alone, with commas between them
  --port N         of the trackers, TCP and UDP: 5013
  --host ADDRESS   127.0.0.1; 0.0.0.0 for real trackers
  --file FILE      the queue: queue.sqlite`;

const text = (value) => ({ type: "string", ...(value === undefined ? {} : { default: value }) });
const { values } = parseArgs({
  options: {
    traccar: text(),
    mqtt: text(process.env.MQTT_URL),
    devices: text(),
    port: text("5013"),
    host: text("127.0.0.1"),
    file: text("queue.sqlite"),
    help: { type: "boolean" },
  },
});
const { traccar, mqtt, devices, port, host, file, help } = values;
if (help || (traccar === undefined && mqtt === undefined)) {
  console.log(HELP);
  process.exit(help ? 0 : 2);
}

const log = (line) => console.error(line);
const destinations = [
  ...(traccar === undefined ? [] : [new Traccar(traccar)]),
  ...(mqtt === undefined ? [] : [new HomeAssistant(mqtt, { log })]),
];
const forwarder = new Forwarder({ file, destinations, devices: devices?.split(",") ?? null, log });
if (forwarder.size > 0) log(`${forwarder.size} entries wait in ${file}`);
const bound = await forwarder.listen(Number(port), host);
log(`forwarding from tcp and udp ${host}:${bound} to ${destinations.map(({ name }) => name)}`);

await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
// Even if the other side or a device hangs; the queue is on the disk.
setTimeout(() => process.exit(1), 4500).unref();
await forwarder.close();
log(`${forwarder.size} entries wait in ${file}`);
process.exit(0);
