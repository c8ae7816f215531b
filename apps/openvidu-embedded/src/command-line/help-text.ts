import { OpenviduEmbeddedEnvironment } from '../configuration/openvidu-embedded-environment';
import { OPENVIDU_VERSION } from '../configuration/openvidu-version';
import { COMMAND_LINE_OPTIONS, type CommandLineOption } from './options';

function defaultText({ variable, turnsOn }: CommandLineOption): string {
  const value = new OpenviduEmbeddedEnvironment()[variable];
  const shown = value !== undefined && !turnsOn && !String(value).startsWith('[');
  return shown ? ` (default: ${value})` : '';
}

function optionText(option: CommandLineOption): string {
  const { name, value, variable, description } = option;
  return `  --${name} ${value}\n      ${description}${defaultText(option)}\n      ${variable}`;
}

/** What `--help` shows, with line ends. */
export function helpText(): string {
  return `OpenVidu ${OPENVIDU_VERSION} for one machine: REST, WebSocket and media in one process.

  npm run openvidu -- [options]

Every option stands for the variable below it and wins over it. Without a secret one is made and shown once.

${COMMAND_LINE_OPTIONS.map(optionText).join('\n')}
  --help
      this text

More in apps/openvidu-embedded/README.md.
`;
}
