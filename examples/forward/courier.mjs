/**
 * Takes the entries of a queue to one destination: those of a device in order, one at a time, several devices at once.
 * An entry leaves the queue when the destination has it. What fails is tried again until it does not: at longer and
 * longer intervals, and while the destination is away by one device alone, so that it is not stormed when it returns.
 */

/** Thrown by a destination that refuses this device, and takes others. */
export class Refused extends Error {}

const TIMING = {
  /** Until the first attempt after a failure; twice as long after each further one. */
  retryMs: 1000,
  longestRetryMs: 60_000,
  /** Of a device that is refused: somebody has to register it there. */
  longestRefusalMs: 600_000,
};

/** Devices that are served at the same time. */
const AT_A_TIME = 8;

/** Entries of a device until it is the turn of the next. */
const MOST_IN_TURN = 20;

export class Courier {
  #destination;
  #queue;
  #log;
  #timing;
  /** Devices that wait for their turn. */
  #waiting;
  #busy = new Map();
  /** Refused devices, with how often in a row. */
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

  /** There is something for this device. */
  wake(deviceId) {
    if (this.#refusals.has(deviceId)) return;
    this.#waiting.add(deviceId);
    this.#next();
  }

  /** Fulfilled when nothing is under way any more. What was not delivered stays in the queue. */
  async stop() {
    this.#isStopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.all(this.#busy.values());
  }

  #next() {
    const most = this.#failures === 0 ? AT_A_TIME : 1;
    for (const deviceId of this.#waiting) {
      if (this.#isStopped || this.#isPaused || this.#busy.size >= most) return;
      // Its turn comes when the one that it has is over.
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
        // Before the next is delivered: so a process that is killed repeats one entry of a device at most.
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
      // From the wire, and shown on a terminal.
      const id = deviceId.replace(/[^\w-]/g, "?");
      this.#log(`${this.#destination.name}: ${id} waits: ${error.message}`);
    }
    this.#after(delay(times, this.#timing.retryMs, this.#timing.longestRefusalMs), () =>
      this.#waiting.add(deviceId),
    );
  }

  #failed(deviceId, error) {
    this.#waiting.add(deviceId);
    // Those that were under way beside the first fail for the same reason.
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

/** `fetch` has the reason in its cause. */
function reasonOf({ message, cause }) {
  return cause?.code ?? message;
}
