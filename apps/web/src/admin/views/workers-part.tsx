import type { AdminWorker } from '@bapsang/shared';
import type { JSX } from 'preact';
import { agoWords, percentWords } from '../admin-times';
import type { AdminWatch } from '../admin-watch';
import { ActButton } from './act-button';
import { LoadCard } from './load-card';
import { useAdminWords } from './use-admin-words';

/** The workers, and their load over time. */
export function WorkersPart({ watch }: { readonly watch: AdminWatch }): JSX.Element {
  const words = useAdminWords();
  const workers = watch.live.overview.value?.workers;
  return (
    <>
      <section class="card" aria-labelledby="workers-title">
        <h2 id="workers-title">{words.workers.title}</h2>
        {!workers && <p class="hint">{words.busy}</p>}
        {workers?.length === 0 && <p class="hint">{words.workers.none}</p>}
        <ul class="worker-cards" data-testid="admin-worker-list">
          {workers?.map((worker) => (
            <WorkerCard key={worker.workerId} worker={worker} watch={watch} />
          ))}
        </ul>
      </section>
      <LoadCard history={watch.load} />
    </>
  );
}

function WorkerCard({ worker, watch }: { readonly worker: AdminWorker; readonly watch: AdminWatch }): JSX.Element {
  const words = useAdminWords();
  const { workerId, state } = worker;
  const now = watch.serverNow.now.value;
  return (
    <li class="worker-card" data-testid="admin-worker-card" data-state={state}>
      <div class="admin-heading">
        <h3>{workerId}</h3>
        {watch.role === 'full' && state !== 'draining' && (
          <ActButton acts={watch.acts} deed={{ kind: 'drain worker', workerId }} name={workerId} />
        )}
      </div>
      <dl>
        {figuresOf(worker, now, words).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

function figuresOf(
  worker: AdminWorker,
  now: number,
  all: ReturnType<typeof useAdminWords>,
): readonly (readonly [label: string, value: string])[] {
  const words = all.workers;
  const { taken, reserved, places, queueAge, framesPerSecond, capacity } = worker;
  const free = Math.max(0, places - taken - reserved);
  return [
    [words.state, words.states[worker.state]],
    [words.places, words.placesOf(taken, reserved, free)],
    [words.load, percentWords(worker.load, all)],
    [words.cpu, percentWords(worker.cpu, all)],
    [words.queueAge, queueAge === undefined ? all.none : words.milliseconds(queueAge.toFixed(0))],
    [
      words.framesPerSecond,
      framesPerSecond === undefined ? all.none : words.ofCapacity(framesPerSecond.toFixed(1), capacity.toFixed(0)),
    ],
    [words.heard, agoWords(worker.heardAt, now, all)],
    [words.version, worker.version],
    [words.backend, worker.backend],
    [words.model, worker.model],
    [words.address, worker.url],
  ];
}
