/**
 * The message model: one set of properties for every variant of the protocol.
 *
 * Absent, `null`, value: a property is absent if this variant has no such field. It is `null` if the field is empty or
 * unreadable; an issue has the reason. The library never substitutes 0, `false` or the current time.
 */

import type { Jt808ParameterName } from "../generated/jt808-parameter-table.ts";
import type { Issue } from "../issue.ts";
import type { Frame } from "./frame.ts";
import type { ObdValues } from "./obd-signals.ts";
import type { AlarmName, Status } from "./status.ts";

/** The properties of every message. */
export interface MessageBase {
  /** The message type on the wire: `V1`, `HTBT`, `$`, `X`, `0x0200` … Empty if the frame has none. */
  readonly command: string;
  /** The maker code, two characters as sent (`HQ`, `hq`, `TH` …). Absent in binary frames. */
  readonly maker?: string;
  /**
   * Device id: 10 digits (serial), 15 digits (IMEI) or other text as sent; `null` if the frame has none. In JT/T 808 the
   * terminal phone number, all 12 or 20 digits: strip leading zeros to compare it with other forms.
   */
  readonly deviceId: string | null;
  /** JT/T 808: number of the message, 0 to 65535 (255 in 0x5501 and 0x5502). An answer repeats it. */
  readonly serialNumber?: number;
  /** JT/T 808: number of the message that this one answers. */
  readonly answeredSerialNumber?: number;
  /** What JT/T 808 alone sends. */
  readonly jt808?: Jt808Header;
  readonly issues: readonly Issue[];
  readonly frame: Frame;
}

/** Values of additional JT/T 808 items that no other family sends. */
export interface Jt808Readings {
  /** Item 03: speed from the recorder of the vehicle, km/h. */
  readonly recorderSpeedKmh?: number;
  /** Item 04: number of an alarm that a person has to confirm. */
  readonly alarmEventId?: number;
  /**
   * Item 05: tyre pressures as sent, 0 to 254, from the front, left to right; `null` for a wheel without a value. The
   * document has Pa, which do not fit into a byte.
   */
  readonly tyrePressures?: readonly (number | null)[];
  /** Item 25: signals of the vehicle, 32 bits as sent. */
  readonly vehicleSignals?: number;
  /** Item 2A: inputs and outputs, 16 bits as sent: bit 0 deep sleep, 1 sleep; makers use others. */
  readonly ioStatus?: number;
  /**
   * Item 2B: analog inputs, 0 to 65535 each, in the order of the wire. By the document AD0 is the second of two; half
   * of the known servers read the first as AD0.
   */
  readonly analogInputs?: readonly number[];
  /** Item 30 above 31: signal quality as sent, 32 to 255. The document names neither range nor unit. */
  readonly signalLevel?: number;
  /** Item 11: place where the speed was too high. */
  readonly overspeedPlace?: {
    readonly type: "none" | "circle" | "rectangle" | "polygon" | "section" | null;
    /** Absent if the type is `none`. */
    readonly id?: number;
  };
  /** Item 12: area or route that was entered or left. */
  readonly areaOrRoute?: {
    readonly type: "circle" | "rectangle" | "polygon" | "route" | null;
    readonly id: number;
    readonly direction: "in" | "out" | null;
  };
  /** Item 13: a section was driven too fast or too slowly. */
  readonly sectionTime?: {
    readonly id: number;
    readonly seconds: number;
    readonly result: "tooShort" | "tooLong" | null;
  };
  /** Item 14 (JT/T 1078). A bit without a name is `bit7`, `bit8` … */
  readonly videoAlarms?: readonly (
    | "signalLost"
    | "signalCovered"
    | "storageFault"
    | "videoFault"
    | "busOverloaded"
    | "abnormalDriving"
    | "storageNearlyFull"
    | `bit${number}`
  )[];
  /** Item 15 (JT/T 1078): channels without a signal, 1 to 32. */
  readonly lostVideoChannels?: readonly number[];
  /** Item 16 (JT/T 1078): channels whose camera is covered, 1 to 32. */
  readonly coveredVideoChannels?: readonly number[];
  /** Item 17 (JT/T 1078): failed stores, 1 to 12 the main ones, 13 to 16 those for disasters. */
  readonly failedStores?: readonly number[];
  /** Item 18 (JT/T 1078). A bit without a name is `bit3`, `bit4` … */
  readonly abnormalDriving?: readonly ("fatigue" | "phone" | "smoking" | `bit${number}`)[];
  /** Item 18: 0 to 100; some units do not send it. */
  readonly fatigueLevel?: number;
  /** Profile `gps51`, item 51: temperatures in °C, one per sensor in the order of the wire; `null` without a sensor. */
  readonly temperaturesCelsius?: readonly (number | null)[];
  /** Profile `gps51`, item 58: humidity in percent, one per sensor in the order of the wire; `null` without a sensor. */
  readonly humiditiesPercent?: readonly (number | null)[];
  /** Profile `gps51`, item 52: rotation of the drum of a mixer; `forward` if empty, `reverse` if loaded. */
  readonly drum?: "unknown" | "forward" | "reverse" | "stopped" | null;
  /** Profiles `bsj-eb` and `aovx`: battery voltage in volts. */
  readonly batteryVolts?: number | null;
  /** Profile `aovx`, item F7. */
  readonly chargeState?: "notCharging" | "charging" | "full" | null;
  /** Items that are not decoded, in order. */
  readonly items?: readonly Jt808Item[];
}

/** Values that only JT/T 808 sends: the header without id, phone number and serial number, and parts of bodies. */
export interface Jt808Header extends Jt808Readings {
  /** 2019 if its version bit is set. Headers of 2011 and 2013 are the same. */
  readonly version: 2013 | 2019;
  /** The version byte, since 2019; usually 1. */
  readonly protocolVersion?: number;
  /** Bits 10 to 12 if not 0; bit 10 means RSA. The body is then kept raw. */
  readonly encryption?: number;
  /** Number of the part in this frame, from 1 on. `SubPackages` of `./session` assembles the parts. */
  readonly part?: { readonly number: number; readonly total: number };
  /**
   * In an assembled message: the offsets of its parts, in their order, in bytes from the start of the input. `frame` is
   * assembled too, and its `offset` is that of the part that arrived last.
   */
  readonly assembled?: { readonly offsets: readonly number[] };
  /** 0x0104: the parameters that were queried. */
  readonly parameters?: readonly Jt808Parameter[];
  /** 0x0704: reason for the batch; `null` for an undocumented reason. */
  readonly batch?: "normal" | "blindArea" | null;
  /** 0x0900: type of the passed-through data. */
  readonly passthroughType?: number;
  /** 0x0002 of BSJ units. */
  readonly workingState?: "working" | "standby" | "off" | null;
  /** 0x0702: the card of the driver. */
  readonly driver?: Jt808Driver;
  /** 0x0801: description of the recording whose data are in `tail`. */
  readonly media?: Jt808Media;
  /** 0x0107: uses and features of the terminal. A bit without a name is `bit4`, `bit5` … */
  readonly terminalTypes?: readonly (
    | "passenger"
    | "dangerousGoods"
    | "freight"
    | "taxi"
    | "hardDisk"
    | "split"
    | "trailer"
    | `bit${number}`
  )[];
  /** 0x0107: the satellite systems that it can use; `null` if the body ends before. */
  readonly gnssSystems?:
    | readonly ("gps" | "beidou" | "glonass" | "galileo" | `bit${number}`)[]
    | null;
  /** 0x0107: the networks that it can use; `null` if the body ends before. */
  readonly networks?:
    | readonly (
        | "gprs"
        | "cdma"
        | "tdScdma"
        | "wcdma"
        | "cdma2000"
        | "tdLte"
        | "other"
        | `bit${number}`
      )[]
    | null;
}

/** The card of a driver, as far as it was sent. Texts that are not decoded (`decodeText`) are `null`; further properties have their bytes. */
export interface Jt808Driver {
  /** Absent before 2013. */
  readonly card?: "in" | "out" | null;
  readonly result?: "read" | "keyRefused" | "locked" | "pulledOut" | "dataRefused" | null;
  readonly name?: string | null;
  readonly nameBytes?: Uint8Array;
  /** Number of the professional certificate. */
  readonly certificate?: string | null;
  /** Issuer of the certificate. */
  readonly issuer?: string | null;
  readonly issuerBytes?: Uint8Array;
  /** Last day of validity, `YYYY-MM-DD`. */
  readonly validUntil?: string | null;
  /** Number of the identity card. */
  readonly identityNumber?: string | null;
}

/** A picture, a sound recording or a video. */
export interface Jt808Media {
  /** Number of the recording, which the answer 0x8800 repeats. */
  readonly id: number;
  readonly kind: "picture" | "audio" | "video" | null;
  readonly format: "jpeg" | "tif" | "mp3" | "wav" | "wmv" | null;
  /** Event that caused it. `drivenOff`: the door was closed and the vehicle exceeded 20 km/h. */
  readonly event:
    | "command"
    | "timed"
    | "robbery"
    | "collision"
    | "doorOpened"
    | "doorClosed"
    | "drivenOff"
    | "distance"
    | null;
  /** 0 to 255. */
  readonly channel: number;
}

/** An additional item of a JT/T 808 position that is not decoded. */
export interface Jt808Item {
  readonly id: number;
  /** A copy of its bytes, without id and length. */
  readonly data: Uint8Array;
  /** Containing item, if a profile defines a container. */
  readonly container?: number;
}

/** A parameter of a JT/T 808 device. */
export interface Jt808Parameter {
  readonly id: number;
  /** A copy of its bytes. */
  readonly data: Uint8Array;
  /** Name of the parameter; absent if no source has one. */
  readonly name?: Jt808ParameterName;
  /** Value of the parameter; absent if it consists of several values, or if the bytes are not a value. */
  readonly value?: number | string;
}

/** The network cell in which the device is registered. */
export interface Cell {
  /** Mobile country code, 200 to 799; `null` if not given. */
  readonly mcc: number | null;
  /** Mobile network code, 0 to 999; `null` if not given. */
  readonly mnc: number | null;
  /** Location (or tracking) area code, 16 bits; `null` if zero or empty. */
  readonly lac: number | null;
  /** Cell id, up to 28 bits; `null` if zero or empty. */
  readonly cid: number | null;
}

/** A cell of a scan. */
export interface ScannedCell extends Cell {
  /** Signal level as sent; its unit differs by firmware. Absent if none was sent. */
  readonly rssi?: number | null;
  /** Signal level in dBm, negative, if the firmware sends dBm. */
  readonly rssiDbm?: number | null;
}

/** A Wi-Fi access point in range. */
export interface WifiAccessPoint {
  /** Hardware address, twelve lower-case hexadecimal digits. */
  readonly bssid: string;
  /** Signal level in dBm, negative; `null` if unreadable. Absent if the unit is not known. */
  readonly rssiDbm?: number | null;
  /** Signal level as sent, 0 to 255, if no document gives its unit. */
  readonly rssi?: number;
}

/** Raw engine data of the vehicle: mode 01 of SAE J1979. `readObd` of `./obd` decodes it. */
export interface ObdPid {
  /** 0 to 255. */
  readonly pid: number;
  /** Four bytes in PengAoDa records, left-aligned; unused bytes are usually 00 or FF. */
  readonly data: Uint8Array;
}

/** Contents of the extension of a PengAoDa record. */
export type RecordKind = "basic" | "obd" | "faultCodes" | "bodyState";

/** A fault code of a PengAoDa record, as sent: its system (P, C, B, U) is not documented. */
export interface FaultCode {
  /** Four hexadecimal digits. */
  readonly code: string;
  /** Not documented, 0 to 255. */
  readonly type: number;
}

/** The state of the body in a PengAoDa record. The bits of its numbers, 0 to 255, are not documented. */
export interface BodyState {
  readonly doors: number;
  readonly acc: number;
  readonly remoteControl: number;
  /** `null` for any other letter. */
  readonly gear: "P" | "R" | "N" | "D" | null;
  readonly tyres: number;
  readonly lights: number;
}

/** Values that only PengAoDa records have. */
export interface PengAoDaReadings {
  /** Contents of the extension; `null` for an undocumented number. */
  readonly recordKind?: RecordKind | null;
  /** Sent with fault codes, 0 to 255; its meaning is not documented. */
  readonly faultType?: number;
  readonly faultCodes?: readonly FaultCode[];
  readonly bodyState?: BodyState;
}

/** Values that any message may carry. A value that a variant does not send is absent. */
export interface Readings {
  /** Number of satellites. */
  readonly satellites?: number | null;
  /** Signal quality by 3GPP TS 27.007 (`+CSQ`), 0 to 31. */
  readonly signalCsq?: number | null;
  /** Signal of LINK units that count to 100, 32 to 100: a smaller number is read as `signalCsq`. */
  readonly signalPercent?: number;
  /** Battery level, 0 to 100 percent. */
  readonly batteryPercent?: number | null;
  /**
   * The battery step from 1 to 6, if the device sends steps; they are 0, 10, 20, 60, 80 and 100 % in `batteryPercent`.
   * For 1 to 3 one document has 5, 20 and 40 % (issue `battery-step-disputed`).
   */
  readonly batteryCode?: number;
  /**
   * Supply voltage in volts: of the vehicle on wired units, of the cell on units that have no
   * external supply.
   */
  readonly supplyVolts?: number | null;
  readonly odometerMeters?: number | null;
  /** The fuel level in percent. */
  readonly fuelPercent?: number | null;
  readonly temperatureCelsius?: number | null;
  readonly altitudeMeters?: number | null;
  readonly cell?: Cell | null;
  readonly cells?: readonly ScannedCell[];
  readonly wifi?: readonly WifiAccessPoint[];
  /** SIM serial number as sent, 19 or 20 characters, padded with `F` by some firmware. */
  readonly iccid?: string | null;
  readonly phoneNumber?: string | null;
  /** IP address of the SIM, if the device sends it in place of the phone number. */
  readonly ipAddress?: string | null;
  /** GSM timing advance, 0 to 255; 255 means unknown. */
  readonly timingAdvance?: number | null;
  /** Battery level of Cantrack units as sent, 0 to 665. The document gives 598 as 3.27 V or 90.8 %. */
  readonly batteryRaw?: number | null;
  /** Number of times that the device has started. */
  readonly rebootCount?: number | null;
  /** Steps that a worn device has counted. */
  readonly steps?: number | null;
  /** Number of times that a worn device was turned over. */
  readonly turnovers?: number | null;
  /** Raw engine data, in the order of the wire (PengAoDa terminals). */
  readonly obdPids?: readonly ObdPid[];
  /** Text coding of the answer, if the device asks for an address. */
  readonly addressCoding?: "gb2312" | "unicode" | null;
  /** Number of the picture and of the block in a `P` record; the data are in `tail`. */
  readonly picture?: {
    /** Not documented. */
    readonly alarmFlag: number;
    readonly number: number;
    readonly block: number;
  };
  /**
   * Engine data that the device scaled itself, by the signal names of `./obd`; `readObd` reads them.
   * docs/protocol/jt808-tables.md states how certain they are.
   */
  readonly obd?: ObdValues;
  /** Fuel in the tank, litres. */
  readonly fuelLevelLiters?: number;
  /** Counter that rises by one per record, 0 to 255, then from 0 again. */
  readonly recordNumber?: number;
  /** Fields left over, in order, as text. */
  readonly extra?: readonly string[];
  /** Bytes left over. */
  readonly tail?: Uint8Array;
}

/** A position with its status, alarms and readings. */
export interface Position extends Readings {
  /**
   * Time of the fix, UTC, whole seconds. `null` if date or time is missing or impossible; forms without time of day have
   * their day in `date`.
   */
  readonly time: Date | null;
  /** The day as `YYYY-MM-DD`, in forms that carry no time of day. */
  readonly date?: string;
  /**
   * Whether the position is a current fix. Devices with maker code HQ repeat their last fix while
   * they have none, so a message that is not valid often has plausible old coordinates. Absent in
   * address requests of firmware that sends a text coding in its place.
   */
  readonly valid?: boolean | null;
  /** Degrees, WGS 84, north positive, -90 to 90. */
  readonly latitude: number | null;
  /** Degrees, WGS 84, east positive, -180 to 180. */
  readonly longitude: number | null;
  /** Speed in km/h. H02 sends knots; 1 knot is 1.852 km/h. */
  readonly speedKmh: number | null;
  /** Degrees clockwise from north, 0 to 360. */
  readonly courseDegrees: number | null;
  /** The decoded status word; absent in forms without status. */
  readonly status?: Status | null;
  /** All alarms of the position, from any field, each once; empty for none. */
  readonly alarms: readonly AlarmName[];
  /** What JT/T 808 alone sends. */
  readonly jt808?: Jt808Readings;
  /** Values that only PengAoDa records have. */
  readonly pengaoda?: PengAoDaReadings;
}

/** The position of the device. */
export interface PositionMessage extends MessageBase, Position {
  readonly type: "position";
  readonly jt808?: Jt808Header;
}

/** Several positions in one message, usually the oldest first. */
export interface PositionsMessage extends MessageBase {
  readonly type: "positions";
  readonly positions: readonly Position[];
  readonly extra?: readonly string[];
  /** Bytes left over, including records that are cut short. */
  readonly tail?: Uint8Array;
}

/** Nearby cells and Wi-Fi access points, sent if the device has no fix. */
export interface CellsMessage extends MessageBase, Readings {
  readonly type: "cells";
  readonly cells: readonly ScannedCell[];
  /** Time of the scan, UTC; absent in forms without date, `null` with `date` in forms without time of day. */
  readonly time?: Date | null;
  /** The day as `YYYY-MM-DD`, in forms that carry no time of day. */
  readonly date?: string;
  readonly valid?: boolean | null;
  readonly status?: Status | null;
  /** Those of the status, where there is one. */
  readonly alarms?: readonly AlarmName[];
}

/** Text of the device, usually its answer to a text command; `parseSms` of `./sms` reads it. */
export interface TextMessage extends MessageBase {
  readonly type: "text";
  readonly text: string;
}

/** Identity of the device, its SIM, vehicle or driver. */
export interface IdentityMessage extends MessageBase, Readings {
  readonly type: "identity";
  /** JT/T 808 registration: administrative codes of China, as sent. */
  readonly provinceCode?: number;
  readonly cityCode?: number;
  readonly manufacturer?: string | null;
  readonly model?: string | null;
  readonly terminalId?: string | null;
  readonly plateColorCode?: number;
  /** Number plate; `null` if it is empty or not decoded (`decodeText`); `plateBytes` then holds its bytes. */
  readonly plate?: string | null;
  readonly plateBytes?: Uint8Array;
  /** JT/T 808 authentication: the code that the server sent in its answer to the registration. */
  readonly authenticationCode?: string | null;
  readonly authenticationCodeBytes?: Uint8Array;
  readonly imei?: string | null;
  readonly softwareVersion?: string | null;
  /** JT/T 808 0x0107; `null` if it is empty or not decoded, when its bytes stand beside it. */
  readonly hardwareVersion?: string | null;
  readonly hardwareVersionBytes?: Uint8Array;
  readonly firmwareVersion?: string | null;
  readonly firmwareVersionBytes?: Uint8Array;
  /** When the card of a driver was put in or pulled out, UTC. */
  readonly time?: Date | null;
  /** Bytes left over. */
  readonly tail?: Uint8Array;
}

/** An alarm that is a message of its own. */
export interface AlarmMessage extends MessageBase, Position {
  readonly type: "alarm";
  readonly jt808?: never;
  /** The alarm of the message comes first. It is missing if its number is undocumented; then an issue has the number. */
  readonly alarms: readonly AlarmName[];
}

/** The beginning or end of a trip. */
export interface TripMessage extends MessageBase, Position {
  readonly type: "trip";
  readonly jt808?: never;
  readonly event: "start" | "end";
  /** Length of the trip in metres. This property and those below are only sent at the end. */
  readonly distanceMeters?: number | null;
  readonly fuelLiters?: number | null;
  readonly maxSpeedKmh?: number | null;
  readonly averageSpeedKmh?: number | null;
  readonly idleSeconds?: number | null;
  readonly runSeconds?: number | null;
  readonly hardAccelerations?: number | null;
  readonly hardBrakes?: number | null;
  readonly hardTurns?: number | null;
}

/** A heartbeat, sent at intervals to keep the connection open. */
export interface HeartbeatMessage extends MessageBase, Readings {
  readonly type: "heartbeat";
  /** Time of the device, UTC; only LINK carries it. */
  readonly time?: Date | null;
  readonly valid?: boolean | null;
  readonly status?: Status | null;
  /** Those of the status, where there is one. */
  readonly alarms?: readonly AlarmName[];
}

/** The device's answer to a command. */
export interface ConfirmationMessage extends MessageBase, Readings {
  readonly type: "confirmation";
  /** The command that it answers: `S20`, `D1` …; `null` if the frame ends before it. */
  readonly confirms: string | null;
  /**
   * Result of the command, if the device sends one: `OK`, `DONE`, `ERROR`, or two hexadecimal digits
   * (`80` done, `00` failed, `01` not supported, `02` index range, `03` and `04` password). Of JT/T 808
   * `ok`, `failed`, `bad`, `unsupported`, `alarmConfirmed`, or two hexadecimal digits.
   */
  readonly result?: string;
  /** The echoed parameters, as text. */
  readonly parameters: readonly string[];
  /** Bytes left over. */
  readonly tail?: Uint8Array;
  /** Time of day of the command, HHMMSS, as echoed. */
  readonly commandTime?: string | null;
  /** Time of the answer, UTC. Absent in short answers. */
  readonly time?: Date | null;
  readonly valid?: boolean | null;
  readonly latitude?: number | null;
  readonly longitude?: number | null;
  readonly speedKmh?: number | null;
  readonly courseDegrees?: number | null;
  readonly status?: Status | null;
  /** Those of the status, where there is one. */
  readonly alarms?: readonly AlarmName[];
}

/** A well-formed frame of an undocumented type, or one that is not decoded. */
export interface UnknownMessage extends MessageBase {
  readonly type: "unknown";
  /** The fields behind the type, in order. */
  readonly extra: readonly string[];
  /** The bytes of a frame that is not text; of a JT/T 808 frame its body. */
  readonly tail?: Uint8Array;
  /** Engine data in passed-through data, if a profile reads them. */
  readonly obd?: ObdValues;
  readonly supplyVolts?: number | null;
  /** Time of these engine data, UTC. */
  readonly time?: Date | null;
  /** Temperature in °C, sent behind the `#` of a text frame. */
  readonly temperatureCelsius?: number | null;
}

/** A text message of your own firmware, which a protocol of `./layout` describes. */
export interface CustomMessage extends MessageBase {
  readonly type: "custom";
  /** Name of the message in the protocol; by default its type on the wire. */
  readonly name: string;
  /** Values by the names of their rows. Absent and `null` have the usual meaning. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Those of the status, where a row has one. */
  readonly alarms?: readonly AlarmName[];
  /** Fields that no row takes, in order, as text. */
  readonly extra?: readonly string[];
}

/** Bytes that belong to no frame. */
export interface NoiseMessage extends MessageBase {
  readonly type: "noise";
  readonly tail: Uint8Array;
}

/** What `decode` and `parseFrame` return. Branch on `type`. */
export type Message =
  | PositionMessage
  | PositionsMessage
  | CellsMessage
  | HeartbeatMessage
  | ConfirmationMessage
  | TextMessage
  | IdentityMessage
  | AlarmMessage
  | TripMessage
  | CustomMessage
  | UnknownMessage
  | NoiseMessage;

export type MessageType = Message["type"];
