/**
 * The types of messages agree with their published schema, property by property: names, required ones, kinds, `null`
 * and the values of enums. The types describe results of `decode`, the schema results of `toJson`.
 */
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { messageSchema } from "../../build/schema.ts";

type Schema = { readonly [key: string]: unknown };

/** The values at one path of a message. */
interface Shape {
  /** Kinds of JSON: string, number, boolean, null, array, object. */
  readonly kinds: ReadonlySet<string>;
  /** The possible texts; `null` for any. */
  readonly texts: ReadonlySet<string> | null;
  readonly isRequired: boolean;
  /** Whether the interface of the message type itself declares it. */
  readonly isOwn: boolean;
}

type Shapes = ReadonlyMap<string, Shape>;

const FILE = new URL("../../src/model/message.ts", import.meta.url).pathname;
/** Classes that are text in JSON. */
const TEXTS = new Set(["Date", "Uint8Array"]);

/** `string & {}`, beside known texts. */
function isAnyText(type: ts.Type): boolean {
  return type.isIntersection() && type.types.some(({ flags }) => flags & ts.TypeFlags.String);
}

function typeShapes(): ReadonlyMap<string, Shapes> {
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    allowImportingTsExtensions: true,
    noEmit: true,
    types: [],
  };
  const program = ts.createProgram([FILE], options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(FILE)!;
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(source)!);
  const message = exported.find(({ name }) => name === "Message")!;
  const union = checker.getDeclaredTypeOfSymbol(message) as ts.UnionType;

  const shapesOf = (type: ts.Type, owner: string): Shapes => {
    const found = new Map<string, Shape>();
    const add = (path: string, type: ts.Type, isRequired: boolean, isOwn: boolean): void => {
      const kinds = new Set<string>();
      let texts: Set<string> | null = new Set<string>();
      const inner: [string, ts.Type][] = [];
      for (const part of type.isUnion() ? type.types : [type]) {
        const name = part.symbol?.name ?? "";
        if (part.flags & ts.TypeFlags.Undefined) continue;
        if (part.isStringLiteral()) {
          kinds.add("string");
          texts?.add(part.value);
        } else if (part.flags & ts.TypeFlags.Null) kinds.add("null");
        else if (part.flags & ts.TypeFlags.NumberLike) kinds.add("number");
        else if (part.flags & ts.TypeFlags.BooleanLike) kinds.add("boolean");
        else if (part.flags & ts.TypeFlags.StringLike || isAnyText(part) || TEXTS.has(name)) {
          kinds.add("string");
          texts = null;
        } else if (checker.isArrayType(part)) {
          kinds.add("array");
          inner.push([`${path}[]`, checker.getTypeArguments(part as ts.TypeReference)[0]!]);
        } else {
          kinds.add("object");
          inner.push([path, part]);
        }
      }
      found.set(path, { kinds, texts, isRequired, isOwn });
      for (const [at, part] of inner) {
        if (at === path) walk(`${path}.`, part);
        else add(at, part, true, isOwn);
      }
    };
    const walk = (front: string, type: ts.Type): void => {
      for (const property of checker.getPropertiesOfType(type)) {
        const own = checker.getTypeOfSymbol(property);
        if (own.flags & ts.TypeFlags.Never) continue;
        const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
        const isNever = checker.getNonNullableType(own).flags & ts.TypeFlags.Never;
        if (isNever && !(own.flags & ts.TypeFlags.Null)) continue;
        const parent = property.declarations?.[0]?.parent;
        const isOwn = ts.isInterfaceDeclaration(parent!) && parent.name.text === owner;
        add(`${front}${property.name}`, own, !isOptional, isOwn);
      }
    };
    walk("", type);
    return found;
  };
  return new Map(
    union.types.map((type) => {
      const literal = checker.getTypeOfSymbol(type.getProperty("type")!) as ts.StringLiteralType;
      return [literal.value, shapesOf(type, type.symbol.name)];
    }),
  );
}

function schemaShapes(): ReadonlyMap<string, Shapes> {
  const { $defs } = JSON.parse(messageSchema()) as { $defs: Record<string, Schema> };
  const alternatives = (schema: Schema): Schema[] => {
    const { $ref, anyOf, oneOf } = schema as Record<string, string & Schema[]>;
    if ($ref !== undefined) return alternatives($defs[$ref.split("/").at(-1)!]!);
    return ((anyOf ?? oneOf) as Schema[] | undefined)?.flatMap(alternatives) ?? [schema];
  };
  const shapesOf = (root: Schema): Shapes => {
    const found = new Map<string, Shape>();
    const add = (path: string, schema: Schema, isRequired: boolean): void => {
      const kinds = new Set<string>();
      let texts: Set<string> | null = new Set<string>();
      for (const one of alternatives(schema)) {
        const { type, const: only, enum: names, items } = one as Record<string, never>;
        const values: unknown[] = only === undefined ? (names ?? []) : [only];
        for (const value of values) {
          kinds.add(value === null ? "null" : typeof value);
          if (typeof value === "string") texts?.add(value);
        }
        const types = [type ?? []].flat() as string[];
        for (const kind of types) kinds.add(kind === "integer" ? "number" : kind);
        if (types.includes("string")) texts = null;
        if (values.length + types.length === 0) kinds.add("anything");
        if (items !== undefined) add(`${path}[]`, items, true);
        walk(`${path}.`, one);
      }
      const known = found.get(path);
      found.set(path, {
        kinds: new Set([...(known?.kinds ?? []), ...kinds]),
        texts: texts && known?.texts !== null ? new Set([...(known?.texts ?? []), ...texts]) : null,
        isRequired,
        isOwn: true,
      });
    };
    const walk = (front: string, schema: Schema): void => {
      const { properties = {}, required = [] } = schema as {
        properties?: Record<string, Schema>;
        required?: string[];
      };
      for (const [name, one] of Object.entries(properties))
        add(`${front}${name}`, one, required.includes(name));
    };
    walk("", root);
    return found;
  };
  const messages = $defs["message"] as { oneOf: { $ref: string }[] };
  return new Map(
    messages.oneOf.map(({ $ref }) => {
      const type = $ref.split("/").at(-1)!;
      return [type, shapesOf($defs[type]!)];
    }),
  );
}

const TYPES = typeShapes();
const SCHEMAS = schemaShapes();

/** Custom messages have any values. */
const WITHOUT_SCHEMA = ["custom"];
/** The command line adds it: docs/guide/command-line.md. */
const WITHOUT_TYPE = /^origin$/;
/** Devices that scale engine data themselves send the names of signals. */
const NAMED_SIGNALS = /^(?:positions\[\]\.)?obd\./;
/** Never null in any form; the type allows `null` because other values of the property may be. */
const NEVER_NULL = ["commandTime", "ipAddress", "jt808.batteryVolts"];
/** In JSON a frame has its bytes as text, and may be left out. */
const OF_JSON = /^frame(?:\.|$)/;

it("every type of message has its schema", () => {
  const types = [...TYPES.keys()].filter((type) => !WITHOUT_SCHEMA.includes(type));
  expect([...SCHEMAS.keys()].sort()).toEqual(types.sort());
});

describe.each([...SCHEMAS.keys()])("%s", (type) => {
  const [types, schemas] = [TYPES.get(type)!, SCHEMAS.get(type)!];
  const both = [...schemas].filter(([path]) => !OF_JSON.test(path) && types.has(path));

  it("everything that the schema allows has a type", () => {
    const others = [...schemas.keys()].filter((path) => !types.has(path));
    expect(
      others.filter(
        (path) => !WITHOUT_TYPE.test(path) && !OF_JSON.test(path) && !NAMED_SIGNALS.test(path),
      ),
    ).toEqual([]);
  });

  it("kinds and values that the schema allows are those of the type", () => {
    const wrong = both.flatMap(([path, { kinds, texts }]) => {
      const own = types.get(path)!;
      const kind = [...kinds].filter((one) => !own.kinds.has(one));
      const isOpen = texts === null && own.texts !== null && kinds.has("string");
      const text = own.texts && [...(texts ?? [])].filter((one) => !own.texts!.has(one));
      return [...kind, ...(text ?? []), ...(isOpen ? ["any text"] : [])].map(
        (one) => `${path}: ${one}`,
      );
    });
    expect(wrong).toEqual([]);
  });

  it("its own properties have a schema", () => {
    const own = [...types].filter(([path, { isOwn }]) => isOwn && !schemas.has(path));
    expect(own.map(([path]) => path)).toEqual([]);
  });

  it("the same properties are required", () => {
    const required = (shapes: Shapes): string[] =>
      [...shapes].flatMap(([path, { isRequired }]) =>
        isRequired && !/[.[]/.test(path) ? [path] : [],
      );
    expect(required(schemas).sort()).toEqual(
      required(types)
        .filter((path) => !OF_JSON.test(path))
        .sort(),
    );
    // The requirements of an inner schema do not add to this.
    const more = both.filter(
      ([path, { isRequired }]) => isRequired && !types.get(path)!.isRequired,
    );
    expect(more.map(([path]) => path)).toEqual([]);
  });
});

it("shared properties are in the schema of at least one type", () => {
  const missing = new Set<string>();
  for (const [type, shapes] of TYPES) {
    if (WITHOUT_SCHEMA.includes(type)) continue;
    for (const [path, { kinds, texts }] of shapes) {
      if (OF_JSON.test(path) || NAMED_SIGNALS.test(path)) continue;
      // A position in a batch has the properties of a single one.
      const places = [path, path.replace("positions[].", "")];
      const all = [...SCHEMAS.values()].flatMap((schemas) =>
        places.flatMap((place) => schemas.get(place) ?? []),
      );
      for (const kind of kinds)
        if (
          !all.some((one) => one.kinds.has(kind)) &&
          !(kind === "null" && NEVER_NULL.includes(places[1]!))
        )
          missing.add(`${path}: ${kind}`);
      for (const text of texts ?? [])
        if (!all.some((one) => one.texts === null || one.texts.has(text)))
          missing.add(`${path}: ${text}`);
    }
  }
  expect([...missing]).toEqual([]);
});
