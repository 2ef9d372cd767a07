/**
 * V2, V3, VI1 and VI2: the device asks for the name of the place where it is (h02.md section 2.6).
 *
 *     *HQ,2020916012,V2,050316,A,2212.8745,N,11346.6574,E,14.28,028,220902,FFFFFBFF,460,00,10342,3721#
 *     *HQ,353522605819243,V2,100220,0,5248.72091,N,00444.73564,E,0.25,0,280917,FFFFFFFF,cc,28,  db,d75b#
 *     *HQ,353271799434922,VI1,052825,0,2229.9549,N,…,FFFFFFFF,1CC,0,25FC,F48,90,  25FC-F48-10|  25FC-F48-6#
 *
 * A digit behind the time is the coding of the wanted text, a letter the validity. Two other meanings:
 * the student-card dialect `*WT` puts numbers between time and validity in V2, and Cantrack uses V3 for
 * a report of cells, whose second field is the network (`46000`).
 */

import type { TextReader } from "../../kind/text-reader.ts";
import { readExtra, readField, readTail } from "../../layout/layout.ts";
import { BODY, formsOf, type TextLayout, type WrittenField } from "../../layout/text-layout.ts";
import type { Draft } from "../../model/draft.ts";
import type { MessageType } from "../../model/message.ts";
import { cantrackForms, readCantrackCells } from "./cantrack-cells.ts";
import { CODED_BODY, CODED_TAILS, codedForms, readCodedBody } from "./coded-body.ts";
import { POSITION_BODY, TIME } from "./position-body.ts";
import { isReport, isValidity, readReport } from "./position-layout.ts";
import { endsLikeStudentCard, readStudentCardBody, STUDENT_CARD_BODY } from "./student-card.ts";
import { CELL_TAIL } from "./v1.ts";

function addressRequest(word: string, about: string): TextLayout {
  return {
    word,
    about,
    fields: CODED_BODY,
    tails: [CELL_TAIL, ...CODED_TAILS],
    // VI1 and VI2 are HuaSunTeK's words.
    table: word.startsWith("VI") ? "huasuntek" : "tq",
    read(reader, draft) {
      if (word === "V3" && reader.isDigits(BODY + 1, 5, 6)) return readCantrackCells(reader, draft);
      if (isStudentCard(reader)) return readStudentCard(reader, draft);
      if (reader.isDigits(BODY + 1, 1, 1)) {
        readTail(CODED_TAILS, reader, readCodedBody(reader, BODY, draft), draft);
        return "position";
      }
      if (!isReport(reader)) return null;
      readReport([CELL_TAIL], reader, draft);
      return "position";
    },
    forms(values, type) {
      if (type === "cells") return cantrackForms(values);
      if (values.valid === undefined) return codedForms(values, []);
      const forms = formsOf(POSITION_BODY, [CELL_TAIL]);
      if (values.extra === undefined) return forms;
      return [{ fields: [TIME, CARD_EXTRA, ...STUDENT_CARD_BODY], numbers: "short" }, ...forms];
    },
  };
}

/** Fields between the time and the validity in the `*WT` dialect; nobody explains them. */
const CARD_FIELDS = 4;

const CARD_EXTRA: WrittenField = {
  write(values, writer) {
    for (let i = 0; i < CARD_FIELDS; i++) writer.put(writer.nextExtra(values));
  },
};

function isStudentCard(reader: TextReader): boolean {
  return (
    reader.isDigits(BODY, 6, 6) &&
    reader.isDigits(BODY + 1, 1, 3) &&
    isValidity(reader, BODY + 1 + CARD_FIELDS) &&
    endsLikeStudentCard(reader, BODY + 1 + CARD_FIELDS)
  );
}

/** `151744,92,1,56,0,A,2302.6089,N,…` */
function readStudentCard(reader: TextReader, draft: Draft): MessageType {
  readField(TIME, reader, BODY, draft);
  reader.report("unknown-tail", "extra", BODY + 1, BODY + CARD_FIELDS, "documented fields");
  readExtra(reader, BODY + 1, CARD_FIELDS, draft);
  readStudentCardBody(reader, BODY + 1 + CARD_FIELDS, draft);
  return "position";
}

export const V2: TextLayout = addressRequest("V2", "Asks for the address, in Chinese");
export const V3: TextLayout = addressRequest(
  "V3",
  "Asks for the address, in English; Cantrack: cells",
);
export const VI1: TextLayout = addressRequest("VI1", "Asks for the address");
export const VI2: TextLayout = addressRequest("VI2", "Asks for the address");
