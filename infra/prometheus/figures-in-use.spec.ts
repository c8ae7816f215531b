import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { parse as parseYaml } from 'yaml';
import { WorkerMetrics, type MetricsSource } from '../../apps/ai-worker/src/health/worker-metrics';
import { ApiMetrics } from '../../apps/api/src/metrics/api-metrics';
import { MetricsReader } from '../../apps/api/src/metrics/metrics-reader';
import { WorkerRegistry } from '../../apps/api/src/recognition/dispatch/worker-registry';
import { MemorySharedState } from '../../apps/api/src/state/memory-shared-state';
import { Clock } from '../../apps/api/src/time/clock';
import { registerMediaMetrics, type MediaFigures } from '../../apps/openvidu-embedded/src/metrics/media-metrics';
import { registerSessionMetrics } from '../../apps/openvidu-embedded/src/metrics/session-metrics';
import type { Sessions } from '../../apps/openvidu-embedded/src/sessions/sessions';

const ROOT = join(__dirname, '../..');

/** What Prometheus adds itself. */
const OF_PROMETHEUS = ['job', 'instance', 'le'];

interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly templating: { readonly list: readonly { readonly name: string; readonly type: string }[] };
  readonly panels: readonly {
    readonly title: string;
    readonly datasource: { readonly uid: string };
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

const rules = (
  parseYaml(read('infra/prometheus/alerts.yml')) as {
    readonly groups: readonly { readonly rules: readonly AlertRule[] }[];
  }
).groups.flatMap((group) => group.rules);

const dashboards = readdirSync(join(ROOT, 'infra/grafana')).map(
  (file) => JSON.parse(read(`infra/grafana/${file}`)) as Dashboard,
);

/** What is asked of Prometheus, by where it is asked. Grafana puts an interval in place of its variable. */
const queries = [
  ...rules.map(({ alert, expr }) => [alert, expr] as const),
  ...dashboards.flatMap(({ title, panels }) =>
    panels.flatMap((panel) =>
      panel.targets.map(
        ({ expr }) => [`${title} / ${panel.title}`, expr.replaceAll('$__rate_interval', '5m')] as const,
      ),
    ),
  ),
];

/** The texts of all nodes of a kind in a query. */
function nodes(query: string, kind: string): string[] {
  const found: string[] = [];
  parser.parse(query).iterate({
    enter: (node) => {
      if (node.name === kind) found.push(query.slice(node.from, node.to));
    },
  });
  return found;
}

/** Names and labels of what a registry holds; of a histogram and of what it consists of. */
function figuresOf(registry: ApiMetrics['registry']): [string, readonly string[]][] {
  const metrics = registry.getMetricsAsArray() as unknown as { name: string; labelNames?: readonly string[] }[];
  return metrics.flatMap(({ name, labelNames = [] }) =>
    ['', '_bucket', '_sum', '_count'].map((part): [string, readonly string[]] => [name + part, labelNames]),
  );
}

describe('what dashboards and alerts go by', () => {
  const figures = new Map<string, readonly string[]>([['up', []]]);
  const stops: (() => void)[] = [];

  beforeAll(() => {
    const api = new ApiMetrics();
    const clock = new Clock();
    const state = new MemorySharedState(clock);
    const reader = new MetricsReader(api, new WorkerRegistry(state, clock), state, clock);
    const worker = new WorkerMetrics({} as MetricsSource);
    // The names are enough, so they may share a registry.
    registerSessionMetrics(worker.registry, {} as Sessions, () => 0);
    registerMediaMetrics(worker.registry, {} as MediaFigures);
    stops.push(
      () => reader.onModuleDestroy(),
      () => worker.close(),
    );
    for (const registry of [api.registry, worker.registry]) {
      for (const [name, labels] of figuresOf(registry)) figures.set(name, labels);
    }
  });

  afterAll(() => stops.forEach((stop) => stop()));

  it.each(queries)('%s is a valid query', (_where, query) => {
    expect(nodes(query, '⚠')).toEqual([]);
    expect(nodes(query, 'Identifier').length).toBeGreaterThan(0);
  });

  it.each(queries)('%s asks for figures and labels that there are', (_where, query) => {
    const names = nodes(query, 'Identifier');
    expect(names.filter((name) => !figures.has(name))).toEqual([]);
    const labels = new Set([...OF_PROMETHEUS, ...names.flatMap((name) => figures.get(name) ?? [])]);
    expect(nodes(query, 'LabelName').filter((label) => !labels.has(label))).toEqual([]);
  });
});

describe('alerts', () => {
  const runbook = read('docs/runbook.md');

  it.each(rules.map((rule) => [rule.alert, rule] as const))(
    '%s says how grave it is and leads to its section',
    (alert, rule) => {
      expect(rule.labels.severity).toMatch(/^(critical|warning)$/);
      expect(rule.annotations.summary).toMatch(/\.$/);
      expect(rule.annotations.runbook_url).toBe(`docs/runbook.md#${alert.toLowerCase()}`);
      expect(runbook).toContain(`\n## ${alert}\n\n\`${rule.labels.severity}\`.`);
    },
  );

  it('are all that the runbook has sections for', () => {
    const sections = [...runbook.matchAll(/^## (\w+)$/gm)].map(([, name]) => name);
    expect(sections).toEqual(rules.map(({ alert }) => alert));
  });

  it('each have a section that says what it means, how to look, what to do and when it is over', () => {
    for (const section of runbook.split(/^## (?=\w+$)/m).slice(1)) {
      expect([...section.matchAll(/^- \*\*(.*?):\*\*/gm)].map(([, part]) => part)).toEqual([
        'How bad',
        'Look',
        'Do',
        'Over when',
      ]);
    }
  });

  it('are read by the configuration of Prometheus, which asks the parts by the names that they go by', () => {
    const { rule_files: files, scrape_configs: jobs } = parseYaml(read('infra/prometheus/prometheus.yml')) as {
      readonly rule_files: readonly string[];
      readonly scrape_configs: readonly { readonly job_name: string }[];
    };
    expect(files).toEqual(['alerts.yml']);
    const names = jobs.map((job) => job.job_name);
    const asked = queries.flatMap(([, query]) => [...query.matchAll(/job="([^"]+)"/g)].map(([, job]) => job));
    expect(asked.filter((job) => !names.includes(job ?? ''))).toEqual([]);
  });
});

describe('dashboards', () => {
  it.each(dashboards.map((dashboard) => [dashboard.title, dashboard] as const))(
    '%s asks the chosen Prometheus',
    (_title, dashboard) => {
      expect(dashboard.templating.list).toMatchObject([{ name: 'datasource', type: 'datasource' }]);
      expect(new Set(dashboard.panels.map(({ datasource }) => datasource.uid))).toEqual(new Set(['${datasource}']));
    },
  );

  it('can be imported side by side', () => {
    expect(new Set(dashboards.map(({ uid }) => uid)).size).toBe(4);
  });
});
