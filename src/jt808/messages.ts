/** The messages of JT/T 808 that are read, and the rows of their bodies (docs/protocol/jt808.md §4). */

import { count } from "../kind/bytes/count.ts";
import { keptRest } from "../kind/bytes/kept.ts";
import { uint } from "../kind/bytes/number.ts";
import { oneOf } from "../kind/bytes/one-of.ts";
import type { BytesReader } from "../kind/bytes-reader.ts";
import { type BytesKind, type BytesRow, REST, value } from "../kind/row.ts";
import { halvesOf, type ReadyRow, ready } from "../layout/bytes-rows.ts";
import { lazy } from "../lazy.ts";
import type { MessageType } from "../model/message.ts";
import { ANSWER, ANSWERED } from "./answer.ts";
import { attributes, endsThere } from "./attributes.ts";
import { driver, driver2011, isCardEvent } from "./driver.ts";
import { isWorkingState, workingState } from "./heartbeat.ts";
import { groupById, readItem } from "./item.ts";
import { hasPosition, media } from "./media.ts";
import { PARAMETERS } from "./parameters.ts";
import { keepUndecoded } from "./passthrough.ts";
import { POSITION } from "./position.ts";
import { knownProfiles } from "./profiles.ts";
import { RECORDS } from "./records.ts";
import { authentication2019, registration } from "./registration.ts";
import { GBK } from "./text.ts";

/** The body of a message. */
export interface Jt808Form {
  readonly id: number;
  readonly type: MessageType;
  readonly about: string;
  readonly rows: readonly BytesRow[];
  readonly ready: readonly ReadyRow[];
  /** Smallest number of bytes. */
  readonly least: number;
  /** Its edition, if the bodies of others differ. */
  readonly edition?: 2011 | 2013 | 2019;
  /** Whether the bytes `from` … `to` are such a body, if their number does not decide. */
  readonly fits?: (r: BytesReader, from: number, to: number) => boolean;
}

const TAIL: BytesRow = {
  name: "tail",
  kind: /* @__PURE__ */ keptRest(),
  about: "Some devices add battery, signal or items of their own; kept as sent",
};

/** The data after the type, which a profile reads. */
const DATA: BytesKind = {
  kind: "passedThrough",
  halves: REST,
  isComposite: true,
  read(r, at, to, _row, values) {
    values.tail = new Uint8Array(0);
    const rows = knownProfiles()
      .filter(({ name }) => r.settings.profiles.includes(name))
      .flatMap(({ passedThrough = [] }) => passedThrough)
      .filter(({ id }) => id === values.jt808?.passthroughType);
    if (!readItem(rows, r, at >> 1, at >> 1, to >> 1, values))
      keepUndecoded(r, at >> 1, to >> 1, values);
  },
  write() {},
};

export const jt808Forms: () => readonly Jt808Form[] = /* @__PURE__ */ lazy(makeForms);

function makeForms(): readonly Jt808Form[] {
  const registered = { id: 0x0100, type: "identity", about: "Registration" } as const;
  const authenticated = { id: 0x0102, type: "identity", about: "Authentication" } as const;
  const attributed = {
    id: 0x0107,
    type: "identity",
    about: "Attributes of the terminal",
  } as const;
  const card = { id: 0x0702, type: "identity" } as const;
  const bodies: readonly Omit<Jt808Form, "ready" | "least">[] = [
    {
      id: 0x0001,
      type: "confirmation",
      about: "General answer of the device",
      rows: [...ANSWER, TAIL],
    },
    { id: 0x0002, type: "heartbeat", about: "Heartbeat", rows: [TAIL] },
    {
      id: 0x0002,
      type: "heartbeat",
      about: "Heartbeat of BSJ units, recognised by its three bytes",
      rows: workingState(),
      fits: isWorkingState,
    },
    { id: 0x0003, type: "heartbeat", about: "The device logs out", rows: [TAIL] },
    { ...registered, edition: 2011, rows: registration(5, 8, 7) },
    { ...registered, edition: 2013, rows: registration(5, 20, 7) },
    { ...registered, edition: 2019, rows: registration(11, 30, 30) },
    {
      ...authenticated,
      edition: 2013,
      rows: [
        {
          name: "authenticationCode",
          kind: GBK,
          about: "The code of the answer to the registration",
          personal: "text",
        },
      ],
    },
    { ...authenticated, edition: 2019, rows: authentication2019() },
    {
      id: 0x0104,
      type: "confirmation",
      about: "Answer to 0x8104, the query of parameters",
      rows: [
        ANSWERED,
        {
          name: "jt808.parameters",
          kind: PARAMETERS,
          about: "Number BYTE, then parameters: id DWORD, length BYTE, value",
        },
      ],
    },
    { ...attributed, edition: 2013, rows: attributes(5, 20, 7) },
    { ...attributed, edition: 2019, rows: attributes(11, 30, 30) },
    {
      ...attributed,
      edition: 2019,
      rows: attributes(5, 30, 30),
      fits: endsThere(2 + 5 + 30 + 30 + 10),
    },
    { id: 0x0200, type: "position", about: "Position", rows: POSITION },
    {
      id: 0x0201,
      type: "position",
      about: "Answer to 0x8201, the query of the position",
      rows: [ANSWERED, ...POSITION],
    },
    {
      id: 0x0500,
      type: "position",
      about: "Answer to 0x8500, a command to the vehicle; the status shows whether it was done",
      rows: [ANSWERED, ...POSITION],
    },
    { ...card, about: "Card of the driver", fits: isCardEvent, rows: driver() },
    { ...card, about: "Driver, before 2013", edition: 2011, rows: driver2011() },
    {
      id: 0x0704,
      type: "positions",
      about: "Several positions",
      rows: [
        { name: "count", kind: count(2, "positions"), about: "Number of records" },
        {
          name: "jt808.batch",
          kind: oneOf("normal", "blindArea"),
          about: "0 normal, 1 blindArea: from places without network",
        },
        {
          name: "positions",
          kind: RECORDS,
          about: "Records: length WORD, then a body as of 0x0200",
        },
      ],
    },
    {
      id: 0x0801,
      type: "position",
      about: "A recording, with its position",
      fits: hasPosition,
      rows: media(),
    },
    {
      id: 0x0900,
      type: "unknown",
      about: "Data passed through",
      rows: [
        value(uint(1), "jt808.passthroughType", { about: "Type of the data" }),
        { name: "tail", kind: DATA, about: "Data that a profile reads; otherwise kept as sent" },
      ],
    },
  ];
  return bodies.map((body) => ({
    ...body,
    ready: ready(body.rows),
    least: halvesOf(body.rows) / 2,
  }));
}

const formsById: () => ReadonlyMap<number, readonly Jt808Form[]> = /* @__PURE__ */ lazy(() =>
  groupById(jt808Forms()),
);

/** All forms that the body of a message may have, by the version of the header. */
export function formsOf(id: number, version: 2013 | 2019): readonly Jt808Form[] {
  const forms = formsById().get(id) ?? [];
  return forms.filter(
    ({ edition }) => edition === undefined || (edition === 2019) === (version === 2019),
  );
}

/**
 * The form of a body: the first one whose `fits` accepts it, otherwise the longest one that has room in the body; the
 * shortest one if there are too few bytes.
 */
export function formAt(
  r: BytesReader,
  id: number,
  version: 2013 | 2019,
  from: number,
  to: number,
): Jt808Form | undefined {
  let found: Jt808Form | undefined;
  for (const form of formsOf(id, version)) {
    if (form.fits?.(r, from, to) === true) return form;
    if (form.fits === undefined && (found === undefined || form.least <= to - from)) found = form;
  }
  return found;
}
