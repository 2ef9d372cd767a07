/** The bodies of 0x0100, registration, and 0x0102, authentication (docs/protocol/jt808.md §4). */
import { ascii } from "../kind/bytes/ascii.ts";
import { uint } from "../kind/bytes/number.ts";
import type { BytesRow, Personal } from "../kind/row.ts";
import { value } from "./item.ts";
import { counted, sequence } from "./sequence.ts";
import { GBK } from "./text.ts";

function text(name: string, bytes: number, about: string, personal: Personal): BytesRow {
  return { name, kind: ascii(bytes), about, personal };
}

/** By the bytes of maker, model and id, in which the editions differ. */
export function registration(maker: number, model: number, terminal: number): readonly BytesRow[] {
  return [
    value(uint(2), "provinceCode", { about: "Province, by the code of China" }),
    value(uint(2), "cityCode", { about: "City, by the code of China" }),
    text("manufacturer", maker, "Maker", "harmless"),
    text("model", model, "Model", "harmless"),
    text("terminalId", terminal, "Id of the terminal, as the maker gave it", "text"),
    value(uint(1), "plateColorCode", { about: "Colour of the plate; 0 for a vehicle without one" }),
    { name: "plate", kind: GBK, about: "Number plate, ASCII or GBK", personal: "text" },
  ];
}

export const AUTHENTICATION_2019: readonly BytesRow[] = /* @__PURE__ */ authenticationRows();

function authenticationRows(): readonly BytesRow[] {
  return [
    {
      name: "tail",
      kind: sequence(3, [
        {
          name: "authenticationCode",
          kind: counted(GBK),
          about: "Length BYTE, the code of the answer to the registration",
          personal: "text",
        },
        text("imei", 15, "IMEI", "id"),
        text("softwareVersion", 20, "Version of the software", "harmless"),
      ]),
      about: "Code, IMEI and version",
    },
  ];
}
