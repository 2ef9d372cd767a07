/**
 * V5, V1 with a distance behind the cell:
 *
 *     *HQ,9182677301,V5,091233,V,2401.4650,N,09044.5900,E,000.00,000,051219,FFFFBBFF,470,01,21019,2033,2921283#
 *     *HQ,8166696181,V5,…,FBFFBBFF,460,00,10342,4283,1000,125#      Mictrack: km, tenths of a volt
 *
 * Cantrack uses the word for a WiFi scan, which has no time behind it in the document's example.
 * Source: h02.md section 2.2.
 */
import { CELL } from "./cell-field.ts";
import { positionLayout } from "./position-layout.ts";
import { ODOMETER_KM, ODOMETER_METERS, SUPPLY_VOLTS } from "./reading-fields.ts";
import type { TextLayout } from "./text-layout.ts";
import { CELL_TAIL } from "./v1.ts";

export const V5: TextLayout = positionLayout("V5", "Position report with distance", [
  CELL_TAIL,
  { about: "SinoTrack", fields: [CELL, ODOMETER_METERS] },
  { about: "Mictrack", fields: [CELL, ODOMETER_KM, SUPPLY_VOLTS] },
]);
