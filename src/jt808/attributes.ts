/**
 * The body of 0x0107, the answer to 0x8107: type, maker, model, id, ICCID, hardware and firmware with their
 * lengths, GNSS, network (docs/protocol/jt808-tables.md §4.3).
 *
 *     0005 3130363031 3130343435353435…00 34643661313300 12345678901234567890 07616263… 0A706F69… 77 10
 */
import { bits } from "../kind/bytes/bits.ts";
import type { BytesReader } from "../kind/bytes-reader.ts";
import { type BytesRow, value } from "../kind/row.ts";
import { BCD_ICCID } from "./iccid.ts";

import { type Lengths, terminal } from "./registration.ts";
import { counted, sequence } from "./sequence.ts";
import { GBK } from "./text.ts";

const GNSS = ["gps", "beidou", "glonass", "galileo"];

export function attributes(...lengths: Lengths): readonly BytesRow[] {
  const version = counted(GBK);
  return [
    value(
      bits(
        2,
        "passenger",
        "dangerousGoods",
        "freight",
        "taxi",
        null,
        null,
        "hardDisk",
        "split",
        "trailer",
      ),
      "jt808.terminalTypes",
      {
        isList: true,
        about:
          "Bits 0 passenger, 1 dangerousGoods, 2 freight, 3 taxi, 6 hardDisk, 7 split (of several parts), 8 trailer",
      },
    ),
    ...terminal(lengths),
    { name: "iccid", kind: BCD_ICCID, about: "SIM number" },
    {
      name: "tail",
      kind: sequence(4, [
        value(version, "hardwareVersion", { about: "Length BYTE, version of the hardware" }),
        value(version, "firmwareVersion", { about: "Length BYTE, version of the firmware" }),
        value(bits(1, ...GNSS), "jt808.gnssSystems", {
          isList: true,
          about: "Bits 0 gps, 1 beidou, 2 glonass, 3 galileo",
        }),
        value(
          bits(1, "gprs", "cdma", "tdScdma", "wcdma", "cdma2000", "tdLte", null, "other"),
          "jt808.networks",
          {
            isList: true,
            about: "Bits 0 gprs, 1 cdma, 2 tdScdma, 3 wcdma, 4 cdma2000, 5 tdLte, 7 other",
          },
        ),
      ]),
      about: "Versions, GNSS and networks",
    },
  ];
}

/**
 * Whether the body is as long as its length fields imply, with this many bytes of maker, model, id and so on. The
 * document of 2019 has 5 bytes of maker, devices send 11.
 */
export function endsThere(before: number) {
  return (r: BytesReader, from: number, to: number): boolean => {
    const hardware = from + before;
    const firmware = hardware + 1 + (r.bytes[hardware] ?? 0);
    return firmware + 1 + (r.bytes[firmware] ?? 0) + 2 === to;
  };
}
