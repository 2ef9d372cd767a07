/**
 * What to expect of a tracker, by its model: docs/models.ts names its family, the table of families has the
 * consequences, and captures of the family show what it sends.
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
  /** Words of the commands that it takes, as far as known. */
  readonly commands: readonly string[];
  /** Messages seen, with their counts: `V8`, `$ of 45 bytes`. */
  readonly messages: readonly (readonly [word: string, count: number])[];
  /** The properties that had a value in its positions. */
  readonly fields: readonly string[];
  /** The rules of `identify` that weigh most. */
  readonly signs: readonly string[];
  /** Some captured frames, for the address of the playground; `null` without captures. */
  readonly sample: string | null;
}

/** A model, or a family without a known model. */
export interface Device {
  readonly name: string;
  readonly families: readonly FamilyName[];
  /** `null` without a known model. */
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
/** Properties of every message, and those that only describe the frame. */
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

/** Some frames of one form, text or hex, one per line. */
function sampleOf(vectors: readonly Vector[]): string | null {
  const texts = vectors.flatMap(({ ascii }) => (ascii === undefined ? [] : [ascii.trim()]));
  const hexes = vectors.flatMap(({ hex }) => (hex === undefined ? [] : [hex]));
  const lines = texts.length > 0 ? texts : hexes;
  return toHash({ input: lines.slice(0, SAMPLES).join("\n"), form: "auto" }) || null;
}
