import { ContractPipe } from '@bapsang/server/nest';
import { JoinMeal, type CreatedMeal, type JoinedMeal, type MealDescription } from '@bapsang/shared';
import { Body, Controller, Get, Header, Param, Post } from '@nestjs/common';
import { MealsService } from './meals-service';

/** Meals, for the participants' page. The answers hold secrets, so no cache may keep them. */
@Controller('api/meals')
export class MealsController {
  constructor(private readonly meals: MealsService) {}

  /** A new meal; takes no body. */
  @Post()
  @Header('Cache-Control', 'no-store')
  create(): CreatedMeal {
    return this.meals.create();
  }

  /** What a guest may know before joining. */
  @Get(':mealId')
  @Header('Cache-Control', 'no-store')
  async describe(@Param('mealId') mealId: string): Promise<MealDescription> {
    return this.meals.describe(mealId);
  }

  /** Sits down at the table. */
  @Post(':mealId/participants')
  @Header('Cache-Control', 'no-store')
  async join(
    @Param('mealId') mealId: string,
    @Body(new ContractPipe(JoinMeal)) request: JoinMeal,
  ): Promise<JoinedMeal> {
    return this.meals.join(mealId, request);
  }
}
