/** Which firmware family sent the frames of one device, with the evidence. */
import { identify, type Message, parseFrame, toJson } from "../../src/index.ts";
import type { KeptFrame } from "./capture.ts";

export interface IdentifiedBy {
  readonly about: string;
  readonly weight: number;
  /** The document and section. */
  readonly source: string;
  /** How many frames show it. */
  readonly count: number;
  /** Place of the first of them among all frames, from 0. */
  readonly place: number;
  /** `batteryPercent 100` */
  readonly shown: string;
}

export interface FamilyGuess {
  readonly family: string;
  readonly title: string;
  readonly score: number;
  /** What it waits for as an acknowledgement. */
  readonly acknowledgement: string;
  readonly evidence: readonly IdentifiedBy[];
}

export interface Identified {
  readonly device: string | null;
  readonly frameCount: number;
  /** The likeliest first; empty for unknown. */
  readonly guesses: readonly FamilyGuess[];
}

/** Evidence counts once: many more frames say nothing new. */
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

/** As JSON has it, bytes as hexadecimal digits. */
function shown(value: unknown): string {
  const { value: plain } = toJson({ value } as unknown as Message, { frame: false });
  return typeof plain === "string" ? plain : JSON.stringify(plain ?? null);
}
