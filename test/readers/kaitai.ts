/** Compiles `.ksy` for JavaScript, and returns the values of its types under the names of messages. */
import { createRequire } from "node:module";
import { parse } from "yaml";

const require = createRequire(import.meta.url);
const KaitaiStream = require("kaitai-struct/KaitaiStream") as new (bytes: ArrayBuffer) => object;
const compiler = require("kaitai-struct-compiler") as {
  readonly languages: readonly string[];
  compile(
    language: string,
    ksy: unknown,
    importer: null,
    debug: boolean,
  ): Promise<Readonly<Record<string, string>>>;
};

export const languages: readonly string[] = compiler.languages;

interface KsyType {
  readonly seq?: readonly { readonly id: string; readonly enum?: string }[];
  readonly instances?: Readonly<Record<string, { readonly enum?: string }>>;
}

interface Ksy extends KsyType {
  readonly meta: { readonly id: string };
  readonly types?: Readonly<Record<string, KsyType>>;
}

export function sources(language: string, text: string): Promise<Readonly<Record<string, string>>> {
  return compiler.compile(language, parse(text), null, false);
}

/** A value of a type: its fields and instances, by name without capitals. */
export type Read = { readonly [name: string]: unknown };

const camel = (id: string): string =>
  id.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const upperCamel = (id: string): string => camel(`_${id}`);

/** Reads bytes as the root type of a file. @throws The runtime's error if bytes are missing. */
export async function readerOf(text: string): Promise<(bytes: Uint8Array) => Read> {
  const ksy = parse(text) as Ksy;
  const [source] = Object.values(await sources("javascript", text));
  const module: Record<string, unknown> = {};
  new Function("exports", "require", "define", source!)(module, () => KaitaiStream, undefined);
  const name = upperCamel(ksy.meta.id);
  const Root = (module[name] as Record<string, unknown>)[name] ?? module[name];
  const types = new Map<unknown, KsyType>([[Root, ksy]]);
  for (const [id, type] of Object.entries(ksy.types ?? {}))
    types.set((Root as Record<string, unknown>)[upperCamel(id)], type);

  const plain = (value: unknown, of: string | undefined): unknown => {
    if (of !== undefined)
      return nameIn((Root as Record<string, unknown>)[upperCamel(of)] as object, value);
    if (Array.isArray(value)) return value.map((one) => plain(one, undefined));
    const type =
      typeof value === "object" && value !== null ? types.get(value.constructor) : undefined;
    return type === undefined ? value : read(value as Record<string, unknown>, type);
  };
  const read = (object: Record<string, unknown>, { seq = [], instances = {} }: KsyType): Read => {
    const fields = [...seq.map(({ id, enum: of }) => [id, of] as const)];
    const made = Object.entries(instances).map(([id, { enum: of }]) => [id, of] as const);
    const values = [...fields, ...made].flatMap(([id, of]) => {
      const value = plain(object[camel(id)], of);
      const raw = object[`_raw_${camel(id)}`];
      return [[id, value], ...(raw === undefined ? [] : [[`_raw_${id}`, raw]])];
    });
    return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as Read;
  };
  return (bytes) => {
    const copy = Uint8Array.from(bytes).buffer;
    const root = new (Root as new (stream: object) => Record<string, unknown>)(
      new KaitaiStream(copy),
    );
    return read(root, ksy);
  };
}

/** The name of a number in an enum, without capitals; `undefined` for none. */
function nameIn(names: object, value: unknown): unknown {
  const name = (names as Record<string, unknown>)[String(value)];
  return typeof name === "string" ? name.toLowerCase().replace(/_$/, "") : undefined;
}
