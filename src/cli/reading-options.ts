/** Options for reading frames, shared by the subcommands that read them. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { STATUS_TABLES } from "../index.ts";
import { type Jt808ProfileName, knownProfiles } from "../jt808/profiles.ts";
import { minutesEast } from "./input-options.ts";
import { wholeNumber } from "./option-values.ts";

export function addReadingOptions(command: Command): void {
  const profiles = knownProfiles().map(({ name }) => name);
  command
    .addOption(
      new Option(
        "--status-table <table>",
        "meaning of the status bits (default: by the type of message)",
      ).choices(Object.keys(STATUS_TABLES).filter((name) => name !== "jt808")),
    )
    .option(
      "--binary-length <bytes>",
      "length of every $ frame (default: inferred from the bytes)",
      wholeNumber(32, 255),
    )
    .option(
      "--jt808-profiles <names>",
      `engine data in JT/T 808 frames: none, or some of ${profiles.join(", ")} (default: shenzhen-obd-80)`,
      (text) => {
        const names = text === "none" ? [] : text.split(",");
        const wrong = names.find((name) => !profiles.some((profile) => profile === name));
        if (wrong === undefined) return names as Jt808ProfileName[];
        throw new InvalidArgumentError("It must be none, or names separated by commas.");
      },
    )
    .option(
      "--jt808-utc-offset <minutes>",
      "clock of JT/T 808 devices, in minutes east of UTC (default: 480)",
      minutesEast,
    );
}
