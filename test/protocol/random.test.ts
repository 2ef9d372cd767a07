/** Promises 1, 2, 4 and 10 for protocols with random rows. */
import fc from "fast-check";
import { splitFrames } from "../../src/index.ts";
import {
  ascii,
  type BytesRow,
  bcd,
  bit,
  bits,
  cell,
  createProtocol,
  decimal,
  hexadecimal,
  ICCID,
  int,
  KNOTS,
  kept,
  LATITUDE,
  LISTED,
  moment,
  type OwnForms,
  type OwnTextForm,
  oneOf,
  optional,
  PHONE_OR_IP,
  type Protocol,
  STATUS_TEXT,
  TEXT,
  type TextRow,
  THREE_CELLS,
  TO_THE_END,
  tails,
  uint,
  VALIDITY,
  WIFI,
  whole,
} from "../../src/protocol/index.ts";
import { join } from "../frame/streams.ts";
import { device } from "../jt808/frames.ts";
import { fuzz } from "../promises/fuzz.ts";
import { checkChunks, checkCover, checkValues, fail } from "../promises/oracle.ts";

const textKind = fc.constantFrom(
  ...[whole(9999), decimal(100, { decimals: 1 }), hexadecimal(4), TEXT, ICCID, PHONE_OR_IP],
  ...[VALIDITY, KNOTS, LATITUDE, STATUS_TEXT, WIFI, LISTED, TO_THE_END],
);
const bytesKind = fc.constantFrom(
  ...[
    uint(1),
    uint(2, { over: 10, plus: -40 }),
    int(3),
    bcd(4),
    bits(1, "a", "b"),
    oneOf("x", "y"),
  ],
  ...[ascii(3), moment("hisdmy"), kept(2), kept(2, 0xff, 0), THREE_CELLS, bit(4), bit(1)],
  cell([
    ["mcc", 2],
    ["lac", 2],
  ]),
);

const FIXED: Readonly<Record<string, string>> = { statusText: "status", kept: "tail" };
const nameOf = (i: number, { kind }: { kind: string }): string => FIXED[kind] ?? `v${i}`;
const textRows = fc
  .array(textKind, { maxLength: 5 })
  .map((kinds) =>
    kinds.map((kind, i): TextRow => ({ name: nameOf(i, kind), kind, about: "Random" })),
  );
const form: fc.Arbitrary<OwnTextForm> = fc
  .tuple(textRows, fc.boolean(), fc.nat(2))
  .map(([rows, isOptional, split]) => {
    const last = { name: "last", kind: whole(99), about: "Random" };
    const first = rows.slice(0, split);
    const rest = rows.slice(split);
    const end = isOptional
      ? optional(last, (r, at) => r.isDigits(at, 1, 2))
      : tails({ about: "Random", rows: [last] }, { about: "Random", rows: rest });
    return { parts: isOptional ? [...rows, end] : [...first, end] };
  });
const bytesRows = fc.array(bytesKind, { minLength: 1, maxLength: 6 }).map((kinds) => {
  const rows = kinds.map((kind, i): BytesRow => {
    return { name: nameOf(i, kind), kind, about: "Random", unit: "m" };
  });
  const halves = rows.reduce((sum, row) => sum + row.kind.halves, 0);
  const isHalf = halves % 2 === 1;
  return isHalf ? [...rows, { name: "half", kind: bit(8), about: "Random" }] : rows;
});

interface Made {
  readonly protocol: Protocol;
  readonly lengths: readonly number[];
}

const TAKEN = new Set([37, 42, 45, 46, 47, 48, 51, 54]);

const protocols: fc.Arbitrary<Made> = fc
  .tuple(
    fc.array(form, { minLength: 1, maxLength: 2 }),
    fc.array(bytesRows, { maxLength: 3 }),
    fc.array(bytesKind, { maxLength: 3 }),
  )
  .map(([forms, all, kinds]) => {
    const made = all.map((rows) => ({
      name: "own",
      length: 29 + rows.reduce((sum, { kind }) => sum + kind.halves, 0) / 2,
      about: "Random",
      rows,
    }));
    const dollarTails = made.filter(
      ({ length }, i) =>
        length > 32 && !TAKEN.has(length) && made.findIndex((one) => one.length === length) === i,
    );
    const own: OwnForms = {
      text: [{ word: "OWN", about: "Random", forms }],
      dollarTails,
      jt808Items: kinds
        .filter(({ halves }) => halves % 2 === 0)
        .map((kind, i) => ({
          id: 0xe1 + i,
          name: nameOf(i, kind),
          kind,
          about: "Random",
        })),
    };
    const lengths = dollarTails.map(({ length }) => length);
    // A failure prints the definition of the protocol.
    const protocol = Object.assign(Object.create(createProtocol(own)), {
      [fc.toStringMethod]: () => JSON.stringify(own),
    });
    return { protocol, lengths };
  });

const HEAD = Buffer.from("2481680000050503162209242212874500113466574c014028ffffbbff", "hex");
const field = fc.oneof(
  fc.constantFrom(
    "",
    "1",
    "99",
    "A",
    "V",
    "121300",
    "220901",
    "FFFFFBFF",
    "aabbccddeeff",
    "3a",
    " 7",
  ),
  fc.constantFrom("2212.8745", "N", "89860042191130272549", "10.0.0.1", "0,0", "é", "12.5"),
);

function inputs({ lengths }: Made): fc.Arbitrary<Uint8Array> {
  const text = fc
    .tuple(fc.constantFrom("OWN", "V1", "XT", "NONE"), fc.array(field, { maxLength: 9 }))
    .map(([word, fields]) => Buffer.from(`*HQ,8168000005,${[word, ...fields].join()}#`, "latin1"));
  const record = fc
    .constantFrom(...lengths, 32, 45)
    .chain((length) => fc.uint8Array({ minLength: length - 29, maxLength: length - 29 }))
    .map((tail) => join(HEAD, tail));
  const items = fc
    .array(fc.tuple(fc.integer({ min: 0xe0, max: 0xe4 }), fc.uint8Array({ maxLength: 20 })), {
      maxLength: 3,
    })
    .map((all) =>
      all.map(([id, data]) => Buffer.from([id, data.length, ...data]).toString("hex")).join(""),
    )
    .map((hex) => device("0200", `00000000000000030158990606ca0fd7000400000000211129111705${hex}`));
  return fc
    .array(fc.oneof(text, record, items, fc.uint8Array({ maxLength: 9 })), { maxLength: 4 })
    .map((parts) => join(...parts));
}

const cases = protocols.chain((made) =>
  fc.record({
    made: fc.constant(made),
    bytes: inputs(made),
    sizes: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 4 }),
  }),
);

fuzz(
  "any bytes decode, whole and in chunks, are explained, and encoded again or refused by name",
  600,
  fc.property(cases, ({ made: { protocol }, bytes, sizes }) => {
    const messages = protocol.decode(bytes);
    const { frames } = splitFrames(bytes, { protocol, end: true });
    checkCover(bytes, frames);
    checkChunks(bytes, frames, sizes, { protocol });
    for (const message of messages) {
      if (message.type === "custom") checkValues({ ...message, ...message.values } as never);
      const covered = protocol
        .explain(message.frame)
        .reduce((at, { offset, length }) => (offset === at ? at + length : -1), 0);
      if (covered !== message.frame.bytes.length) fail("explain leaves bytes out", bytes);
      try {
        const again = protocol.decode(protocol.encodeMessage(message));
        if (again.length !== 1 || again[0]!.type !== message.type) fail("another message", bytes);
      } catch (error) {
        const isNamed = error instanceof RangeError && /^message\./.test(error.message);
        if (!isNamed) throw error;
      }
    }
  }),
);
