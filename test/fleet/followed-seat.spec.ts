import type { TableMotions } from '@bapsang/shared';
import type { SyntheticMeals } from '../../tools/load/synthetic-meals';
import type { SyntheticParticipant } from '../../tools/load/synthetic-participant';
import { TraceReceiver, type ReceivedSpan } from '../../libs/server/src/tracing/trace-receiver.spec-support';
import { eventuallyTrue } from '../support/eventually';
import { Fleet } from '../support/fleet/fleet';
import { FLEET_SECRETS } from '../support/fleet/fleet-secrets';
import type { LogLine } from '../support/fleet/part-process';

describe('a seat that an operator follows', () => {
  let receiver: TraceReceiver;
  let fleet: Fleet;
  let meals: SyntheticMeals;
  let guest: SyntheticParticipant;

  beforeAll(async () => {
    receiver = await TraceReceiver.start();
    const traces = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_TRACES_SAMPLER_ARG: '1', LOG_LEVEL: 'debug' };
    fleet = await Fleet.start({
      ...{ name: 'followed-seat', apis: 1, workers: 1 },
      ...{ apiSettings: traces, workerSettings: traces },
    });
    meals = await fleet.participants(2, { seed: 7, perMeal: 2 });
    guest = meals.participants[0]!;
    await eventuallyTrue('the guest has taken a bite', async () => {
      return ((await fleet.journalTotals()).get(guest.participantId) ?? 0) > 0;
    });
  }, 90_000);

  afterAll(async () => {
    await fleet.close();
    await receiver.close();
  }, 30_000);

  function api(): readonly LogLine[] {
    return fleet.api(0).process.log;
  }

  function worker(): readonly LogLine[] {
    return fleet.worker(0).process.log;
  }

  function correlationId(): unknown {
    const { participantId } = guest;
    return worker().find((line) => line.event === 'participant.connected' && line.participantId === participantId)
      ?.correlationId;
  }

  /** Events of the lines that one grep for the id finds. */
  function grep(lines: readonly LogLine[]): ReadonlySet<string> {
    const found = lines.filter((line) => JSON.stringify(line).includes(String(correlationId())));
    return new Set(found.map(({ event }) => event));
  }

  function childOf(parent: ReceivedSpan | undefined, name: string): ReceivedSpan | undefined {
    return receiver.named(name).find((span) => span.parentSpanId === parent?.spanId && span.traceId === parent.traceId);
  }

  it('is found by one id in the log of the api, the log of the worker and the signals, from the join to the end', async () => {
    expect(correlationId()).toMatch(/^[\w-]{36}$/);
    await eventuallyTrue('a signal was sent', () => grep(api()).has('signal.sent'));
    expect([...grep(api())]).toEqual(expect.arrayContaining(['ticket.issued', 'request.answered', 'signal.sent']));
    expect([...grep(worker())]).toEqual(expect.arrayContaining(['assignment.accepted', 'participant.connected']));
    const answered = api().find((line) => line.event === 'request.answered' && line.correlationId === correlationId());
    expect(answered).toMatchObject({ route: '/api/meals/:mealId/participants', status: 201 });
    const headers = { authorization: `Bearer ${guest.rejoinKey}` };
    const table = await fetch(`${fleet.url}/api/meals/${guest.mealId}/motions`, { headers });
    const { motions } = (await table.json()) as TableMotions;
    expect(motions.find(({ participantId }) => participantId === guest.participantId)).toMatchObject({
      correlationId: correlationId(),
    });
  }, 30_000);

  it('is one trace from the join to the open socket', async () => {
    const isMine = ({ attributes }: ReceivedSpan): boolean => attributes['bapsang.correlation_id'] === correlationId();
    const join = (): ReceivedSpan | undefined =>
      receiver.named('POST /api/meals/:mealId/participants').find((span) => isMine(span));
    const assigned = (): ReceivedSpan | undefined => {
      return childOf(childOf(childOf(join(), 'ticket.dispatch'), 'worker.offer'), 'worker.assign');
    };
    const opened = (): ReceivedSpan | undefined => childOf(childOf(join(), 'ticket.dispatch'), 'seat.open');
    await eventuallyTrue('the trace is whole', () => assigned() !== undefined && opened() !== undefined);
    expect(childOf(join(), 'openvidu: create a connection')).toMatchObject({ service: 'bapsang-api' });
    expect([assigned(), opened()]).toMatchObject([{ service: 'bapsang-ai-worker' }, { service: 'bapsang-ai-worker' }]);
  }, 30_000);

  it('is one trace from a frame to the journal and the signal, which refers to that of the seat', async () => {
    const whole = (frame: ReceivedSpan): boolean => {
      const taken = childOf(frame, 'reports.take');
      const sent = childOf(childOf(taken, 'signal.send'), 'openvidu: send a signal');
      const kept = childOf(childOf(frame, 'reports.keep'), 'journal.keep');
      return kept !== undefined && sent !== undefined;
    };
    await eventuallyTrue('a frame led to a bite', () => receiver.named('frame').some(whole));
    const frame = receiver.named('frame').find(whole);
    const steps = ['frame.wait', 'frame.decode', 'frame.landmarks', 'frame.motion'];
    expect(steps.map((step) => childOf(frame, step)?.service)).toEqual(steps.map(() => 'bapsang-ai-worker'));
    expect(childOf(frame, 'reports.take')?.service).toBe('bapsang-api');
    const dispatches = receiver.named('ticket.dispatch').map(({ spanId }) => spanId);
    expect(dispatches).toContain(frame?.links[0]);
  }, 30_000);

  it('tells neither in logs nor in traces who sits where, or anything that opens a door', () => {
    const told = [
      receiver.text,
      ...api().map((line) => JSON.stringify(line)),
      ...worker().map((line) => JSON.stringify(line)),
    ];
    const { mealId, rejoinKey } = guest;
    for (const secret of [mealId, rejoinKey, ...Object.values(FLEET_SECRETS)]) {
      expect(told.filter((text) => text.includes(secret))).toEqual([]);
    }
  });
});
