/** Models that people ask about, and what their units are known to send. Two pages of the guide print it. */
import type { FamilyName } from "../src/variant/families.ts";

export interface Model {
  /** Names as printed on the box. */
  readonly models: readonly string[];
  readonly families: readonly FamilyName[];
  /** Whether a unit reports engine data such as rpm. */
  readonly engineData: "no" | "unknown" | "yes";
  readonly sure: "stated" | "seen" | "claimed";
  readonly source: string;
}

export const MODELS: readonly Model[] = [
  {
    models: [
      "ST-901",
      "ST-901M",
      "ST-902",
      "ST-904",
      "ST-905",
      "ST-906",
      "ST-907",
      "ST-915",
      "ST-925",
    ],
    families: ["sinotrack-2g"],
    engineData: "no",
    sure: "stated",
    source:
      "SinoTrack TQ Protocol names the models and has no engine data; captures of the 2G ones",
  },
  {
    models: ["ST-901L", "ST-904L", "ST-906L", "ST-907L", "ST-915L"],
    families: ["sinotrack-4g"],
    engineData: "no",
    sure: "seen",
    source: "SinoTrack Protocol NEW-EN; captures of ST-901L, ST-904L and ST-915L",
  },
  {
    models: ["ST-902L"],
    families: ["sinotrack-2g", "sinotrack-4g"],
    engineData: "unknown",
    sure: "claimed",
    source: "one public server for it reads text and $ frames; no capture is public",
  },
  {
    models: ["ST-903"],
    families: ["sinotrack-4g"],
    engineData: "no",
    sure: "seen",
    source: "a capture of V8 from a battery-only unit",
  },
  {
    models: ["ST-901A+"],
    families: ["jt808"],
    engineData: "unknown",
    sure: "claimed",
    source: "Traccar issue 4475",
  },
  {
    models: ["SinoTrack with engine data in its portal"],
    families: ["jt808-shenzhen-obd"],
    engineData: "yes",
    sure: "claimed",
    source: "Traccar issue 4738, model not named; two frames that fit",
  },
  {
    models: ["TK905 4G", "TK-Star", "LKGPS", "PAJ"],
    families: ["tk-star"],
    engineData: "no",
    sure: "seen",
    source: "captures",
  },
  {
    models: ["MiCODUS MV720", "MV730", "MV740"],
    families: ["micodus"],
    engineData: "no",
    sure: "claimed",
    source: "a fork of Traccar, one capture",
  },
  {
    models: ["MiCODUS MV710G", "MV810G"],
    families: ["jt808-micodus"],
    engineData: "no",
    sure: "seen",
    source: "tests of Traccar",
  },
  {
    models: ["Cantrack G20LS", "other Cantrack"],
    families: ["cantrack"],
    engineData: "no",
    sure: "stated",
    source: "Cantrack G20LS protocol document; captures",
  },
  {
    models: ["ReachFar RF-V8S", "RF-V16"],
    families: ["reachfar"],
    engineData: "no",
    sure: "seen",
    source: "ReachFar message notes; captures",
  },
  {
    models: ["HuaSunTeK (ids 3535…)"],
    families: ["huasuntek"],
    engineData: "no",
    sure: "stated",
    source: "HuaSunTeK platform protocol V1.0.5; captures",
  },
  {
    models: ["PengAoDa OBD terminal"],
    families: ["pengaoda"],
    engineData: "yes",
    sure: "seen",
    source: "two public servers, captures",
  },
  {
    models: ["NatureLink NL12", "EST527 module"],
    families: ["jt808-obd-rt"],
    engineData: "yes",
    sure: "seen",
    source: "a maker's table and captures",
  },
  {
    models: ["Mictrack B50", "JXYD JX08"],
    families: ["jt808-mictrack"],
    engineData: "yes",
    sure: "seen",
    source: "Traccar pull request 4728 with the maker's document",
  },
  {
    models: ["Concox or Jimi VL502"],
    families: ["jt808-concox"],
    engineData: "yes",
    sure: "seen",
    source: "tests of Traccar",
  },
];
