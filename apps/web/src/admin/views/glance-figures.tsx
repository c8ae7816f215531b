import type { AdminOverview } from '@bapsang/shared';
import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { percentWords } from '../admin-times';
import { useAdminWords } from './use-admin-words';

/** What is going on, in six figures. */
export function GlanceFigures({
  overview,
}: {
  readonly overview: ReadonlySignal<AdminOverview | undefined>;
}): JSX.Element {
  const words = useAdminWords();
  const now = overview.value;
  const { figures } = words;
  const people = now?.sessions.reduce((sum, { participants }) => sum + participants.length, 0);
  // The overview shows the newest sessions alone.
  const more = now && now.sessionsTotal > now.sessions.length ? '+' : '';
  const rows: readonly (readonly [string, string | undefined])[] = [
    [figures.sessions, now && String(now.sessionsTotal)],
    [figures.people, now && `${String(people)}${more}`],
    [figures.workers, now && String(now.workers.length)],
    [figures.places, now && figures.of(now.load.taken, now.load.places)],
    [figures.load, now && percentWords(now.load.load, words)],
    [figures.framesPerSecond, now?.load.framesPerSecond.toFixed(0)],
  ];
  return (
    <section aria-label={figures.title} data-testid="admin-figures">
      <dl class="glance-figures">
        {rows.map(([label, value]) => (
          <div key={label} class="card">
            <dt>{label}</dt>
            <dd>{value ?? words.none}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
