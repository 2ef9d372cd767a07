/** Tables of enumerated numbers, of PIDs 03, 12, 1C, 51 and 5F (docs/protocol/obd.md §3). */

/** A number, its meaning, and `O` if OBDb is the only source. */
export type Code<L extends string> = readonly [code: number, label: L, source?: "O"];

/** PID 03, one bit set. The upper three repeat the lower ones for bank 2, in newer vehicles. */
export const FUEL_SYSTEM_STATES = [
  [0, "off"],
  [1, "openLoopCold"],
  [2, "closedLoop"],
  [4, "openLoopLoad"],
  [8, "openLoopFault"],
  [16, "closedLoopFault"],
  [32, "openLoopColdBank2"],
  [64, "openLoopLoadBank2"],
  [128, "openLoopFaultBank2"],
] as const;

/** PID 12, one bit set. */
export const SECONDARY_AIR_STATES = [
  [1, "upstream"],
  [2, "downstream"],
  [4, "atmosphereOrOff"],
  [8, "diagnosticPump"],
] as const;

/** PID 1C. 0 and 22 are reserved; 51 to 59 are in use, but no source distinguishes them. */
export const OBD_STANDARDS = [
  [1, "OBD II CARB"],
  [2, "OBD EPA"],
  [3, "OBD and OBD II"],
  [4, "OBD I"],
  [5, "none"],
  [6, "EOBD"],
  [7, "EOBD and OBD II"],
  [8, "EOBD and OBD"],
  [9, "EOBD, OBD and OBD II"],
  [10, "JOBD"],
  [11, "JOBD and OBD II"],
  [12, "JOBD and EOBD"],
  [13, "JOBD, EOBD and OBD II"],
  [14, "Euro IV B1"],
  [15, "Euro V B2"],
  [16, "Euro EEC C"],
  [17, "EMD"],
  [18, "EMD+"],
  [19, "HD OBD-C"],
  [20, "HD OBD"],
  [21, "WWH OBD"],
  [23, "HD EOBD I"],
  [24, "HD EOBD I N"],
  [25, "HD EOBD II"],
  [26, "HD EOBD II N"],
  [27, "HD ZEV"],
  [28, "Brazil 1"],
  [29, "Brazil 2"],
  [30, "Korea"],
  [31, "India BS4 I"],
  [32, "India BS4 II"],
  [33, "Euro VI"],
  [34, "OBD, OBD II and HD OBD"],
  [35, "Brazil 3"],
  [36, "motorcycle Euro I"],
  [37, "motorcycle Euro II"],
  [38, "motorcycle China"],
  [39, "motorcycle Taiwan"],
  [40, "motorcycle Japan"],
  [41, "China 6"],
  [42, "Brazil 7"],
  [43, "China HD VI"],
  [44, "India BS6"],
  [45, "India BS6"],
  [46, "India BS6"],
  [47, "Brazil 8"],
  [48, "Japan HD"],
  [49, "Korea HD"],
  [50, "China off-road"],
] as const;

/** PID 51. */
export const FUEL_TYPES = [
  [0, "notAvailable"],
  [1, "gasoline"],
  [2, "methanol"],
  [3, "ethanol"],
  [4, "diesel"],
  [5, "lpg"],
  [6, "cng"],
  [7, "propane"],
  [8, "electric"],
  [9, "biFuelGasoline"],
  [10, "biFuelMethanol"],
  [11, "biFuelEthanol"],
  [12, "biFuelLpg"],
  [13, "biFuelCng"],
  [14, "biFuelPropane"],
  [15, "biFuelBattery"],
  [16, "biFuelBatteryAndEngine"],
  [17, "hybridGasoline"],
  [18, "hybridEthanol"],
  [19, "hybridDiesel"],
  [20, "hybridBattery"],
  [21, "hybridMixed"],
  [22, "hybridRegenerating"],
  [23, "biFuelDiesel"],
  [24, "biFuelNaturalGas", "O"],
  // OBDb has bi-fuel diesel twice, as 23 and as 25.
  [25, "biFuelDiesel", "O"],
  [26, "naturalGas", "O"],
  [27, "dieselAndCng", "O"],
  [28, "dieselAndLng", "O"],
  [29, "fuelCell", "O"],
  [30, "hydrogenEngine", "O"],
  [31, "kerosene", "O"],
  [32, "heavyFuelOil", "O"],
] as const;

/** PID 5F. */
export const EMISSION_REQUIREMENTS = [
  [14, "Euro IV B1"],
  [15, "Euro V B2"],
  [16, "EEV C"],
  [17, "Euro VI"],
] as const;
