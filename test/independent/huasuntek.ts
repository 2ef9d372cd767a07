/** ALRM and BC of HuaSunTeK: docs/protocol/h02.md §2.12. */
import { fix, imei, joined, type Part, randomMoment, statusWord } from "./parts.ts";
import type { Random } from "./random.ts";
import { hexCell, textSample } from "./report-v1.ts";
import { codedPosition, huasuntekTail } from "./report-words.ts";
import { Alarms, type Family, OneOf, type Sample, type Values } from "./truth.ts";

const family = (name: string, make: (random: Random) => Sample): Family => ({
  name,
  make,
  separators: ["", "", "\r\n", "\0"],
});

/** A point of a batch: its day has no month and no year, so it has no time. */
function point(random: Random): { text: string; truth: Values } {
  const { day, hour, minute, second } = randomMoment(random);
  const at = [day, hour, minute, second].map((value) => String(value).padStart(2, "0")).join("");
  const status = statusWord(random, "huasuntek");
  const blank = random.chance(0.2) ? " " : "";
  const part = joined(
    fix(random, 4),
    { fields: [blank + at, status.field], truth: { time: null, extra: [at], ...status.truth } },
    hexCell(random, true, true),
  );
  return { text: part.fields.join(), truth: part.truth };
}

export const HUASUNTEK_FAMILIES: readonly Family[] = [
  family("ALRM", (random) => {
    const [type, alarm] = random.pick([
      ["1", "sos"],
      ["2", "lowBattery"],
      ["3", "geofence"],
    ] as const);
    const part = joined(codedPosition(random, "huasuntek"), huasuntekTail(random, true));
    const said = part.truth["alarms"] as Alarms;
    const truth = { ...part.truth, alarms: new Alarms([alarm, ...said.must], said.may) };
    const fields = [type, ...part.fields];
    return textSample("HQ", imei(random, "353"), "ALRM", { fields, truth }, { type: "alarm" });
  }),

  family("BC", (random) => {
    const points = Array.from({ length: random.int(1, 5) }, () => point(random));
    const text = points.map((one) => one.text).join(";");
    const { hour, minute, second } = randomMoment(random);
    const at = [hour, minute, second].map((value) => String(value).padStart(2, "0")).join("");
    const part: Part = {
      fields: [at, String(text.length), text],
      truth: {
        positions: points.map(({ truth }) => truth),
        // A time of day without a day has no property, and neither has the length.
        extra: new OneOf(undefined, [at], [at, String(text.length)]),
      },
    };
    return textSample("HQ", imei(random, "353"), "BC", part, { type: "positions" });
  }),
];
