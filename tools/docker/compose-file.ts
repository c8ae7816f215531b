import Ajv, { type ErrorObject } from 'ajv/dist/2020';
import { parse } from 'yaml';
import schema from './compose-spec/compose-spec.json';

/** A container of the file, as far as the rules look at it. */
export interface ComposeService {
  readonly image?: string;
  readonly build?: { readonly dockerfile: string };
  readonly container_name?: string;
  readonly ports?: readonly string[];
  readonly restart?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly healthcheck?: object;
  readonly stop_grace_period?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly networks?: readonly string[];
  readonly profiles?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string; readonly required?: boolean }>>;
  readonly deploy?: { readonly resources?: { readonly limits?: { readonly cpus?: string; readonly memory?: string } } };
}

/** The whole file. */
export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

/** `$$`, or `${NAME}` with what stands for it where it is not set: `:-` a default, `:?` a message with which Compose ends. */
const VARIABLE = /\$(?:(\$)|\{(\w+)(?:(:-|:\?)([^}]*))?\})/g;

/**
 * Puts variables into a text as Compose does.
 * @throws Error with the message of a variable that has to be set
 */
export function interpolate(text: string, variables: Readonly<Record<string, string>>): string {
  const valueOf = (_: string, dollar?: string, name?: string, sign?: string, rest?: string): string => {
    if (dollar || name === undefined) return '$';
    const value = variables[name];
    if (value) return value;
    if (sign === ':?') throw new Error(`${name} is not set: ${rest ?? ''}`);
    return sign === ':-' ? (rest ?? '') : '';
  };
  return text.replace(VARIABLE, valueOf);
}

/** Variables inside of values, not of the text: a comment may name one, and a value may hold a colon. */
function interpolated(value: unknown, variables: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return interpolate(value, variables);
  if (Array.isArray(value)) return value.map((each) => interpolated(each, variables));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, interpolated(each, variables)]));
}

/**
 * Reads a Compose file.
 * @param text YAML; `<<` merges
 * @throws Error where a variable is missing, or with every place that the schema of the Compose specification does not allow
 */
export function readComposeFile(text: string, variables: Readonly<Record<string, string>>): ComposeFile {
  const file = interpolated(parse(text, { merge: true }), variables);
  const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
  if (!validate(file)) throw new Error((validate.errors ?? []).map(describe).join('\n'));
  return file as ComposeFile;
}

function describe({ instancePath, message = '', params }: ErrorObject): string {
  return `${instancePath} ${message} ${JSON.stringify(params)}`;
}
