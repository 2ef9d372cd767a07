/** Text messages of a protocol. */
import { REST, type TextKind, type TextRow, type Values } from "../kind/row.ts";
import type { TextForm, TextWord } from "../layout/text-form.ts";
import { type ReadyForm, readForm, ready } from "../layout/text-rows.ts";
import type { OwnWord } from "../model/protocol.ts";
import type { OwnTextForm, OwnTextWord } from "./options.ts";

export function ownWord({ word, name = word, about, table, forms }: OwnTextWord): OwnWord {
  const plain = forms.map(plainForm);
  const described: TextWord = {
    word,
    about,
    ...(table === undefined ? {} : { table }),
    forms: plain,
  };
  return { name: word, table, word: described, forms: plain.map((form) => readyForm(form, name)) };
}

function plainForm({ type = "custom", ...form }: OwnTextForm): TextForm {
  return type === "position" ? { ...form, type, begin: beginPosition } : { ...form, type };
}

/** The properties of every position, whatever its form. */
function beginPosition(values: Values): void {
  values["speedKmh"] = null;
  values["courseDegrees"] = null;
}

function readyForm(form: TextForm, name: string): ReadyForm {
  if (form.type === "position") return ready(form);
  const { fits, type } = form;
  const values: TextRow = {
    name: "values",
    kind: valuesOf(ready(form), name),
    about: "All values",
  };
  return ready({ type, parts: [values], ...(fits === undefined ? {} : { fits }) });
}

/** All fields after the word, as separate values. */
function valuesOf(form: ReadyForm, name: string): TextKind {
  return {
    kind: "ownValues",
    fields: REST,
    isComposite: true,
    read(r, _at, _row, message) {
      const values: Values = {};
      message["name"] = name;
      message["values"] = values;
      readForm(form, r, values);
      // Alarms and fields without a row are where all messages have them.
      for (const name of ["alarms", "extra"]) {
        if (values[name] === undefined) continue;
        message[name] = values[name];
        delete values[name];
      }
      r.trace?.forEach((entry, i, trace) => {
        if (entry.meaning.name === "extra") trace[i] = { ...entry, draft: message };
      });
    },
    // The encoder writes the rows instead.
    write() {},
  };
}
