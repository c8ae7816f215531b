import { parseArgs } from 'node:util';
import { COMMAND_LINE_OPTIONS, type CommandLineOption } from './options';

/** A command line that cannot be read; the message is one sentence and says how to see the help. */
export class CommandLineError extends Error {
  constructor(fault: string) {
    super(`${fault}; see every option with --help.`);
    this.name = 'CommandLineError';
  }
}

/** What the person asked for. */
export type CommandLine =
  { readonly wants: 'help' } | { readonly wants: 'start'; readonly variables: Readonly<Record<string, string>> };

const HELP = 'help';

const byName = new Map<string, CommandLineOption>(COMMAND_LINE_OPTIONS.map((option) => [option.name, option]));

const withValue = Object.fromEntries([...byName.keys()].map((name) => [name, { type: 'string' }] as const));

/** An option as it stands on the command line. */
interface GivenOption {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  /** Whether the value follows behind `=`. */
  readonly inlineValue?: boolean | undefined;
}

function variablesOf({ name, rawName, value, inlineValue }: GivenOption): readonly (readonly [string, string])[] {
  const option = byName.get(name);
  if (!option) throw new CommandLineError(`There is no option ${rawName}`);
  const forgotten = value === undefined || value === '' || (!inlineValue && value.startsWith('--'));
  if (forgotten) throw new CommandLineError(`The option --${name} needs a value: --${name} ${option.value}`);
  return [[option.variable, value], ...(option.turnsOn ? [[option.turnsOn, 'true'] as const] : [])];
}

/**
 * Reads the command line.
 * @param args without the program's own name
 * @returns the variables of the environment that its options stand for; the last one of equal options counts
 * @throws CommandLineError where an option is unknown or lacks its value, or a word is no option
 */
export function readCommandLine(args: readonly string[]): CommandLine {
  const options = { ...withValue, [HELP]: { type: 'boolean', short: 'h' } } as const;
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const given = tokens.flatMap((token) => (token.kind === 'option' ? [token] : []));
  if (given.some(({ name }) => name === HELP)) return { wants: 'help' };
  const stray = tokens.find((token) => token.kind === 'positional');
  const variables = given.flatMap(variablesOf);
  if (stray) throw new CommandLineError(`"${stray.value}" is no option`);
  return { wants: 'start', variables: Object.fromEntries(variables) };
}
