import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { ConfigurationError, createLogger, readEnvironment, runService, type Logger } from '@bapsang/server';
import { announcement } from './command-line/announcement';
import { helpText } from './command-line/help-text';
import { CommandLineError, readCommandLine } from './command-line/read-command-line';
import { OpenviduEmbeddedEnvironment } from './configuration/openvidu-embedded-environment';
import { optionsFromEnvironment } from './configuration/deployment-options';
import { startOpenviduEmbedded, type OpenviduEmbedded } from './openvidu-embedded';

const APP = 'openvidu-embedded';

type Variables = Readonly<Record<string, string | undefined>>;

/** A promise that nobody waits for, deep in the media library, must not end the meetings of everybody else. */
function surviveStrayRejections(logger: Logger): void {
  process.on('unhandledRejection', (error) => logger.error('promise.unhandled', { error }));
}

/** Tells the person at the terminal; the log, on standard output, stays one JSON line per event. */
function say(text: string): void {
  // Where `npm start` runs this as one of its parts it has a word of its own for the person.
  if (!process.connected) process.stderr.write(text);
}

async function start(variables: Variables): Promise<OpenviduEmbedded> {
  const newSecret = variables.OPENVIDU_SECRET ? undefined : randomBytes(24).toString('base64url');
  const environment = readEnvironment(OpenviduEmbeddedEnvironment, {
    ...variables,
    ...(newSecret ? { OPENVIDU_SECRET: newSecret } : {}),
  });
  const logger = createLogger(APP, environment.LOG_LEVEL);
  surviveStrayRejections(logger);
  const options = optionsFromEnvironment(environment);
  const service = await startOpenviduEmbedded({ ...options, logger });
  const { url, port, stunPort } = service;
  const { mediaPorts, mediaServer } = options;
  const mediaAddress = environment.OPENVIDU_MEDIA_PUBLIC_ADDRESS ?? environment.OPENVIDU_MEDIA_ADDRESS;
  logger.info('service.ready', { url, port, stunPort, mediaAddress, mediaPorts, mediaServer });
  say(announcement({ url, port, stunPort, mediaAddress, mediaPorts, newSecret }));
  return service;
}

async function startOrSayWhyNot(variables: Variables): Promise<OpenviduEmbedded> {
  try {
    return await start(variables);
  } catch (error) {
    if (error instanceof ConfigurationError) say(`${error.message}\n`);
    throw error;
  }
}

function main(): void {
  try {
    const commandLine = readCommandLine(process.argv.slice(2));
    if (commandLine.wants === 'help') process.stdout.write(helpText());
    else void runService(createLogger(APP), () => startOrSayWhyNot({ ...process.env, ...commandLine.variables }));
  } catch (error) {
    if (!(error instanceof CommandLineError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

main();
