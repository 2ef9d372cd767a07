import type { Issue } from "../issue.ts";
import type { Frame } from "./frame.ts";
import type {
  BodyState,
  Cell,
  FaultCode,
  Jt808Header,
  Jt808Item,
  Jt808Parameter,
  Message,
  MessageType,
  ObdPid,
  RecordKind,
  ScannedCell,
  WifiAccessPoint,
} from "./message.ts";
import type { ObdValue } from "./obd-signals.ts";
import type { AlarmName, Status } from "./status.ts";

/** A message while its fields are being read: every property that any layout may fill. */
export interface Draft {
  time?: Date | null;
  valid?: boolean | null;
  latitude?: number | null;
  longitude?: number | null;
  speedKmh?: number | null;
  courseDegrees?: number | null;
  altitudeMeters?: number | null;
  status?: Status | null;
  cell?: Cell | null;
  cells?: ScannedCell[];
  wifi?: WifiAccessPoint[];
  satellites?: number | null;
  signalCsq?: number | null;
  batteryPercent?: number | null;
  batteryCode?: number;
  supplyVolts?: number | null;
  odometerMeters?: number | null;
  fuelPercent?: number | null;
  temperatureCelsius?: number | null;
  iccid?: string | null;
  recordNumber?: number;
  date?: string;
  phoneNumber?: string | null;
  ipAddress?: string | null;
  timingAdvance?: number | null;
  batteryRaw?: number | null;
  rebootCount?: number | null;
  steps?: number | null;
  turnovers?: number | null;
  userAlarms?: AlarmName[] | null;
  recordKind?: RecordKind | null;
  obdPids?: ObdPid[];
  faultType?: number;
  faultCodes?: FaultCode[];
  bodyState?: BodyState;
  addressCoding?: "gb2312" | "unicode" | null;
  picture?: { alarmFlag: number; number: number; block: number };
  positions?: Draft[];
  text?: string;
  alarm?: AlarmName | null;
  event?: "start" | "end";
  distanceMeters?: number | null;
  fuelLiters?: number | null;
  maxSpeedKmh?: number | null;
  averageSpeedKmh?: number | null;
  idleSeconds?: number | null;
  runSeconds?: number | null;
  hardAccelerations?: number | null;
  hardBrakes?: number | null;
  hardTurns?: number | null;
  confirms?: string | null;
  result?: string;
  parameters?: string[];
  commandTime?: string | null;
  command?: string;
  deviceId?: string | null;
  serialNumber?: number;
  answeredSerialNumber?: number;
  jt808?: Jt808Header;
  obd?: Record<string, ObdValue>;
  fuelLevelLiters?: number;
  recorderSpeedKmh?: number;
  alarmEventId?: number;
  vehicleSignals?: number;
  ioStatus?: number;
  analogInputs?: number;
  items?: Jt808Item[];
  batch?: "normal" | "blindArea" | null;
  provinceCode?: number;
  cityCode?: number;
  manufacturer?: string | null;
  model?: string | null;
  terminalId?: string | null;
  plateColorCode?: number;
  plate?: string | null;
  plateBytes?: Uint8Array;
  authenticationCode?: string | null;
  imei?: string | null;
  softwareVersion?: string | null;
  deviceParameters?: Jt808Parameter[];
  passthroughType?: number;
  extra?: string[];
  tail?: Uint8Array;
}

/** A draft that becomes the message itself: to copy it into one takes a third of the whole time. */
export interface Growing extends Draft {
  type: MessageType;
  command: string;
  maker?: string;
  deviceId: string | null;
  issues?: readonly Issue[];
  frame?: Frame;
}

/** Makes the draft the message that it has become. */
export function finish(
  message: Growing,
  type: MessageType,
  issues: readonly Issue[],
  frame: Frame,
): Message {
  message.type = type;
  message.issues = issues;
  message.frame = frame;
  return message as Message;
}
