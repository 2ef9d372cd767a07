/**
 * Commands to devices. A tracker is reached only over the connection that it opened itself (with UDP: at
 * the address that it last sent from), so a command waits until the device is heard, one at a time each.
 */
import { encodeCommand, matchConfirmation } from "sinotrack-protocol";

/** Devices whose way is remembered; with UDP ids are easily made up. */
const MAX_RECENT = 100_000;

/** Waiting commands of one device. */
const MAX_QUEUE = 100;

/** Commands whose end can be asked for. */
const MAX_FINISHED = 10_000;

export class Commands {
  #timeoutMs;
  #metrics;
  #now;
  #count = 0;
  /** By device id: `{ deviceId, queue, current }`, of those that have a command. */
  #devices = new Map();
  /** By device id: `{ link, maker }`, where it was heard last; the longest silent first. */
  #recent = new Map();
  /** By number, oldest first. */
  #commands = new Map();

  constructor({ timeoutMs, metrics, now = () => new Date() }) {
    this.#timeoutMs = timeoutMs;
    this.#metrics = metrics;
    this.#now = now;
  }

  /**
   * Queues a command and returns its entry. RangeError or TypeError, of `encodeCommand`, if it could not
   * go on the wire: better now than when the device appears.
   */
  queue(deviceId, command) {
    encodeCommand(command, { deviceId, at: this.#now() });
    const device = this.#device(deviceId);
    if (device.queue.length >= MAX_QUEUE)
      throw new RangeError(`${MAX_QUEUE} commands wait already`);
    const entry = { number: ++this.#count, deviceId, command, state: "queued" };
    this.#commands.set(entry.number, entry);
    this.#forget();
    device.queue.push(entry);
    this.#sendNext(device);
    return entry;
  }

  get(number) {
    return this.#commands.get(number);
  }

  /**
   * A message of the device: it may answer its command, and it says where the device can be reached. A
   * link is `{ send, devices }`: `send` tells whether it could, `devices` are those that were heard on it.
   */
  heard(message, link) {
    const { deviceId, maker } = message;
    const device = this.#devices.get(deviceId);
    const { current } = device ?? {};
    if (current) {
      const answer = matchConfirmation(current.command, message, { at: current.sentAt });
      if (answer !== null) this.#finish(device, answer.outcome, answer);
    }
    this.#unlink(deviceId);
    this.#recent.set(deviceId, { link, maker });
    link.devices.add(deviceId);
    if (this.#recent.size > MAX_RECENT) this.#unlink(this.#recent.keys().next().value);
    if (device) this.#sendNext(device);
  }

  /** The connection is gone; its devices are not reached any more. What was sent may still be answered. */
  disconnected(link) {
    for (const deviceId of link.devices) this.#recent.delete(deviceId);
  }

  close() {
    for (const { current } of this.#devices.values()) clearTimeout(current?.timer);
  }

  #unlink(deviceId) {
    this.#recent.get(deviceId)?.link.devices.delete(deviceId);
    this.#recent.delete(deviceId);
  }

  #device(deviceId) {
    let device = this.#devices.get(deviceId);
    if (device === undefined) {
      device = { deviceId, queue: [], current: undefined };
      this.#devices.set(deviceId, device);
    }
    return device;
  }

  #sendNext(device) {
    const { deviceId, queue, current } = device;
    const route = this.#recent.get(deviceId);
    if (current !== undefined || queue.length === 0 || route === undefined) return;
    const [entry] = queue;
    // The wire has whole seconds, and the answer echoes them.
    const at = this.#now();
    // A device ignores commands with another maker code than its own; `$` frames have none.
    const maker = route.maker === undefined ? {} : { maker: route.maker };
    if (!route.link.send(encodeCommand(entry.command, { deviceId, at, ...maker }))) return;
    queue.shift();
    entry.state = "sent";
    entry.sentAt = at;
    device.current = { command: entry.command, sentAt: at, entry };
    device.current.timer = setTimeout(() => this.#finish(device, "timeout"), this.#timeoutMs);
  }

  #finish(device, outcome, answer) {
    const { entry, timer } = device.current;
    clearTimeout(timer);
    entry.state = outcome === "timeout" ? "timeout" : "answered";
    if (answer !== undefined) entry.answer = answer;
    device.current = undefined;
    this.#metrics.count("sinotrack_commands_total", "Commands ended, by outcome", { outcome });
    if (device.queue.length === 0) this.#devices.delete(device.deviceId);
    else this.#sendNext(device);
  }

  #forget() {
    for (const [number, { state }] of this.#commands) {
      if (this.#commands.size <= MAX_FINISHED) return;
      if (state !== "queued" && state !== "sent") this.#commands.delete(number);
    }
  }
}
