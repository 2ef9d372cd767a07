import { describe, expect, it } from "vitest";
import { each, read } from "./reply.ts";

const HEAD = { type: "status", firmware: "ST906", deviceId: "7" };
const lines = (part: string) => `ST906\nID:7\n${part}`;

describe("a status on lines", () => {
  each("has its server: %j", lines, HEAD, [
    ["IP:host.net 8090", { server: { host: "host.net", port: 8090 } }],
    ["IP:host.net:8090", { server: { host: "host.net", port: 8090 } }],
    ["IP::8090", { server: { host: null, port: 8090 } }],
    ["IP:host.net : 8090", { server: { host: "host.net", port: 8090 }, issues: [] }],
    ["IP:", { server: null }],
    [
      "IP:host.net",
      {
        server: { host: "host.net" },
        issues: [["separator-missing", "server", "host.net"]],
      },
    ],
    [
      "IP:my host:8090",
      {
        server: { host: "my host", port: 8090 },
        issues: [["blank-in-value", "server", "my host"]],
      },
    ],
    [
      "IP:host.net:8o90",
      {
        server: { host: "host.net", port: null },
        unknown: [{ key: "IP", value: "host.net:8o90" }],
        issues: [["bad-value", "server", "host.net:8o90"]],
      },
    ],
  ]);
  each("has its server from broken lines: %j", lines, HEAD, [
    [
      "IP:host.net\n8090",
      {
        server: { host: "host.net", port: 8090 },
        issues: [["broken-value", "server", "host.net8090"]],
      },
    ],
    [
      "IP:host.net\n80\n90",
      {
        server: { host: "host.net", port: 8090 },
        issues: [["broken-value", "server", "host.net8090"]],
      },
    ],
    [
      "IP:host.net 80\n90",
      {
        server: { host: "host.net", port: 8090 },
        issues: [["broken-value", "server", "host.net 8090"]],
      },
    ],
    [
      "IP:host.net:80\n90",
      {
        server: { host: "host.net", port: 8090 },
        issues: [["broken-value", "server", "host.net:8090"]],
      },
    ],
    // The first line is the host.
    [
      "IP:1\n8090",
      { server: { host: "1", port: 8090 }, issues: [["broken-value", "server", "18090"]] },
    ],
    [
      "IP:ho\nst.net",
      {
        server: { host: "host.net" },
        issues: [
          ["broken-value", "server", "host.net"],
          ["separator-missing", "server", "host.net"],
        ],
      },
    ],
  ]);
  each("has its signal, from GSM or LTE: %j", lines, HEAD, [
    ["GSM:26\nLTE:26", { signalCsq: 26 }],
    ["GSM:", { signalCsq: null }],
    [
      "GSM:26\nLTE:20",
      {
        signalCsq: 26,
        unknown: [{ key: "LTE", value: "20" }],
        issues: [["repeated-value", "signalCsq", "20"]],
      },
    ],
    [
      "GSM:x",
      {
        signalCsq: null,
        unknown: [{ key: "GSM", value: "x" }],
        issues: [["bad-value", "signalCsq", "x"]],
      },
    ],
  ]);
  each("has its access point without user and password: %j", lines, HEAD, [
    ["APN:my.apn.net,,", { apn: "my.apn.net" }],
    ["APN:my.apn.net,me", { apn: "my.apn.net", unknown: [{ key: "APN", value: "my.apn.net,me" }] }],
    [
      "APN:my.apn.net,\nme",
      {
        apn: "my.apn.net",
        unknown: [{ key: "APN", value: "my.apn.net,me" }],
        issues: [["broken-value", "apn", "my.apn.net,me"]],
      },
    ],
    [
      "APN:my:apn",
      {
        apn: "my:apn",
        unknown: [{ key: "APN", value: "my:apn" }],
        issues: [["unclear-key", "apn", "my:apn"]],
      },
    ],
    ["APN:a\\b", { apn: "a\\b" }],
  ]);
  each("has its intervals: %j", lines, HEAD, [
    [
      "UT:30 , 600, 1800",
      {
        intervals: { accOnSeconds: 30, accOffSeconds: 600, heartbeatSeconds: 1800 },
        issues: [["blank-in-value", "intervals", "30 , 600, 1800"]],
      },
    ],
    [
      "UT:30, ,1800",
      {
        intervals: { accOnSeconds: 30, accOffSeconds: null, heartbeatSeconds: 1800 },
        issues: [["blank-in-value", "intervals", "30, ,1800"]],
      },
    ],
    [
      "UT:1,2,3,4",
      {
        intervals: { accOnSeconds: 1, accOffSeconds: 2, heartbeatSeconds: 3 },
        unknown: [{ key: "UT", value: "1,2,3,4" }],
        issues: [["bad-value", "intervals", "1,2,3,4"]],
      },
    ],
  ]);
  each("has its supply: %j", lines, HEAD, [
    ["VOLT:12.345678901234", { supplyVolts: 12.345678901234 }],
    ["VOLT:13.1 V", { supplyVolts: 13.1, issues: [["blank-in-value", "supplyVolts", "13.1 V"]] }],
  ]);
  each("keeps undocumented keys: %j", lines, HEAD, [
    ["GSM:26\nNEW:5", { signalCsq: 26, unknown: [{ key: "NEW", value: "5" }] }],
    [
      "GSM:26\nNEW KEY:5",
      {
        signalCsq: 26,
        unknown: [{ key: "NEW KEY", value: "5" }],
        issues: [["unclear-key", "unknown", "NEW KEY"]],
      },
    ],
    ["GSM:26\n NEW:5", { signalCsq: 26, unknown: [{ key: "NEW", value: "5" }] }],
    ["GSM:26 NEW:5", { signalCsq: 26, unknown: [{ key: "NEW", value: "5" }] }],
    ["GSM:26 NEW :5", { signalCsq: 26, unknown: [{ key: "NEW", value: "5" }] }],
    // A line that begins with a digit begins no key: only its last word is one.
    [
      "GSM:2\n6 NEW:5",
      {
        signalCsq: 26,
        unknown: [{ key: "NEW", value: "5" }],
        issues: [["broken-value", "signalCsq", "26"]],
      },
    ],
    [
      "GSM:26\nNEW:5\n6",
      {
        signalCsq: 26,
        unknown: [{ key: "NEW", value: "56" }],
        issues: [["broken-value", "unknown", "56"]],
      },
    ],
    [
      "GSM:26\nnext NEW KEY:5",
      {
        signalCsq: 26,
        unknown: [
          { key: "", value: "next NEW" },
          { key: "KEY", value: "5" },
        ],
        issues: [["broken-value", "signalCsq", "26next NEW"]],
      },
    ],
    [
      "GSM:26\nICCID:8 new:5",
      {
        signalCsq: 26,
        iccid: "8 new:5",
        unknown: [{ key: "ICCID", value: "8 new:5" }],
        issues: [["unclear-key", "iccid", "8 new:5"]],
      },
    ],
    // Of several words behind a value, only the last is the key.
    [
      "GSM:26 NEW KEY:5",
      {
        signalCsq: null,
        unknown: [
          { key: "GSM", value: "26 NEW" },
          { key: "KEY", value: "5" },
        ],
        issues: [["bad-value", "signalCsq", "26 NEW"]],
      },
    ],
    // Neither a digit nor a small letter begins one.
    ...["5G:1", "new:1", ":1"].map(
      (text) =>
        [
          `GSM:26 ${text}`,
          {
            signalCsq: null,
            unknown: [{ key: "GSM", value: `26 ${text}` }],
            issues: [["bad-value", "signalCsq", `26 ${text}`]],
          },
        ] as const,
    ),
  ]);
  each("reports a key that nothing separates from the value before it: %j", lines, HEAD, [
    [
      "APN:my.apn.netGSM:26",
      {
        apn: "my.apn.net",
        signalCsq: 26,
        issues: [["separator-missing", "signalCsq", "my.apn.netGSM:"]],
      },
    ],
    [
      "GSM:26\nBA\nT:92",
      { signalCsq: 26, batteryPercent: 92, issues: [["broken-value", "batteryPercent", "92"]] },
    ],
    ["GSM:26\nBA T:92", { signalCsq: 26, batteryPercent: 92 }],
  ]);
  each("splits a value from lines that do not belong to it: %j", lines, HEAD, [
    [
      "GSM:26 \n Sent from a phone",
      {
        signalCsq: 26,
        unknown: [{ key: "", value: "Sent from a phone" }],
        issues: [["broken-value", "signalCsq", "26  Sent from a phone"]],
      },
    ],
    // No line is a value.
    [
      "GSM:x\ny",
      {
        signalCsq: null,
        unknown: [{ key: "GSM", value: "xy" }],
        issues: [
          ["broken-value", "signalCsq", "xy"],
          ["bad-value", "signalCsq", "xy"],
        ],
      },
    ],
  ]);
});

describe("the battery of a status", () => {
  const unclear = {
    batteryPercent: null,
    unknown: [{ key: "BAT", value: "5" }],
    issues: [["unclear-battery", "batteryPercent", "5"]],
  };
  const title = "is percent on lines, unless it is of XM_GT firmware: %j";
  each(title, (text) => text, { type: "status", deviceId: "7" }, [
    ["ST906\nID:7\nBAT:5", { batteryPercent: 5, firmware: "ST906" }],
    ["\nST906 ID:7 BAT:5", { ...unclear, firmware: "ST906" }],
    ["\nID:7 BAT:5", unclear],
    ["ID:7 BAT:5", unclear],
    ["ST906\rID:7\rBAT:5", { batteryPercent: 5, firmware: "ST906" }],
    ["XM_GT09\nID:7\nBAT:5", { ...unclear, firmware: "XM_GT09" }],
    [" XM_GT09\nID:7\nBAT:5", { ...unclear, firmware: "XM_GT09" }],
    [
      "ST906 XM_\nID:7\nBAT:5",
      {
        batteryPercent: 5,
        firmware: "ST906 XM_",
        issues: [["blank-in-value", "firmware", "ST906 XM_"]],
      },
    ],
    ["ST906 ID:7 BAT:", { batteryPercent: null, firmware: "ST906" }],
  ]);
});

describe("the firmware of a status", () => {
  const given = { type: "status", deviceId: "7", signalCsq: 26 };
  each("has its date at its end: %j", (head) => `${head}\nID:7\nGSM:26`, given, [
    ["ST906 2024/06/07", { firmware: "ST906", firmwareDate: "2024-06-07" }],
    ["2024/06/07", { firmwareDate: "2024-06-07" }],
    ["", {}],
    [
      "NEW KEY:5",
      {
        unknown: [{ key: "NEW KEY", value: "5" }],
        issues: [["unclear-key", "unknown", "NEW KEY"]],
      },
    ],
    [":", { firmware: ":" }],
    [
      "ST9062024/06/07",
      {
        firmware: "ST906",
        firmwareDate: "2024-06-07",
        issues: [["separator-missing", "firmware", "ST9062024/06/07"]],
      },
    ],
    [
      "ST906\n2024/06/07",
      {
        firmware: "ST906",
        firmwareDate: "2024-06-07",
        issues: [["broken-value", "firmware", "ST9062024/06/07"]],
      },
    ],
    ...["ST906 12024/6/07", "ST906 2024/+6/07", "ST906 2024/006/7"].map(
      (firmware) =>
        [firmware, { firmware, issues: [["blank-in-value", "firmware", firmware]] }] as const,
    ),
  ]);
  it.each([
    ["XM_GT08B 2018/09/21\nID:7", "status"],
    ["XM_GT08B V2 2018/09/21\nID:7", "status"],
    ["Seen on Monday 2018/09/21\nID:7", "text"],
    ["XM_GT08B 2018/13/21\nID:7", "text"],
    ["XM_GT08B 2018/09/21", "text"],
    ["XM_GT08B 2018/09/21\nNEW:7", "text"],
  ])("needs only one key behind a date: %j", (text, type) => expect(read(text).type).toBe(type));
});

describe("a status between stars", () => {
  each("has %j", (pieces) => `ST906*ID:7${pieces}`, HEAD, [
    [
      "*host.net:80*G:A",
      { server: { host: "host.net", port: 80 }, fix: { valid: true, numbers: [] } },
    ],
    [
      "**host.net:80*G:A*",
      { server: { host: "host.net", port: 80 }, fix: { valid: true, numbers: [] } },
    ],
    ["*G:A*F:", { fix: { valid: true, numbers: [] }, intervals: { seconds: null } }],
    [
      "*G:A*F:x",
      {
        fix: { valid: true, numbers: [] },
        intervals: { seconds: null },
        unknown: [{ key: "F", value: "x" }],
        issues: [["bad-value", "intervals", "x"]],
      },
    ],
    [
      "*G:A*lower:1*5G:1",
      {
        fix: { valid: true, numbers: [] },
        unknown: [
          { key: "", value: "lower:1" },
          { key: "", value: "5G:1" },
        ],
      },
    ],
  ]);
  it("has no server before its id", () => {
    expect(read("ST906*host.net:80*ID:7*G:A")).toStrictEqual({
      ...HEAD,
      fix: { valid: true, numbers: [] },
      unknown: [{ key: "", value: "host.net:80" }],
      issues: [],
    });
  });
});
