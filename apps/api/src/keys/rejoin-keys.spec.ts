import { SignJWT, UnsecuredJWT } from 'jose';
import { API_SECRET, testEnvironment } from '../testing/running-api.spec-support';
import { Clock } from '../time/clock';
import { REJOIN_KEY_LIFETIME, RejoinKeys } from './rejoin-keys';

class StandingClock extends Clock {
  constructor(public time: number) {
    super();
  }

  override now(): number {
    return this.time;
  }
}

const clock = new StandingClock(1_700_000_000_000);
const keys = new RejoinKeys(testEnvironment(), clock);
const refusal = expect.objectContaining({ code: 'unauthorized' });

async function sign(claims: Record<string, unknown>, secret = API_SECRET, alg = 'HS256'): Promise<string> {
  const exp = clock.time / 1000 + 1000;
  const token = new SignJWT({ mealId: 'meal', sub: 'par_1', aud: 'bapsang-rejoin', exp, ...claims });
  return token.setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));
}

describe('RejoinKeys', () => {
  afterEach(() => {
    clock.time = 1_700_000_000_000;
  });

  it('tells the participant of a key in another instance with the same secret', async () => {
    const key = await keys.issue('meal', 'par_1');
    await expect(new RejoinKeys(testEnvironment(), clock).participantOf('meal', key)).resolves.toBe('par_1');
  });

  it('refuses a key of another meal', async () => {
    await expect(keys.participantOf('other', await keys.issue('meal', 'par_1'))).rejects.toEqual(refusal);
  });

  it('takes a key until its lifetime is over', async () => {
    const key = await keys.issue('meal', 'par_1');
    clock.time += REJOIN_KEY_LIFETIME - 1000;
    await expect(keys.participantOf('meal', key)).resolves.toBe('par_1');
    clock.time += 1000;
    await expect(keys.participantOf('meal', key)).rejects.toEqual(refusal);
  });

  it('refuses what is signed with another secret, another algorithm, not at all, or for another purpose', async () => {
    await expect(keys.participantOf('meal', await sign({}))).resolves.toBe('par_1');
    const forged = [
      await sign({}, 'another secret of 16'),
      await sign({}, API_SECRET.padEnd(64, '0'), 'HS512'),
      new UnsecuredJWT({ mealId: 'meal', sub: 'par_1', aud: 'bapsang-rejoin' }).encode(),
      await sign({ aud: 'something-else' }),
      await sign({ sub: undefined }),
      await sign({ exp: undefined }),
      '',
      'a.b.c',
    ];
    for (const key of forged) await expect(keys.participantOf('meal', key)).rejects.toEqual(refusal);
  });
});
