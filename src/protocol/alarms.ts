import type { AlarmName } from "../model/status.ts";

/** All alarm names: a test compares them with the type. */
const NAMES: readonly string[] = /* @__PURE__ */ (
  "theft sos overspeed illegalIgnition geofenceEnter gpsAntennaOpen gpsAntennaShort geofenceExit " +
  "lowBattery lowPower batteryFault gpsFault vibration displacement powerCut batteryRemoved tamper " +
  "geofence coolantTemperature fatigueDriving rollover collision wrongPassword temperature custom " +
  "danger displayFault ttsFault cameraFault icCardFault overspeedWarning fatigueWarning " +
  "drivingOvertime parkingOvertime routeCrossing sectionTime routeDeviation speedSensorFault " +
  "fuelFault illegalDoor illegalDriving tyrePressureWarning rightTurnBlindSpot"
).split(" ");

export function isAlarmName(name: unknown): name is AlarmName {
  return NAMES.includes(name as AlarmName);
}
