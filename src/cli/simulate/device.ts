/**
 * One simulated device: its frames and their times. It does no I/O and reads no clock; the caller sends the bytes and
 * passes it the replies.
 */
import {
  type EncodableMessage,
  encodeMessage,
  type Frame,
  FrameSplitter,
  parseFrame,
} from "../../index.ts";
import { Drive } from "./drive.ts";
import { answerTo, FIRMWARES, type Firmware, type Reading } from "./firmware.ts";
import { Random } from "./random.ts";
import type { Route } from "./route.ts";

export interface DeviceOptions {
  readonly seed: number;
  /** Index of the device, from 0. */
  readonly index: number;
  /** Simulated time of the start. */
  readonly start: Date;
  /** Interval of reports while driving; four times that while parked. */
  readonly intervalSeconds: number;
  readonly transport: "tcp" | "udp";
  /** Families of the devices, in turn; all by default. */
  readonly families?: readonly string[] | undefined;
  /** Id of the only device. */
  readonly id?: string | undefined;
  readonly route?: Route | undefined;
  /** Number of devices: along a route they begin at equal distances. */
  readonly devices?: number;
}

/** A frame as it is sent. */
export interface SentFrame {
  readonly word: string;
  readonly bytes: Uint8Array;
  /** Whether the device waits for an acknowledgement. */
  readonly awaitsReply: boolean;
  /** Number of a JT/T 808 message. */
  readonly serialNumber?: number;
}

/** The frames that a device sends at one moment. */
export interface Transmission {
  readonly frames: readonly SentFrame[];
  /** The bytes of each write or datagram. */
  readonly pieces: readonly Uint8Array[];
}

export type ReplyKind = "acknowledged" | "unexpected" | "command";

interface Awaited {
  readonly frame: SentFrame;
  /** Seconds since the start. */
  readonly sentAt: number;
  readonly attempt: number;
  isSentAgain: boolean;
}

/** Towns in all four quarters of the globe, with the first three digits of a local SIM card. */
const HOMES: readonly { latitude: number; longitude: number; mcc: number; mnc: number }[] = [
  { latitude: 52.52, longitude: 13.4, mcc: 262, mnc: 2 },
  { latitude: 48.13, longitude: 11.58, mcc: 262, mnc: 1 },
  { latitude: 6.52, longitude: 3.38, mcc: 621, mnc: 30 },
  { latitude: -23.55, longitude: -46.63, mcc: 724, mnc: 5 },
  { latitude: -33.87, longitude: 151.21, mcc: 505, mnc: 1 },
  { latitude: 19.43, longitude: -99.13, mcc: 334, mnc: 20 },
  { latitude: 23.81, longitude: 90.41, mcc: 470, mnc: 1 },
];

const PARKED_FACTOR = 4;
/** The most times that a device sends a record. */
const MOST_ATTEMPTS = 3;
/** Records without acknowledgement that it remembers. */
const MOST_AWAITED = 64;
/** Records that it stores while it has no network, and sends at once when it has. */
const MOST_STORED = 8;
/** A `$` frame that is cut within these bytes cannot be mistaken for a complete one. */
const SAFE_TO_CUT = 28;

const OVERSPEED_KMH = 110;
const Bit = { Overspeed: 2, AccOff: 10, Engine: 13, Stored: 26 } as const;

export class SimulatedDevice {
  readonly id: string;
  readonly firmware: Firmware;
  readonly #options: DeviceOptions;
  readonly #random: Random;
  readonly #drive: Drive;
  readonly #home: (typeof HOMES)[number];
  readonly #splitter = new FrameSplitter();
  /** Seconds since the start. */
  #now = 0;
  #nextAt: number;
  #isOn = false;
  #count = 0;
  #recordNumber: number;
  #battery: number;
  #lastReading: Reading | undefined;
  #answers: SentFrame[] = [];
  /** Reports until it has a fix again. */
  #noFix: number;
  #lastFix: { latitude: number; longitude: number } | undefined;
  /** Reports until it has a network again. */
  #noNetwork = 0;
  #stored: SentFrame[] = [];
  #latched = 0;
  #awaited: Awaited[] = [];
  #unacknowledged = 0;
  #acknowledged: SentFrame[] = [];

  constructor(options: DeviceOptions) {
    const { seed, index, intervalSeconds } = options;
    this.#options = options;
    this.#random = new Random(seed, index);
    const random = this.#random;
    const { families, id, route, devices = 1 } = options;
    const firmwares =
      families === undefined
        ? FIRMWARES
        : families.map((name) => FIRMWARES.find(({ family }) => family === name) as Firmware);
    this.firmware = firmwares[index % firmwares.length] as Firmware;
    const { idStart, idLength } = this.firmware;
    this.id = (id ?? idStart + String(index).padStart(idLength - idStart.length, "0")).padStart(
      // The header of JT/T 808 has all digits.
      this.firmware.family === "jt808" ? idLength : 0,
      "0",
    );
    this.#home = random.pick(HOMES);
    const place = (degrees: number): number => degrees + random.between(-0.2, 0.2);
    const { latitude, longitude } = this.#home;
    const start = { latitude: place(latitude), longitude: place(longitude) };
    this.#drive = new Drive(random, start, { route, part: index / devices });
    this.#nextAt = random.between(0, intervalSeconds);
    this.#noFix = random.whole(0, 2);
    this.#recordNumber = random.whole(0, 255);
    this.#battery = random.whole(30, 100);
  }

  /** The time of its next transmission, in milliseconds of simulated time since the start. */
  get nextAt(): number {
    return this.#nextAt * 1000;
  }

  /** Number of frames that wait for their acknowledgement. */
  get awaiting(): number {
    return this.#awaited.length;
  }

  /** Number of frames without acknowledgement, including those that still wait. */
  get unacknowledged(): number {
    return this.#unacknowledged + this.#awaited.length;
  }

  /** The frames at `nextAt`; none without network. */
  transmit(): Transmission {
    const { intervalSeconds } = this.#options;
    const random = this.#random;
    const { firmware } = this;
    const elapsed = this.#nextAt - this.#now;
    this.#now = this.#nextAt;
    if (this.#isOn) this.#drive.advance(elapsed);
    this.#nextAt += intervalSeconds * (this.#drive.ignition ? 1 : PARKED_FACTOR);

    if (!this.#isOn) {
      this.#isOn = true;
      return this.#send(firmware.powerOn(this.#read(false)).map(frameOf));
    }
    if (this.#noFix > 0) this.#noFix--;
    else if (random.chance(0.02)) this.#noFix = random.whole(1, 4);
    if (this.#noNetwork === 0 && firmware.keepsRecords && random.chance(0.03)) {
      this.#noNetwork = random.whole(2, MOST_STORED);
    }
    if (this.#noNetwork > 0) {
      this.#noNetwork--;
      const records = firmware.report(this.#read(true)).map(frameOf);
      this.#stored = [...this.#stored, ...records].slice(-MOST_STORED);
      return { frames: [], pieces: [] };
    }
    const frames = [
      ...this.#again(),
      ...this.#stored,
      ...firmware.report(this.#read(false)).map(frameOf),
    ];
    this.#stored = [];
    return this.#send(frames);
  }

  /** Treats all sent frames as acknowledged. */
  acknowledgeAll(): void {
    this.#awaited = [];
  }

  /** Takes bytes from the collector; returns the kind of each frame in them. */
  receive(bytes: Uint8Array): ReplyKind[] {
    const frames = this.#splitter.push(bytes);
    return frames.map((frame) =>
      frame.format === "escaped"
        ? this.#jt808Reply(frame)
        : this.#reply(Buffer.from(frame.bytes).toString("latin1")),
    );
  }

  /** The frames that were acknowledged since the last call; of several equal frames the oldest. */
  acknowledged(): SentFrame[] {
    return this.#acknowledged.splice(0);
  }

  /** The answers to the received commands, to be sent now. */
  answers(): SentFrame[] {
    return this.#answers.splice(0);
  }

  /** 0x8001 and 0x8100 begin with the number of the message that they answer (docs/protocol/jt808.md §4). */
  #jt808Reply(frame: Frame): ReplyKind {
    const message = parseFrame(frame);
    if (message.type !== "unknown" || message.deviceId !== this.id) return "unexpected";
    if (message.command !== "0x8001" && message.command !== "0x8100") {
      return this.#obey(message.command, [], message.serialNumber);
    }
    const [high = 0, low = 0] = message.tail ?? [];
    const answered = high * 256 + low;
    return this.#acknowledge(({ serialNumber }) => serialNumber === answered);
  }

  #reply(text: string): ReplyKind {
    // *HQ,<id>,<word>,…#
    const [, id, word, ...parameters] = text.split("#", 1)[0]!.split(",");
    const [answered] = parameters;
    if (id !== this.id) return "unexpected";
    if (word === "R7") this.#latched = 0;
    switch (word) {
      case "R12":
        return this.#acknowledge((frame) => frame.word !== "V0" && frame.word !== "HTBT");
      case "V4":
        return this.#acknowledge((frame) => frame.word === answered);
      case "V0":
      case "HTBT":
        return this.#acknowledge((frame) => frame.word === word);
      default:
        return this.#obey(word ?? "", parameters);
    }
  }

  /** Answers the command without any effect. */
  #obey(command: string, parameters: readonly string[], serialNumber?: number): "command" {
    // A device without a report has no position for its answer.
    if (this.#lastReading !== undefined) {
      const answer = answerTo(this.#lastReading, command, parameters, serialNumber);
      this.#answers.push({ ...frameOf(answer), awaitsReply: false });
    }
    return "command";
  }

  #acknowledge(isFor: (frame: SentFrame) => boolean): ReplyKind {
    const at = this.#awaited.findIndex(({ frame }) => isFor(frame));
    if (at < 0) return "unexpected";
    const [{ frame }] = this.#awaited.splice(at, 1) as [Awaited];
    this.#acknowledged.push(frame);
    return "acknowledged";
  }

  /** The oldest record without acknowledgement, if it has waited for two intervals. */
  #again(): SentFrame[] {
    if (!this.firmware.keepsRecords) return [];
    const oldest = this.#awaited.find(({ isSentAgain }) => !isSentAgain);
    const patience = 2 * this.#options.intervalSeconds;
    if (oldest === undefined || this.#now - oldest.sentAt < patience) return [];
    oldest.isSentAgain = true;
    return oldest.attempt < MOST_ATTEMPTS ? [oldest.frame] : [];
  }

  #send(frames: readonly SentFrame[]): Transmission {
    for (const frame of frames) {
      if (!frame.awaitsReply) continue;
      const before = this.#awaited.filter((awaited) => awaited.frame === frame).at(-1);
      const attempt = (before?.attempt ?? 0) + 1;
      this.#awaited.push({ frame, sentAt: this.#now, attempt, isSentAgain: false });
      if (this.#awaited.length <= MOST_AWAITED) continue;
      this.#awaited.shift();
      this.#unacknowledged++;
    }
    return { frames, pieces: this.#cut(frames) };
  }

  /** Usually joins the frames of a transmission, and cuts some of them in two. */
  #cut(frames: readonly SentFrame[]): Uint8Array[] {
    const random = this.#random;
    const isGlued = random.chance(0.8);
    const groups = isGlued ? [frames] : frames.map((frame) => [frame]);
    return groups.flatMap((group) => {
      const parts = group.flatMap(({ bytes, word }) =>
        isBinary(word) ? [bytes] : [bytes, Buffer.from(this.firmware.lineEnd, "latin1")],
      );
      const whole = new Uint8Array(Buffer.concat(parts));
      if (this.#options.transport === "udp" || !random.chance(0.15)) return [whole];
      // After a silence, a `$` frame that is cut in its tail looks like a shorter one, and one followed by the first
      // bytes of the next frame looks like a longer one.
      if (group.slice(0, -1).some(({ word }) => isBinary(word))) return [whole];
      const last = group.at(-1) as SentFrame;
      const start = whole.length - parts.slice(isBinary(last.word) ? -1 : -2).reduce(lengths, 0);
      const room = isBinary(last.word) ? SAFE_TO_CUT : last.bytes.length - 1;
      const cut = start + random.whole(1, room);
      return [whole.subarray(0, cut), whole.subarray(cut)];
    });
  }

  #read(isStored: boolean): Reading {
    const random = this.#random;
    const drive = this.#drive;
    const valid = this.#noFix === 0 && this.#count > 0;
    if (valid || this.#lastFix === undefined) {
      this.#lastFix = { latitude: drive.latitude, longitude: drive.longitude };
    }
    const { transport, start } = this.#options;
    const charge = drive.ignition ? 0.2 : -0.1;
    this.#battery = Math.max(10, Math.min(100, this.#battery + charge));
    const reading: Reading = {
      deviceId: this.id,
      time: new Date(Math.floor((start.getTime() + this.#now * 1000) / 1000) * 1000),
      valid,
      // Without a fix a device repeats its last one.
      ...this.#lastFix,
      speedKmh: valid ? drive.speedKmh : 0,
      courseDegrees: drive.courseDegrees,
      odometerMeters: drive.odometerMeters,
      word: this.#statusWord(valid, isStored),
      mcc: this.#home.mcc,
      mnc: this.#home.mnc,
      lac: 1000 + (this.#options.index % 50),
      cid: random.whole(1, 65_000),
      satellites: valid ? random.whole(4, 14) : 0,
      signalCsq: random.whole(6, 31),
      batteryPercent: Math.round(this.#battery),
      vehicleVolts: Math.round((drive.ignition ? 138 : 124) + random.between(-3, 3)) / 10,
      recordNumber: this.#recordNumber,
      count: this.#count,
      transport,
      random,
    };
    this.#lastReading = reading;
    this.#count++;
    this.#recordNumber = (this.#recordNumber + 1) % 256;
    return reading;
  }

  /** Active low: the bit of an active state or alarm is 0. */
  #statusWord(valid: boolean, isStored: boolean): number {
    const random = this.#random;
    const { ignition, speedKmh } = this.#drive;
    const { alwaysLow, alarmBits, latchesAlarms } = this.firmware;
    let alarms = 0;
    if (valid && speedKmh > OVERSPEED_KMH) alarms |= 1 << Bit.Overspeed;
    if (random.chance(0.02)) {
      alarms |= 1 << random.pick(ignition ? alarmBits.driving : alarmBits.parked);
    }
    if (latchesAlarms) this.#latched |= alarms;
    let low = alwaysLow | alarms | this.#latched;
    low |= ignition ? 1 << Bit.Engine : 1 << Bit.AccOff;
    // Captures fit both: a record from memory, and no fresh fix.
    if (isStored || !valid) low |= 1 << Bit.Stored;
    return ~low >>> 0;
  }
}

function frameOf(message: EncodableMessage): SentFrame {
  // X has no device id, so it cannot be acknowledged.
  return {
    word: message.command,
    bytes: encodeMessage(message, { round: true }),
    awaitsReply: message.command !== "X",
    ...("serialNumber" in message ? { serialNumber: message.serialNumber } : {}),
  };
}

function isBinary(word: string): boolean {
  return word === "$" || word === "X";
}

function lengths(sum: number, { length }: Uint8Array): number {
  return sum + length;
}
