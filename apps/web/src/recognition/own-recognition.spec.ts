import { ApplicationError, type ChooseRecognition, type RecognitionAnswer } from '@bapsang/shared';
import { signal } from '@preact/signals';
import { ManualClock, settle } from '../time/manual-clock';
import { OwnRecognition } from './own-recognition';
import type { Recogniser } from './recogniser';
import type { RecognitionStatus } from './recognition-status';

const seat = { participantId: 'me', connectionId: 'con-1', rejoinKey: 'key' };
const refusal: RecognitionAnswer = { unavailable: 'not_agreed' };
const grant = { ticket: 'ticket' } as RecognitionAnswer;

describe('OwnRecognition', () => {
  const clock = new ManualClock();
  let told: ChooseRecognition[];
  let running: string[];
  let renew: () => Promise<RecognitionAnswer>;
  let restate: () => Promise<void>;
  let answer: (request: ChooseRecognition) => Promise<RecognitionAnswer>;
  let renewed: () => Promise<RecognitionAnswer>;

  beforeEach(() => {
    told = [];
    running = [];
    answer = ({ choice }) => Promise.resolve(choice === 'server' ? grant : refusal);
    renewed = () => Promise.resolve(grant);
  });

  afterEach(() => {
    expect(clock.pending).toEqual([]);
  });

  function run(name: string): Recogniser {
    running.push(name);
    return {
      status: signal<RecognitionStatus>({ state: 'active' }),
      close: () => {
        running.splice(running.indexOf(name), 1);
        return Promise.resolve();
      },
    };
  }

  function create(choice: ChooseRecognition['choice']): OwnRecognition {
    return new OwnRecognition(
      {
        tell: (_seat, request) => {
          told.push(request);
          return answer(request);
        },
        renew: () => renewed(),
        openLink: (_first, ask) => {
          renew = ask;
          return run('server');
        },
        openDevice: (_seat, again) => {
          restate = again;
          return run('device');
        },
        clock,
      },
      choice,
    );
  }

  it.each(['server', 'device', 'none'] as const)('looks as was chosen before sitting down: %s', (choice) => {
    const own = create(choice);
    expect(running).toEqual([]);
    own.sitDown(seat, choice, choice === 'server' ? grant : refusal);
    expect(running).toEqual(choice === 'none' ? [] : [choice]);
    expect(own.status.value.state).toBe(choice === 'none' ? 'off' : 'active');
    expect(told).toEqual([]);
    own.standUp();
    expect(running).toEqual([]);
  });

  it('stops in the moment of withdrawing, and tells the api', async () => {
    const own = create('server');
    own.sitDown(seat, 'server', grant);
    own.choose('none');
    expect(running).toEqual([]);
    expect(own.status.value).toEqual({ state: 'off', reason: 'not_agreed' });
    await settle();
    expect(told).toMatchObject([{ choice: 'none', connectionId: 'con-1' }]);
    own.standUp();
  });

  it('looks only once the api knows of a consent', async () => {
    const own = create('none');
    own.sitDown(seat, 'none', refusal);
    own.choose('server');
    expect([running, own.status.value]).toEqual([[], { state: 'starting' }]);
    await settle();
    expect(running).toEqual(['server']);
    own.standUp();
  });

  it('stays stopped while the api cannot be told of a withdrawal, and tells it later', async () => {
    const own = create('server');
    own.sitDown(seat, 'server', grant);
    answer = () => Promise.reject(new ApplicationError('not_ready', 'No answer.'));
    own.choose('none');
    await settle();
    expect([running, own.untold.value]).toEqual([[], true]);
    await clock.advance(1000);
    answer = () => Promise.resolve(refusal);
    await clock.advance(2000);
    expect([told.map(({ choice }) => choice), own.untold.value]).toEqual([['none', 'none', 'none'], false]);
    expect(new Set(told.map(({ chosenAt }) => chosenAt)).size).toBe(1);
  });

  it('lets only the last of several choices count, whatever answer comes when', async () => {
    const own = create('none');
    own.sitDown(seat, 'none', refusal);
    const answers: ((answer: RecognitionAnswer) => void)[] = [];
    answer = () => new Promise((resolve) => answers.push(resolve));
    own.choose('server');
    own.choose('device');
    own.choose('none');
    expect(told.map(({ chosenAt }) => chosenAt)).toEqual([...told.map(({ chosenAt }) => chosenAt)].sort());
    expect(new Set(told.map(({ chosenAt }) => chosenAt)).size).toBe(3);
    for (const resolve of answers.reverse()) resolve(grant);
    await settle();
    expect(running).toEqual([]);
    own.standUp();
  });

  it('tells the present choice after sitting down where it changed on the way', async () => {
    const own = create('server');
    own.choose('none');
    own.sitDown(seat, 'server', grant);
    expect(running).toEqual([]);
    await settle();
    expect([told.map(({ choice }) => choice), running]).toEqual([['none'], []]);
    own.standUp();
  });

  it('goes on as chosen last after a rejoin', async () => {
    const own = create('server');
    own.sitDown(seat, 'server', grant);
    own.choose('device');
    await settle();
    own.standUp();
    expect(running).toEqual([]);
    own.sitDown({ ...seat, connectionId: 'con-2' }, 'device', refusal);
    expect(running).toEqual(['device']);
    await restate();
    expect(told.at(-1)).toMatchObject({ choice: 'device', connectionId: 'con-2' });
    own.standUp();
  });

  it('tells an api that was started again of the consent, and no api of one that was withdrawn meanwhile', async () => {
    const own = create('none');
    own.sitDown(seat, 'none', refusal);
    own.choose('server');
    await settle();
    renewed = () => Promise.resolve(refusal);
    expect(await renew()).toBe(grant);
    expect(told).toHaveLength(2);
    const late = renew();
    own.choose('none');
    expect(await late).toBe(refusal);
    expect(told.map(({ choice }) => choice)).toEqual(['server', 'server', 'none']);
    own.standUp();
  });
});
