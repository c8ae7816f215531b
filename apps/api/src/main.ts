import { createLogger, LOG_LEVELS, readEnvironment, runService } from '@bapsang/server';
import { ApiEnvironment } from './configuration/api-environment';
import { startApi } from './start-api';

// A wrong level is one of the faults that the configuration's check tells, and that needs a log.
const level = LOG_LEVELS.find((candidate) => candidate === process.env.LOG_LEVEL);
const logger = createLogger('api', level);

void runService(logger, async () => startApi(readEnvironment(ApiEnvironment, process.env), logger));
