import { ContractPipe } from '@bapsang/server/nest';
import { CreatedMeal, JoinedMeal, JoinMeal, MealDescription } from '@bapsang/shared';
import { Body, Controller, Get, Header, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { MealsService } from './meals-service';

/** Meals, for the participants' page. The answers hold secrets, so no cache may keep them. */
@ApiTags('Meals')
@Controller('api/meals')
export class MealsController {
  constructor(private readonly meals: MealsService) {}

  /** A new meal; takes no body. */
  @Post()
  @ApiCreatedResponse({ type: CreatedMeal })
  @Header('Cache-Control', 'no-store')
  create(): CreatedMeal {
    return this.meals.create();
  }

  /** What a guest may know before joining. */
  @Get(':mealId')
  @ApiOkResponse({ type: MealDescription })
  @Header('Cache-Control', 'no-store')
  async describe(@Param('mealId') mealId: string): Promise<MealDescription> {
    return this.meals.describe(mealId);
  }

  /** Sits down at the table. */
  @Post(':mealId/participants')
  @ApiCreatedResponse({ type: JoinedMeal })
  @Header('Cache-Control', 'no-store')
  async join(
    @Param('mealId') mealId: string,
    @Body(new ContractPipe(JoinMeal)) request: JoinMeal,
  ): Promise<JoinedMeal> {
    return this.meals.join(mealId, request);
  }
}
