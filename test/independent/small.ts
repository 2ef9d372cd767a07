/** Short messages: docs/protocol/h02.md §1.1, §2.5, §2.9, §2.11 and §2.12. */
import { clock, iccid, imei, type Part, serial, statusWord, textFrame } from "./parts.ts";
import type { Random } from "./random.ts";
import { textSample } from "./report-v1.ts";
import { ascii, type Family, OneOf, OPEN, type Sample } from "./truth.ts";

const family = (name: string, make: (random: Random) => Sample): Family => ({
  name,
  make,
  separators: ["", "", "\r\n", "\0"],
});

const HEARTBEAT = { type: "heartbeat" };
const NOTHING: Part = { fields: [], truth: {} };

/** GSM, satellites, battery, steps, turnovers, date and status after the time. */
function link(random: Random): Part {
  const at = clock(random);
  const signal = random.edgy(0, 100);
  const satellites = random.edgy(0, 40);
  const batteryPercent = random.edgy(0, 100);
  const steps = random.edgy(0, 99_999);
  const turnovers = random.edgy(0, 999);
  const status = statusWord(random, "tq");
  return {
    fields: [
      at.time,
      ...[signal, satellites, batteryPercent, steps, turnovers].map(String),
      at.date,
      status.field,
    ],
    truth: {
      ...at.truth,
      // 99 means that the modem does not know the CSQ.
      ...(signal <= 31
        ? { signalCsq: signal }
        : signal === 99
          ? { signalCsq: null }
          : { signalPercent: signal }),
      satellites,
      batteryPercent,
      steps,
      turnovers,
      ...status.truth,
    },
    faults: at.faults,
  };
}

const TEXTS = [
  "SET OK",
  "ST906(70SACD)_TQ_V_2.0 2024/06/07\nID:7028614590\nIP:192.0.2.1 5013\nUT:30,30,300\nVOLT:13.1V\nGPS:A-22-20\nGSM:26",
  "ST-901/4G,ID:7028614590,PW:0000,U1:,U2:,U3:,MODE:GPRS,APN:iot.example.net,,,IP:192.0.2.1:5013,TIME ZONE:0.0",
  "speed alarm!",
  "RESET OK,,",
];

export const SMALL_FAMILIES: readonly Family[] = [
  family("V0 and HTBT", (random) => {
    const word = random.pick(["V0", "HTBT"]);
    const batteryPercent = random.edgy(0, 100);
    const battery = { fields: [String(batteryPercent)], truth: { batteryPercent } };
    const part = word === "HTBT" && random.chance(0.7) ? battery : NOTHING;
    return textSample("HQ", imei(random, "135", "359"), word, part, HEARTBEAT);
  }),

  family("XT", (random) => {
    const [first, second] = [String(random.int(0, 9)), String(random.int(0, 100))];
    const [field, valid] = random.pick([
      ["A", true],
      ["V", false],
    ] as const);
    const part = random.pick<Part>([
      NOTHING,
      { fields: [field, first, second], truth: { valid, extra: [first, second] } },
      { fields: [first, second], truth: { extra: [first, second] } },
    ]);
    return textSample("HQ", imei(random, "353", "355", "356"), "XT", part, HEARTBEAT);
  }),

  family("LINK", (random) => textSample("HQ", serial(random), "LINK", link(random), HEARTBEAT)),

  family("ICCID", (random) => {
    const card = iccid(random);
    const part = { fields: [card], truth: { iccid: card } };
    return textSample("HQ", imei(random, "865"), "ICCID", part, { type: "identity" });
  }),

  family("SMS", (random) => {
    const text = random.pick(TEXTS);
    return textSample(
      "HQ",
      serial(random),
      "SMS",
      { fields: [text], truth: { text } },
      { type: "text" },
    );
  }),

  family("a word that nobody documented", (random) => {
    // No documented word begins with this letter.
    const word = `Q${random.hex(3).toUpperCase()}`;
    const extra = Array.from({ length: random.int(0, 6) }, () => random.digits(random.int(0, 9)));
    // A trailing comma is a separate quirk.
    if (extra.at(-1) === "") extra.push("0");
    const part = { fields: extra, truth: { extra } };
    return textSample("HQ", serial(random), word, part, { type: "unknown" });
  }),

  family("V6 of another firmware", (random) => {
    const fields = [
      "MA2017110710",
      "+00.00",
      "",
      "",
      "5",
      "4",
      "3",
      "120",
      "010",
      "1125",
      "",
      "020",
    ];
    const extra = [...fields, String(random.int(0, 99))];
    return textSample(
      "HQ",
      imei(random, "864"),
      "V6",
      { fields: extra, truth: { extra } },
      {
        type: "unknown",
      },
    );
  }),

  family("no word at all", (random) => {
    const id = serial(random);
    return {
      bytes: ascii(textFrame("HQ", id, "", [])),
      truth: {
        type: "unknown",
        command: "",
        maker: "HQ",
        deviceId: id,
        extra: new OneOf([], undefined),
        alarms: OPEN,
      },
    };
  }),
];
