import { ApplicationError, type MealDescription } from '@bapsang/shared';
import { signal } from '@preact/signals';
import { ManualClock, settle } from '../time/manual-clock';
import { Lobby, LOBBY_INTERVAL } from './lobby';

function tableWith(...names: string[]): MealDescription {
  const seated = names.map((displayName) => ({ displayName, host: false }));
  return { mealId: 'm', participants: names.length, seated, full: false, recognitionAvailable: true };
}

describe('Lobby', () => {
  const visible = signal(true);
  let clock: ManualClock;
  let asked: number;
  let answer: () => Promise<MealDescription>;
  let lobby: Lobby;

  beforeEach(() => {
    visible.value = true;
    clock = new ManualClock();
    asked = 0;
    answer = () => Promise.resolve(tableWith('Mina', `guest ${String(asked)}`));
    const describeMeal = (): Promise<MealDescription> => {
      asked += 1;
      return answer();
    };
    lobby = new Lobby({ describe: describeMeal, visible, clock }, tableWith('Mina'));
  });

  afterEach(() => lobby.close());

  function names(): string[] {
    return lobby.meal.value.seated.map(({ displayName }) => displayName);
  }

  it('knows at once what was known, and asks again every few seconds', async () => {
    expect([names(), asked]).toEqual([['Mina'], 0]);
    await clock.advance(LOBBY_INTERVAL - 1);
    expect(asked).toBe(0);
    await clock.advance(1);
    expect(names()).toEqual(['Mina', 'guest 1']);
    await clock.advance(LOBBY_INTERVAL);
    expect(names()).toEqual(['Mina', 'guest 2']);
  });

  it('asks nothing while the page is hidden, and at once when it is looked at again', async () => {
    visible.value = false;
    await clock.advance(10 * LOBBY_INTERVAL);
    expect(asked).toBe(0);
    visible.value = true;
    await settle();
    expect(asked).toBe(1);
    await clock.advance(LOBBY_INTERVAL - 1);
    expect(asked).toBe(1);
  });

  it('waits for an answer before it asks again', async () => {
    let deliver: (meal: MealDescription) => void = () => undefined;
    answer = () => new Promise((resolve) => (deliver = resolve));
    await clock.advance(LOBBY_INTERVAL);
    await clock.advance(10 * LOBBY_INTERVAL);
    expect(asked).toBe(1);
    deliver(tableWith('Jiho'));
    await settle();
    expect(names()).toEqual(['Jiho']);
  });

  it('keeps what it knew while the api does not answer, and goes on asking', async () => {
    answer = () => Promise.reject(new ApplicationError('openvidu_unavailable', 'Away.'));
    await clock.advance(LOBBY_INTERVAL);
    expect([names(), lobby.over.value]).toEqual([['Mina'], false]);
    answer = () => Promise.resolve(tableWith());
    await clock.advance(LOBBY_INTERVAL);
    expect(names()).toEqual([]);
  });

  it('says that the meal is over, and asks nothing more', async () => {
    answer = () => Promise.reject(new ApplicationError('meal_not_found', 'This meal is over.'));
    await clock.advance(LOBBY_INTERVAL);
    expect(lobby.over.value).toBe(true);
    await clock.advance(10 * LOBBY_INTERVAL);
    expect([asked, clock.pending]).toEqual([1, []]);
  });

  it('leaves no timer when it is closed, and takes no answer that comes later', async () => {
    let deliver: (meal: MealDescription) => void = () => undefined;
    answer = () => new Promise((resolve) => (deliver = resolve));
    await clock.advance(LOBBY_INTERVAL);
    lobby.close();
    deliver(tableWith('too late'));
    await settle();
    expect([names(), clock.pending]).toEqual([['Mina'], []]);
  });

  it('ends also where it is closed while the page is hidden', async () => {
    visible.value = false;
    await clock.advance(LOBBY_INTERVAL);
    lobby.close();
    visible.value = true;
    await settle();
    expect([asked, clock.pending]).toEqual([0, []]);
  });
});
