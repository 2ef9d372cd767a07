import { describe, expect, it } from "vitest";
import { buildFrame, type CommandForm, hintOf } from "../../docs/command-builder/command-form.ts";
import { type Channel, COMMAND_VIEWS, formOf } from "../../docs/command-builder/command-view.ts";
import { commandVectors, exampleValues, typed } from "../../docs/command-builder/examples.ts";
import { COMMAND_ROWS } from "../../src/command/rows.ts";

const CHANNELS = ["socket", "sms", "jt808"] as const;

function form(
  type: string,
  values: Record<string, string>,
  rest: Partial<CommandForm> = {},
): CommandForm {
  return {
    channel: "socket",
    type,
    values,
    deviceId: "8168000005",
    maker: "HQ",
    at: "2026-02-11T06:21:08",
    ...rest,
  };
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
  ])("names %s as the invalid argument", (field, given) => {
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

  it("refuses an unknown command", () => {
    expect(buildFrame(form("__proto__", {}))).toEqual({ error: "no such command", field: null });
  });

  it("does not confuse the password of the device with that of an access point", () => {
    const apn = (password: string, values: Record<string, string>): object =>
      buildFrame({
        channel: "sms",
        type: "apn",
        values: { name: "internet", ...values },
        password,
      });
    expect(apn("12", {})).toMatchObject({ field: "devicePassword" });
    expect(apn("0000", { user: "u", password: "#" })).toMatchObject({ field: "password" });
    expect(apn("0000", {})).toEqual({ text: "8030000 internet", hex: null });
  });
});

const forms = COMMAND_VIEWS.flatMap(({ type, forms }) =>
  forms.map((view) => [`${view.channel} ${type}`, type, view] as const),
);

describe("every form", () => {
  it("of every row exists", () => {
    const count = (channel: Channel): number =>
      COMMAND_ROWS.filter((row) => row[channel] !== undefined).length;
    for (const channel of CHANNELS) {
      expect(forms.filter(([, , view]) => view.channel === channel).length).toBe(count(channel));
    }
    expect(count("socket")).toBeGreaterThan(50);
  });

  it.each(forms)("%s: empty, it gives a frame or names an argument of it", (_, type, view) => {
    const built = buildFrame(form(type, {}, { channel: view.channel, password: "0000" }));
    const names = view.arguments.map(({ name }) => name);
    const isRequired = view.arguments.some(
      (one) => one.required && !(one.kind === "list" && one.fewest === 0),
    );
    if ("error" in built) expect(names).toContain(built.field);
    expect("error" in built).toBe(isRequired);
  });

  const examples = exampleValues();
  it.each(forms)("%s: filled with its example, it gives a frame", (key, type, view) => {
    const values = examples[key];
    expect(Object.keys(values!).every((name) => view.arguments.some((one) => one.name === name)));
    expect(
      buildFrame(form(type, values!, { channel: view.channel, password: "0000" })),
    ).not.toHaveProperty("error");
  });

  const vectors = CHANNELS.flatMap((channel) =>
    commandVectors(channel)
      .filter(({ to }) => to?.text === undefined)
      .map((vector) => [vector.id, channel, vector] as const),
  );
  it.each(vectors)(
    "%s: typed into the form, it gives the frame of the vector",
    (_, channel, one) => {
      const { command, to, password = "", ascii, hex, text } = one;
      const built = buildFrame({
        channel,
        type: command.type,
        values: typed(command),
        deviceId: to?.deviceId ?? "",
        at: (to?.at ?? "").slice(0, 19),
        maker: to?.maker ?? "HQ",
        password,
        serialNumber: String(to?.serialNumber ?? 0),
        version: String(to?.version ?? 2013),
      });
      if (channel === "sms") expect(built).toEqual({ text, hex: null });
      else {
        const wanted = hex ?? Buffer.from(ascii ?? "", "latin1").toString("hex");
        expect("hex" in built && built.hex?.replaceAll(" ", "")).toBe(wanted);
      }
    },
  );
});

describe("commands of JT/T 808", () => {
  const jt808 = (
    type: string,
    values: Record<string, string>,
    rest: Partial<CommandForm> = {},
  ): CommandForm => form(type, values, { channel: "jt808", deviceId: "024509316254", ...rest });

  // The frames of docs/protocol/jt808.md §8.4, §8.5 and §8.7; in setParameters the serial number is 1 and not 0, and so
  // the check byte is E6 and not E7.
  it.each([
    [jt808("queryPosition", {}), "7e820100000245093162540000ca7e"],
    [
      jt808(
        "setParameters",
        { name: "reportSeconds", value: "10" },
        { deviceId: "024509316254", serialNumber: "1" },
      ),
      "7e8103000a02450931625400010100000029040000000ae67e",
    ],
    [
      jt808("queryParameters", {}, { deviceId: "012345678900", serialNumber: "1" }),
      "7e8104000001234567890000010d7e",
    ],
    [
      jt808("control", { code: "240" }, { deviceId: "0b3a73ce2ff2" }),
      "7e810500010b3a73ce2ff20000f0247e",
    ],
  ])("%#", (given, hex) => {
    const built = buildFrame(given);
    expect(built).toMatchObject({ text: null });
    expect("hex" in built && built.hex?.replaceAll(" ", "")).toBe(hex);
  });

  it("has the header of 2019 with its 20 digits", () => {
    const built = buildFrame(jt808("queryPosition", {}, { version: "2019" }));
    // Bit 14 of the attributes, the version 1, ten bytes of number.
    expect(built).toMatchObject({
      hex: expect.stringMatching(/^7e 82 01 40 00 01 00 00 00 00 02 45 09 31 62 54 00 00 .. 7e$/),
    });
  });

  it.each([
    ["deviceId", jt808("queryPosition", {}, { deviceId: "12x" })],
    ["serialNumber", jt808("queryPosition", {}, { serialNumber: "65536" })],
    ["serialNumber", jt808("queryPosition", {}, { serialNumber: "one" })],
    ["code", jt808("control", {})],
    ["code", jt808("control", { code: "256" })],
    ["parameters", jt808("control", { code: "1", parameters: "ü" })],
    ["text", jt808("text", {})],
    ["text", jt808("text", { text: "ü" })],
    ["flags", jt808("text", { text: "a", flags: "-1" })],
    ["name", jt808("setParameters", { value: "1" })],
    ["value", jt808("setParameters", { name: "reportSeconds", value: "ten" })],
    ["value", jt808("setParameters", { name: "server", value: "ü" })],
  ])("names %s as the invalid argument", (field, given) => {
    const built = buildFrame(given);
    expect(built).toMatchObject({ field, error: expect.stringMatching(/\S/) });
  });

  it("refuses a command of another channel", () => {
    expect(buildFrame(jt808("interval", {}))).toMatchObject({ error: "no such command" });
    expect(buildFrame(form("queryPosition", {}))).toMatchObject({ error: "no such command" });
  });
});

it("describes the values of each argument", () => {
  for (const [, , view] of forms) {
    for (const argument of view.arguments) {
      expect(hintOf(argument), argument.name).toMatch(/\S/);
      expect(hintOf(argument)).not.toMatch(/undefined|object Object/);
    }
  }
  expect(formOf("interval", "jt808")).toBeUndefined();
});
