/**
 * RCONF and CXZT with line breaks that are lost, doubled, escaped or misplaced. Texts and values are generated from the
 * appendix of the reference and from captures; the breaks must not change the values.
 */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSms } from "../../src/sms/index.ts";

interface Sample {
  readonly text: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const whole = (min: number, max: number) => fc.integer({ min, max });
const digits = (least: number, most = least) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: least, maxLength: most });
const onOff = fc.boolean();
const host = fc.constantFrom(
  "45.112.204.246",
  "my.server.net",
  "track-1.example.com",
  "27.aika168.com",
);
const port = whole(1, 65535);
const apn = fc.constantFrom(
  "internet",
  "my.apn.net",
  "iot.1nce.net",
  "INTERNET",
  "igprs.claro.com.ar",
);
const named = (on: boolean): string => (on ? "ON" : "OFF");

/** Pieces of RCONF: the text of each, and its values. */
const RCONF: fc.Arbitrary<Sample> = fc
  .record({
    model: fc.constantFrom("ST-901-868L", "ST-904", "ST915/4G", "ST904(M)", "ST900"),
    firmware: fc.constantFrom(undefined, "V4.35", "V5.42"),
    id: digits(10),
    password: digits(4),
    admins: fc.tuple(digits(0, 12), digits(0, 12), digits(0, 12)),
    mode: fc.constantFrom("GPRS", "GPRS-MOVE", "SMS"),
    power: fc.tuple(fc.constantFrom("POWER ALARM"), onOff),
    acc: fc.tuple(fc.constantFrom("ACC ALARM SMS", "ACCSMS"), onOff),
    call: fc.tuple(fc.constantFrom("ACC ALARM CALL", "ACCCALL"), onOff),
    fence: fc.tuple(fc.constantFrom("GEO FENCE", "GEOFENCE"), onOff),
    speed: fc.tuple(fc.constantFrom("OVER SPEED", "OVERSPEED"), fc.oneof(onOff, whole(1, 200))),
    shake: fc.tuple(fc.constantFrom("SHAKE ALARM", "SHAKEALARM"), fc.oneof(onOff, whole(1, 120))),
    sleep: fc.tuple(fc.constantFrom("SLEEP:", "SLEEP MODE:", "SLEEP"), onOff),
    apn,
    host,
    port,
    glue: fc.constantFrom(":", ","),
    upload: fc.tuple(fc.constantFrom("GPRS UPLOAD TIME", "GPRSUPLOAD TIME"), whole(1, 65535)),
    zone: fc.constantFrom<[string, number]>(["E00", 0], ["W01", -60], ["+8.0", 480]),
    comma: fc.constantFrom(",", ""),
  })
  .map((of) => {
    const setting = (value: boolean | number) =>
      typeof value === "number" ? String(value) : named(value);
    const text = [
      of.firmware === undefined ? of.model : `${of.model}:${of.firmware}`,
      `ID:${of.id}`,
      `UP:${of.password}`,
      ...of.admins.map((number, i) => `U${i + 1}:${number}`),
      `MODE:${of.mode}`,
      `${of.power[0]}:${named(of.power[1])}`,
      `${of.acc[0]}:${named(of.acc[1])}`,
      `${of.call[0]}:${named(of.call[1])}`,
      `${of.fence[0]}: ${named(of.fence[1])}`,
      // The ST-900 writes a blank for a comma.
      `${of.speed[0]}:${setting(of.speed[1])} VOICE:ON`,
      `${of.shake[0]}:${setting(of.shake[1])}`,
      of.sleep[0] + named(of.sleep[1]),
      `APN:${of.apn},,`,
      `IP:${of.host}${of.glue}${of.port}`,
      `${of.upload[0]}:${of.upload[1]}${of.comma}TIME ZONE:${of.zone[0]}`,
    ].join(",");
    const values = {
      type: "configuration",
      model: of.model,
      ...(of.firmware === undefined ? {} : { firmware: of.firmware }),
      deviceId: of.id,
      password: of.password,
      adminNumbers: of.admins.map((number) => number || null),
      mode: of.mode,
      powerAlarm: of.power[1],
      accAlarmSms: of.acc[1],
      accAlarmCall: of.call[1],
      geofence: of.fence[1],
      overspeed: of.speed[1],
      voice: true,
      shakeAlarm: of.shake[1],
      sleep: of.sleep[1],
      apn: { name: of.apn, user: null, password: null },
      server: { host: of.host, port: of.port },
      uploadIntervals: { seconds: of.upload[1] },
      timeZone: { asSent: of.zone[0], minutesEast: of.zone[1] },
      unknown: [],
    };
    return { text, values };
  });

const status = fc.record({
  firmware: fc.constantFrom("ST906(70SACD)_TQ_V_2.0", "ST915(70SALASCD)_V_1.0"),
  date: fc.constantFrom("2024/06/07", "2023/08/23"),
  id: digits(10),
  host,
  port,
  intervals: fc.tuple(whole(1, 65535), whole(1, 65535), whole(1, 65535)),
  volts: whole(90, 290),
  battery: whole(6, 100),
  apn,
  valid: onOff,
  fix: fc.tuple(whole(0, 40), whole(0, 40)),
  signal: whole(0, 31),
  iccid: digits(20),
});
type Status = typeof status extends fc.Arbitrary<infer T> ? T : never;
const fixOf = (of: Status) => `${of.valid ? "A" : "V"}-${of.fix.join("-")}`;
const common = (of: Status) => ({
  type: "status",
  firmwareDate: of.date.replaceAll("/", "-"),
  deviceId: of.id,
  server: { host: of.host, port: of.port },
  batteryPercent: of.battery,
  apn: of.apn,
  fix: { valid: of.valid, numbers: of.fix },
  signalCsq: of.signal,
  unknown: [],
});

/** CXZT on several lines. */
const LINES: fc.Arbitrary<Sample> = status.map((of) => {
  const [accOnSeconds, accOffSeconds, heartbeatSeconds] = of.intervals;
  const volts = (of.volts / 10).toFixed(1);
  const text = [
    `${of.firmware} ${of.date}`,
    `ID:${of.id}`,
    `IP:${of.host} ${of.port}`,
    `UT:${of.intervals}`,
    `VOLT:${volts}V`,
    `BAT:${of.battery}`,
    `APN:${of.apn}`,
    `GPS:${fixOf(of)}`,
    `GSM:${of.signal}`,
  ].join("\n");
  const values = {
    ...common(of),
    firmware: of.firmware,
    intervals: { accOnSeconds, accOffSeconds, heartbeatSeconds },
    supplyVolts: Number(volts),
  };
  return { text, values };
});

/** CXZT on one line. */
const ONE_LINE: fc.Arbitrary<Sample> = status.map((of) => {
  const firmware = "XM_GT09_SW_33.0";
  const text = `${firmware} ${of.date} ID:${of.id} IP:${of.host} ${of.port} BAT:${of.battery} APN:${of.apn} GPS:${fixOf(of)} GSM:${of.signal} ICCID:${of.iccid}`;
  return { text, values: { ...common(of), firmware, iccid: of.iccid } };
});

/** CXZT between stars. */
const STARS: fc.Arbitrary<Sample> = status.map((of) => ({
  text: `W07_ENSMS_10D6J_B39_V5.42-TQ*ID:${of.id}*${of.host}:${of.port}*A:${of.apn}*G:${fixOf(of)}*4G:${of.signal}*PW:0-0*BT:3578*F:30`,
  values: {
    type: "status",
    firmware: "W07_ENSMS_10D6J_B39_V5.42-TQ",
    deviceId: of.id,
    server: { host: of.host, port: of.port },
    apn: of.apn,
    fix: { valid: of.valid, numbers: of.fix },
    signalCsq: of.signal,
    batteryMillivolts: 3578,
    intervals: { seconds: 30 },
    unknown: [{ key: "PW", value: "0-0" }],
  },
}));

const FORMS = [
  ["RCONF", RCONF],
  ["CXZT on several lines", LINES],
  ["CXZT on one line", ONE_LINE],
  ["CXZT between stars", STARS],
] as const;

/** The vectors. */
const VECTORS: readonly Sample[] = readFileSync(
  new URL("../../vectors/sms/sms.jsonl", import.meta.url),
  "utf8",
)
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line).expect ?? {})
  .filter(({ type, issues }) => ["configuration", "status"].includes(type) && issues.length === 0)
  .map(({ text, issues: _, ...values }) => ({ text, values }));

const BREAK = fc.constantFrom(
  ...["\n", "\r\n", "\r", "\n\n", "\\n", "\\r\\n", "\\\\n", "\u2028", "\u0085", "\v"],
);

/** Inserts breaks at these places. */
function withBreaks(
  text: string,
  breaks: readonly (readonly [at: number, mark: string])[],
): string {
  const cuts = [...breaks].sort(([a], [b]) => a - b);
  let result = "";
  let from = 0;
  for (const [at, mark] of cuts) {
    const place = at % (text.length + 1);
    if (place < from) continue;
    result += text.slice(from, place) + mark;
    from = place;
  }
  return result + text.slice(from);
}

function check(text: string, values: Sample["values"]): void {
  const { text: whole, issues, ...rest } = parseSms(text);
  expect(whole).toBe(text);
  expect(rest, text).toEqual(values);
}

describe.each(FORMS)("%s", (_name, form) => {
  it("has its values, and no issue, in its original form", () => {
    fc.assert(
      fc.property(form, ({ text, values }) => {
        check(text, values);
        expect(parseSms(text).issues).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
  it("has them with doubled or escaped breaks, without an issue", () => {
    fc.assert(
      fc.property(form, BREAK, BREAK, ({ text, values }, first, second) => {
        const broken = text.replaceAll("\n", first + second);
        check(broken, values);
        expect(parseSms(broken).issues).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
  it("has them with breaks anywhere", () => {
    const breaks = fc.array(fc.tuple(fc.nat({ max: 600 }), BREAK), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(form, breaks, ({ text, values }, list) => check(withBreaks(text, list), values)),
      { numRuns: 2000 },
    );
  });
  it("has them at any screen width, with breaks in place of blanks", () => {
    fc.assert(
      fc.property(form, whole(8, 60), BREAK, ({ text, values }, width, mark) => {
        const rows: string[] = [];
        for (const line of text.split("\n")) {
          let rest = line;
          while (rest.length > width) {
            const blank = rest.lastIndexOf(" ", width);
            const at = blank > 0 ? blank : width;
            rows.push(rest.slice(0, at));
            rest = rest.slice(blank > 0 ? at + 1 : at);
          }
          rows.push(rest);
        }
        check(rows.join(mark), values);
      }),
      { numRuns: 1000 },
    );
  });
  it("reports the value for each break inside one", () => {
    fc.assert(
      fc.property(form, ({ text }) => {
        const at = text.lastIndexOf(".") + 1;
        const [issue] = parseSms(`${text.slice(0, at)}\n${text.slice(at)}`).issues;
        expect(issue?.code).toBe("broken-value");
      }),
      { numRuns: 300 },
    );
  });
});

it("reads a CXZT without its breaks, and reports it", () => {
  fc.assert(
    fc.property(LINES, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (sample, isLost) => {
      const [first, ...lines] = sample.text.split("\n");
      const text = lines.reduce((all, line, i) => all + (isLost[i] ? "" : "\n") + line, first!);
      check(text, sample.values);
      const { issues } = parseSms(text);
      const lost = isLost.filter(Boolean).length;
      expect(issues.map(({ code }) => code)).toEqual(Array(lost).fill("separator-missing"));
    }),
    { numRuns: 500 },
  );
});

it("reads an RCONF whose breaks replaced blanks and are lost", () => {
  fc.assert(
    fc.property(
      RCONF,
      fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
      (sample, isLost) => {
        let count = 0;
        const text = sample.text.replaceAll(" ", (blank) => (isLost[count++ % 20] ? "" : blank));
        check(text, sample.values);
      },
    ),
    { numRuns: 500 },
  );
});

/** Wrong values without a warning issue. */
it("gives no wrong value without an issue, whatever happens to blanks and breaks", () => {
  const form = fc.oneof(RCONF, LINES, ONE_LINE, STARS, fc.constantFrom(...VECTORS));
  const change = fc.tuple(fc.nat({ max: 600 }), fc.constantFrom("cut", "\n", "\\n", " ", "\r\n"));
  fc.assert(
    fc.property(form, fc.array(change, { maxLength: 30 }), ({ text, values }, changes) => {
      let broken = text;
      for (const [place, what] of changes) {
        const at = place % broken.length;
        // Not inside an escaped break.
        if (broken.charAt(at - 1) === "\\") continue;
        const isSpace = /\s/.test(broken.charAt(at));
        if (what === "cut" && isSpace) broken = broken.slice(0, at) + broken.slice(at + 1);
        else if (what === " " && isSpace) broken = `${broken.slice(0, at)} ${broken.slice(at + 1)}`;
        else if (what !== "cut" && what !== " ") broken = withBreaks(broken, [[at, what]]);
      }
      const reply: Record<string, unknown> & { issues: readonly unknown[] } = {
        ...parseSms(broken),
      };
      const wrong = Object.keys(values).filter(
        (key) => JSON.stringify(reply[key]) !== JSON.stringify(values[key]),
      );
      if (reply.issues.length === 0) expect(wrong, broken).toEqual([]);
    }),
    { numRuns: 4000, seed: 1 },
  );
});
