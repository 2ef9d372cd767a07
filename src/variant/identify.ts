/** Identifies the firmware that sent messages. */
import { checkOptions } from "../argument.ts";
import type { Message } from "../model/message.ts";
import { assertProtocol, type ProtocolLike } from "../model/protocol.ts";
import { FAMILIES, type Family, type FamilyName } from "./families.ts";
import { type MessageView, type VariantRule, variantRules, viewOf } from "./rules.ts";

/** One piece of evidence for a family: a rule, with the first message that matched it. */
export interface VariantEvidence {
  /** Stable name of the rule. */
  readonly rule: string;
  /** Weight: 8 or more, unique to one known family; 4 to 7, shared by a few; 1 to 3, supporting evidence only. */
  readonly weight: number;
  readonly about: string;
  /** Section of the specification. */
  readonly source: string;
  /** Index of the first message that matched, from 0. */
  readonly message: number;
  /** The property that is evidence, and its value there. */
  readonly field: string;
  readonly value: unknown;
  /** Number of messages that matched. */
  readonly count: number;
}

/** A family that may have sent the messages, with its status table, acknowledgement and commands. */
export interface VariantGuess extends Family {
  /** Sum of the weights of the evidence. */
  readonly score: number;
  /** The evidence, the heaviest first. */
  readonly evidence: readonly VariantEvidence[];
}

/** Options of `identify`. */
export interface IdentifyOptions {
  /** The protocol of your own firmware, from `./layout`: its `$` tails are not evidence for other families. */
  readonly protocol?: ProtocolLike;
}

/** A single hint is not enough. */
const LEAST_SCORE = 2;

/** The likeliest family of the messages so far, without keeping them. */
export class FamilyTally {
  readonly #shown: Set<VariantRule> = new Set();
  readonly #options: IdentifyOptions;
  #best: Family | null = null;

  constructor(options: IdentifyOptions = {}) {
    this.#options = options;
  }

  /** The likeliest family with this message, or `null`. */
  add(message: Message): Family | null {
    const view = viewOf(message, this.#options.protocol);
    const before = this.#shown.size;
    for (const rule of variantRules()) {
      if (!this.#shown.has(rule) && rule.find(view) !== null) this.#shown.add(rule);
    }
    if (this.#shown.size > before) this.#best = rank(this.#shown)[0]?.family ?? null;
    return this.#best;
  }
}

/**
 * Ranks the firmware families that may have sent the messages, the most likely first. The list is empty if there is no
 * evidence for any family.
 *
 * Pass the messages of one device. Each rule counts once, however many messages match it, so that a long drive weighs no
 * more than a short one. docs/identify.md lists the rules and how often they are right.
 *
 * @throws TypeError if `messages` is not iterable.
 * @example
 * ```ts
 * import { decode, identify } from "sinotrack-protocol";
 *
 * const frame =
 *   "*HQ,7029083742,V8,111958,A,2443.0632,N,09018.2082,E,0.00,271,280926,fbfffbff,470,01,1234,56789,8,27,121,100#";
 * const [guess] = identify(decode(frame));
 * guess.family; // "sinotrack-4g"
 * guess.acknowledgement.style; // "r12"
 * ```
 */
export function identify(
  messages: Iterable<Message>,
  options: IdentifyOptions = {},
): VariantGuess[] {
  if (typeof messages !== "object" || messages === null || !(Symbol.iterator in messages)) {
    throw new TypeError("messages must be an iterable of messages");
  }
  checkOptions(options, { protocol: assertProtocol });
  const found = new Map<VariantRule, VariantEvidence>();
  let number = 0;
  for (const message of messages) {
    if (message.type !== "noise") look(viewOf(message, options.protocol), number, found);
    number++;
  }
  return rank(found.keys()).map(({ family, score }) => ({
    ...family,
    score,
    evidence: evidenceFor(family, found),
  }));
}

/** The families with enough evidence, the likeliest first. */
function rank(shown: Iterable<VariantRule>): { family: Family; score: number }[] {
  const scores = new Map<FamilyName, number>();
  for (const { family, weight } of shown) scores.set(family, (scores.get(family) ?? 0) + weight);
  return FAMILIES.map((family) => ({ family, score: scores.get(family.family) ?? 0 }))
    .filter(({ score }) => score >= LEAST_SCORE)
    .sort((a, b) => b.score - a.score);
}

function look(view: MessageView, message: number, found: Map<VariantRule, VariantEvidence>): void {
  for (const rule of variantRules()) {
    const before = found.get(rule);
    const shown = rule.find(view);
    if (shown === null) continue;
    const { rule: name, weight, about, source } = rule;
    found.set(
      rule,
      before === undefined
        ? { rule: name, weight, about, source, message, ...shown, count: 1 }
        : { ...before, count: before.count + 1 },
    );
  }
}

/** The heaviest first, then in order of arrival, which is the order of `found`. */
function evidenceFor(
  { family }: Family,
  found: ReadonlyMap<VariantRule, VariantEvidence>,
): VariantEvidence[] {
  return [...found]
    .filter(([rule]) => rule.family === family)
    .map(([, shown]) => shown)
    .sort((a, b) => b.weight - a.weight);
}
