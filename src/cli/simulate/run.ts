/** Sends the traffic of simulated devices, and counts the replies. */
import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { plural } from "../../plural.ts";
import { type Endpoint, formatAddress } from "../endpoint.ts";
import { Failure, reasonOf } from "../failure.ts";
import { toHex } from "../ndjson.ts";
import type { Output } from "../output.ts";
import { type SentFrame, SimulatedDevice, type Transmission } from "./device.ts";
import { isReset, type Link, openLink } from "./link.ts";
import type { Route } from "./route.ts";

export interface SimulationOptions {
  readonly devices: number;
  readonly intervalSeconds: number;
  readonly seed: number;
  readonly start: Date;
  /** Whether the time before now passes at once. */
  readonly catchUp: boolean;
  /** Number of frames after which a device stops. */
  readonly count: number | undefined;
  /** Duration in simulated time. */
  readonly durationSeconds: number | undefined;
  /** Seconds of simulated time per second. */
  readonly speedup: number;
  /** The collector; without it nothing is sent, and time does not pass. */
  readonly to: Endpoint | undefined;
  /** How long each device waits, at the end, for acknowledgements. */
  readonly lingerMs: number;
  /** Takes the frames as they are sent. */
  readonly list: Output | undefined;
  /** Takes the acknowledged frames. */
  readonly acknowledged: Output | undefined;
  readonly stop: AbortSignal;
  readonly families: readonly string[] | undefined;
  readonly id: string | undefined;
  readonly route: Route | undefined;
}

/** Pause between the two halves of a split frame, as between segments on a radio network. */
const CUT_PAUSE_MS = 15;

/** Pause between transmissions of a device that catches up, for their acknowledgements. */
const CATCH_UP_PAUSE_MS = 15;

/** Interval at which a finished device checks for its last acknowledgements. */
const LOOK_MS = 20;

export class Simulation {
  readonly #options: SimulationOptions;
  readonly #over = new AbortController();
  #failure: Failure | undefined;
  #devices = 0;
  #frames = 0;
  #writes = 0;
  #bytes = 0;
  #awaitNone = 0;
  #acknowledged = 0;
  #unacknowledged = 0;
  #unexpected = 0;
  #commands = 0;

  constructor(options: SimulationOptions) {
    this.#options = options;
    // Each waiting device has a listener.
    setMaxListeners(0, this.#over.signal);
  }

  /** @throws Failure if the collector cannot be reached, or closes. */
  async run(): Promise<void> {
    const { devices, to, stop, speedup } = this.#options;
    const behindMs = this.#options.catchUp ? Date.now() - this.#options.start.getTime() : 0;
    const end = (): void => this.#over.abort();
    stop.addEventListener("abort", end, { once: true });
    if (stop.aborted) end();
    try {
      if (to === undefined) await this.#writeList();
      else {
        const start = performance.now() - Math.max(0, behindMs) / speedup;
        const running = Array.from({ length: devices }, (_, index) =>
          this.#drive(this.#device(index, to.transport), to, start),
        );
        const outcomes = await Promise.allSettled(running);
        for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
      }
    } finally {
      stop.removeEventListener("abort", end);
    }
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** One line for people. */
  toString(): string {
    const answers = [
      `${this.#acknowledged} acknowledged`,
      `${this.#unacknowledged} unacknowledged`,
      ...(this.#awaitNone > 0 ? [`${this.#awaitNone} need no acknowledgement`] : []),
      ...(this.#unexpected > 0 ? [plural(this.#unexpected, "unexpected acknowledgement")] : []),
      ...(this.#commands > 0 ? [`${plural(this.#commands, "command")} received`] : []),
    ];
    const frames = `${plural(this.#frames, "frame")} in ${plural(this.#writes, "write")}`;
    const sent = `${frames}, ${plural(this.#bytes, "byte")}`;
    const who = plural(this.#devices, "device");
    return this.#options.to === undefined
      ? `${who}: ${frames}, nothing sent`
      : `${who}: ${sent} sent; ${answers.join(", ")}`;
  }

  #device(index: number, transport: "tcp" | "udp"): SimulatedDevice {
    this.#devices++;
    return new SimulatedDevice({ ...this.#options, index, transport });
  }

  /** Whether the device has nothing left to send within the limits. */
  #isDone(device: SimulatedDevice, sent: number): boolean {
    const { count = Infinity, durationSeconds = Infinity } = this.#options;
    return sent >= count || device.nextAt >= durationSeconds * 1000 || this.#over.signal.aborted;
  }

  async #drive(device: SimulatedDevice, to: Endpoint, start: number): Promise<void> {
    const { speedup, lingerMs, catchUp } = this.#options;
    let link: Link | undefined;
    let sent = 0;
    try {
      while (!this.#isDone(device, sent)) {
        const untilNext = start + device.nextAt / speedup - performance.now();
        await this.#pause(Math.max(untilNext, catchUp ? CATCH_UP_PAUSE_MS : 0));
        if (this.#over.signal.aborted) break;
        link ??= await openLink({
          to,
          onReply: (bytes) => this.#receive(device, bytes, link),
          onLost: (reason) => this.#fail("lost", to, reason),
        });
        const transmission = device.transmit();
        await this.#record(device, transmission);
        sent += transmission.frames.length;
        for (const [i, piece] of transmission.pieces.entries()) {
          if (i > 0) await this.#pause(CUT_PAUSE_MS);
          await link.send(piece);
        }
      }
      const until = performance.now() + lingerMs;
      while (device.awaiting > 0 && performance.now() < until && !this.#over.signal.aborted) {
        await this.#pause(LOOK_MS);
      }
    } catch (error) {
      if (error instanceof Failure || link !== undefined) {
        this.#over.abort();
        throw error;
      }
      this.#fail("cannot reach", to, error);
    } finally {
      this.#unacknowledged += device.unacknowledged;
      link?.close();
    }
  }

  #receive(device: SimulatedDevice, bytes: Uint8Array, link: Link | undefined): void {
    for (const kind of device.receive(bytes)) {
      if (kind === "acknowledged") this.#acknowledged++;
      else if (kind === "unexpected") this.#unexpected++;
      else this.#commands++;
    }
    for (const frame of device.acknowledged()) {
      this.#options.acknowledged?.add(lineOf(device, frame));
    }
    for (const answer of device.answers()) {
      this.#note(device, [answer], [answer.bytes]);
      void link?.send(answer.bytes);
    }
  }

  /** All devices in the order of time. */
  async #writeList(): Promise<void> {
    const { devices, intervalSeconds, list } = this.#options;
    let going = Array.from({ length: devices }, (_, index) => ({
      device: this.#device(index, "tcp"),
      sent: 0,
    }));
    // No device sends twice within an interval.
    for (let until = 0; going.length > 0; until += intervalSeconds * 1000) {
      const due = going.filter(({ device }) => device.nextAt < until);
      for (const one of due.sort((a, b) => a.device.nextAt - b.device.nextAt)) {
        const { device } = one;
        if (this.#isDone(device, one.sent)) continue;
        const { frames, pieces } = device.transmit();
        device.acknowledgeAll();
        one.sent += frames.length;
        this.#note(device, frames, pieces);
        if (list?.isFull) await list.flush();
      }
      going = going.filter(({ device, sent }) => !this.#isDone(device, sent));
    }
  }

  async #record(device: SimulatedDevice, { frames, pieces }: Transmission): Promise<void> {
    this.#note(device, frames, pieces);
    await this.#options.list?.flush();
    await this.#options.acknowledged?.flush();
  }

  #note(
    device: SimulatedDevice,
    frames: readonly SentFrame[],
    pieces: readonly Uint8Array[],
  ): void {
    this.#writes += pieces.length;
    for (const piece of pieces) this.#bytes += piece.length;
    for (const frame of frames) {
      this.#frames++;
      if (!frame.awaitsReply) this.#awaitNone++;
      this.#options.list?.add(lineOf(device, frame));
    }
  }

  #fail(what: string, to: Endpoint, error: unknown): void {
    const reason = isReset(error) ? "closed by the collector" : reasonOf(error);
    const where = `${to.transport} ${formatAddress(to.host, to.port)}`;
    this.#failure ??= new Failure(`${what} ${where}: ${reason}`);
    this.#over.abort();
  }

  async #pause(milliseconds: number): Promise<void> {
    if (milliseconds <= 0) return;
    try {
      await sleep(milliseconds, undefined, { signal: this.#over.signal });
    } catch {
      // Each waiting device then checks whether the run has ended.
    }
  }
}

function lineOf({ id }: SimulatedDevice, { bytes }: SentFrame): string {
  const text = bytes[0] === 0x2a ? { ascii: Buffer.from(bytes).toString("latin1") } : {};
  return `${JSON.stringify({ device: id, hex: toHex(bytes), ...text })}\n`;
}
