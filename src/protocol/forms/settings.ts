import type { BytesSettings } from "../../kind/bytes-reader.ts";
import type { ProtocolTables } from "../../model/protocol.ts";

export function settingsOf(table: string, tables: ProtocolTables): BytesSettings {
  return { table, utcOffsetMinutes: 0, profiles: [], own: tables };
}
