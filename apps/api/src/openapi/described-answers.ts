import { RecognitionGrant, RecognitionUnavailable, type Contract } from '@bapsang/shared';
import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import type { BearerScheme } from './bearer-schemes';

/** The bearer that an operation, or all of a controller, asks for. */
export function NeedsBearer(scheme: BearerScheme): MethodDecorator & ClassDecorator {
  return ApiBearerAuth(scheme);
}

/** A ticket for the recognition server, or why there is none: the answer is one of two contracts. */
export function AnswersRecognition(): MethodDecorator {
  const contracts = [RecognitionGrant, RecognitionUnavailable];
  return applyDecorators(
    ApiExtraModels(...contracts),
    ApiOkResponse({ schema: { oneOf: contracts.map((contract) => ({ $ref: getSchemaPath(contract) })) } }),
  );
}

/** The query of an operation, each property of the contract as a parameter: the finished document has them in its place. */
export function TakesQuery(contract: Contract<object>): MethodDecorator {
  return applyDecorators(ApiExtraModels(contract), ApiExtension('x-query-contract', contract.name));
}
