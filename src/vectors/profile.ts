/** The features of a capture by message type, whatever the order and number of its messages. */
import { activeBits, type StatusWord } from "./status-bits.ts";
import type { JsonObject } from "./vector.ts";

/** Number of messages of a type with each feature. */
type Counts = Map<string, number>;

/** The messages with one word. */
interface WordProfile {
  count: number;
  readonly field: Counts;
  readonly length: Counts;
  readonly status: Counts;
  readonly issue: Counts;
}

/** The kinds of differences between two captures, in the order of the output. */
export const CHANGE_KINDS = ["word", "field", "length", "status", "issue"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** A feature that only one of two captures has. */
export interface Change {
  readonly kind: ChangeKind;
  /** `new`: only the second capture has it; `lost`: only the first. */
  readonly change: "new" | "lost";
  /** Type and command: `position V8`. */
  readonly word: string;
  /** The field, length, status bit or issue; empty for the word itself. */
  readonly what: string;
  /** Number of messages with it. */
  readonly count: number;
  /** Number of messages of that type. */
  readonly of: number;
}

export class Profile {
  readonly #words = new Map<string, WordProfile>();

  /** @param length Length of its frame as text; `null` if it has no frame of its own. */
  add(message: JsonObject, length: string | null): void {
    const word = `${message["type"]} ${message["command"]}`.trim();
    const profile = this.#profileOf(word);
    profile.count++;
    for (const [name, value] of Object.entries(message)) {
      if (name === "issues") continue;
      count(profile.field, name);
      if (value === null) count(profile.field, `${name} that is null`);
    }
    if (length !== null) count(profile.length, length);
    const status = message["status"] as StatusWord | null | undefined;
    for (const meaning of new Set(status ? activeBits(status).map((bit) => bit.meaning) : []))
      count(profile.status, meaning);
    const issues = (message["issues"] ?? []) as readonly (readonly string[])[];
    for (const issue of new Set(issues.map(([code, field]) => `${code} of ${field}`))) {
      count(profile.issue, issue);
    }
  }

  /** The differences of `other`. The features of a new or lost message type are not listed again. */
  changesTo(other: Profile): Change[] {
    const changes: Change[] = [];
    for (const word of new Set([...this.#words.keys(), ...other.#words.keys()])) {
      const before = this.#words.get(word);
      const after = other.#words.get(word);
      if (before === undefined || after === undefined) {
        const change = before === undefined ? "new" : "lost";
        const { count: total } = (before ?? after) as WordProfile;
        changes.push({ kind: "word", change, word, what: "", count: total, of: total });
        continue;
      }
      for (const kind of CHANGE_KINDS) {
        if (kind === "word") continue;
        changes.push(...only(kind, "lost", word, before, after));
        changes.push(...only(kind, "new", word, after, before));
      }
    }
    return changes;
  }

  #profileOf(word: string): WordProfile {
    const known = this.#words.get(word);
    if (known !== undefined) return known;
    const [field, length, status, issue] = [new Map(), new Map(), new Map(), new Map()];
    const made = { count: 0, field, length, status, issue };
    this.#words.set(word, made);
    return made;
  }
}

function only(
  kind: Exclude<ChangeKind, "word">,
  change: "new" | "lost",
  word: string,
  here: WordProfile,
  there: WordProfile,
): Change[] {
  return [...here[kind]]
    .filter(([what]) => !there[kind].has(what))
    .map(([what, times]) => ({ kind, change, word, what, count: times, of: here.count }));
}

function count(counts: Counts, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}
