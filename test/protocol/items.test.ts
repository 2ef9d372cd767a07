/** Custom items of JT/T 808. */
import { describe, expect, it } from "vitest";
import { decode, type Jt808Header, type Message, type PositionMessage } from "../../src/index.ts";
import { createProtocol, uint } from "../../src/protocol/index.ts";
import { device } from "../jt808/frames.ts";
import { ACME } from "./acme.ts";

const BODY = "00000000000000030158990606ca0fd7000400000000211129111705";
const ITEMS = `010400000064${"e10400000102"}${"e2020123"}${"e30101"}`;

function frame(items: string): Uint8Array {
  return device("0200", BODY + items);
}

describe("a custom item", () => {
  const sent = frame(ITEMS);
  const [message] = ACME.decode(sent) as [PositionMessage];

  it("gives the ordinary property, beside the standard items", () => {
    expect(message).toMatchObject({
      type: "position",
      odometerMeters: 10_000,
      steps: 258,
      obd: { tripKm: 29.1 },
      jt808: { items: [{ id: 0xe3 }] },
    });
    expect(decode(sent)[0]).toMatchObject({
      jt808: { items: [{ id: 0xe1 }, { id: 0xe2 }, { id: 0xe3 }] },
    });
    expect(decode(sent)[0]).not.toHaveProperty("steps");
  });

  it("is encoded from its value", () => {
    expect(ACME.encodeMessage(message)).toEqual(sent);
  });

  it("is explained", () => {
    const fields = ACME.explain(sent).filter(({ name }) =>
      /^(?:steps|obd.tripKm|jt808.items)$/.test(name),
    );
    expect(fields.map(({ name, raw, value, unit }) => [name, raw, value, unit])).toEqual([
      ["steps", "e10400000102", 258, undefined],
      ["obd.tripKm", "e2020123", 29.1, "km"],
      ["jt808.items", "e30101", expect.objectContaining({ id: 0xe3 }), undefined],
    ]);
  });

  it("stays raw if it has another length", () => {
    const [found] = ACME.decode(frame("e10102")) as [Message];
    expect(found).toMatchObject({
      jt808: { items: [{ id: 0xe1 }] },
      issues: [{ code: "unknown-tail" }],
    });
  });

  it("is read in batches and in assembled messages", () => {
    const batch = device("0704", `0001000022${BODY}e10400000102`);
    const [found] = ACME.decode(batch) as [Message];
    expect(found).toMatchObject({ positions: [{ steps: 258 }], issues: [] });
    expect(ACME.encodeMessage(found)).toEqual(batch);
  });

  it("takes precedence over an item of a profile", () => {
    const own = createProtocol({
      jt808Items: [{ id: 0x81, name: "steps", kind: uint(2), about: "Not the engine" }],
    });
    const [found] = own.decode(frame("81020102")) as [PositionMessage];
    expect(found.steps).toBe(258);
    expect(found).not.toHaveProperty("obd");
    expect(decode(frame("81020102"))[0]).toMatchObject({ obd: { engineRpm: 258 } });
  });
});

it("does not affect the version of the header", () => {
  const [message] = ACME.decode(frame("")) as [Message & { jt808: Jt808Header }];
  expect(message.jt808.version).toBe(2013);
});
