/**
 * The misuse matrix: each option of each exported function with a wrong name, type and range. Every one is an error
 * that names the option, and a wrong name is an error that lists the choices. None is silent: an alarm lost to a typing
 * error looks like a quiet night.
 */
import { describe, expect, it } from "vitest";
import * as root from "../../src/index.ts";
import * as vectors from "../../src/vectors/index.ts";
import { MATRIX, TABLES, V8 } from "./matrix.ts";

const LOGIN = Buffer.from("7e00020000000123456789000b077e", "hex");

describe.each(Object.entries(MATRIX))(
  "%s",
  (_, { call, options, needed = {}, holder = "options" }) => {
    const cases = Object.entries(options).flatMap(([name, all]) =>
      all.map(([value, says]) => [name, value, says] as const),
    );
    it.each(cases)("%s: %j", (name, value, says) => {
      const act = (): unknown => call({ ...needed, [name]: value });
      expect(act).toThrow(says);
      expect(act).toThrow(new RegExp(`\\b${name === "maxAgeMs" ? "options" : name}\\b`));
      try {
        act();
      } catch (error) {
        expect((error as Error).constructor.name).toMatch(/^(?:RangeError|TypeError)$/);
      }
    });

    it.each([5, "x", null, true])("options: %j", (value) => {
      const act = (): unknown => call(value);
      expect(act).toThrow(TypeError);
      expect(act).toThrow(`${holder} must be an object`);
    });

    it("accepts calls without options", () => {
      expect(() =>
        call(needed === undefined ? undefined : { password: "0000", ...needed }),
      ).not.toThrow();
    });
  },
);

describe("a wrong argument", () => {
  const [login] = root.decode(LOGIN);
  const to = { protocol: "jt808", deviceId: "012345678901" } as const;
  it.each<[string, () => unknown, RegExp]>([
    ["decodeStatus", () => root.decodeStatus(0, "SinoTrack" as never), TABLES],
    ["decodeStatus", () => root.decodeStatus("0" as never), /^word must be/],
    ["loadVectors", () => vectors.loadVectors("V1"), /^family must be one of .*v1/],
    ["createAnonymiser", () => vectors.createAnonymiser(5 as never), /^seed must be/],
    ["identify", () => root.identify(5 as never), /^messages must be/],
    [
      "encodeCommand",
      () => root.encodeCommand({ type: "locked" } as never, to),
      /^command\.type must be one of queryPosition/,
    ],
    [
      "encodeCommand",
      () => root.encodeCommand({ type: "setParameters", parameters: [5] } as never, to),
      /^command\.parameters\[0\] must be an object/,
    ],
    [
      "encodeCommand",
      () => root.encodeCommand({ type: "setParameters", parameters: 5 } as never, to),
      /^command\.parameters must be a list/,
    ],
    [
      "encodeCommand",
      () => root.encodeCommand({ type: "setParameters" } as never, to),
      /^command\.parameters must be a list/,
    ],
    [
      "encodeCommand",
      () =>
        root.encodeCommand(
          { type: "setParameters", parameters: [{ id: 1, data: [1] }] } as never,
          to,
        ),
      /^command\.parameters\[0\]\.data must be a Uint8Array/,
    ],
    [
      "encodeCommand",
      () =>
        root.encodeCommand(
          { type: "setParameters", parameters: [{ name: "x", value: 1 }] } as never,
          to,
        ),
      /^command\.parameters\[0\]\.name must be/,
    ],
    ["replyTo", () => root.replyTo(login!, undefined as never), /^options must be an object/],
    ["fixOf", () => root.fixOf(5 as never), /^position must be an object/],
  ])("%s names it", (_, act, says) => {
    expect(act).toThrow(says);
  });

  it("an SOS does not vanish because of a typing error (B15)", () => {
    expect(root.decode(V8)[0]).toMatchObject({ alarms: ["sos"] });
    expect(() => root.decode(V8, { statusTable: "SinoTrack" })).toThrow(RangeError);
  });
});
