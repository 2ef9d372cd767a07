/// <reference path="./glob.d.ts" />
/**
 * Prints the JSON Schema of messages and vectors from the rows: each property has the schemas of the kinds that give
 * it. `npm run generate` writes vectors/schema.json.
 */

import { ISSUES } from "../src/issue.ts";
import { JT808_ALARMS } from "../src/jt808/status.ts";
import type { BytesKind, Meaning, TextKind } from "../src/kind/row.ts";
import { HEX } from "../src/kind/schema.ts";
import { IMPACT_ALARMS, USER_ALARMS } from "../src/model/pengaoda-alarms.ts";
import { STATUS_TABLES } from "../src/model/status.ts";
import { allForms, type ListedForm } from "./forms.ts";

type Schema = Readonly<Record<string, unknown>>;

const TEXT: Schema = { type: "string" };
const WORD: Schema = { type: "integer", minimum: 0, maximum: 0xffffffff };
const FLAG: Schema = { type: "boolean" };

/** The exports of all modules with kinds: `schemaUint` is the schema of the kind `uint`. */
const KINDS: Readonly<Record<string, unknown>> = Object.assign(
  {},
  ...Object.values(
    import.meta.glob("../src/{kind,h02,jt808,pengaoda}/**/*.ts", { eager: true }) as Record<
      string,
      object
    >,
  ),
);

/** The schema of the property of a kind (`schema`), or the schemas of other properties that it fills (`also`). */
export function ofKind(
  prefix: "schema" | "also",
  kind: BytesKind | TextKind,
  row?: Meaning,
): Schema | undefined {
  const found = KINDS[`${prefix}${kind.kind[0]!.toUpperCase()}${kind.kind.slice(1)}`];
  return (typeof found === "function" ? found(kind, row) : found) as Schema | undefined;
}

/** Properties of every message, whatever its form; they are in the head of frames. */
const HEAD: Readonly<Record<string, Schema>> = {
  command: { description: "The word on the wire", type: "string" },
  maker: { description: "The maker code, as sent", type: "string" },
  deviceId: { type: ["string", "null"] },
  issues: {
    description: "Pairs of code and field, sorted",
    type: "array",
    items: { type: "array", items: TEXT, minItems: 2, maxItems: 2 },
  },
};

/** Properties of bytes and fields left over, which any text message may have. */
const COMMON: Readonly<Record<string, Schema>> = {
  extra: { description: "Fields left over", type: "array", items: TEXT },
  tail: { description: "Bytes left over, as hexadecimal digits", ...HEX },
  temperatureCelsius: {
    description: "Also behind the # of a text message, whatever its type",
    type: ["number", "null"],
  },
};

/** The names of status bits that are no alarm: `statusOf` and `jt808Status` set them. */
const FLAGS = [
  "ignition",
  "engineRunning",
  "armed",
  "doorOpen",
  "fuelCut",
  "onBackupBattery",
  "storedRecord",
  "outOfService",
  "positionEncrypted",
  "circuitCut",
  "doorsLocked",
  "forwardCollisionWarning",
  "laneDeparture",
  "moving",
];

function statusSchema(): Schema {
  return {
    type: ["object", "null"],
    required: ["word", "table", "ignition", "alarms"],
    additionalProperties: false,
    properties: {
      word: WORD,
      table: { enum: [...Object.keys(STATUS_TABLES), "jt808"] },
      ...Object.fromEntries(FLAGS.map((name) => [name, FLAG])),
      load: { enum: ["empty", "half", "full", null] },
      gnss: { type: "array", items: { enum: ["gps", "beidou", "glonass", "galileo"] } },
      alarmWord: WORD,
      alarms: { type: "array", items: { $ref: "#/$defs/alarmName" } },
    },
  };
}

function alarmSchema(): Schema {
  const tables = [...Object.values(STATUS_TABLES).flat(), ...JT808_ALARMS];
  const bits = [...USER_ALARMS, ...IMPACT_ALARMS].map(([, alarm]) => alarm);
  return { enum: [...new Set([...tables.map(({ alarm }) => alarm), ...bits])].sort() };
}

/** Names of rows that give no property of a message. */
const NO_PROPERTY: ReadonlySet<string> = new Set(["count", "network", "reserved", "checksum"]);

/** The schema of the value of a kind; `null` if other rows or inner rows describe the property. */
function schemaOf(kind: BytesKind | TextKind, row: Meaning): Schema | null {
  const { element } = kind as BytesKind & { readonly element?: BytesKind };
  const schema = ofKind("schema", kind, row);
  if (schema !== undefined) return schema;
  return element === undefined ? null : { type: "array", items: schemaOf(element, row) ?? {} };
}

/** Enums list `null` themselves. */
function orNull(schema: Schema): Schema {
  if (schema["type"] === undefined) return schema;
  return { ...schema, type: [...new Set([schema["type"], "null"].flat())] };
}

type Rows = Pick<ListedForm, "rows" | "gives" | "mayEndBefore">;

/**
 * The schemas that the rows of some forms give for each property, without repeats.
 *
 * @param others The schemas of all forms, for properties that no row here describes.
 */
function propertiesOf(
  forms: readonly Rows[],
  others: Readonly<Record<string, Schema>> = {},
): Record<string, Schema> {
  const found = new Map<string, Map<string, Schema>>();
  const silent = new Set<string>();
  const add = (name: string, schema: Schema): void => {
    const known = found.get(name) ?? new Map<string, Schema>();
    known.set(JSON.stringify(schema), schema);
    found.set(name, known);
  };
  for (const { rows, gives = {}, mayEndBefore } of forms) {
    for (const [name, value] of Object.entries(gives)) {
      if (typeof value === "string") add(name, { const: value });
    }
    for (const row of rows) {
      const { kind } = row;
      if (NO_PROPERTY.has(row.name)) continue;
      const schema = schemaOf(kind, row);
      if (schema !== null) add(row.name, mayEndBefore?.has(row) ? orNull(schema) : schema);
      else silent.add(row.name);
      for (const [name, other] of Object.entries(ofKind("also", kind, row) ?? {}))
        add(name, other as Schema);
    }
  }
  for (const name of silent) {
    const other = others[name];
    if (!found.has(name) && other !== undefined) add(name, other);
  }
  const tree: Tree = new Map();
  for (const [name, schemas] of [...found].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const all = [...schemas.values()];
    // Rows of inner properties are more precise.
    if (![...found.keys()].some((other) => other.startsWith(`${name}.`)))
      setIn(tree, name.split("."), all.length === 1 ? all[0]! : { anyOf: all });
  }
  return schemasOf(tree);
}

/** Properties by name, with their inner properties. */
type Tree = Map<string, Tree | Schema>;

function setIn(tree: Tree, [name, ...inner]: readonly string[], schema: Schema): void {
  if (inner.length === 0) tree.set(name!, schema);
  else {
    const branch = tree.get(name!);
    const next: Tree = branch instanceof Map ? branch : new Map();
    tree.set(name!, next);
    setIn(next, inner, schema);
  }
}

function schemasOf(tree: Tree): Record<string, Schema> {
  return Object.fromEntries(
    [...tree].map(([name, branch]) => [
      name,
      branch instanceof Map
        ? { type: "object", additionalProperties: false, properties: schemasOf(branch) }
        : branch,
    ]),
  );
}

const PLACE = ["time", "latitude", "longitude", "speedKmh", "courseDegrees", "alarms"];

/** The properties that every message of a type has, and those left over in it if they are not all of `COMMON`. */
const OF_TYPES: Readonly<
  Record<string, { readonly required?: readonly string[]; readonly common?: readonly string[] }>
> = {
  alarm: { required: PLACE },
  cells: { required: ["cells"] },
  confirmation: { required: ["confirms", "parameters"] },
  noise: { required: ["tail"], common: ["tail"] },
  position: { required: PLACE },
  positions: { required: ["positions"], common: ["extra", "tail"] },
  text: { required: ["text"], common: [] },
  trip: { required: [...PLACE, "event"] },
  unknown: { required: ["extra"] },
};

/** The schema of each type of message. */
export function messageSchemas(): Record<string, Schema> {
  const forms = allForms();
  // Two types have no form.
  const elementsOf = ({ positions = [], mayEndBefore }: ListedForm): Rows => ({
    rows: positions,
    ...(mayEndBefore && { mayEndBefore }),
  });
  const all = propertiesOf([...forms, ...forms.map(elementsOf)]);
  const types = [...new Set([...forms.flatMap((form) => form.types), "noise", "unknown"])].sort();
  return Object.fromEntries(
    types.map((type) => {
      const own = propertiesOf(
        forms.filter((form) => (form.types as readonly string[]).includes(type)),
        all,
      );
      const { command: _, deviceId: __, maker: ___, issues: ____, ...rest } = own;
      const { common = Object.keys(COMMON), required = [] } = OF_TYPES[type] ?? {};
      const left = Object.fromEntries(common.map((name) => [name, COMMON[name]]));
      const elements = type === "positions" ? forms.map(elementsOf) : [];
      if (elements.length > 0) {
        const position = { type: "object", additionalProperties: false };
        const { extra, tail } = COMMON;
        const properties = { extra, tail, ...propertiesOf(elements, all) };
        rest["positions"] = { type: "array", items: { ...position, properties } };
      }
      return [
        type,
        {
          type: "object",
          required: ["type", "command", "deviceId", "issues", ...required],
          additionalProperties: false,
          properties: { type: { const: type }, ...HEAD, ...left, ...rest },
        },
      ];
    }),
  );
}

/** vectors/schema.json */
export function vectorSchema(): string {
  const messages = messageSchemas();
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "A test vector of sinotrack-protocol: one line of a file in JSON Lines",
    type: "object",
    required: ["id", "source", "note", "expect"],
    additionalProperties: false,
    oneOf: [{ required: ["ascii"] }, { required: ["hex"] }],
    properties: {
      id: { description: "Unique; never changes once published", type: "string", minLength: 1 },
      ascii: {
        description: "The input as text, one character a byte",
        type: "string",
        pattern: "^[\\u0000-\\u00ff]*$",
      },
      hex: { description: "The input as bytes", ...HEX },
      source: { description: "Where such bytes were seen", type: "string" },
      note: { description: "What is special about it", type: "string" },
      notCanonical: {
        description: "What is different from the form that encodeMessage writes",
        type: "string",
      },
      review: {
        description: "pending: nobody has looked at expect yet; absent: a person has accepted it",
        enum: ["pending"],
      },
      expect: {
        description: "The messages that the input decodes to, in order, all of them, without frame",
        type: "array",
        items: { $ref: "#/$defs/message" },
      },
    },
    $defs: definitions(messages),
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function definitions(messages: Record<string, Schema>): Record<string, Schema> {
  return {
    message: { oneOf: Object.keys(messages).map((type) => ({ $ref: `#/$defs/${type}` })) },
    alarmName: alarmSchema(),
    status: statusSchema(),
    ...messages,
  };
}

const ISSUE: Schema = {
  type: "object",
  required: ["code", "severity", "field", "offset", "length", "received", "expected"],
  additionalProperties: false,
  properties: {
    code: { enum: Object.keys(ISSUES).sort() },
    severity: { enum: ["error", "warning", "info"] },
    field: TEXT,
    offset: { type: "integer", minimum: 0 },
    length: { type: "integer", minimum: 0 },
    received: TEXT,
    expected: TEXT,
  },
};

const FRAME: Schema = {
  type: "object",
  required: ["format", "offset", "length", "hex"],
  additionalProperties: false,
  properties: {
    format: { enum: ["ascii", "binary", "mileage", "picture", "escaped", "noise"] },
    offset: { type: "integer", minimum: 0 },
    length: { type: "integer", minimum: 0 },
    hex: HEX,
  },
};

/** vectors/message.schema.json: a message as `toJson` returns it, and as the command line prints it. */
export function messageSchema(): string {
  const issues = { description: "What was wrong or uncertain", type: "array", items: ISSUE };
  const origin = {
    description: "Where it came from, as far as known; the command line adds it",
    type: "object",
  };
  const messages = Object.fromEntries(
    Object.entries(messageSchemas()).map(([type, schema]) => [
      type,
      {
        ...schema,
        properties: { ...(schema["properties"] as object), issues, frame: FRAME, origin },
      },
    ]),
  );
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "A message of sinotrack-protocol, as toJson gives it",
    $ref: "#/$defs/message",
    $defs: definitions(messages),
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
