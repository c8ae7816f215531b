import fc from 'fast-check';
import type { OpenviduEmbedded } from './openvidu-embedded';
import { startTestDeployment, TEST_AUTHORIZATION } from './testing/deployment';
import { modelCommands, type ModelCommand } from './testing/session-model-commands';
import { SessionModelRun, type ModelTarget, type ModelTally } from './testing/session-model-run';
import { createModelTarget } from './testing/session-model-target';

const SEED = 20_260;
const RUNS = 40;
const LONGEST_RUN = 40;

describe('a deployment under random requests, calls and losses', () => {
  let deployment: OpenviduEmbedded;
  let target: ModelTarget;

  beforeAll(async () => {
    deployment = await startTestDeployment();
    target = await createModelTarget(deployment.url, TEST_AUTHORIZATION);
  });

  afterAll(() => deployment.close());

  it('answers, tells everybody and lists as the model of the protocol says, after every step', async () => {
    const tally: ModelTally = new Map();
    await fc.assert(
      fc.asyncProperty(modelCommands(LONGEST_RUN), (commands) => new SessionModelRun(target, tally).run(commands)),
      { seed: SEED, numRuns: RUNS, endOnFailure: true },
    );
    for (const step of ['joinRoom', 'cut joinRoom', 'cut publishVideo', 'cut connect', 'REST deleteSession 204']) {
      expect(tally.get(step)).toBeGreaterThan(0);
    }
  }, 120_000);

  it('gives up whoever does not come back, and ends the session with the last', async () => {
    const tally: ModelTally = new Map();
    const on = 'slot';
    const session = 'model-a';
    const role = 'MODERATOR';
    const commands: readonly ModelCommand[] = [
      { on: 'rest', call: { kind: 'createSession', session } },
      { on: 'rest', call: { kind: 'createConnection', session, role } },
      { on, slot: 0, request: { kind: 'joinRoom', target: 1, elsewhere: false }, cut: false },
      { on: 'rest', call: { kind: 'createConnection', session, role } },
      { on, slot: 1, request: { kind: 'joinRoom', target: 1, elsewhere: false }, cut: false },
      { on, slot: 1, request: { kind: 'publishVideo', media: 'both' }, cut: false },
      { on, slot: 0, request: { kind: 'receiveVideoFrom', target: 1 }, cut: true },
      { on, slot: 2, request: { kind: 'connect', target: 1 }, cut: true },
      { on, slot: 1, lose: 'gone' },
      { on: 'time', passes: 'grace' },
    ];
    await new SessionModelRun(target, tally).run(commands);
    expect(tally.get('the grace is over')).toBe(1);
  }, 60_000);
});
