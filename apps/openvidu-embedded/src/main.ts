import 'reflect-metadata';
import { createLogger, readEnvironment, runService, type Logger } from '@bapsang/server';
import { OpenviduEmbeddedEnvironment } from './configuration/openvidu-embedded-environment';
import { startOpenviduEmbedded, type OpenviduEmbedded } from './openvidu-embedded';

const APP = 'openvidu-embedded';

/** A promise that nobody waits for, deep in the media library, must not end the meetings of everybody else. */
function surviveStrayRejections(logger: Logger): void {
  process.on('unhandledRejection', (error) => logger.error('promise.unhandled', { error }));
}

async function start(): Promise<OpenviduEmbedded> {
  const environment = readEnvironment(OpenviduEmbeddedEnvironment, process.env);
  const logger = createLogger(APP, environment.LOG_LEVEL);
  surviveStrayRejections(logger);
  const service = await startOpenviduEmbedded({
    secret: environment.OPENVIDU_SECRET,
    logger,
    port: environment.OPENVIDU_PORT,
    host: environment.OPENVIDU_HOST,
    publicUrl: environment.OPENVIDU_PUBLIC_URL,
    mediaAddress: environment.OPENVIDU_MEDIA_ADDRESS,
  });
  logger.info('service.ready', { url: service.url, port: service.port });
  return service;
}

void runService(createLogger(APP), start);
