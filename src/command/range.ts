import type { CommandArgument, ListArgument } from "./row.ts";

/** The range of an argument, for people: `10 to 65535 s`, `3 to 20 digits`, `1 to 30 values, each …`. */
export function rangeOf(argument: CommandArgument | ListArgument["item"]): string {
  switch (argument.kind) {
    case "integer":
    case "number": {
      const { least, most, unit } = argument;
      return `${least} to ${most}${unit === undefined ? "" : ` ${unit}`}`;
    }
    case "boolean":
      return "true or false";
    case "enum":
      return argument.values.map(({ value }) => value).join(", ");
    case "text": {
      const { form, least, most } = argument;
      if (form === "ip" || form === "octets") return "an IPv4 address";
      return counted(least, most, form === "digits" ? "digits" : "characters");
    }
    case "bytes":
      return counted(argument.least, argument.most, "bytes");
    case "list": {
      const { fewest, mostItems, item } = argument;
      return `${counted(fewest, mostItems, "values")}, each ${rangeOf(item)}`;
    }
  }
}

/** `3 to 20 digits`, `5 values` */
export function counted(least: number, most: number, what: string): string {
  return `${least === most ? "" : `${least} to `}${most} ${what}`;
}
