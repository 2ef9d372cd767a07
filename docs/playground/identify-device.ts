/** The firmware family of the device that sent the frames, with the evidence. */
import { identify, type Message, parseFrame, toJson } from "../../src/index.ts";
import type { KeptFrame } from "./capture.ts";

export interface IdentifiedBy {
  readonly about: string;
  readonly weight: number;
  /** Document and section. */
  readonly source: string;
  /** How many frames match. */
  readonly count: number;
  /** Index of the first of them among all frames. */
  readonly place: number;
  /** `batteryPercent 100` */
  readonly shown: string;
}

export interface FamilyGuess {
  readonly family: string;
  readonly title: string;
  readonly score: number;
  /** The acknowledgement that it waits for. */
  readonly acknowledgement: string;
  readonly evidence: readonly IdentifiedBy[];
}

export interface Identified {
  readonly device: string | null;
  readonly frameCount: number;
  /** Most likely first; empty if unknown. */
  readonly guesses: readonly FamilyGuess[];
}

/** Enough: evidence counts once, however many frames have it. */
const MOST_FRAMES = 5000;
const MOST_GUESSES = 3;

export function identifyDevice(frames: readonly KeptFrame[], device: string | null): Identified {
  const places: number[] = [];
  for (let place = 0; place < frames.length && places.length < MOST_FRAMES; place++) {
    if (frames[place]?.deviceId === device) places.push(place);
  }
  const messages = function* (): Generator<Message> {
    for (const place of places)
      yield parseFrame((frames[place] as KeptFrame).frame, nameOf(device));
  };
  const guesses = identify(messages()).slice(0, MOST_GUESSES);
  return {
    device,
    frameCount: places.length,
    guesses: guesses.map(({ family, title, score, acknowledgement, evidence }) => ({
      family,
      title,
      score,
      acknowledgement: acknowledgement.about,
      evidence: evidence.map(({ about, weight, source, count, message, field, value }) => ({
        about,
        weight,
        source,
        count,
        place: places[message] ?? 0,
        shown: `${field} ${shown(value)}`,
      })),
    })),
  };
}

function nameOf(device: string | null): { deviceId?: string } {
  return device === null ? {} : { deviceId: device };
}

/** As in JSON, with bytes as hexadecimal digits. */
function shown(value: unknown): string {
  const { value: plain } = toJson({ value } as unknown as Message, { frame: false });
  return typeof plain === "string" ? plain : JSON.stringify(plain ?? null);
}
