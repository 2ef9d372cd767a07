import { describe, expect, it } from "vitest";
import { frameRow } from "../../docs/playground/frame-row.ts";
import { FORM_CHOICES, FORM_NAMES, recognised } from "../../docs/playground/input-forms.ts";
import { otherAnswer } from "../../docs/playground/other-answer.ts";
import { summaryOf } from "../../docs/playground/summary.ts";
import { decode } from "../../src/index.ts";

function answerTo(text: string): ReturnType<typeof otherAnswer> {
  return otherAnswer([Buffer.from(text, "latin1")]);
}

describe("otherAnswer", () => {
  it("reads an answer by SMS", () => {
    expect(answerTo("SET OK\r\n")).toMatchObject({ kind: "sms", type: "ok" });
  });

  it("reads the output of an ELM327", () => {
    // 1A F8 are 6904 quarters of a revolution per minute.
    const answer = answerTo("010C\r\n41 0C 1A F8 \r\n\r\n>");
    expect(answer).toMatchObject({ kind: "obd", readings: [{ pid: "01 0C" }] });
    expect(JSON.stringify(answer)).toContain('["engineRpm","1726"]');
  });

  it("accepts nothing else", () => {
    expect(answerTo("")).toBeNull();
    expect(answerTo("hello, world")).toBeNull();
    expect(answerTo("2a4851")).toBeNull();
  });
});

describe("recognised", () => {
  it("names the detected form, and the reason", () => {
    const form = { name: "traccar", reasons: ["line 1: a line of Traccar"] } as const;
    expect(recognised(form, "auto")).toBe("Read as log of Traccar (line 1: a line of Traccar).");
    expect(recognised(form, "traccar")).toBe("Read as log of Traccar, as chosen.");
    expect(recognised({ name: null, reasons: [] }, "auto")).toBe("");
    expect(recognised({ name: "csv", reasons: [] }, "auto")).toBe("Read as CSV.");
  });

  it("has a name for each form", () => {
    expect([...FORM_CHOICES].sort()).toEqual(Object.keys(FORM_NAMES).sort());
  });
});

describe("summaryOf", () => {
  it("counts frames by type, alarms and issues", () => {
    const text =
      "*HQ,7029083742,V8,106911,A,2443.0632,N,09018.2082,E,12.50,271,280926,fffffffd#?!*HQ,353271799434922,XT#";
    const rows = decode(text).map((message, index) => frameRow(message, index + 1, undefined));
    expect(summaryOf(rows, 1234)).toBe(
      "3 frames of 2 devices in 1,234 bytes: position 1, noise 1, heartbeat 1. 1 frame with an alarm. 1 frame with errors, 1 frame with warnings.",
    );
    expect(summaryOf([], 0)).toBe("No input.");
  });
});
