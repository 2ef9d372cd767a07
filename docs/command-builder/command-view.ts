/** The rows of commands as the page shows them: by purpose, with the forms of each command. */
import type { CommandArgument, CommandRow } from "../../src/command/row.ts";
import { COMMAND_GROUPS } from "../../src/command/rows.ts";
import { RAW } from "../../src/jt808/parameter-kinds.ts";
import { jt808Parameters } from "../../src/jt808/parameter-rows.ts";

/** How a command reaches the device. */
export type Channel = "socket" | "sms" | "jt808";

/** A form of a command on the page. */
export interface FormView {
  readonly channel: Channel;
  /** `S71 01`, `0x8105`; `null` if the form is a plain text. */
  readonly word: string | null;
  readonly note?: string;
  readonly firmware?: string;
  readonly ignoredBy?: string;
  readonly confirmation: string;
  readonly source: string;
  readonly arguments: readonly CommandArgument[];
}

export interface CommandView {
  readonly type: string;
  readonly about: string;
  readonly danger?: string;
  readonly forms: readonly FormView[];
}

/** A form has at most one setting. */
const SETTING: readonly CommandArgument[] = [
  {
    kind: "enum",
    name: "name",
    required: true,
    about: "Which parameter; encodeCommand takes several",
    values: jt808Parameters()
      .filter(({ kind }) => kind !== RAW)
      .map(({ name }) => ({
        value: name,
        wire: "",
      })),
  },
  {
    kind: "text",
    form: "line",
    name: "value",
    required: true,
    about: "A number, or the text of one that is text",
    least: 1,
    most: 255,
  },
];

function formsOf({ socket, sms, jt808 }: CommandRow): FormView[] {
  const forms: FormView[] = [];
  if (socket !== undefined) {
    const { form, subword = "", arguments: list = [], ...facts } = socket;
    const [first = ""] = form.split(",");
    const word = first.includes("<") ? null : `${first} ${subword}`.trim();
    forms.push({ channel: "socket", word, arguments: list, ...facts });
  }
  if (sms !== undefined) {
    forms.push({ channel: "sms", word: null, ...sms, arguments: sms.arguments ?? [] });
  }
  if (jt808 !== undefined) {
    const { id, arguments: list = [], ...facts } = jt808;
    forms.push({
      channel: "jt808",
      word: `0x${id.toString(16)}`,
      source: "docs/protocol/jt808.md §4",
      arguments: list.flatMap((one) => (one.kind === "settings" ? SETTING : [one])),
      ...facts,
    });
  }
  return forms;
}

function commandView(row: CommandRow): CommandView {
  const { type, about, danger } = row;
  return { type, about, ...(danger === undefined ? {} : { danger }), forms: formsOf(row) };
}

export const GROUPS: readonly {
  readonly title: string;
  readonly commands: readonly CommandView[];
}[] = COMMAND_GROUPS.map(({ title, rows }) => ({ title, commands: rows.map(commandView) }));

export const COMMAND_VIEWS: readonly CommandView[] = GROUPS.flatMap(({ commands }) => commands);

export function formOf(type: string, channel: Channel): FormView | undefined {
  return COMMAND_VIEWS.find((one) => one.type === type)?.forms.find(
    (form) => form.channel === channel,
  );
}
