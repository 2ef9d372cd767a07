/** Options about the form of an input, shared by the subcommands that read one. */
import { type Command, Option } from "commander";
import { INPUT_FORMS, type InputFormName } from "../text/form.ts";
import type { Wanted } from "./frame-input.ts";
import { wholeNumber } from "./option-values.ts";

export interface InputChoice {
  readonly input: InputFormName | "auto";
  readonly logUtcOffset?: number;
}

const WANTED: readonly Wanted[] = ["up", "down", "both"];

export function addInputOptions(command: Command): void {
  command
    .addOption(
      new Option("-i, --input <form>", "format of the input; auto recognises it")
        .choices(["auto", ...Object.keys(INPUT_FORMS)])
        .default("auto"),
    )
    .option(
      "--log-utc-offset <minutes>",
      "time zone of log times that name none, in minutes east of UTC (default: 0)",
      minutesEast,
    );
}

export function addDirection(command: Command): void {
  command.addOption(
    new Option(
      "--direction <who>",
      "in logs and packets: data from devices (up) or from the server (down)",
    )
      .choices(WANTED)
      .default("up"),
  );
}

/** Minutes east of UTC, at most 14 hours. */
export function minutesEast(text: string): number {
  const sign = text.startsWith("-") ? -1 : 1;
  return sign * wholeNumber(0, 840)(text.slice(sign < 0 ? 1 : 0));
}

/** The same options for the reader of inputs. */
export function inputOptionsOf({ input, logUtcOffset }: InputChoice): {
  readonly form?: InputFormName;
  readonly utcOffsetMinutes?: number;
} {
  return {
    ...(input === "auto" ? {} : { form: input }),
    ...(logUtcOffset === undefined ? {} : { utcOffsetMinutes: logUtcOffset }),
  };
}
