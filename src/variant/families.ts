/**
 * The firmware families, with their status tables, acknowledgements and commands. Facts without a source are left empty,
 * not guessed.
 */

import { frozen } from "../frozen.ts";
import type { Jt808ProfileName } from "../jt808/profiles.ts";
import type { StatusTableName } from "../model/status.ts";

export type FamilyName =
  | "sinotrack-4g"
  | "sinotrack-2g"
  | "tk-star"
  | "micodus"
  | "huasuntek"
  | "cantrack"
  | "reachfar"
  | "pengaoda"
  | "autoseeker"
  | "mictrack"
  | "jt808"
  | "jt808-shenzhen-obd"
  | "jt808-obd-91-94"
  | "jt808-obd-rt"
  | "jt808-mictrack"
  | "jt808-concox"
  | "jt808-vjt"
  | "jt808-micodus"
  | "exlive"
  | "student-card"
  | "qichuan"
  | "xy-gy"
  | "swyj"
  | "fuel-sensor"
  | "padlock";

/** The acknowledgement that a family expects. */
export interface Acknowledgement {
  /**
   * - `r12`: `*HQ,<id>,R12,<hhmmss>#` for every frame.
   * - `v4`: `*HQ,<id>,V4,<word>,<yyyyMMddHHmmss>#`.
   * - `echo`: the heartbeat is sent back as it came.
   * - `jt808`: 0x8001, and 0x8100 for a registration.
   * - `none`: the document asks for no answer.
   * - `unknown`: no public source states it.
   */
  readonly style: "r12" | "v4" | "echo" | "jt808" | "none" | "unknown";
  readonly about: string;
  /** Section of the specification. */
  readonly source: string;
}

/** A firmware family. */
export interface Family {
  readonly family: FamilyName;
  /** Devices and message types of the family, for people. */
  readonly title: string;
  /** The table of the status word, for the option `statusTable`; `null` if no source ties one to it. */
  readonly statusTable: StatusTableName | null;
  readonly acknowledgement: Acknowledgement;
  /** Command words from documents or captures of the family. */
  readonly commands: readonly string[];
  /** The profile of its engine data, for the option `jt808Profiles`; absent if there is none. */
  readonly jt808Profile?: Jt808ProfileName;
}

const H02 = "docs/protocol/h02.md §5";
const UNKNOWN: Acknowledgement = {
  style: "unknown",
  about: "No public source states it",
  source: H02,
};

/** A family with the facts that have a source. */
function familyOf(family: FamilyName, title: string, known: Partial<Family> = {}): Family {
  return { family, title, statusTable: null, acknowledgement: UNKNOWN, commands: [], ...known };
}

function jt808(family: FamilyName, mark?: string, jt808Profile?: Jt808ProfileName): Family {
  return familyOf(family, mark === undefined ? "JT/T 808 of any maker" : `JT/T 808 with ${mark}`, {
    acknowledgement: {
      style: "jt808",
      about: "0x8100 for 0x0100, 0x8001 for the rest",
      source: "docs/protocol/jt808.md §4",
    },
    // By the standard; no source states which of them the units of a maker obey.
    commands: ["0x8103", "0x8104", "0x8105", "0x8201", "0x8300"],
    ...(jt808Profile === undefined ? {} : { jt808Profile }),
  });
}

/** All families, in the order in which guesses with equal scores are listed. */
export const FAMILIES: readonly Family[] = /* @__PURE__ */ frozen(/* @__PURE__ */ makeFamilies());

// In a function, so that programs without `identify` do not bundle the table.
function makeFamilies(): Family[] {
  return [
    familyOf("sinotrack-4g", 'SinoTrack 4G ("L" models, TQ firmware): V6 and V8', {
      statusTable: "sinotrack",
      acknowledgement: {
        style: "r12",
        about: "Every frame; without it, an ST-901L keeps the record and sends it again",
        source: H02,
      },
      commands: ["R12", "D1", "S20", "SCF", "S71", "SMS"],
    }),
    familyOf("sinotrack-2g", "SinoTrack 2G (ST-901, 902, 904, 906, 907 …): V1, V6, V5 and $", {
      statusTable: "tq",
      acknowledgement: {
        style: "r12",
        about: "Every text frame and every $ frame",
        source: H02,
      },
      commands: ["D1", "S20", "SCF", "S14", "S32", "R7", "R1"],
    }),
    familyOf("tk-star", "TK-Star, LKGPS, PAJ: $ of 45 and 47 bytes, NBR, V19, LINK", {
      statusTable: "lkgps",
      acknowledgement: { style: "v4", about: "NBR and V1, as Traccar does", source: H02 },
    }),
    familyOf("micodus", "MiCODUS MV7xx: $ of 51 bytes"),
    familyOf("huasuntek", "HuaSunTeK: V1 with hexadecimal cells, VI1, VP1, BC, ALRM", {
      statusTable: "huasuntek",
      acknowledgement: {
        style: "none",
        about: "V1, XT, BC and ALRM expect none; VI1 expects an address",
        source: H02,
      },
      commands: "SF CF SF2 CF2 CR UR IP MP KC CQ RESET APN INFO".split(" "),
    }),
    familyOf("cantrack", "Cantrack, G20LS: V1 with five decimals, V3, XT, HTBT", {
      statusTable: "cantrack",
      acknowledgement: { style: "echo", about: "HTBT with its battery", source: H02 },
      commands: ["S33", "S1", "S2", "S18", "S19", "S23", "S24", "S25", "S80", "D2", "WKMD", "R1"],
    }),
    familyOf("reachfar", "ReachFar: LINK, NBR, V8 as an address request", {
      statusTable: "reachfar",
      commands: ["S26"],
    }),
    familyOf("pengaoda", "PengAoDa OBD terminals: 7E around H02, V9, V10", {
      statusTable: "pengaoda",
      acknowledgement: {
        style: "v4",
        about: "V1, V8, V9 and V10 by their message type; the timed $ record as V1",
        source: "docs/protocol/h02.md §8.4",
      },
    }),
    familyOf("autoseeker", "Autoseeker: V1 with GPS and GSM signal and voltage"),
    familyOf("mictrack", "Mictrack HQ: V5 with distance and voltage", { statusTable: "mictrack" }),
    jt808(
      "jt808-shenzhen-obd",
      "the engine items 80 to 8E (SinoTrack or a sister brand, inferred)",
      "shenzhen-obd-80",
    ),
    jt808("jt808-obd-91-94", "the engine items 91 and 94, maker unknown", "obd-91-94"),
    jt808("jt808-obd-rt", "lines $OBD-RT (NatureLink NL12, EST527 modules)", "obd-rt"),
    jt808("jt808-mictrack", "the engine item F3 (Mictrack B50, JXYD JX08)", "mictrack-f3"),
    jt808("jt808-concox", "0x0900 of type F0 (Concox and Jimi VL502)", "concox-f0"),
    jt808("jt808-vjt", "the items EA to FC of the document VJT.04.063-A", "vjt-ea"),
    jt808("jt808-micodus", "the items 57 and 82 (MiCODUS MV710G and similar units)"),
    jt808("jt808"),
    familyOf("exlive", "Exlive: maker code EX"),
    familyOf("student-card", "Student cards: maker code WT", { commands: ["D1"] }),
    familyOf("qichuan", "QiChuan: maker code RS", { commands: ["S23"] }),
    familyOf("xy-gy", "Firmware with maker codes XY and GY"),
    familyOf("swyj", "Units of the SWYJ gateway: $ of 32 bytes, pictures, S40", {
      commands: ["S18", "S26", "S40"],
    }),
    familyOf(
      "fuel-sensor",
      "Units with fuel level, temperature and altitude in V1 and in $ of 46 bytes",
    ),
    familyOf("padlock", "iLockit padlocks: $ with access points or a list of cells"),
  ];
}
