/** SMS frames carry the answers to RCONF and CXZT; `./sms` reads their text. */
import { describe, expect, it } from "vitest";
import { decode } from "../../src/index.ts";
import { parseSms } from "../../src/sms/index.ts";

function reply(text: string) {
  const [message] = decode(`*HQ,9179435097,SMS,${text}#`);
  if (message?.type !== "text") throw new Error("no text message");
  expect(message.text).toBe(text);
  return parseSms(message.text);
}

describe("text messages over the connection", () => {
  it("RCONF, whose text has commas", () => {
    expect(
      reply(
        "ST-901-868L:V4.35,ID:9179435097,UP:0000,U1:000000000000,U2:,U3:,MODE:GPRS,POWER ALARM:ON,OVERSPEED:80,APN:internet,internet,internet,IP:45.112.204.246,8090,GPRS UPLOAD TIME:30,TIME ZONE:E00,NEW KEY:7",
      ),
    ).toMatchObject({
      type: "configuration",
      model: "ST-901-868L",
      firmware: "V4.35",
      deviceId: "9179435097",
      powerAlarm: true,
      overspeed: 80,
      apn: { name: "internet", user: "internet", password: "internet" },
      server: { host: "45.112.204.246", port: 8090 },
      uploadIntervals: { seconds: 30 },
      timeZone: { asSent: "E00", minutesEast: 0 },
      unknown: [{ key: "NEW KEY", value: "7" }],
    });
  });
  it("CXZT, whose text has line breaks", () => {
    expect(
      reply(
        "ST906(70SACD)_TQ_V_2.0 2024/06/07\nID:9179435097\nIP:192.0.2.153 5013\nUT:30,30,300\nVOLT:13.1V\nAPN:internet.example.com\nGPS:A-22-20\nGSM:26",
      ),
    ).toMatchObject({
      type: "status",
      firmwareDate: "2024-06-07",
      server: { host: "192.0.2.153", port: 5013 },
      intervals: { accOnSeconds: 30, accOffSeconds: 30, heartbeatSeconds: 300 },
      supplyVolts: 13.1,
      fix: { valid: true },
      signalCsq: 26,
    });
  });
  it("SET OK", () => {
    expect(reply("SET OK").type).toBe("ok");
  });
});
