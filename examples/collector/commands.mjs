/**
 * Commands to devices. A tracker is reached only over the connection that it opened itself (with UDP: at
 * the address that it last sent from), so a command waits until the device is heard, one at a time each. The session
 * of the connection puts it into the form that the device speaks and recognises the answer.
 */
import { encodeCommand } from "sinotrack-protocol";
import { encodeGbk } from "sinotrack-protocol/gbk";

/** Devices whose way is remembered; with UDP ids are easily made up. */
const MAX_RECENT = 100_000;

/** Waiting commands of one device. */
const MAX_QUEUE = 100;

/** Commands whose end can be asked for. */
const MAX_FINISHED = 10_000;

export class Commands {
  /** Called with an entry whose state is another now. */
  onChanged = () => {};
  #timeoutMs;
  #metrics;
  #now;
  #count = 0;
  /** By device id: `{ deviceId, queue, current }`, of those that have a command. */
  #devices = new Map();
  /** Devices by the command that is under way to them. */
  #underWay = new Map();
  /** By device id: the link where it was heard last; the longest silent first. */
  #recent = new Map();
  /** By number, oldest first. */
  #commands = new Map();

  constructor({ timeoutMs, metrics, now = () => new Date() }) {
    this.#timeoutMs = timeoutMs;
    this.#metrics = metrics;
    this.#now = now;
  }

  /**
   * Queues a command of H02 or of JT/T 808 and returns its entry. RangeError or TypeError, of `encodeCommand`, if it
   * could not go on the wire: better now than when the device appears.
   */
  queue(deviceId, command) {
    assertCommand(deviceId, command, this.#now());
    const device = this.#device(deviceId);
    if (device.queue.length >= MAX_QUEUE)
      throw new RangeError(`${MAX_QUEUE} commands wait already`);
    const queuedAt = this.#now();
    const entry = { number: ++this.#count, deviceId, command, state: "queued", queuedAt };
    this.#commands.set(entry.number, entry);
    this.#forget();
    device.queue.push(entry);
    this.onChanged(entry);
    this.#sendNext(device);
    return entry;
  }

  get(number) {
    return this.#commands.get(number);
  }

  /** Those of a device, the newest first. */
  of(deviceId) {
    return [...this.#commands.values()].filter((entry) => entry.deviceId === deviceId).reverse();
  }

  /** How many of a device have not ended. */
  pendingOf(deviceId) {
    const device = this.#devices.get(deviceId);
    return device === undefined ? 0 : device.queue.length + (device.current ? 1 : 0);
  }

  /**
   * The device was heard, and can be reached there. A link is `{ session, send, devices }`: `send` tells whether it
   * could, `devices` are those that were heard on it.
   */
  heard(deviceId, link) {
    this.#unlink(deviceId);
    this.#recent.set(deviceId, link);
    link.devices.add(deviceId);
    if (this.#recent.size > MAX_RECENT) this.#unlink(this.#recent.keys().next().value);
    const device = this.#devices.get(deviceId);
    if (device) this.#sendNext(device);
  }

  /** Outcomes of a session. */
  ended(outcomes) {
    for (const { sent, outcome, result, parameters } of outcomes) {
      const device = this.#underWay.get(sent.command);
      if (device === undefined) continue;
      this.#underWay.delete(sent.command);
      const { entry, timer } = device.current;
      clearTimeout(timer);
      const isAnswered = outcome !== "expired" && outcome !== "closed";
      entry.state = isAnswered ? "answered" : outcome;
      if (isAnswered) entry.answer = { outcome, result, parameters };
      entry.endedAt = this.#now();
      this.#finish(device, outcome, entry);
    }
  }

  /** The connection is gone; its devices are not reached any more. */
  disconnected(link) {
    for (const deviceId of link.devices) this.#recent.delete(deviceId);
  }

  close() {
    for (const { current } of this.#devices.values()) clearTimeout(current?.timer);
  }

  #unlink(deviceId) {
    this.#recent.get(deviceId)?.devices.delete(deviceId);
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
    const link = this.#recent.get(deviceId);
    if (current !== undefined || queue.length === 0 || link === undefined) return;
    // A gateway speaks for several: the session sends to the one that spoke last.
    if (link.session.deviceId !== deviceId) return;
    const entry = queue.shift();
    // A copy, which tells it from another one that is equal.
    const command = { ...entry.command };
    try {
      const { bytes, at, state } = link.session.send(command, this.#now());
      // Where it could not be sent, no answer comes.
      link.send(bytes);
      entry.state = "sent";
      entry.sentAt = at;
      if (state === "unanswered") return this.#finish(device, "unanswered", entry);
    } catch (error) {
      // The device speaks another protocol, or its connection has just ended.
      entry.state = "refused";
      entry.reason = error.message;
      return this.#finish(device, "refused", entry);
    }
    this.onChanged(entry);
    const expire = () => this.ended(link.session.expire(this.#now()));
    device.current = { entry, timer: setTimeout(expire, this.#timeoutMs + 5) };
    this.#underWay.set(command, device);
  }

  #finish(device, outcome, entry) {
    device.current = undefined;
    this.onChanged(entry);
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

/** In either protocol: which one the device speaks shows when it is heard. */
function assertCommand(deviceId, command, at) {
  try {
    encodeCommand(command, { deviceId, at });
  } catch (error) {
    try {
      encodeCommand(command, {
        protocol: "jt808",
        deviceId,
        serialNumber: 0,
        encodeText: encodeGbk,
      });
    } catch (other) {
      // The one that knows the type says which argument is at fault.
      const isOfType = ({ message }) => message.startsWith("command.type ");
      throw isOfType(error) && !isOfType(other) ? other : error;
    }
  }
}
