import type { SeatedParticipant } from '@bapsang/shared';
import fc from 'fast-check';
import { compareSeated } from './lobby-news';

function seated(...names: string[]): SeatedParticipant[] {
  return names.map((displayName) => ({ displayName, host: false }));
}

describe('compareSeated()', () => {
  it('is silent where nothing changed, in whatever order they are named', () => {
    expect(compareSeated(seated('Mina', 'Jiho'), seated('Jiho', 'Mina'))).toBeUndefined();
  });

  it('tells who came and who left', () => {
    expect(compareSeated(seated('Mina', 'Jiho'), seated('Jiho', 'Sora', 'Alex'))).toEqual({
      arrived: ['Sora', 'Alex'],
      departed: ['Mina'],
    });
  });

  it('knows two people of the same name apart', () => {
    expect(compareSeated(seated('Kim'), seated('Kim', 'Kim'))).toEqual({ arrived: ['Kim'], departed: [] });
  });

  it('turns what was into what is', () => {
    const names = fc.array(fc.constantFrom('a', 'b', 'c', ''));
    fc.assert(
      fc.property(names, names, (before, now) => {
        const news = compareSeated(seated(...before), seated(...now)) ?? { arrived: [], departed: [] };
        expect([...before, ...news.arrived].sort()).toEqual([...now, ...news.departed].sort());
      }),
    );
  });
});
