/** The anonymiser keeps values that their custom rows mark as harmless. */
import { expect, it } from "vitest";
import type { CustomMessage, Message } from "../../src/index.ts";
import { createProtocol, TEXT, uint } from "../../src/protocol/index.ts";
import { createAnonymiser } from "../../src/vectors/index.ts";
import { fromHex } from "../frame/streams.ts";
import { device } from "../jt808/frames.ts";
import { ACME, DOOR, RECORD } from "./acme.ts";

const anonymise = createAnonymiser("seed", { protocol: ACME });

function made(bytes: Uint8Array): Message {
  const out = anonymise(bytes);
  expect(out.length).toBe(bytes.length);
  const [message] = ACME.decode(out) as [Message];
  return message;
}

it("keeps harmless values of a text message, and replaces all others", () => {
  const message = made(Buffer.from(DOOR));
  expect(message).toMatchObject({
    type: "custom",
    values: { door: 2, status: { word: 0xffffbfff } },
  });
  const { badge } = (message as CustomMessage).values as { badge: string };
  expect(badge).toMatch(/^[A-Z]{2}\d{2}$/);
  expect(badge).not.toBe("AB12");
  expect(message.deviceId).not.toBe("8168000005");
});

it("does so in a $ tail", () => {
  const message = made(fromHex(RECORD)) as Message & Record<string, unknown>;
  expect(message).toMatchObject({ temperatureCelsius: 10, doors: ["right"], alarms: ["rollover"] });
  expect(message["odometerMeters"]).not.toBe(4660);
  expect(message["steps"]).not.toBe(258);
});

it("does so in items", () => {
  const body = "00000000000000030158990606ca0fd7000400000000211129111705";
  const message = made(device("0200", `${body}e10412345678e2020123`)) as Message &
    Record<string, unknown>;
  expect(message).toMatchObject({ obd: { tripKm: 29.1 }, issues: [] });
  expect(message["steps"]).not.toBe(0x12345678);
});

it("keeps only harmless values", () => {
  for (const personal of [undefined, "harmless"] as const) {
    const said = personal === undefined ? {} : { personal };
    const own = createProtocol({
      text: [
        {
          word: "KEY",
          about: "A key",
          forms: [{ parts: [{ name: "key", kind: TEXT, about: "Key", ...said }] }],
        },
      ],
      dollarTails: [
        {
          name: "33",
          length: 33,
          about: "A counter",
          rows: [{ name: "steps", kind: uint(4), about: "Steps", ...said }],
        },
      ],
    });
    const change = createAnonymiser("seed", { protocol: own });
    const text = Buffer.from(change(Buffer.from("*HQ,1234567890,KEY,abc123#"))).toString();
    expect(text.endsWith(",KEY,abc123#")).toBe(personal === "harmless");
    const tail = Buffer.from(change(fromHex(`${RECORD.slice(0, 58)}12345678`))).toString("hex");
    expect(tail.endsWith("12345678")).toBe(personal === "harmless");
  }
});
