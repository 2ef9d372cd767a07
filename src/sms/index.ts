/**
 * Text messages (SMS) to a SinoTrack tracker, and its answers. The same texts work over the socket:
 * current firmware accepts them bare, and answers with `*HQ,<id>,SMS,<text>#` (docs/protocol/h02.md §6).
 *
 * @packageDocumentation
 */
export type * from "../generated/sms-types.ts";
export { formatSms, type SmsOptions } from "./format.ts";
export { SMS_ISSUES, type SmsIssue, type SmsIssueCode } from "./issue.ts";
export { parseSms } from "./parse.ts";
export type {
  SmsAlarm,
  SmsApn,
  SmsConfiguration,
  SmsEntry,
  SmsFix,
  SmsIntervals,
  SmsLocation,
  SmsOk,
  SmsPlace,
  SmsReply,
  SmsServer,
  SmsStatus,
  SmsText,
  SmsTimeZone,
} from "./reply.ts";
