import { BEARER_SCHEMES } from '../../apps/api/src/openapi/bearer-schemes';
import { ApiModule } from '../../apps/api/src/api-module';
import { ApiEnvironment } from '../../apps/api/src/configuration/api-environment';
import type { Logger } from '@bapsang/server';
import { NestFactory } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

const silent: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Nobody is reached with it, because nothing is opened. */
const SECRET = 'of no api that runs';

/** What Nest knows of the api's routes: operations without schemas and docstrings. Nothing listens for it. */
export async function apiOperations(): Promise<OpenAPIObject> {
  const secrets = { API_SECRET: SECRET, ADMIN_SECRET: SECRET, WORKER_SECRET: SECRET, OPENVIDU_SECRET: SECRET };
  const environment = Object.assign(new ApiEnvironment(), secrets);
  const application = await NestFactory.create(ApiModule.of(environment, silent), {
    logger: false,
    abortOnError: false,
  });
  try {
    return SwaggerModule.createDocument(application, documentHead(), {
      operationIdFactory: (controller, method) => operationId(controller, method),
      autoTagControllers: false,
    });
  } finally {
    await application.close();
  }
}

/** `MealsController` and `join` are `mealsJoin`. */
function operationId(controller: string, method: string): string {
  const subject = controller.replace(/Controller$/, '');
  return subject.charAt(0).toLowerCase() + subject.slice(1) + method.charAt(0).toUpperCase() + method.slice(1);
}

function documentHead(): ReturnType<DocumentBuilder['build']> {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.0.3')
    .setTitle('Bapsang API')
    .setVersion('1')
    .setDescription(
      'Meals, connections, recognition and administration. Moments are integer milliseconds since the epoch. Every failure ' +
        'is answered with an `ErrorBody`: branch on its `code`, show its `message`.',
    );
  for (const [name, description] of Object.entries(BEARER_SCHEMES)) {
    builder.addBearerAuth({ type: 'http', scheme: 'bearer', description }, name);
  }
  return builder.build();
}
