/** The list of commands on the page, its labels, and its reading of answers. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readAnswer } from "../../docs/command-builder/command-answer.ts";
import {
  type Choice,
  chosenGroups,
  fromHash,
  shownForms,
  toHash,
} from "../../docs/command-builder/command-choice.ts";
import { COMMANDED, takes } from "../../docs/command-builder/command-families.ts";
import type { CommandForm } from "../../docs/command-builder/command-form.ts";
import { choiceText, KEYS, labelOf, unitOf } from "../../docs/command-builder/command-labels.ts";
import { COMMAND_VIEWS, formOf } from "../../docs/command-builder/command-view.ts";
import { typed } from "../../docs/command-builder/examples.ts";
import { COMMAND_ROWS } from "../../src/command/rows.ts";
import { FAMILIES, type FamilyName } from "../../src/variant/families.ts";

function choice(rest: Partial<Choice>): Choice {
  return { type: "interval", family: "", search: "", ...rest };
}

function typesOf(rest: Partial<Choice>): string[] {
  return chosenGroups(choice(rest)).flatMap(({ commands }) => commands.map(({ type }) => type));
}

describe("labels", () => {
  const used = new Set<string>();
  it("exist for every argument, and are unique in a form", () => {
    for (const { type, forms } of COMMAND_VIEWS) {
      for (const form of forms) {
        const labels = form.arguments.map((one) => labelOf(type, one));
        expect(new Set(labels).size, type).toBe(labels.length);
        for (const label of labels) expect(label).toMatch(/^[A-Z][^_]*$/);
        for (const { name } of form.arguments) {
          used.add(KEYS.includes(`${type}.${name}`) ? `${type}.${name}` : name);
        }
      }
    }
    expect([...KEYS].filter((key) => !used.has(key))).toEqual([]);
  });

  it("have the unit of the row", () => {
    const [seconds] = formOf("interval", "socket")!.arguments;
    expect([labelOf("interval", seconds!), unitOf(seconds!)]).toEqual(["Report every", "seconds"]);
    const [speed] = formOf("speedLimit", "sms")!.arguments;
    expect([labelOf("speedLimit", speed!), unitOf(speed!)]).toEqual(["Alarm above", "km/h"]);
  });

  it("have words for choices", () => {
    expect(["withFix", "WORK", "ip"].map(choiceText)).toEqual(["with fix", "WORK", "ip"]);
  });
});

describe("the list", () => {
  it("has every command once, in groups", () => {
    expect(typesOf({})).toEqual(COMMAND_ROWS.map(({ type }) => type));
    expect(chosenGroups(choice({})).length).toBeGreaterThan(5);
  });

  it("finds by meaning, name and word", () => {
    expect(typesOf({ search: "fuel" })).toEqual(["cutFuel", "restoreFuel"]);
    expect(typesOf({ search: "0x8105" })).toEqual(["control"]);
    expect(typesOf({ search: "S71 02" })).toEqual(["sosNumbers"]);
    expect(typesOf({ search: "nothing of the kind" })).toEqual([]);
  });

  it("has the commands that the firmware takes", () => {
    const g4 = typesOf({ family: "sinotrack-4g" });
    expect(g4).toEqual(expect.arrayContaining(["interval", "cutFuel", "arm", "server", "text"]));
    // Commands of Cantrack, of Traccar (which no SinoTrack unit is known to obey), of HuaSunTeK, of XM_GT, and of no
    // known family.
    for (const type of ["cantrackInterval", "intervalS71", "huasuntekArm", "xmGtRestart", "raw"]) {
      expect(g4).not.toContain(type);
    }
    expect(typesOf({ family: "jt808" })).toEqual(
      COMMAND_ROWS.filter(({ jt808 }) => jt808 !== undefined).map(({ type }) => type),
    );
  });

  it("has every word that a family is known to take, and no family without one", () => {
    for (const family of FAMILIES) {
      const views = COMMAND_VIEWS.flatMap(({ type, forms }) =>
        forms.filter((form) => takes(family, form)).map((form) => ({ type, ...form })),
      );
      const words = views.map(({ word }) => word?.split(" ", 1)[0]);
      const isText = (word: string): boolean =>
        word === "SMS" && views.some(({ type }) => type === "text");
      const missing = family.commands.filter((word) => !words.includes(word) && !isText(word));
      expect([family.family, missing]).toEqual([family.family, []]);
      if (family.commands.length === 0) expect([family.family, views]).toEqual([family.family, []]);
    }
    expect(COMMANDED.map(({ family }) => family)).toContain<FamilyName>("sinotrack-2g");
  });

  it("shows the forms of the firmware", () => {
    const text = COMMAND_VIEWS.find(({ type }) => type === "text")!;
    expect(shownForms(text, "").map(({ channel }) => channel)).toEqual(["socket", "jt808"]);
    expect(shownForms(text, "jt808").map(({ channel }) => channel)).toEqual(["jt808"]);
    const arm = COMMAND_VIEWS.find(({ type }) => type === "huasuntekArm")!;
    expect(shownForms(arm, "jt808")).toEqual(arm.forms);
  });

  it("is kept in the address", () => {
    const hash = toHash(choice({ type: "cutFuel", family: "sinotrack-4g" }));
    expect(hash).toBe("command=cutFuel&family=sinotrack-4g");
    expect(fromHash(`#${hash}`)).toEqual({ type: "cutFuel", family: "sinotrack-4g" });
    expect(fromHash("#command=__proto__&family=none")).toEqual({});
  });
});

describe("the answer of a device", () => {
  interface Case {
    readonly id: string;
    readonly command: { readonly type: string };
    readonly at?: string;
    readonly serialNumber?: number;
    readonly ascii?: string;
    readonly hex?: string;
    readonly expect: { readonly outcome: string } | null;
  }
  const cases = readFileSync(
    new URL("../../vectors/commands/confirmation.jsonl", import.meta.url),
    "utf8",
  )
    .trim()
    .split("\n")
    .map((line): Case => JSON.parse(line));
  const TONES: Readonly<Record<string, string>> = { done: "good", answered: "open" };

  it.each(cases.map((one) => [one.id, one] as const))("%s", (_, one) => {
    const { command, at, serialNumber } = one;
    const channel = formOf(command.type, "socket") === undefined ? "jt808" : "socket";
    const isJt808 =
      one.hex?.startsWith("7e") === true && formOf(command.type, "jt808") !== undefined;
    const form: CommandForm = {
      channel: isJt808 ? "jt808" : channel,
      type: command.type,
      values: typed(command),
      at: (at ?? "").slice(0, 19),
      serialNumber: String(serialNumber ?? 0),
    };
    const answer = readAnswer(form, one.ascii ?? one.hex ?? "");
    const isEarlier = answer?.details.some(([name]) => name === "Note") === true;
    if (one.expect === null) expect(isEarlier || answer?.tone === "open").toBe(true);
    else if (at === undefined && serialNumber === undefined) expect(answer).not.toBeNull();
    else {
      expect(isEarlier).toBe(false);
      expect(answer?.tone).toBe(TONES[one.expect.outcome] ?? answer?.tone);
    }
  });

  const cut: CommandForm = {
    channel: "socket",
    type: "cutFuel",
    values: {},
    at: "2016-07-16T06:11:58",
  };
  const V4 =
    "*HQ,8168000005,V4,S20,OK,061158,061202,A,2235.0086,N,11354.3668,E,000.00,000,160716,F7FFBBFF#";

  it("is read in words", () => {
    expect(readAnswer(cut, V4)).toMatchObject({ tone: "good", details: [["Result", "OK"]] });
    expect(readAnswer(cut, V4.replace("OK", "ERROR"))?.tone).toBe("bad");
    const hex = Buffer.from(V4).toString("hex");
    expect(readAnswer(cut, hex)).toEqual(readAnswer(cut, V4));
    expect(readAnswer(cut, " ")).toBeNull();
  });

  it("of another time is marked", () => {
    const later = readAnswer({ ...cut, at: "2016-07-16T07:00:00" }, V4);
    expect(later?.tone).toBe("open");
    expect(later?.details.at(-1)?.[1]).toMatch(/another time/);
    // No time has been typed yet.
    expect(readAnswer({ ...cut, at: "" }, V4)?.tone).toBe("good");
  });

  it("that is none is reported", () => {
    expect(readAnswer(cut, "*HQ,8168000005,V0#")).toMatchObject({
      title: "This does not answer the command.",
      details: [["It is", "heartbeat V0"]],
    });
    expect(readAnswer({ ...cut, type: "no such" }, V4)).toBeNull();
  });

  it("by SMS is read by parseSms", () => {
    const sms: CommandForm = { channel: "sms", type: "readStatus", values: {} };
    expect(readAnswer(sms, "SET OK")?.tone).toBe("good");
    const status = readAnswer(
      sms,
      "ST906(70SACD)_TQ_V_2.0 2024/06/07\nID:11264944\nIP:192.0.2.153 5013\nUT:30,30,300\nVOLT:13.1V\nGPS:A-22-20\nGSM:26\nNEW:7",
    );
    expect(status?.title).toBe("The state of the device.");
    expect(status?.details).toContainEqual(["supplyVolts", "13.1"]);
    expect(status?.details).toContainEqual(["NEW", "7"]);
    expect(readAnswer(sms, "hello")?.tone).toBe("open");
  });

  it("to a text over the socket is read by parseSms too", () => {
    const text: CommandForm = { channel: "socket", type: "text", values: { text: "CXZT" }, at: "" };
    const answer = readAnswer(text, "*HQ,8168000005,SMS,SET OK#");
    expect(answer?.tone).toBe("good");
    expect(answer?.details).toContainEqual(["Text", "SET OK"]);
  });
});
