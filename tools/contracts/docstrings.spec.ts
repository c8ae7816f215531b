import { docstringsOf } from './docstrings';

describe('docstringsOf()', () => {
  it('finds what is said of classes and of their members, inherited ones too, links as names, tags left out', () => {
    const source = `
      /** A meal, see {@link Guest}. */
      export class Meal {
        /**
         * How many sit
         * at it.
         */
        @IsInt()
        readonly guests!: number;
        readonly silent!: string;
        /** Ends it. @throws Error always */
        end(): void {}
      }
      class Guest {}`;
    const other = `export class Dinner extends Meal {
      /** Later. */
      end(): void {}
    }`;
    expect(docstringsOf([source, other])).toEqual(
      new Map([
        ['Meal', 'A meal, see `Guest`.'],
        ['Meal.guests', 'How many sit at it.'],
        ['Meal.end', 'Ends it.'],
        ['Dinner.end', 'Later.'],
        ['Dinner.guests', 'How many sit at it.'],
      ]),
    );
  });
});
