import { ApplicationError, type MealDescription } from '@bapsang/shared';
import { signal } from '@preact/signals';
import { DevicePreferences } from '../devices/device-preferences';
import { LocalMedia } from '../devices/local-media';
import { Fullscreen } from '../layout/fullscreen';
import { SeatView } from '../layout/seat-view';
import { RememberedValues } from '../storage/remembered-values';
import { ManualClock, settle } from '../time/manual-clock';
import { LOBBY_INTERVAL } from './lobby';
import type { MealStay, StayEnd } from './meal-stay';
import { MealVisit } from './meal-visit';

/** A stay of which only opening and ending are of interest. */
class ScriptedStay {
  readonly end = signal<StayEnd | undefined>(undefined);
  readonly table = { self: signal(undefined) };
  readonly recognition = { choice: signal('none') };

  constructor(readonly open: () => Promise<void>) {}

  leave(): void {
    this.end.value ??= 'left';
  }
}

/** A document that never fills the screen. */
class DocumentEnd extends EventTarget {
  readonly fullscreenElement = null;
  readonly documentElement = {};

  exitFullscreen(): Promise<void> {
    return Promise.resolve();
  }
}

describe('MealVisit, before sitting down', () => {
  let clock: ManualClock;
  let asked: number;
  let names: string[];
  let refusal: ApplicationError | undefined;
  let open: () => Promise<void>;
  let visit: MealVisit;

  beforeEach(async () => {
    clock = new ManualClock();
    asked = 0;
    names = [];
    refusal = undefined;
    open = () => Promise.resolve();
    const values = new RememberedValues(() => {
      throw new Error('no storage');
    });
    const preferences = new DevicePreferences(values);
    const fullscreen = new Fullscreen(new DocumentEnd());
    visit = new MealVisit(
      {
        api: { describeMeal },
        media: new LocalMedia(undefined, preferences),
        preferences,
        view: new SeatView('m', { lasting: values, ofThisTab: values }, fullscreen),
        loadAhead: () => undefined,
        visible: signal(true),
        clock,
        createStay: () => new ScriptedStay(() => open()) as unknown as MealStay,
      },
      'm',
    );
    await visit.look();
    visit.displayName.value = 'Mina';
  });

  afterEach(() => visit.close());

  function describeMeal(): Promise<MealDescription> {
    asked += 1;
    if (refusal) return Promise.reject(refusal);
    const seated = names.map((displayName) => ({ displayName, host: false }));
    return Promise.resolve({
      mealId: 'm',
      participants: names.length,
      seated,
      full: false,
      recognitionAvailable: true,
    });
  }

  function seen(): string[] {
    const now = visit.phase.value;
    if (now.phase !== 'prejoin') throw new Error(now.phase);
    return now.lobby.meal.value.seated.map(({ displayName }) => displayName);
  }

  it('sees who sits down meanwhile', async () => {
    expect(seen()).toEqual([]);
    names = ['Jiho'];
    await clock.advance(LOBBY_INTERVAL);
    expect(seen()).toEqual(['Jiho']);
  });

  it('asks nothing more once seated, nor after the page was left', async () => {
    await visit.join();
    expect(visit.phase.value.phase).toBe('seated');
    await clock.advance(10 * LOBBY_INTERVAL);
    expect([asked, clock.pending]).toEqual([1, []]);
    visit.leave();
    await visit.look();
    expect(visit.phase.value.phase).toBe('prejoin');
    visit.close();
    await settle();
    expect(clock.pending).toEqual([]);
  });

  it('is in the lobby again where nobody could sit down, with the reason, and goes on seeing who comes', async () => {
    open = () => Promise.reject(new ApplicationError('meal_full', 'Full.'));
    await visit.join();
    expect(visit.phase.value).toMatchObject({ phase: 'prejoin', failure: 'full' });
    names = ['Jiho'];
    await clock.advance(LOBBY_INTERVAL);
    expect(seen()).toEqual(['Jiho']);
    expect(clock.pending).toEqual([LOBBY_INTERVAL]);
  });

  it('says that the meal is over, learnt while waiting or on sitting down', async () => {
    const over = new ApplicationError('meal_not_found', 'This meal is over.');
    refusal = over;
    await clock.advance(LOBBY_INTERVAL);
    expect(visit.phase.value).toEqual({ phase: 'over' });
    expect(visit.media.camera.state.value.status).toBe('off');
    refusal = undefined;
    await visit.look();
    open = () => Promise.reject(over);
    await visit.join();
    expect(visit.phase.value).toEqual({ phase: 'over' });
    expect(clock.pending).toEqual([]);
  });

  it('tells a meal that was never there from one that is over', async () => {
    refusal = new ApplicationError('meal_not_found', 'There is no such meal.');
    await visit.look();
    expect(visit.phase.value).toEqual({ phase: 'unknown' });
  });
});
