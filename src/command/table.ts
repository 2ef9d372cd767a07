import { frozen } from "../frozen.ts";
import { COMMAND_TEXT_TABLE } from "../generated/command-text-table.ts";
import type { CommandType } from "../generated/command-types.ts";
import { SOCKET_FORMS } from "./forms.ts";
import type { CommandArgument, CommandSpec, CommandTexts } from "./row.ts";

/** Every command over the socket, for programs that build forms and help texts. */
// The function makes the table removable: without it a bundler keeps it for programs that only decode.
export const COMMANDS: readonly CommandSpec[] = /* @__PURE__ */ (() =>
  frozen(COMMAND_TEXT_TABLE.map(([type, texts]) => specOf(type, texts))))();

function specOf(type: CommandType, { arguments: abouts, ...texts }: CommandTexts): CommandSpec {
  const { form, isBare, arguments: list, ...wire } = SOCKET_FORMS.get(type)!;
  const all = list.map((one, i): CommandArgument => ({ ...one, about: abouts[i]! }));
  const fields = form.replaceAll("[", "").replaceAll("]", "").split(",");
  const word = fields[0]!.startsWith("<") ? null : fields.shift()!;
  const at = fields.indexOf("<time>");
  const isLast = at > 0 && at === fields.length - 1;
  const time = isBare ? "bare" : at < 0 ? "none" : isLast ? "last" : "first";
  const parameters = [
    ...fields
      .filter((field) => field !== "<time>" && field !== "<subword>")
      .map((field) => all.find(({ name }) => field === `<${name}>`) ?? field),
    // An argument that only decides how the others are written is in no field.
    ...all.filter(({ name }) => !fields.includes(`<${name}>`)),
  ];
  const inOrder = parameters.filter((parameter) => typeof parameter !== "string");
  return { type, word, time, parameters, arguments: inOrder, ...texts, ...wire };
}
