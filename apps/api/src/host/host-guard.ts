import { ApplicationError } from '@bapsang/shared';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { bearerToken } from '../keys/bearer-token';
import { MealKeys } from '../keys/meal-keys';

interface MealRequest {
  readonly headers: { readonly authorization?: string };
  readonly params: { readonly mealId: string };
}

/** Lets only the host of the meal in the address in: `Authorization: Bearer` with the host key. */
@Injectable()
export class HostGuard implements CanActivate {
  constructor(private readonly mealKeys: MealKeys) {}

  /** @throws ApplicationError `meal_not_found`, `unauthorized` for no key, `forbidden` for one that is not of this meal */
  canActivate(context: ExecutionContext): boolean {
    const { headers, params } = context.switchToHttp().getRequest<MealRequest>();
    this.mealKeys.requireMealId(params.mealId);
    if (this.mealKeys.isHostKey(params.mealId, bearerToken(headers.authorization))) return true;
    throw new ApplicationError('forbidden', 'Only the host of the meal can do this.');
  }
}
