import { describe, expect, it } from "vitest";
import { parseSms } from "../../src/sms/index.ts";
import { each } from "./reply.ts";

const GIVEN = { type: "configuration", model: "ST-901", deviceId: "7", password: "0000" };
const pieces = (part: string) => `ST-901,ID:7,PW:0000,${part}`;

describe("the model of a configuration", () => {
  const given = { type: "configuration", deviceId: "7", password: "0000" };
  each("is before the first comma: %j", (head) => `${head},ID:7,PW:0000`, given, [
    ["ST-901:V4.35", { model: "ST-901", firmware: "V4.35" }],
    [
      "ST-901: V4.35",
      {
        model: "ST-901",
        firmware: "V4.35",
        issues: [["blank-in-value", "model", "ST-901: V4.35"]],
      },
    ],
    [
      "ST-901 :V4.35",
      {
        model: "ST-901",
        firmware: "V4.35",
        issues: [["blank-in-value", "model", "ST-901 :V4.35"]],
      },
    ],
    ["ST-901:", { model: "ST-901", firmware: null }],
    [":V4.35", { firmware: "V4.35" }],
    ["", {}],
    ["ST 901", { model: "ST 901", issues: [["blank-in-value", "model", "ST 901"]] }],
    ["ST-\n901", { model: "ST-901", issues: [["broken-value", "model", "ST-901"]] }],
    [
      "204.246",
      {
        unknown: [{ key: "", value: "204.246" }],
        issues: [["bad-value", "model", "204.246"]],
      },
    ],
  ]);
  it.each([
    ["ST900 ID:7,UP:0000,VOICE:ON", "configuration"],
    ["ST900,ID:7,SLEEPON", "configuration"],
    ["ST900,ID:7,NEW MODE:1", "text"],
    ["ST900,ID:7,FOO:ID:7", "text"],
    ["ST900,ID:7,:", "text"],
    ["ID:7 UP:0000", "text"],
  ])("has two known keys at the beginning of a piece behind it: %j", (text, type) => {
    expect(parseSms(text).type).toBe(type);
  });
});

describe("a configuration", () => {
  each("has its time zone: %j", pieces, GIVEN, [
    ["TIME ZONE:", { timeZone: null }],
    [
      "TIME ZONE:E00,TIME ZONE:E08",
      {
        timeZone: { asSent: "E00", minutesEast: 0 },
        unknown: [{ key: "TIME ZONE", value: "E08" }],
        issues: [["repeated-value", "timeZone", "E08"]],
      },
    ],
    ["TIME ZONE:E00", { timeZone: { asSent: "E00", minutesEast: 0 } }],
    [
      "TIME ZONE:X",
      {
        timeZone: { asSent: "X", minutesEast: null },
        issues: [["bad-value", "timeZone", "X"]],
      },
    ],
  ]);
  each("has its access point: %j", pieces, GIVEN, [
    [
      "APN:a,b,c,d",
      { apn: { name: "a", user: "b", password: "c" }, unknown: [{ key: "", value: "d" }] },
    ],
    ["APN:a, VOICE:ON", { apn: { name: "a" }, voice: true }],
    ["APN:a,NEW:5", { apn: { name: "a" }, unknown: [{ key: "NEW", value: "5" }] }],
    [
      "APN:a,b\nc",
      { apn: { name: "a", user: "bc" }, issues: [["broken-value", "apn", "APN:a,bc"]] },
    ],
  ]);
  each("has its server: %j", pieces, GIVEN, [
    ["IP:,8090", { server: { host: null, port: 8090 } }],
    ["IP::8090", { server: { host: null, port: 8090 } }],
    ["IP:host.net : 8090", { server: { host: "host.net", port: 8090 } }],
    [
      "IP:my host:8090",
      {
        server: { host: "my host", port: 8090 },
        issues: [["blank-in-value", "server", "my host"]],
      },
    ],
    [
      "IP:host.net,8090,5",
      { server: { host: "host.net", port: 8090 }, unknown: [{ key: "", value: "5" }] },
    ],
    [
      "IP:host.net,80\n90",
      {
        server: { host: "host.net", port: 8090 },
        issues: [["broken-value", "server", "IP:host.net,8090"]],
      },
    ],
  ]);
  each("has its intervals: %j", pieces, GIVEN, [
    [
      "GPRS UPLOAD TIME:20,120,5",
      {
        uploadIntervals: { accOnSeconds: 20, accOffSeconds: 120 },
        unknown: [{ key: "", value: "5" }],
      },
    ],
    [
      "GPRS UPLOAD TIME 1:x",
      {
        uploadIntervals: { accOnSeconds: null },
        unknown: [{ key: "GPRS UPLOAD TIME 1", value: "x" }],
        issues: [["bad-value", "uploadIntervals", "x"]],
      },
    ],
    [
      "GPRS UPLOAD TIME:x,120",
      {
        uploadIntervals: { accOnSeconds: null, accOffSeconds: 120 },
        unknown: [{ key: "GPRS UPLOAD TIME", value: "x,120" }],
        issues: [["bad-value", "uploadIntervals", "x,120"]],
      },
    ],
    ...[
      ["GPRS UPLOAD TIME 1:5", "20,120", { accOnSeconds: 5, accOffSeconds: 120 }] as const,
      ["GPRS UPLOAD TIME 2:5", "20,120", { accOnSeconds: 20, accOffSeconds: 5 }] as const,
    ].map(
      ([first, value, uploadIntervals]) =>
        [
          `${first},GPRS UPLOAD TIME:${value}`,
          {
            uploadIntervals,
            unknown: [{ key: "GPRS UPLOAD TIME", value }],
            issues: [["repeated-value", "uploadIntervals", value]],
          },
        ] as const,
    ),
  ]);
  each("has its sleep mode: %j", pieces, GIVEN, [
    ["SLEEP ON", { sleep: true }],
    ["SLEE\nPON", { sleep: true, issues: [["broken-value", "sleep", "SLEEP:ON"]] }],
    [
      "SLEEP:OFF,SLEEPON",
      {
        sleep: false,
        unknown: [{ key: "SLEEP", value: "ON" }],
        issues: [["repeated-value", "sleep", "ON"]],
      },
    ],
  ]);
  each("has its numbers: %j", pieces, GIVEN, [
    ["U3:139,U1:138", { adminNumbers: ["138", null, "139"] }],
    [
      "MODE:GPRS x:1",
      {
        mode: "GPRS x:1",
        issues: [
          ["unclear-key", "mode", "GPRS x:1"],
          ["blank-in-value", "mode", "GPRS x:1"],
        ],
      },
    ],
  ]);
  each("reports broken lines: %j", pieces, GIVEN, [
    ["VOI\nCE:ON", { voice: true, issues: [["broken-value", "voice", "VOICE:ON"]] }],
    ["VOICE:O\nN", { voice: true, issues: [["broken-value", "voice", "VOICE:ON"]] }],
    [
      "str\nay",
      { unknown: [{ key: "", value: "stray" }], issues: [["broken-value", "unknown", "stray"]] },
    ],
    [
      "NEW:1\n2",
      {
        unknown: [{ key: "NEW", value: "12" }],
        issues: [["broken-value", "unknown", "NEW:12"]],
      },
    ],
  ]);
  each("keeps undocumented keys, also those that end like a known one: %j", pieces, GIVEN, [
    ["NEW MODE:5", { unknown: [{ key: "NEW MODE", value: "5" }] }],
    ["Foo:5", { unknown: [{ key: "", value: "Foo:5" }] }],
    ["NEW-KEY:5", { unknown: [{ key: "", value: "NEW-KEY:5" }] }],
    // On a line of its own, the known key begins a value.
    ["NEW\nMODE:GPRS", { mode: "GPRS", unknown: [{ key: "", value: "NEW" }] }],
  ]);
  each("reports a known key that nothing separates from the value before it: %j", pieces, GIVEN, [
    [
      "MODE:GPRS-MOVEVOICE:ON",
      {
        mode: "GPRS-MOVE",
        voice: true,
        issues: [["separator-missing", "voice", "GPRS-MOVEVOICE:"]],
      },
    ],
    [
      "GEOFENCE:ON,MODE:GPRS-MOVEVOICE:ON",
      {
        geofence: true,
        mode: "GPRS-MOVE",
        voice: true,
        issues: [["separator-missing", "voice", "GPRS-MOVEVOICE:"]],
      },
    ],
    [
      "VOICE:MODE:GPRS",
      { voice: null, mode: "GPRS", issues: [["separator-missing", "mode", "MODE:"]] },
    ],
    ["MODE:GPRS-MOVE VOICE:ON", { mode: "GPRS-MOVE", voice: true }],
    [
      "MODE:GPRS-MOVETIME ZONE:E00",
      { mode: "GPRS-MOVE", timeZone: { asSent: "E00", minutesEast: 0 } },
    ],
  ]);
});
