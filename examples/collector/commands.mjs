/**
 * Commands to devices. A tracker can be reached only over the connection that it opened (over UDP: at the address that
 * it last sent from), so a command waits until the device is heard, one at a time per device. The session of the
 * connection encodes the command for the device's protocol and recognises the answer.
 */
import { encodeCommand } from "sinotrack-protocol";
import { encodeGbk } from "sinotrack-protocol/gbk";

/** Devices whose link is remembered. Over UDP ids are easily forged. */
const MAX_RECENT = 100_000;

/** Per device. */
const MAX_QUEUE = 100;

/** Finished commands that can still be queried. */
const MAX_FINISHED = 10_000;

export class Commands {
  /** Called with each entry whose state has changed. */
  onChanged = () => {};
  #timeoutMs;
  #metrics;
  #now;
  #count = 0;
  /** By device id: `{ deviceId, queue, current }` of devices with commands. */
  #devices = new Map();
  /** Device by pending command. */
  #underWay = new Map();
  /** By device id: its latest link; longest silent first. */
  #recent = new Map();
  /** By number, oldest first. */
  #commands = new Map();

  constructor({ timeoutMs, metrics, now = () => new Date() }) {
    this.#timeoutMs = timeoutMs;
    this.#metrics = metrics;
    this.#now = now;
  }

  /**
   * Queues a command of H02 or of JT/T 808 and returns its entry. An invalid command throws the RangeError or TypeError
   * of `encodeCommand` now, not when the device connects.
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

  /** The commands of a device, newest first. */
  of(deviceId) {
    return [...this.#commands.values()].filter((entry) => entry.deviceId === deviceId).reverse();
  }

  /** How many commands of a device have not ended. */
  pendingOf(deviceId) {
    const device = this.#devices.get(deviceId);
    return device === undefined ? 0 : device.queue.length + (device.current ? 1 : 0);
  }

  /**
   * The device was heard, and can be reached over the link: `{ session, send, devices }`. `send` returns whether it
   * could send, `devices` are the ids heard on the link.
   */
  heard(deviceId, link) {
    this.#unlink(deviceId);
    this.#recent.set(deviceId, link);
    link.devices.add(deviceId);
    if (this.#recent.size > MAX_RECENT) this.#unlink(this.#recent.keys().next().value);
    const device = this.#devices.get(deviceId);
    if (device) this.#sendNext(device);
  }

  /** Handles the outcomes of a session. */
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

  /** Forgets a link that is gone, and closes its pending commands. */
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
    // A gateway speaks for several devices: the session sends to the one that spoke last.
    if (link.session.deviceId !== deviceId) return;
    const entry = queue.shift();
    // A copy, so that equal commands remain distinct keys.
    const command = { ...entry.command };
    try {
      const { bytes, at, state } = link.session.send(command, this.#now());
      // If it cannot be sent, no answer comes and it expires.
      link.send(bytes);
      entry.state = "sent";
      entry.sentAt = at;
      if (state === "unanswered") return this.#finish(device, "unanswered", entry);
    } catch (error) {
      // The device speaks the other protocol, or its connection has just ended.
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

/** Either protocol will do: the one that the device speaks is known only when it is heard. */
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
      // The encoder that knows the type names the invalid argument.
      const isOfType = ({ message }) => message.startsWith("command.type ");
      throw isOfType(error) && !isOfType(other) ? other : error;
    }
  }
}
