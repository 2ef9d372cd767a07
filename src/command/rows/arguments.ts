/** Makes arguments in a line or two. An argument with a default, or one that depends on another, is optional. */
import { unitOf } from "../../kind/row.ts";
import type {
  BooleanArgument,
  BytesArgument,
  EnumArgument,
  IntegerArgument,
  ListArgument,
  NumberArgument,
  TextArgument,
  TextForm,
} from "../row.ts";

/** Properties that few arguments have. */
type More<A> = Partial<Omit<A, "kind" | "name" | "about" | "required" | "least" | "most">>;
type Range = readonly [least: number, most: number];

function isRequired(more: { readonly default?: unknown; readonly goesWith?: string }): boolean {
  return more.default === undefined && more.goesWith === undefined;
}

export function whole(
  name: string,
  [least, most]: Range,
  about: string,
  more: More<IntegerArgument> = {},
): IntegerArgument {
  const unit = unitOf(name);
  const common = { kind: "integer", name, about, required: isRequired(more), least, most } as const;
  return { ...common, ...(unit === undefined ? {} : { unit }), ...more };
}

export function angle(
  name: string,
  degreeDigits: 2 | 3,
  most: number,
  about: string,
  more: { readonly above?: string } = {},
): NumberArgument {
  const common = { kind: "number", name, about, required: true, unit: "°" } as const;
  return { ...common, least: 0, most, degreeDigits, ...more };
}

/** @param wire The texts on the wire for `false` and for `true`. */
export function flag(
  name: string,
  wire: BooleanArgument["wire"],
  about: string,
  more: More<BooleanArgument> = {},
): BooleanArgument {
  return { kind: "boolean", name, about, required: isRequired(more), wire, ...more };
}

/** @param wires The text on the wire for each value. */
export function choice(
  name: string,
  wires: Readonly<Record<string, string>>,
  about: string,
  more: More<EnumArgument> = {},
): EnumArgument {
  const values = Object.entries(wires).map(([value, wire]) => ({ value, wire }));
  return { kind: "enum", name, about, required: isRequired(more), values, ...more };
}

export function text(
  name: string,
  form: TextForm,
  [least, most]: Range,
  about: string,
  more: More<TextArgument> = {},
): TextArgument {
  return { kind: "text", name, about, required: isRequired(more), form, least, most, ...more };
}

/** @param items How many. */
export function list(
  name: string,
  [fewest, mostItems]: Range,
  item: ListArgument["item"],
  about: string,
  more: More<ListArgument> = {},
): ListArgument {
  const required = isRequired(more);
  return { kind: "list", name, about, required, fewest, mostItems, item, ...more };
}

export function bytes(name: string, [least, most]: Range, about: string): BytesArgument {
  return { kind: "bytes", name, about, required: true, least, most };
}
