import { describe, expect, it } from "vitest";
import { buildFrame, type CommandForm, hintOf } from "../../docs/playground/command-form.ts";
import { COMMANDS, commandArguments } from "../../src/index.ts";

function form(
  type: string,
  values: Record<string, string>,
  rest: Partial<CommandForm> = {},
): CommandForm {
  return { type, values, deviceId: "8168000005", maker: "HQ", at: "2026-02-11T06:21:08", ...rest };
}

describe("buildFrame", () => {
  it("gives the frame of the SinoTrack document, as text and hex", () => {
    expect(buildFrame(form("interval", { seconds: "30" }))).toEqual({
      text: "*HQ,8168000005,D1,062108,30,1#",
      hex: Buffer.from("*HQ,8168000005,D1,062108,30,1#")
        .toString("hex")
        .replace(/(..)(?=.)/g, "$1 "),
    });
  });

  it("reads the time as UTC, whatever the zone of the browser", () => {
    expect(
      buildFrame(form("interval", { seconds: "30" }, { at: "2026-07-01T23:59:01" })),
    ).toMatchObject({ text: "*HQ,8168000005,D1,235901,30,1#" });
  });

  it.each([
    ["seconds", form("interval", { seconds: "5" })],
    ["seconds", form("interval", { seconds: "thirty" })],
    ["seconds", form("interval", {})],
    ["deviceId", form("interval", { seconds: "30" }, { deviceId: "1,2" })],
    ["maker", form("interval", { seconds: "30" }, { maker: "#" })],
    ["at", form("interval", { seconds: "30" }, { at: "" })],
  ])("says that %s is at fault", (field, given) => {
    expect(buildFrame(given)).toMatchObject({ field, error: expect.stringContaining(field) });
  });

  it("splits lists", () => {
    expect(
      buildFrame(form("sosNumbers", { phoneNumbers: "13800000001, 13800000002" })),
    ).toMatchObject({
      text: expect.stringContaining("13800000001,13800000002"),
    });
    expect(buildFrame(form("sosNumbers", { phoneNumbers: "1380000000*" }))).toMatchObject({
      field: "phoneNumbers",
    });
  });

  it("refuses what is no command", () => {
    expect(buildFrame(form("__proto__", {}))).toEqual({ error: "no such command", field: null });
  });

  it.each(COMMANDS.map((spec) => [spec.type, spec] as const))(
    "%s: an empty form gives a frame, or names an argument of it",
    (type, spec) => {
      const built = buildFrame(form(type, {}));
      const names = commandArguments(spec).map(({ name }) => name);
      const isRequired = commandArguments(spec).some(({ required }) => required);
      if ("error" in built) expect(names).toContain(built.field);
      expect("error" in built).toBe(isRequired);
    },
  );
});

it("says what each argument takes", () => {
  for (const argument of COMMANDS.flatMap(commandArguments)) {
    expect(hintOf(argument), argument.name).toMatch(/\S/);
    expect(hintOf(argument)).not.toMatch(/undefined|object Object/);
  }
});
