/** Captures whose device is known from their source or from the wire reference. */
import { decode, type FamilyName, type Message } from "../../src/index.ts";
import { type Vector, vectorBytes } from "../../src/vectors/vector.ts";

export interface Group {
  readonly family: FamilyName;
  /** The source of that knowledge. */
  readonly says: string;
  readonly vectors: readonly Vector[];
}

/** Vectors by the beginning of `source`, or by id. */
const LABELS: readonly (readonly [FamilyName, string, (vector: Vector) => boolean])[] = [
  [
    "sinotrack-4g",
    "ST-904L, ainobin tests",
    from("ainobin/Friendly-Tracker-Hardware-Integration:tracker-server"),
  ],
  [
    "sinotrack-4g",
    "SinoTrack Protocol NEW",
    from("ainobin/Friendly-Tracker-Hardware-Integration:SinoTrack Protocol NEW"),
  ],
  ["sinotrack-4g", "ST-903 forwarder", from("ST-903 forwarder")],
  ["sinotrack-4g", "ST-907L, SentraSecurity", from("Manuuell/SentraSecurity")],
  [
    "sinotrack-4g",
    "ST906 TQ, Traccar PR 5628",
    from("https://github.com/traccar/traccar/pull/5628"),
  ],
  ["sinotrack-4g", "ST-901L 4G, docs/protocol/h02.md §2.4", ids("v8-009")],
  [
    "sinotrack-2g",
    "SinoTrack TQ Protocol",
    from("ainobin/Friendly-Tracker-Hardware-Integration:SinoTrack TQ"),
  ],
  ["sinotrack-2g", "engemamhosain/Sinotrack-gps-device", from("engemamhosain/Sinotrack")],
  ["sinotrack-2g", "ST-900, Saleharoud/st-900", from("Saleharoud/st-900")],
  [
    "sinotrack-2g",
    "ST-906W, Traccar issue 4663",
    from("https://github.com/traccar/traccar/issues/4663"),
  ],
  ["sinotrack-2g", "ST-901 station", from("python h02 station")],
  ["sinotrack-2g", "ST-901 2G, glonassd (docs/protocol/h02.md §3)", from("glonassd tqgprs.c")],
  [
    "sinotrack-2g",
    "ST-90x, com.srxk (docs/protocol/h02.md §1.3)",
    from("GpsMessageDecoderTest.java (com.srxk)"),
  ],
  [
    "sinotrack-2g",
    "ST-90x, gps-tracking-server (docs/protocol/h02.md §1.3)",
    from("gps-tracking-server"),
  ],
  ["tk-star", "LKGPS node server", from("tk102 LKGPS node server")],
  ["tk-star", "LKGPS, pimpmygps (docs/protocol/h02.md §2.1)", from("pimpmygps")],
  [
    "tk-star",
    "LKGPS of 47 bytes (docs/protocol/h02.md §1.3)",
    ids("binary-other-003", "binary-other-006"),
  ],
  ["tk-star", "TK905 4G", ids("v1-048", "binary-other-004")],
  ["micodus", "MV730G", from("MicodusProtocolDecoder")],
  ["huasuntek", "HuaSunTeK document", from("HuaSunTeK")],
  ["cantrack", "Cantrack G20LS document", from("Cantrack G20LS")],
  ["cantrack", "Cantrack A/1 document", from('GPS platform "Complete Command API')],
  [
    "reachfar",
    "RF-V8S, Traccar issue 1173",
    from("https://github.com/traccar/traccar/issues/1173"),
  ],
  ["pengaoda", "PengAoDa gateways", from("PengAoDa")],
  ["autoseeker", "Autoseeker (docs/protocol/h02.md §2.1)", ids("v1-064")],
  ["mictrack", "Mictrack tests", from("MictrackProtocolDecoderTest")],
  ["exlive", "Exlive parser", ids("other-words-001")],
  ["student-card", "student card app", from("student card app")],
  ["qichuan", "QiChuan documents", (vector) => /QiChuan/.test(vector.source)],
  ["xy-gy", "XY and GY firmware", from("tracker firmware header")],
  ["swyj", "SWYJ gateway", from("ParaseSwyjGPRS")],
  ["fuel-sensor", "id 2133182157 (docs/protocol/h02.md §1.3)", ids("binary-other-001", "v1-015")],
  [
    "jt808-shenzhen-obd",
    "bench unit and a car, docs/protocol/jt808.md §2 (inferred)",
    ids("jt808-051", "jt808-052"),
  ],
  ["jt808-obd-rt", "NatureLink, as its item E3 says", ids("jt808-012")],
  ["jt808-obd-rt", "EST527 line, docs/protocol/jt808.md §6", ids("jt808-020")],
  ["jt808-mictrack", "item F3, docs/protocol/jt808.md §8.3", ids("jt808-043")],
  ["jt808-concox", "VL502, docs/protocol/jt808.md §6", ids("jt808-037", "jt808-049")],
  ["jt808-vjt", "SmallChi Test4, docs/protocol/jt808.md §8.3", ids("jt808-119")],
  ["jt808-micodus", "MV710G", ids("jt808-086")],
  ["jt808-micodus", "Micodus type, docs/protocol/jt808.md §8.2", ids("jt808-025", "jt808-080")],
  ["jt808", "AL300", ids("jt808-087")],
  ["jt808", "JC371", ids("jt808-088", "jt808-089", "jt808-090")],
  ["jt808", "C5L", ids("jt808-091")],
  ["jt808", "GL100", ids("jt808-092", "jt808-093")],
  ["jt808", "BSJ Km02, Traccar PR 5997", from("traccar/traccar PR #5997")],
];

function from(start: string): (vector: Vector) => boolean {
  return ({ source }) => source.startsWith(start);
}

function ids(...starts: readonly string[]): (vector: Vector) => boolean {
  return ({ id }) => starts.some((start) => id.startsWith(`${start}-`));
}

/** @param all Every vector of a frame. */
export function knownGroups(all: readonly Vector[]): Group[] {
  return LABELS.map(([family, says, isMember]) => ({
    family,
    says,
    vectors: all.filter(isMember),
  }));
}

export function messagesOf(vectors: readonly Vector[]): Message[] {
  return vectors.flatMap((vector) => decode(vectorBytes(vector)));
}
