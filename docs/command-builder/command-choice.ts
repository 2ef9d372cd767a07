/** The commands that the page lists, and how its address keeps the choice. */
import { FAMILIES, type Family } from "../../src/variant/families.ts";
import { takes } from "./command-families.ts";
import { COMMAND_VIEWS, type CommandView, type FormView, GROUPS } from "./command-view.ts";

export interface Choice {
  /** Type of the command on show. */
  type: string;
  /** Name of a family; empty for all. */
  family: string;
  search: string;
}

function familyOf(name: string): Family | undefined {
  return FAMILIES.find(({ family }) => family === name);
}

/** The groups, reduced to commands that the firmware takes and the search finds, without empty groups. */
export function chosenGroups({ family, search }: Choice): typeof GROUPS {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return GROUPS.map(({ title, commands }) => ({
    title,
    commands: commands.filter(
      (command) =>
        formsFor(command, family).length > 0 &&
        words.every((word) => textOf(command, title).includes(word)),
    ),
  })).filter(({ commands }) => commands.length > 0);
}

function formsFor({ forms }: CommandView, name: string): readonly FormView[] {
  const family = familyOf(name);
  return family === undefined ? forms : forms.filter((form) => takes(family, form));
}

/** The forms that the firmware takes. If it takes none, all of them: a link may name such a command. */
export function shownForms(command: CommandView, family: string): readonly FormView[] {
  const taken = formsFor(command, family);
  return taken.length > 0 ? taken : command.forms;
}

function textOf({ type, about, forms }: CommandView, title: string): string {
  return [title, type, about, ...forms.map(({ word }) => word ?? "")].join(" ").toLowerCase();
}

/** `command=cutFuel&family=sinotrack-4g` */
export function toHash({ type, family }: Choice): string {
  return new URLSearchParams({ command: type, ...(family === "" ? {} : { family }) }).toString();
}

/** The parts of the hash that name something known. */
export function fromHash(hash: string): Partial<Choice> {
  const parameters = new URLSearchParams(hash.replace(/^#/, ""));
  const type = parameters.get("command") ?? "";
  const family = parameters.get("family") ?? "";
  return {
    ...(COMMAND_VIEWS.some((one) => one.type === type) ? { type } : {}),
    ...(familyOf(family) === undefined ? {} : { family }),
  };
}
