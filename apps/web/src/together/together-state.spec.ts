import { MotionSignal, parse } from '@bapsang/shared';
import { signal } from '@preact/signals';
import type { TableParticipant } from '../meal/table-state';
import { type KeyValueStorage, RememberedValues } from '../storage/remembered-values';
import { ManualClock } from '../time/manual-clock';
import { REST_AFTER } from './participant-rhythm';
import { PARTY_LASTS, PARTY_SETTLES } from './toast-party';
import { TogetherPreference } from './together-preference';
import { RHYTHM_TICK, TogetherState } from './together-state';

function participant(participantId: string, change: Partial<TableParticipant> = {}): TableParticipant {
  return {
    participantId,
    connectionId: `con_${participantId}`,
    displayName: participantId.toUpperCase(),
    host: false,
    self: participantId === 'me',
    recognition: 'active',
    motion: 'chew',
    totals: { bites: 0, sips: 0 },
    capturedAt: undefined,
    receivedAt: undefined,
    ...change,
  };
}

function storage(): KeyValueStorage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

describe('TogetherState', () => {
  let clock: ManualClock;
  let sequence: number;
  let together: TogetherState;
  let remembered: RememberedValues;
  const participants = signal<readonly TableParticipant[]>([]);
  const connected = signal(true);
  const visible = signal(true);

  beforeEach(() => {
    clock = new ManualClock();
    sequence = 0;
    const kept = storage();
    remembered = new RememberedValues(() => kept);
    participants.value = [participant('me'), participant('mina'), participant('jiho')];
    connected.value = true;
    visible.value = true;
    const preference = new TogetherPreference(remembered);
    together = new TogetherState({ participants, connected, visible, preference, clock });
  });

  afterEach(() => {
    together.close();
  });

  /** Tells of a bite or sip at this moment. */
  function tell(participantId: string, kind: 'bite' | 'sip', at = clock.now()): MotionSignal {
    sequence += 1;
    const told = parse(MotionSignal, {
      participantId,
      connectionId: `con_${participantId}`,
      sequence,
      recognition: 'active',
      motion: kind === 'bite' ? 'bite' : 'drink',
      confidence: 1,
      since: at,
      capturedAt: at,
      events: [{ kind, beganAt: at, contactAt: at, endedAt: at, confidence: 1 }],
      totals: { bites: sequence, sips: sequence },
    });
    together.take([told], clock.now());
    return told;
  }

  async function pass(duration: number): Promise<void> {
    for (let passed = 0; passed < duration; passed += RHYTHM_TICK / 2) await clock.advance(RHYTHM_TICK / 2);
  }

  it('celebrates a toast once, says who takes part a little later, and keeps it', async () => {
    const began = clock.now();
    const first = tell('me', 'sip');
    expect(together.celebration.value).toBeUndefined();
    await pass(1000);
    const second = tell('mina', 'sip');
    expect(together.celebration.value).toMatchObject({ settled: false });
    await pass(PARTY_SETTLES - 1000);
    tell('jiho', 'sip');
    await pass(1000);
    const toast = { at: began, participantIds: ['me', 'mina', 'jiho'] };
    expect(together.celebration.value).toEqual({ toast, settled: true });
    await pass(PARTY_LASTS);
    together.take([first, second], clock.now());
    expect(together.celebration.value).toBeUndefined();
    expect(together.toasts.value).toEqual([toast]);
  });

  it('keeps, but does not celebrate, a toast of which it hears late', async () => {
    const began = clock.now();
    tell('me', 'sip');
    tell('mina', 'bite');
    await pass(60_000);
    tell('mina', 'sip', began + 500);
    expect(together.toasts.value).toHaveLength(1);
    expect(together.celebration.value).toBeUndefined();
  });

  it('tells of toasts while the rhythm is not shown', () => {
    together.preference.show(false);
    tell('me', 'sip');
    tell('mina', 'sip');
    expect(together.celebration.value).toBeDefined();
  });

  async function eatTogether(bites: number): Promise<void> {
    for (let bite = 0; bite < bites; bite += 1) {
      tell('me', 'bite');
      tell('mina', 'bite');
      await pass(20_000);
    }
  }

  it('follows the rhythm, and says of the others, not of oneself, who rests', async () => {
    await eatTogether(10);
    expect(together.rhythm.value.closeness).toBe('close');
    expect(together.rhythm.value.ringSteps.get('me')).toBeGreaterThan(15);
    expect(together.resting.value).toEqual([]);
    await pass(REST_AFTER.duration);
    expect(together.rhythm.value.closeness).toBeUndefined();
    expect(together.resting.value.map(({ displayName }) => displayName)).toEqual(['MINA']);
  });

  it('is empty, waits for nothing and is remembered when it is switched off', async () => {
    await eatTogether(10);
    together.preference.show(false);
    expect(together.rhythm.value.ringSteps.size).toBe(0);
    expect(together.rhythm.value.closeness).toBeUndefined();
    await clock.advance(0);
    expect(clock.pending).toEqual([]);
    expect(new TogetherPreference(remembered).shown.value).toBe(false);
    together.preference.show(true);
    expect(together.rhythm.value.closeness).toBe('close');
    expect(new TogetherPreference(remembered).shown.value).toBe(true);
  });

  it('watches nobody while nothing arrives or nobody looks: not seeing a bite then means nothing', async () => {
    await eatTogether(10);
    connected.value = false;
    await clock.advance(0);
    expect(clock.pending).toEqual([]);
    await clock.advance(REST_AFTER.duration);
    connected.value = true;
    await pass(5000);
    expect(together.resting.value).toEqual([]);
    visible.value = false;
    await clock.advance(REST_AFTER.duration);
    visible.value = true;
    await pass(5000);
    expect(together.resting.value).toEqual([]);
  });

  it('takes no sleep of the device for a rest of the people', async () => {
    await eatTogether(10);
    await clock.advance(REST_AFTER.duration);
    await pass(5000);
    expect(together.resting.value).toEqual([]);
  });

  it('waits for nothing where nobody agreed to recognition, and after its end', async () => {
    participants.value = [participant('me', { recognition: 'off' })];
    await clock.advance(0);
    expect(clock.pending).toEqual([]);
    participants.value = [participant('me'), participant('mina')];
    tell('me', 'sip');
    tell('mina', 'sip');
    expect(clock.pending).toHaveLength(2);
    together.close();
    await clock.advance(0);
    expect(clock.pending).toEqual([]);
    expect(together.toasts.value).toHaveLength(1);
  });
});
