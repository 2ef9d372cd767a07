/** The parts of rows that the encoders need. Maps, so that a type like `constructor` finds nothing. */
import { JT808_TABLE, SOCKET_TABLE } from "../generated/command-table.ts";
import { SMS_TABLE } from "../generated/sms-table.ts";
import type { Jt808Wire, SmsWire, SocketWire } from "./row.ts";

type Forms<Wire> = ReadonlyMap<unknown, Wire>;

export const SOCKET_FORMS: Forms<SocketWire> = /* @__PURE__ */ new Map<string, SocketWire>(
  SOCKET_TABLE,
);
export const SMS_FORMS: Forms<SmsWire> = /* @__PURE__ */ new Map<string, SmsWire>(SMS_TABLE);
export const JT808_FORMS: Forms<Jt808Wire> = /* @__PURE__ */ new Map<string, Jt808Wire>(
  JT808_TABLE,
);
