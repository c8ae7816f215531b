import { report } from '../../testing/worker.spec-support';
import { MEAL_FORGOTTEN_AFTER, MealTables } from './meal-tables';

const NOW = 1_700_000_000_000;

describe('MealTables', () => {
  it('keeps meals apart', () => {
    const tables = new MealTables();
    expect(tables.take('w1', report({ mealId: 'm1' }), NOW)).toMatchObject({
      mealId: 'm1',
      signal: { motion: 'chew' },
    });
    tables.take('w1', report({ mealId: 'm2', motion: 'drink' }), NOW);
    expect(tables.motionOf('m1', 'par_1')).toMatchObject({ motion: 'chew' });
    expect(tables.motionsOf('m2')).toMatchObject([{ motion: 'drink' }]);
    expect(tables.motionsOf('m3')).toEqual([]);
  });

  it('pauses and resumes the participants of a worker in all meals', () => {
    const tables = new MealTables();
    tables.take('w1', report({ mealId: 'm1' }), NOW);
    tables.take('w1', report({ mealId: 'm2' }), NOW);
    tables.take('w2', report({ mealId: 'm3' }), NOW);
    expect(tables.pauseSource('w1', NOW).map(({ mealId }) => mealId)).toEqual(['m1', 'm2']);
    expect(tables.resumeSource('w1', NOW).map(({ mealId }) => mealId)).toEqual(['m1', 'm2']);
  });

  it('forgets a meal once OpenVidu has not known it for a while', () => {
    const tables = new MealTables();
    tables.take('w1', report({ mealId: 'm1' }), NOW);
    tables.markMissing('m1', NOW);
    expect(tables.sweep(new Set(), NOW + MEAL_FORGOTTEN_AFTER - 1)).toBe(0);
    expect(tables.sweep(new Set(), NOW + MEAL_FORGOTTEN_AFTER)).toBe(1);
    expect(tables.size).toBe(0);
  });

  it('keeps the totals of a meal to which somebody comes back in time', () => {
    const tables = new MealTables();
    tables.take('w1', report({ mealId: 'm1' }), NOW);
    tables.markMissing('m1', NOW);
    tables.sweep(new Set(['m1']), NOW + MEAL_FORGOTTEN_AFTER);
    expect(tables.sweep(new Set(), NOW + 2 * MEAL_FORGOTTEN_AFTER)).toBe(0);
    expect(tables.size).toBe(1);
  });

  it('holds a limited number of meals, the quietest dropped first', () => {
    const tables = new MealTables(2);
    for (const mealId of ['m1', 'm2', 'm1', 'm3']) tables.take('w1', report({ mealId }), NOW);
    expect(['m1', 'm2', 'm3'].map((mealId) => tables.motionsOf(mealId).length)).toEqual([1, 0, 1]);
  });
});
