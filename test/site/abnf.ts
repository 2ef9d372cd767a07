/**
 * Reads a grammar in ABNF (RFC 5234, with the `%s` of RFC 7405) and tries it on bytes, one character per byte. It tries
 * all readings, so a test may select one by conditions that a grammar cannot express, such as a length.
 */

type Node =
  | { readonly kind: "text"; readonly text: string; readonly isExact: boolean }
  | { readonly kind: "range"; readonly from: number; readonly to: number }
  | { readonly kind: "rule"; readonly name: string }
  | { readonly kind: "all" | "any"; readonly of: readonly Node[] }
  | { readonly kind: "times"; readonly least: number; readonly most: number; readonly of: Node };

export type Grammar = ReadonlyMap<string, Node>;

/** The text of each rule of the blocks in one reading, in the order of the input. */
export type Reading = readonly (readonly [rule: string, text: string])[];

const CORE = `ALPHA = %x41-5A / %x61-7A
DIGIT = %x30-39
HEXDIG = DIGIT / "A" / "B" / "C" / "D" / "E" / "F"
OCTET = %x00-FF
LF = %x0A`;

const CORE_NAMES = new Set(["alpha", "digit", "hexdig", "octet", "lf"]);

const TOKEN =
  /\s*(?:(%s)?"([^"]*)"|%x([0-9A-F]+(?:[-.][0-9A-F]+)*)|(\d*\*\d*|\d+)|([A-Za-z][\w-]*)|([()[\]/]))/y;

export function readGrammar(...blocks: readonly string[]): Grammar {
  const rules = new Map<string, Node>();
  for (const line of [CORE, ...blocks].flatMap(linesOf)) {
    const [, name = "", elements = ""] = /^([A-Za-z][\w-]*)\s*=\s*(.*)$/.exec(line) ?? [];
    if (name === "") throw new Error(`not a rule: ${line}`);
    if (rules.has(name.toLowerCase())) throw new Error(`the rule ${name} is there twice`);
    rules.set(name.toLowerCase(), elementsOf(elements));
  }
  for (const [name, node] of rules) check(name, node, rules);
  return rules;
}

/** Rules, one a line, without comments; a line that begins with a blank continues the one before. */
function linesOf(block: string): string[] {
  const lines: string[] = [];
  for (const line of block.split("\n")) {
    const code = line.replace(/;.*/, "").trimEnd();
    if (/^\s/.test(code)) lines.push((lines.pop() ?? "") + code);
    else if (code !== "") lines.push(code);
  }
  return lines;
}

function elementsOf(text: string): Node {
  let at = 0;
  const next = (): RegExpExecArray => {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text);
    if (token === null) throw new Error(`not ABNF: ${text.slice(at)}`);
    at = TOKEN.lastIndex;
    return token;
  };
  const isAt = (mark: RegExp): boolean => mark.test(text.slice(at).trimStart().slice(0, 1));
  const any = (): Node => {
    const of = [all()];
    while (isAt(/\//)) {
      next();
      of.push(all());
    }
    return of.length === 1 ? of[0]! : { kind: "any", of };
  };
  const all = (): Node => {
    const of: Node[] = [];
    while (!isAt(/[\])/]/) && text.slice(at).trim() !== "") of.push(one());
    if (of.length === 0) throw new Error(`nothing stands at ${at} of: ${text}`);
    return of.length === 1 ? of[0]! : { kind: "all", of };
  };
  const closed = (mark: string): Node => {
    const node = any();
    if (next()[6] !== mark) throw new Error(`no ${mark} in: ${text}`);
    return node;
  };
  const one = (): Node => {
    const [, exact, quoted, hex, times, name, mark] = next();
    if (quoted !== undefined) return { kind: "text", text: quoted, isExact: exact !== undefined };
    if (hex !== undefined) return bytesOf(hex);
    if (name !== undefined) return { kind: "rule", name: name.toLowerCase() };
    if (mark === "(") return closed(")");
    if (mark === "[") return { kind: "times", least: 0, most: 1, of: closed("]") };
    if (times === undefined) throw new Error(`${mark} is out of place in: ${text}`);
    const [least, most] = times.includes("*") ? times.split("*") : [times, times];
    return { kind: "times", least: Number(least), most: Number(most || Infinity), of: one() };
  };
  const node = any();
  if (text.slice(at).trim() !== "") throw new Error(`not ABNF: ${text.slice(at)}`);
  return node;
}

function bytesOf(hex: string): Node {
  const [from = 0, to = from] = hex.split("-").map((one) => Number.parseInt(one, 16));
  if (!hex.includes(".")) return { kind: "range", from, to };
  const codes = hex.split(".").map((one) => Number.parseInt(one, 16));
  return { kind: "text", text: String.fromCharCode(...codes), isExact: true };
}

/** Every rule that is used is there, and none uses itself. */
function check(name: string, node: Node, rules: Grammar, above: readonly string[] = [name]): void {
  if (node.kind === "rule") {
    const rule = rules.get(node.name);
    if (rule === undefined) throw new Error(`${name} uses ${node.name}, which is no rule`);
    if (above.includes(node.name)) throw new Error(`${node.name} uses itself`);
    check(node.name, rule, rules, [...above, node.name]);
  } else if (node.kind === "times") check(name, node.of, rules, above);
  else if (node.kind === "all" || node.kind === "any") {
    for (const one of node.of) check(name, one, rules, above);
  }
}

/** Every reading of the whole input by the rule. */
export function* readings(grammar: Grammar, rule: string, input: string): Generator<Reading> {
  for (const [end, reading] of match({ kind: "rule", name: rule.toLowerCase() }, 0)) {
    if (end === input.length) yield reading;
  }

  function* match(node: Node, at: number): Generator<readonly [end: number, reading: Reading]> {
    switch (node.kind) {
      case "text": {
        const text = input.slice(at, at + node.text.length);
        const isSame = node.isExact
          ? text === node.text
          : text.toLowerCase() === node.text.toLowerCase();
        if (isSame) yield [at + node.text.length, []];
        return;
      }
      case "range": {
        const code = input.charCodeAt(at);
        if (code >= node.from && code <= node.to) yield [at + 1, []];
        return;
      }
      case "rule":
        for (const [end, inside] of match(grammar.get(node.name)!, at)) {
          const isCore = CORE_NAMES.has(node.name);
          yield [end, isCore ? [] : [[node.name, input.slice(at, end)], ...inside]];
        }
        return;
      case "any":
        for (const one of node.of) yield* match(one, at);
        return;
      case "all":
        yield* row(node.of, 0, at);
        return;
      case "times":
        yield* times(node, at);
    }
  }

  function* row(nodes: readonly Node[], from: number, at: number): ReturnType<typeof match> {
    const node = nodes[from];
    if (node === undefined) {
      yield [at, []];
      return;
    }
    for (const [end, first] of match(node, at)) {
      for (const [last, more] of row(nodes, from + 1, end)) yield [last, [...first, ...more]];
    }
  }

  /** The longest match first. An explicit stack, because a body of a thousand bytes would nest as many generators. */
  function* times(node: Node & { kind: "times" }, at: number): ReturnType<typeof match> {
    const steps = [{ end: at, reading: [] as Reading, more: match(node.of, at) }];
    for (let step = steps.at(-1); step !== undefined; step = steps.at(-1)) {
      const next = steps.length <= node.most ? step.more.next() : null;
      if (next !== null && next.done !== true) {
        const [end, inside] = next.value;
        if (end === step.end) continue;
        steps.push({ end, reading: [...step.reading, ...inside], more: match(node.of, end) });
        continue;
      }
      if (steps.length > node.least) yield [step.end, step.reading];
      steps.pop();
    }
  }
}

/** Whether the rule accepts the whole input. */
export function accepts(grammar: Grammar, rule: string, input: string): boolean {
  return readings(grammar, rule, input).next().done !== true;
}
