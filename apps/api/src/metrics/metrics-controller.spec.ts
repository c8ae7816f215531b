import type { WorkerLoad } from '@bapsang/shared';
import { Controller, Get, Param, type INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { WorkerRegistry } from '../recognition/dispatch/worker-registry';
import { RedisLink } from '../state/redis-link';
import { RedisSharedState } from '../state/redis-shared-state';
import { SharedState } from '../state/shared-state';
import { RedisServer } from '../testing/redis-server.spec-support';
import { eventually } from '../testing/eventually.spec-support';
import { silentLogger } from '../testing/silent-logger.spec-support';
import { assignedOf, registration, report } from '../testing/worker.spec-support';
import { Clock } from '../time/clock';
import { readApiVersion } from '../configuration/api-version';
import { ApiMetrics } from './api-metrics';
import { MetricsController } from './metrics-controller';
import { MetricsReader } from './metrics-reader';
import { measureRequests } from './request-durations';

/** The load of a worker that has nothing to do. */
const IDLE = {
  participants: [],
  reserved: 0,
  load: 0,
  cpu: 0,
  queueAge: 0,
  framesPerSecond: 0,
  clockOffset: 0,
  draining: false,
} satisfies WorkerLoad;

@Controller('meals')
class Meals {
  @Get(':mealId')
  read(@Param('mealId') mealId: string): string {
    return mealId;
  }
}

describe('GET /metrics', () => {
  let redis: RedisServer;
  let link: RedisLink;
  let application: INestApplication;
  let url: string;

  beforeAll(async () => {
    redis = await RedisServer.start();
    link = new RedisLink(redis.url, silentLogger);
    link.open();
    const module = await Test.createTestingModule({
      controllers: [MetricsController, Meals],
      providers: [
        Clock,
        { provide: SharedState, useFactory: () => new RedisSharedState(link) },
        WorkerRegistry,
        ApiMetrics,
        MetricsReader,
      ],
    }).compile();
    application = module.createNestApplication({ logger: false });
    application.use(measureRequests(application.get(ApiMetrics)));
    await application.listen(0, '127.0.0.1');
    url = await application.getUrl();
    await eventually(() => application.get(SharedState).reachable());
  });

  afterAll(async () => {
    await application.close();
    await link.close();
    await redis.close();
  });

  /** The samples by name and labels. */
  async function samples(): Promise<ReadonlyMap<string, number>> {
    const text = await (await fetch(`${url}/metrics`)).text();
    const lines = text.split('\n').filter((line) => line && !line.startsWith('#'));
    return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
  }

  it('answers in the text format of Prometheus', async () => {
    const { status, headers } = await fetch(`${url}/metrics`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  });

  it('shows the fleet as all instances know it', async () => {
    const workers = application.get(WorkerRegistry);
    for (const [workerId, places] of [
      ['w1', 20],
      ['w2', 5],
    ] as const) {
      await workers.register(registration(workerId, { places }), `link of ${workerId}`);
    }
    await workers.heard('w1', 'link of w1', { ...IDLE, load: 0.5, queueAge: 30, framesPerSecond: 8 });
    await workers.heard('w2', 'link of w2', { ...IDLE, draining: true });
    await workers.reserve('w1', assignedOf(report()), Date.now() + 60_000);
    const read = await samples();
    const fleet = [...read].filter(([name]) => name.startsWith('bapsang_api_fleet_'));
    expect(Object.fromEntries(fleet)).toEqual({
      bapsang_api_fleet_load: 0.5,
      bapsang_api_fleet_places: 20,
      bapsang_api_fleet_places_free: 19,
      bapsang_api_fleet_places_taken: 0,
      bapsang_api_fleet_places_reserved: 1,
      bapsang_api_fleet_queue_age_seconds: 0.03,
      bapsang_api_fleet_frames_per_second: 8,
      'bapsang_api_fleet_workers{state="linked"}': 1,
      'bapsang_api_fleet_workers{state="draining"}': 1,
      'bapsang_api_fleet_workers{state="suspect"}': 0,
    });
    expect(read.get('bapsang_api_shared_state_reachable')).toBe(1);
  });

  it('shows which code runs', async () => {
    const names = [...(await samples())].filter(([, value]) => value === 1).map(([name]) => name);
    expect(names).toContain(`bapsang_build_info{version="${readApiVersion()}",node="${process.versions.node}"}`);
  });

  it('shows what was counted, every reason from the start', async () => {
    const metrics = application.get(ApiMetrics);
    metrics.ticketIssued();
    metrics.ticketRefused('no_room');
    metrics.placeOffered('silent');
    metrics.workerRefused('flood');
    metrics.workerLost();
    metrics.loadRefused();
    metrics.reportsTaken(3);
    metrics.reportsDuplicate(2);
    metrics.reportForged();
    metrics.reportsDropped(4);
    metrics.watchJournalQueue(() => 7);
    metrics.journalWritten(20);
    metrics.journalFailed();
    metrics.signalSent(40);
    metrics.signalFailed();
    metrics.signalsDropped(5);
    metrics.frameTold(250);
    // What the worker takes for the api's clock may be ahead of it.
    metrics.frameTold(-1);
    metrics.joined('rejoined');
    metrics.adminRefused();
    metrics.openviduCalled('send a signal', 'unavailable', 5000);
    const read = await samples();
    const counted = [...read].filter(([name]) => /^bapsang_api_(?!http|fleet|shared)/.test(name));
    expect(Object.fromEntries(counted.filter(([name]) => !name.includes('_bucket')))).toEqual({
      bapsang_api_tickets_issued_total: 1,
      bapsang_api_frame_to_signal_seconds_count: 2,
      bapsang_api_frame_to_signal_seconds_sum: 0.25,
      'bapsang_api_joins_total{outcome="joined"}': 0,
      'bapsang_api_joins_total{outcome="rejoined"}': 1,
      'bapsang_api_joins_total{outcome="full"}': 0,
      'bapsang_api_joins_total{outcome="refused"}': 0,
      'bapsang_api_joins_total{outcome="not_found"}': 0,
      'bapsang_api_joins_total{outcome="failed"}': 0,
      bapsang_api_admin_refused_total: 1,
      'bapsang_api_openvidu_call_seconds_count{call="send a signal",outcome="unavailable"}': 1,
      'bapsang_api_openvidu_call_seconds_sum{call="send a signal",outcome="unavailable"}': 5,
      'bapsang_api_tickets_refused_total{reason="no_worker"}': 0,
      'bapsang_api_tickets_refused_total{reason="draining"}': 0,
      'bapsang_api_tickets_refused_total{reason="no_room"}': 1,
      'bapsang_api_tickets_refused_total{reason="not_ready"}': 0,
      'bapsang_api_offers_total{outcome="accepted"}': 0,
      'bapsang_api_offers_total{outcome="refused"}': 0,
      'bapsang_api_offers_total{outcome="silent"}': 1,
      'bapsang_api_workers_refused_total{reason="token"}': 0,
      'bapsang_api_workers_refused_total{reason="protocol"}': 0,
      'bapsang_api_workers_refused_total{reason="registration"}': 0,
      'bapsang_api_workers_refused_total{reason="flood"}': 1,
      bapsang_api_workers_lost_total: 1,
      bapsang_api_loads_refused_total: 1,
      'bapsang_api_reports_total{outcome="taken"}': 3,
      'bapsang_api_reports_total{outcome="duplicate"}': 2,
      'bapsang_api_reports_total{outcome="forged"}': 1,
      'bapsang_api_reports_total{outcome="dropped"}': 4,
      bapsang_api_journal_queue_entries: 7,
      bapsang_api_journal_write_seconds_sum: 0.02,
      bapsang_api_journal_write_seconds_count: 1,
      bapsang_api_journal_failures_total: 1,
      'bapsang_api_signals_total{outcome="sent"}': 1,
      'bapsang_api_signals_total{outcome="failed"}': 1,
      'bapsang_api_signals_total{outcome="dropped"}': 5,
      bapsang_api_signal_seconds_sum: 0.04,
      bapsang_api_signal_seconds_count: 1,
    });
  });

  it('measures requests by route, never by address', async () => {
    await fetch(`${url}/meals/a-secret-id`);
    await fetch(`${url}/nowhere/another-secret-id`);
    const read = await samples();
    const count = 'bapsang_api_http_request_seconds_count';
    expect(read.get(`${count}{method="GET",route="/meals/:mealId",status="200"}`)).toBe(1);
    expect(read.get(`${count}{method="GET",route="none",status="404"}`)).toBe(1);
    expect(JSON.stringify([...read])).not.toContain('secret-id');
  });

  it('leaves out what it cannot know while Redis is away, and shows it again afterwards', async () => {
    await redis.close();
    const away = await samples();
    expect(away.get('bapsang_api_shared_state_reachable')).toBe(0);
    expect([...away.keys()].filter((name) => name.startsWith('bapsang_api_fleet_'))).toEqual([]);
    expect(away.get('bapsang_api_tickets_issued_total')).toBeDefined();
    await redis.restart();
    await eventually(async () => (await samples()).get('bapsang_api_fleet_places') === 0);
  });
});
