/** The bodies of 0x0100, registration, and 0x0102, authentication (docs/protocol/jt808.md §4). */
import { ascii } from "../kind/bytes/ascii.ts";
import { uint } from "../kind/bytes/number.ts";
import { type BytesRow, value } from "../kind/row.ts";

import { counted, sequence } from "./sequence.ts";
import { GBK } from "./text.ts";

/** Editions differ in the lengths of maker, model and id. */
export type Lengths = readonly [maker: number, model: number, id: number];

export function terminal([maker, model, id]: Lengths): readonly BytesRow[] {
  return [
    value(ascii(maker), "manufacturer", { about: "Maker" }),
    value(ascii(model), "model", { about: "Model" }),
    value(ascii(id), "terminalId", {
      about: "Id of the terminal, given by the maker",
      personal: "text",
    }),
  ];
}

export function registration(...lengths: Lengths): readonly BytesRow[] {
  return [
    value(uint(2), "provinceCode", { about: "Chinese code of the province", personal: "text" }),
    value(uint(2), "cityCode", { about: "Chinese code of the city", personal: "text" }),
    ...terminal(lengths),
    value(uint(1), "plateColorCode", { about: "Colour of the plate; 0 for a vehicle without one" }),
    { name: "plate", kind: GBK, about: "Number plate, ASCII or GBK", personal: "text" },
  ];
}

export function authentication2019(): readonly BytesRow[] {
  return [
    {
      name: "tail",
      kind: sequence(3, [
        {
          name: "authenticationCode",
          kind: counted(GBK),
          about: "Length BYTE, the code from the answer to the registration",
          personal: "text",
        },
        value(ascii(15), "imei", { about: "IMEI", personal: "id" }),
        value(ascii(20), "softwareVersion", { about: "Version of the software" }),
      ]),
      about: "Code, IMEI and version",
    },
  ];
}
