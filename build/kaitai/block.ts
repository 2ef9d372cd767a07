/** A type of Kaitai Struct: consecutive fields, and instances computed from them. */

import type { StatusTableName } from "../../src/model/status.ts";

export type Ksy = { [key: string]: unknown };

export interface Given {
  readonly value: string;
  /** If it is false there is no value: the property is absent or `null` in messages. */
  readonly if?: string | undefined;
  readonly enum?: string;
}

/** State that all types of a file share. */
export class KsyFile {
  readonly types: Record<string, Ksy> = {};
  readonly enums: Record<string, Ksy> = {};
  /** Expression that is true for the header of 2019. */
  readonly is2019: string;

  constructor(is2019 = "false") {
    this.is2019 = is2019;
  }
}

/** Kaitai identifiers have no capitals and no points: `obd_engine_rpm` for `obd.engineRpm`. */
export function snake(path: string): string {
  return path.replaceAll(".", "_").replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export class Block {
  readonly file: KsyFile;
  readonly seq: Ksy[] = [];
  /** The condition of the rows that are being added. */
  when: string | undefined;
  /** The tables that name the alarms of the status word. */
  tables: { usual: StatusTableName; other?: StatusTableName; when?: string } = { usual: "tq" };
  readonly #instances = new Map<string, (Given & { when: string | undefined; doc: string })[]>();
  /** The expression of each half-byte that a field of this block covers. */
  readonly #halves = new Map<number, string>();
  /** The expression of each number, by the half-byte at which it begins. */
  readonly #numbers = new Map<number, string>();
  readonly #peeks: Record<string, Ksy> = {};
  readonly #later: (() => void)[] = [];
  readonly #before: Block | undefined;

  /** @param before The block that ends where this one begins, reached as `_root.head`. */
  constructor(file: KsyFile, before?: Block) {
    this.file = file;
    this.#before = before;
  }

  /** Adds a field and returns its identifier: the name, with a number after it if it is taken. */
  field(id: string, rest: Ksy, doc?: string): string {
    let name = id;
    for (let i = 2; this.seq.some((one) => one["id"] === name); i++) name = `${id}_${i}`;
    const condition = this.when === undefined ? {} : { if: this.when };
    this.seq.push({ id: name, ...rest, ...condition, ...(doc ? { doc } : {}) });
    return name;
  }

  /** Adds a field that is an array of half-bytes; returns the expression of each. */
  digits(id: string, at: number, count: number, doc?: string): string[] {
    const name = this.field(id, { type: "b4", repeat: "expr", "repeat-expr": count }, doc);
    const all = Array.from({ length: count }, (_, i) => `${name}[${i}]`);
    for (const [i, one] of all.entries()) this.#halves.set(at + i, one);
    return all;
  }

  /** Adds a big-endian number; returns its identifier. */
  uint(id: string, at: number, halves: number, rest: Ksy = {}, doc?: string): string {
    if (halves > 8) throw new Error(`${id} has too many bits for JavaScript`);
    const isWhole = at % 2 === 0 && [2, 4, 8].includes(halves);
    const type = isWhole ? `u${halves / 2}` : `b${halves * 4}`;
    const name = this.field(id, { type, ...rest }, doc);
    for (let i = 0; i < halves; i++) {
      const shift = (halves - 1 - i) * 4;
      this.#halves.set(at + i, halves === 1 ? name : `((${name} >> ${shift}) & 15)`);
    }
    return name;
  }

  setHalf(at: number, expression: string): void {
    this.#halves.set(at, expression);
  }

  half(at: number): string {
    const own = this.#halves.get(at);
    if (own !== undefined) return own;
    if (this.#before === undefined) throw new Error(`no field has half-byte ${at}`);
    return this.#before.half(at).replace(/[a-z]\w*/, "_root.head.$&");
  }

  setNumber(at: number, expression: string): void {
    this.#numbers.set(at, expression);
  }

  numberAt(at: number): string {
    return this.#numbers.get(at) ?? "0";
  }

  /** Postpones an action until the fields that follow exist. */
  later(act: () => void): void {
    const { when } = this;
    this.#later.push(() => {
      this.when = when;
      act();
    });
  }

  give(name: string, given: Given, doc = ""): void {
    const id = snake(name);
    const known = this.#instances.get(id) ?? [];
    this.#instances.set(id, [...known, { ...given, when: this.when, doc }]);
  }

  /** Adds an instance that reads at another position. */
  peek(id: string, ksy: Ksy): void {
    this.#peeks[id] = ksy;
  }

  make(): Ksy {
    for (const act of this.#later.splice(0)) act();
    this.when = undefined;
    const made = [...this.#instances].map(([id, all]) => [id, instance(all)]);
    const instances = { ...this.#peeks, ...Object.fromEntries(made) };
    return { seq: this.seq, ...(Object.keys(instances).length === 0 ? {} : { instances }) };
  }
}

function instance(all: readonly (Given & { when: string | undefined; doc: string })[]): Ksy {
  const last = all.at(-1)!;
  const value = all
    .slice(0, -1)
    .reduceRight((rest, { when, value }) => `${when} ? (${value}) : (${rest})`, last.value);
  const conditions = all.map(({ when, if: own }) =>
    [when, own && `(${own})`].filter((part) => part !== undefined).join(" and "),
  );
  const isAlways = conditions.some((one) => one === "");
  const condition = conditions.length === 1 ? conditions[0] : `(${conditions.join(") or (")})`;
  const docs = [...new Set(all.map(({ doc }) => doc).filter((doc) => doc !== ""))];
  return {
    value,
    ...(last.enum === undefined ? {} : { enum: last.enum }),
    ...(isAlways ? {} : { if: condition }),
    ...(docs.length === 0 ? {} : { doc: docs.join("; ") }),
  };
}
