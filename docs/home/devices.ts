/**
 * What to expect of a tracker, by its model: docs/models.ts for which family it is of, the families for what follows
 * from that, the captures of a family for what it was seen to send.
 */
import { FAMILIES, type FamilyName } from "../../src/variant/families.ts";
import { variantRules } from "../../src/variant/rules.ts";
import type { Vector } from "../../src/vectors/vector.ts";
import { knownGroups, messagesOf } from "../../test/variant/groups.ts";
import { MODELS, type Model } from "../models.ts";
import { toHash } from "../playground/link.ts";
import { fileVectors } from "./vectors.ts";

export interface FamilyFacts {
  readonly family: FamilyName;
  readonly title: string;
  /** `r12: Every frame …` */
  readonly acknowledgement: string;
  /** Words of the commands that it is known to take. */
  readonly commands: readonly string[];
  /** What it was seen to send: `V8`, `$ of 45 bytes`, with how many of them. */
  readonly messages: readonly (readonly [word: string, count: number])[];
  /** The properties that its positions had a value of. */
  readonly fields: readonly string[];
  /** What gives it away: the heaviest rules of `identify`. */
  readonly signs: readonly string[];
  /** Of captures of it, for the address of the playground; `null` without one. */
  readonly sample: string | null;
}

/** A model, or a family that no model is known of. */
export interface Device {
  readonly name: string;
  readonly families: readonly FamilyName[];
  /** `null` where no model is known. */
  readonly engineData: Model["engineData"] | null;
  readonly sure: Model["sure"] | null;
  readonly source: string | null;
}

export interface DeviceFacts {
  readonly devices: readonly Device[];
  readonly families: readonly FamilyFacts[];
}

const SIGNS = 3;
const SAMPLES = 5;
/** What every message has, or what a place in the frame has no part in. */
const NO_FIELDS = new Set([
  "type",
  "command",
  "maker",
  "deviceId",
  "issues",
  "frame",
  "extra",
  "tail",
]);

export function deviceFacts(): DeviceFacts {
  const named = MODELS.flatMap(({ models, families, engineData, sure, source }) =>
    models.map((name): Device => ({ name, families, engineData, sure, source })),
  );
  const rest = FAMILIES.filter(
    ({ family }) => !named.some(({ families }) => families.includes(family)),
  ).map(
    ({ family, title }): Device => ({
      name: title,
      families: [family],
      engineData: null,
      sure: null,
      source: null,
    }),
  );
  return { devices: [...named, ...rest], families: familyFacts() };
}

function familyFacts(): FamilyFacts[] {
  const groups = knownGroups(fileVectors());
  return FAMILIES.map(({ family, title, acknowledgement, commands }) => {
    const vectors = groups
      .filter((group) => group.family === family)
      .flatMap((group) => [...group.vectors]);
    const messages = messagesOf(vectors).filter(({ type }) => type !== "noise");
    const words = new Map<string, number>();
    const fields = new Set<string>();
    for (const message of messages) {
      const { command, frame, type } = message;
      const word = command === "$" ? `$ of ${frame.bytes.length} bytes` : command;
      words.set(word, (words.get(word) ?? 0) + 1);
      if (type !== "position") continue;
      for (const [name, value] of Object.entries(message)) {
        if (!NO_FIELDS.has(name) && value !== null && value !== undefined) fields.add(name);
      }
    }
    return {
      family,
      title,
      acknowledgement: `${acknowledgement.style}: ${acknowledgement.about}`,
      commands,
      messages: [...words].sort(([, a], [, b]) => b - a),
      fields: [...fields],
      signs: variantRules()
        .filter((rule) => rule.family === family)
        .sort((a, b) => b.weight - a.weight)
        .slice(0, SIGNS)
        .map(({ about }) => about),
      sample: sampleOf(vectors),
    };
  });
}

/** Some frames of one form, text or hex, a line each. */
function sampleOf(vectors: readonly Vector[]): string | null {
  const texts = vectors.flatMap(({ ascii }) => (ascii === undefined ? [] : [ascii.trim()]));
  const hexes = vectors.flatMap(({ hex }) => (hex === undefined ? [] : [hex]));
  const lines = texts.length > 0 ? texts : hexes;
  return toHash({ input: lines.slice(0, SAMPLES).join("\n"), form: "auto" }) || null;
}
