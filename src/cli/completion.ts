/**
 * `sinotrack completion`: a script that completes subcommands, options and their choices in a shell. It is made from the
 * commands themselves and does not call the program.
 */
import { Argument, type Command, type Option } from "commander";
import type { Io } from "./io.ts";
import { printAll } from "./output.ts";

const HELP = `
Examples:
  sinotrack completion bash >> ~/.bashrc
  sinotrack completion zsh >> ~/.zshrc
  sinotrack completion fish > ~/.config/fish/completions/sinotrack.fish`;

const SHELLS = { bash, zsh, fish } as const;

export function addCompletion(program: Command, io: Io): void {
  program
    .command("completion")
    .description("Print a script that completes sinotrack commands in a shell.")
    .addArgument(new Argument("<shell>", "which shell").choices(Object.keys(SHELLS)))
    .addHelpText("after", HELP)
    .action(async (shell: keyof typeof SHELLS) => {
      await printAll(io.stdout, [SHELLS[shell](nodesOf(program))]);
    });
}

interface Node {
  /** `command jt808 text`; empty for the program itself. */
  readonly path: string;
  readonly command: Command;
  readonly subcommands: readonly string[];
  readonly options: readonly Option[];
}

function nodesOf(command: Command, path = ""): Node[] {
  const help = command.createHelp();
  const below = help.visibleCommands(command).filter((one) => one.name() !== "help");
  const node = {
    path,
    command,
    subcommands: below.map((one) => one.name()),
    options: help.visibleOptions(command),
  };
  return [node, ...below.flatMap((one) => nodesOf(one, `${path} ${one.name()}`.trim()))];
}

function flagsOf({ short, long }: Option): string[] {
  return [short, long].filter((flag) => flag !== undefined);
}

function bash(nodes: readonly Node[]): string {
  const steps = nodes.filter(({ path }) => path !== "").map(({ path }) => `"${path}"`);
  const words = nodes.map(({ path, command, subcommands, options }) => {
    const choices = command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices);
    const all = [...subcommands, ...choices, ...options.flatMap(flagsOf)];
    return `    "${path}") words="${all.join(" ")}" ;;`;
  });
  const values = nodes.flatMap(({ path, options }) =>
    options.flatMap((option) =>
      (option.argChoices ?? []).length === 0
        ? []
        : flagsOf(option).map(
            (flag) => `    "${path} ${flag}") words="${option.argChoices!.join(" ")}" ;;`,
          ),
    ),
  );
  return `_sinotrack() {
  local word path="" words="" current="\${COMP_WORDS[COMP_CWORD]}"
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${path:+$path }$word" in
      ${steps.join("|")}) path="\${path:+$path }$word" ;;
    esac
  done
  case "$path" in
${words.join("\n")}
  esac
  case "$path \${COMP_WORDS[COMP_CWORD-1]}" in
${values.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _sinotrack sinotrack
`;
}

function zsh(nodes: readonly Node[]): string {
  return `autoload -U +X bashcompinit && bashcompinit\n${bash(nodes)}`;
}

function fish(nodes: readonly Node[]): string {
  const lines = nodes.flatMap(({ path, command, subcommands, options }) => {
    const seen = path.split(" ").filter(Boolean);
    const conditions = [
      ...(seen.length === 0 ? ["__fish_use_subcommand"] : []),
      ...seen.map((word) => `__fish_seen_subcommand_from ${word}`),
      ...(seen.length > 0 && subcommands.length > 0
        ? [`not __fish_seen_subcommand_from ${subcommands.join(" ")}`]
        : []),
    ];
    const start = `complete -c sinotrack -n '${conditions.join("; and ")}'`;
    const below = command.commands
      .filter((one) => subcommands.includes(one.name()))
      .map(
        (one) => `${start} -f -a ${one.name()} -d ${quoted(one.summary() || one.description())}`,
      );
    return [
      ...below,
      ...options.map((option) => {
        const short = option.short === undefined ? "" : ` -s ${option.short.slice(1)}`;
        const long = option.long === undefined ? "" : ` -l ${option.long.slice(2)}`;
        const choices = option.argChoices ?? [];
        const values =
          choices.length > 0 ? ` -x -a "${choices.join(" ")}"` : option.required ? " -r" : "";
        return `${start}${short}${long}${values} -d ${quoted(option.description)}`;
      }),
    ];
  });
  return `${lines.join("\n")}\n`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
