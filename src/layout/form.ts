import type { Meaning, Values } from "../kind/row.ts";
import type { NumberForm } from "../kind/text-writer.ts";

type FormRow = Meaning & { readonly kind: { readonly step?: number }; readonly instead?: string };

/** One way to write a message, which the encoder tries. */
export interface Form {
  /** The rows that it writes; they show how far a value may be rounded. */
  readonly rows: readonly FormRow[];
  /** In text: how numbers are written. */
  readonly numbers?: NumberForm;
  /** @throws RangeError that names a property. */
  write(values: Values): Uint8Array;
}

/** Whether both forms write a value in the same way and so with the same precision. */
export function writeAlike(one: Form, other: Form, name: string): boolean {
  const kind = kindOf(one, name);
  return kind !== undefined && kind === kindOf(other, name) && one.numbers === other.numbers;
}

function kindOf({ rows }: Form, name: string): FormRow["kind"] | undefined {
  return rows.find((row) => row.name === name)?.kind;
}

const HALF_STEPS: WeakMap<
  readonly FormRow[],
  ReadonlyMap<string, number>
> = /* @__PURE__ */ new WeakMap();

/**
 * By property, the largest difference between the written value and the value that is read back: half a step of the
 * wire.
 */
export function halfSteps(rows: readonly FormRow[]): ReadonlyMap<string, number> {
  let steps = HALF_STEPS.get(rows);
  if (steps === undefined) {
    // Only measured values are rounded; counts are exact.
    const measured = rows.filter(({ unit, kind }) => unit !== undefined && kind.step !== undefined);
    steps = new Map(measured.map(({ name, kind }) => [name, kind.step! / 2]));
    HALF_STEPS.set(rows, steps);
  }
  return steps;
}

/**
 * Forms among which the values of a message nearly always select one: the one that carries exactly these values. The
 * selection is kept, because it takes as long as writing the message.
 */
export class FormChoice<F extends Form> {
  readonly all: readonly F[];
  readonly #names: readonly ReadonlySet<string>[];
  /** Values that some forms carry and others do not. */
  readonly #deciding: readonly string[];
  readonly #known = new Map<number, readonly F[]>();

  /** @param elsewhere Names of values that may be in other rows as well, and do not help to select. */
  constructor(forms: readonly F[], elsewhere: ReadonlySet<string>) {
    this.all = forms;
    this.#names = forms.map(
      ({ rows }) => new Set(rows.flatMap(({ name, instead = name }) => [name, instead])),
    );
    const names = new Set(forms.flatMap(({ rows }) => rows.map(({ name }) => name)));
    this.#deciding = [...names].filter(
      (name) => !elsewhere.has(name) && !this.#names.every((carried) => carried.has(name)),
    );
  }

  /** The forms that carry all values of the message; those with the fewest other values come first. */
  for(values: Values): readonly F[] {
    let key = 0;
    for (const name of this.#deciding) key = key * 2 + (isGiven(values[name]) ? 1 : 0);
    let forms = this.#known.get(key);
    if (forms === undefined || this.#deciding.length > MOST_BITS) {
      forms = this.#find(values);
      if (this.#known.size < MOST_KNOWN) this.#known.set(key, forms);
    }
    return forms;
  }

  #find(values: Values): readonly F[] {
    const needed = this.#deciding.filter((name) => isGiven(values[name]));
    const others = this.#deciding.filter((name) => !isGiven(values[name]));
    const found: { form: F; more: number }[] = [];
    this.#names.forEach((names, i) => {
      if (!needed.every((name) => names.has(name))) return;
      found.push({ form: this.all[i]!, more: others.filter((name) => names.has(name)).length });
    });
    return found.sort((a, b) => a.more - b.more).map(({ form }) => form);
  }
}

/** This many names fit into an exact number. */
const MOST_BITS = 52;
const MOST_KNOWN = 256;

function isGiven(value: unknown): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}
