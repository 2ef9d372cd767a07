/**
 * Delivers the entries of a queue to one destination: in order for each device, one at a time, with several devices in
 * parallel. An entry leaves the queue when the destination has it. A failure is retried without end, at longer and
 * longer intervals. While the destination is down only one device retries, so that it is not stormed when it returns.
 */

/** Thrown by a destination that refuses this device but takes others. */
export class Refused extends Error {}

const TIMING = {
  /** Time to the first retry after a failure; doubles with each further one. */
  retryMs: 1000,
  longestRetryMs: 60_000,
  /** The longest time for a refused device: somebody has to register it at the destination. */
  longestRefusalMs: 600_000,
};

/** Devices served in parallel. */
const AT_A_TIME = 8;

/** Entries of a device before the next one has its turn. */
const MOST_IN_TURN = 20;

export class Courier {
  #destination;
  #queue;
  #log;
  #timing;
  /** Devices waiting for their turn. */
  #waiting;
  #busy = new Map();
  /** Refused devices, with the number of consecutive refusals. */
  #refusals = new Map();
  #timers = new Set();
  #failures = 0;
  #isPaused = false;
  #isStopped = false;

  constructor({ destination, queue, log, timing = {} }) {
    this.#destination = destination;
    this.#queue = queue;
    this.#log = log;
    this.#timing = { ...TIMING, ...timing };
    this.#waiting = new Set(queue.devices(destination.name));
    this.#next();
  }

  /** Called when there is a new entry for the device. */
  wake(deviceId) {
    if (this.#refusals.has(deviceId)) return;
    this.#waiting.add(deviceId);
    this.#next();
  }

  /** Fulfilled when no delivery is in progress. Undelivered entries stay in the queue. */
  async stop() {
    this.#isStopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.all(this.#busy.values());
  }

  #next() {
    const most = this.#failures === 0 ? AT_A_TIME : 1;
    for (const deviceId of this.#waiting) {
      if (this.#isStopped || this.#isPaused || this.#busy.size >= most) return;
      // It is being served, and keeps waiting for its next turn.
      if (this.#busy.has(deviceId)) continue;
      this.#waiting.delete(deviceId);
      const turn = this.#serve(deviceId).finally(() => {
        this.#busy.delete(deviceId);
        this.#next();
      });
      this.#busy.set(deviceId, turn);
    }
  }

  async #serve(deviceId) {
    const { name } = this.#destination;
    try {
      const entries = this.#queue.first(name, deviceId, MOST_IN_TURN);
      for (const { number, entry } of entries) {
        if (this.#isStopped || this.#isPaused) break;
        await this.#destination.deliver(deviceId, entry);
        // Before the next delivery, so that a killed process repeats at most one entry of a device.
        await this.#queue.remove(name, deviceId, number);
        this.#delivered(deviceId);
      }
      if (entries.length > 0) this.#waiting.add(deviceId);
    } catch (error) {
      if (this.#isStopped) return;
      if (error instanceof Refused) this.#refused(deviceId, error);
      else this.#failed(deviceId, error);
    }
  }

  #delivered(deviceId) {
    this.#refusals.delete(deviceId);
    if (this.#failures > 0) this.#log(`${this.#destination.name}: is back`);
    this.#failures = 0;
  }

  #refused(deviceId, error) {
    const times = this.#refusals.get(deviceId) ?? 0;
    this.#refusals.set(deviceId, times + 1);
    if (times === 0) {
      // The id is from the wire, and shown on a terminal.
      const id = deviceId.replace(/[^\w-]/g, "?");
      this.#log(`${this.#destination.name}: ${id} waits: ${error.message}`);
    }
    this.#after(delay(times, this.#timing.retryMs, this.#timing.longestRefusalMs), () =>
      this.#waiting.add(deviceId),
    );
  }

  #failed(deviceId, error) {
    this.#waiting.add(deviceId);
    // Deliveries in parallel with the first failure fail for the same reason.
    if (this.#isPaused) return;
    if (this.#failures === 0) this.#log(`${this.#destination.name}: is away: ${reasonOf(error)}`);
    const ms = delay(this.#failures++, this.#timing.retryMs, this.#timing.longestRetryMs);
    this.#isPaused = true;
    this.#after(ms, () => {
      this.#isPaused = false;
    });
  }

  #after(milliseconds, work) {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
      this.#next();
    }, milliseconds);
    this.#timers.add(timer);
  }
}

function delay(times, first, longest) {
  return Math.min(longest, first * 2 ** Math.min(times, 20));
}

/** `fetch` gives the reason as cause. */
function reasonOf({ message, cause }) {
  return cause?.code ?? message;
}
