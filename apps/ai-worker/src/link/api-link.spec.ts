import {
  ApplicationError,
  WORKER_PROTOCOL_VERSION,
  type Assignment,
  type ConsentWithdrawal,
  type EatingEvent,
  type ErrorBody,
  type WorkerLoad,
} from '@bapsang/shared';
import { FakeApi } from '../testing/fake-api.spec-support';
import { RecordedLog } from '../testing/recorded-log.spec-support';
import { waitUntil } from '../testing/wait-until.spec-support';
import type { ReportDraft } from '../reports/report-backlog';
import { ReportOutbox } from '../reports/report-outbox';
import { ApiClock } from './api-clock';
import { ApiLink } from './api-link';
import { isProofOf, signWorkerToken } from './worker-token';

const SECRET = 'a secret of some length';
const REFUSED: ErrorBody = { code: 'worker_refused', status: 401, message: 'Not today.', retryable: false };

function draft(mark: number): ReportDraft {
  return {
    mealId: 'meal',
    participantId: 'ann',
    connectionId: 'con_ann',
    seal: 'a seal',
    recognition: 'active',
    motion: 'chew',
    confidence: 0.5,
    since: mark,
    capturedAt: mark,
    events: [],
    model: 'rules@2',
  };
}

const BITE: EatingEvent = { kind: 'bite', beganAt: 1, contactAt: 2, endedAt: 3, confidence: 1 };

const LOAD: WorkerLoad = {
  participants: [{ participantId: 'ann', mealId: 'meal', connectionId: 'con_ann', seal: 'a seal' }],
  reserved: 1,
  load: 0.05,
  cpu: 0.5,
  queueAge: 12,
  framesPerSecond: 8,
  clockOffset: 0,
  draining: false,
};

describe('ApiLink', () => {
  let api: FakeApi;
  let link: ApiLink;
  let log: RecordedLog;
  let tokens: string[];
  let restatements: number;
  let model: string;
  let withdrawals: ConsentWithdrawal[];
  let assignments: Assignment[];
  let asked: string[];
  let links: boolean[];
  let downFor: number | undefined;
  let clock: ApiClock;

  beforeEach(async () => {
    api = await FakeApi.start(SECRET);
    log = new RecordedLog();
    tokens = [];
    restatements = 0;
    model = 'rules@1';
    withdrawals = [];
    assignments = [];
    asked = [];
    links = [];
    downFor = undefined;
    clock = new ApiClock();
    link = makeLink(SECRET);
  });

  afterEach(async () => {
    await link.close();
    await api.close();
    expect(api.faults).toEqual([]);
  });

  function makeLink(secret: string, waiting = 2000): ApiLink {
    const options = {
      apiUrl: api.url,
      signToken: async () => {
        const token = await signWorkerToken('worker-1', secret, clock.now());
        tokens.push(token);
        return token;
      },
      isProof: (token: string, proof: string) => isProofOf(token, proof, secret.split(',')),
      registration: () => ({
        workerId: 'worker-1',
        protocolVersion: WORKER_PROTOCOL_VERSION,
        version: '0.1.0',
        url: 'http://localhost:5001',
        places: 20,
        capacity: 90,
        backend: 'wasm' as const,
        model,
        maxFrameBytes: 65_536,
        framesPerSecond: 8,
        width: 320,
        height: 240,
      }),
      restate: () => void (restatements += 1),
      load: () => LOAD,
      linkUp: () => void links.push(true),
      linkDown: (since: number) => {
        links.push(false);
        downFor = performance.now() - since;
      },
      clock,
      commands: {
        withdraw: (withdrawal: ConsentWithdrawal) => void withdrawals.push(withdrawal),
        assign: (assignment: Assignment) => {
          if (assignment.participantId === 'late') throw new ApplicationError('not_ready', 'About to end.');
          assignments.push(assignment);
        },
        release: (participantId: string) => void asked.push(`release ${participantId}`),
        drain: () => void asked.push('drain'),
      },
    };
    return new ApiLink(options, log, new ReportOutbox({ waiting, unkept: 1000 }));
  }

  function report(from: number, to: number): void {
    for (let mark = from; mark <= to; mark += 1) void link.report(draft(mark));
  }

  async function expectTaken(count: number): Promise<void> {
    await waitUntil(`${count} reports are taken`, () => api.reports.length === count);
    expect(api.reports.map(({ sequence }) => sequence)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    expect(api.reports.map(({ capturedAt }) => capturedAt)).toEqual(api.reports.map(({ sequence }) => sequence));
  }

  it('registers, tells the load, then delivers what was reported before', async () => {
    report(1, 250);
    link.open();
    await expectTaken(250);
    expect(link.registered).toBe(true);
    expect(api.registrations).toHaveLength(1);
    expect(restatements).toBe(0);
    expect(api.registrations[0]).toMatchObject({ workerId: 'worker-1', backend: 'wasm', model: 'rules@1' });
    await waitUntil('the load is told', () => api.loads.length > 0);
    expect(api.loads).toEqual([LOAD]);
  });

  it.each([
    ['does not know the secret', () => (api.knowsSecret = false)],
    ['lets it wait for the proof', () => (api.saysHello = false)],
  ])('tells nothing to, and takes nothing from, an api that %s', async (_what, pretend) => {
    pretend();
    report(1, 1);
    link.open();
    await waitUntil('it dialled', () => tokens.length > 0);
    await waitUntil('it is linked, or was refused', () => api.links > 0 || log.of('api.unproven').length > 0);
    const replies = await api.ask('withdraw', { participantId: 'ann', withdrawnAt: 1 }).catch(() => []);
    for (const reply of replies) expect(reply).toMatchObject({ accepted: false, error: { code: 'unauthorized' } });
    expect([api.registrations, api.reports, api.loads, withdrawals]).toEqual([[], [], [], []]);
    expect(link.registered).toBe(false);
  });

  it('comes to the api once that has proved itself, after a false one', async () => {
    api.knowsSecret = false;
    report(1, 1);
    link.open();
    await waitUntil('it is told', () => log.of('api.unproven').length > 0);
    api.knowsSecret = true;
    await expectTaken(1);
  });

  it('says again how everybody is when the api asks for it', async () => {
    link.open();
    await waitUntil('registered', () => link.registered);
    api.restate();
    await waitUntil('it is said', () => restatements === 1);
  });

  it('delivers what was reported over a dropped link, none lost, none twice, and registers with a fresh token', async () => {
    link.open();
    await waitUntil('registered', () => link.registered);
    report(1, 3);
    await expectTaken(3);
    api.dropLinks();
    report(4, 6);
    await waitUntil('the drop is noticed', () => !link.registered);
    report(7, 9);
    await expectTaken(9);
    expect(api.registrations).toHaveLength(2);
    expect(tokens).toHaveLength(2);
  });

  it('has whoever reports a bite wait until the api has taken it, nobody else, and not for ever', async () => {
    const withBite = (mark: number): ReportDraft => ({ ...draft(mark), events: [BITE] });
    await link.report(withBite(1));
    link.open();
    await waitUntil('registered', () => link.registered);
    await link.report(withBite(2));
    expect(api.reports.map(({ events }) => events)).toEqual([[BITE], [BITE]]);
    api.reportsBehaviour = 'take-silently';
    await link.report(draft(3));
    await waitUntil('the report arrived', () => api.arrivedSequences.length === 3);
    await link.report(withBite(4));
    expect(api.arrivedSequences).toHaveLength(3);
    api.reportsBehaviour = 'take';
    api.dropLinks();
    await expectTaken(4);
  });

  it('sends again what was taken when the acknowledgement was lost with the link', async () => {
    link.open();
    await waitUntil('registered', () => link.registered);
    api.reportsBehaviour = 'take-silently';
    report(1, 2);
    await waitUntil('reports arrived', () => api.arrivedSequences.length > 0);
    api.reportsBehaviour = 'take';
    api.dropLinks();
    await expectTaken(2);
    await waitUntil(
      'the first came again',
      () => api.arrivedSequences.filter((sequence) => sequence === 1).length === 2,
    );
  });

  it('finds an api that was started again, and says once that it was away', async () => {
    link.open();
    await waitUntil('registered', () => link.registered);
    const port = api.port;
    await api.close();
    await waitUntil('the outage is told', () => log.of('api.unreachable').length > 0);
    report(1, 2);
    api = await FakeApi.start(SECRET, port);
    await expectTaken(2);
    expect(log.of('api.unreachable')).toHaveLength(1);
    expect(restatements).toBe(1);
  });

  it('takes a withdrawn consent, and says what it cannot read', async () => {
    link.open();
    await waitUntil('registered', () => link.registered);
    await api.withdraw({ participantId: 'ann', withdrawnAt: 12.5 });
    expect(withdrawals).toEqual([{ participantId: 'ann', withdrawnAt: 12.5 }]);
    expect(await api.withdraw({ participantId: 5 } as unknown as ConsentWithdrawal)).toMatchObject([
      { accepted: false },
    ]);
    expect(log.of('api.message-refused')).toHaveLength(1);
    expect(withdrawals).toHaveLength(1);
  });

  it('keeps a place, gives it back and drains when the api asks for it; what cannot be is told', async () => {
    link.open();
    await waitUntil('registered', () => link.registered);
    expect(await api.assign({ participantId: 'bob' })).toEqual([{ accepted: true }]);
    expect(assignments).toMatchObject([{ participantId: 'bob', seal: 'a seal' }]);
    expect(await api.assign({ participantId: 'late' })).toMatchObject([{ error: { code: 'not_ready' } }]);
    expect(log.of('api.message-refused')).toEqual([]);
    expect(await api.assign({ expiresAt: 'soon' as never })).toMatchObject([{ error: { code: 'invalid_request' } }]);
    expect(log.of('api.message-refused')).toHaveLength(1);
    api.release('bob');
    expect(await api.drain()).toEqual([{ accepted: true }]);
    expect(asked).toEqual(['release bob', 'drain']);
  });

  it('goes on while the journal is behind, sends what is not kept again over a new link, and lets go of what is', async () => {
    api.reportsBehaviour = 'take-unkept';
    link.open();
    report(1, 250);
    await expectTaken(250);
    report(251, 260);
    await expectTaken(260);
    expect(link.unkept).toBe(260);
    api.keep();
    await waitUntil('the first are kept', () => link.unkept === 0);
    report(261, 263);
    await expectTaken(263);
    api.dropLinks();
    await waitUntil('they came again', () => api.arrivedSequences.filter((sequence) => sequence > 260).length === 6);
    expect(api.arrivedSequences.filter((sequence) => sequence <= 260)).toHaveLength(260);
    api.keep();
    await waitUntil('all are kept', () => link.unkept === 0);
  });

  it('sets its clock by the api’s', async () => {
    api.clockAhead = 20_000;
    link.open();
    await waitUntil('the load is answered', () => api.loads.length > 0);
    expect(Math.abs(clock.offset - 20_000)).toBeLessThan(10_000);
  });

  it('says when there is a link and when there is none', async () => {
    link.open();
    await waitUntil('registered', () => link.registered);
    api.dropLinks();
    await waitUntil('registered again', () => links.length === 3);
    expect(links).toEqual([true, false, true]);
    expect(downFor).toBeLessThan(5000);
  });

  it('takes a link for dead over which loads are not answered', async () => {
    link.open();
    await waitUntil('registered', () => link.registered && api.loads.length > 0);
    api.answersLoads = false;
    await waitUntil('the silence is noticed', () => log.of('api.silent').length > 0);
    expect(downFor).toBeGreaterThanOrEqual(5000);
    api.answersLoads = true;
    await waitUntil('registered again', () => api.registrations.length === 2 && link.registered);
  });

  it('registers again on the same link where the api does not know the load’s sender any more', async () => {
    api.loadRefusals.push(REFUSED);
    link.open();
    await waitUntil('registered again', () => api.registrations.length === 2);
    expect(log.of('load.refused')).toHaveLength(1);
    expect(tokens).toHaveLength(1);
  });

  it('says loudly that the registration was refused, and tries again', async () => {
    api.registrationRefusals.push(REFUSED, REFUSED);
    link.open();
    await waitUntil('registered', () => link.registered);
    const refusals = log.of('worker.registration-refused');
    expect(refusals.map(({ level, fields }) => [level, fields.code])).toEqual([
      ['error', 'worker_refused'],
      ['error', 'worker_refused'],
    ]);
  });

  it('registers again on the same link when what it runs has changed, once for each change', async () => {
    link.open();
    await waitUntil('registered', () => link.registered);
    model = 'learnt@1';
    await waitUntil('registered again', () => api.registrations.length === 2);
    expect(api.registrations.map((registration) => registration.model)).toEqual(['rules@1', 'learnt@1']);
    report(1, 3);
    await expectTaken(3);
    const { length } = api.loads;
    await waitUntil('the load is told again', () => api.loads.length > length);
    expect(api.registrations).toHaveLength(2);
    expect(link.registered).toBe(true);
    expect(tokens).toHaveLength(1);
    expect(restatements).toBe(0);
  });

  it('begins anew where what it runs now is refused', async () => {
    link.open();
    await waitUntil('registered', () => link.registered);
    api.registrationRefusals.push(REFUSED);
    model = 'learnt@1';
    await waitUntil('registered again', () => api.registrations.length === 2 && link.registered);
    expect(api.registrations[1]).toMatchObject({ model: 'learnt@1' });
    expect(log.of('worker.registration-refused')).toHaveLength(1);
    expect(tokens).toHaveLength(2);
  });

  it('keeps trying where the api does not know its token', async () => {
    link = makeLink('another secret of some length');
    link.open();
    await waitUntil('two attempts', () => tokens.length === 2);
    expect(link.registered).toBe(false);
    expect(api.registrations).toEqual([]);
    expect(log.lines.map(({ level }) => level)).toContain('warn');
  });

  it('keeps reports that are refused for now', async () => {
    api.reportsBehaviour = { code: 'not_ready', status: 503, message: 'One moment.', retryable: true };
    link.open();
    report(1, 2);
    await waitUntil('refused', () => log.of('reports.not-taken').length === 1);
    api.reportsBehaviour = 'take';
    await expectTaken(2);
  });

  it('lets go of reports that can never be taken, loudly, so that later ones get through', async () => {
    api.reportsBehaviour = { code: 'invalid_request', status: 400, message: 'No.', retryable: false };
    link.open();
    report(1, 1);
    await waitUntil('discarded', () => log.of('reports.discarded').length === 1);
    expect(log.of('reports.discarded')[0]?.level).toBe('error');
    api.reportsBehaviour = 'take';
    report(2, 2);
    await waitUntil('the next is taken', () => api.reports.length === 1);
    expect(api.reports[0]?.sequence).toBe(2);
  });

  it('says how many reports were lost where there was no room for them', async () => {
    link = makeLink(SECRET, 1);
    for (let mark = 1; mark <= 3; mark += 1)
      void link.report({ ...draft(mark), connectionId: `con_${mark}`, events: [BITE] });
    link.open();
    await waitUntil('what is left is taken', () => api.reports.length === 1);
    expect(log.of('reports.dropped').map(({ fields }) => fields)).toEqual([{ reports: 2 }]);
  });

  it('delivers what is left when it is closed', async () => {
    link.open();
    await waitUntil('registered', () => link.registered);
    report(1, 5);
    await link.close();
    await expectTaken(5);
    expect(link.registered).toBe(false);
  });

  it('closes without an api, and says what is left', async () => {
    report(1, 2);
    await link.close();
    expect(log.of('reports.undelivered')[0]?.fields).toEqual({ reports: 2 });
  });
});
