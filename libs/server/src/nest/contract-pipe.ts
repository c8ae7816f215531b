import { parse, type Contract } from '@bapsang/shared';
import type { PipeTransform } from '@nestjs/common';

/** Checks a body, parameter object or query against its contract: `@Body(new ContractPipe(JoinMeal)) body: JoinMeal`. */
export class ContractPipe<T extends object> implements PipeTransform<unknown, T> {
  constructor(private readonly contract: Contract<T>) {}

  /** @throws ApplicationError `invalid_request` with one sentence per fault */
  transform(value: unknown): T {
    return parse(this.contract, value ?? {});
  }
}
