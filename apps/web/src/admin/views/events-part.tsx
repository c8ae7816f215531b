import type { AdminEvent } from '@bapsang/shared';
import type { JSX } from 'preact';
import { dayOf, clockTime } from '../../summary/times';
import { useLanguage } from '../../views/language-context';
import type { AdminWatch } from '../admin-watch';
import { DataTable } from './data-table';
import { FetchedView } from './fetched-view';
import { useAdminWords } from './use-admin-words';

/** What happened lately, and what administrators did. */
export function EventsPart({ watch }: { readonly watch: AdminWatch }): JSX.Element {
  const words = useAdminWords();
  const events = watch.events.events.value;
  const { title, nothing, time, what, where, reason, kinds } = words.events;
  return (
    <>
      <section class="card" aria-labelledby="events-title">
        <h2 id="events-title">{title}</h2>
        <FetchedView fetched={watch.events.kept} filled={events.length > 0} nothing={nothing}>
          <DataTable
            caption={title}
            testId="admin-event-list"
            columns={[
              { label: time, cell: ({ at }) => <Moment at={at} /> },
              { label: what, cell: ({ kind }) => kinds[kind] },
              { label: where, cell: (event) => whereOf(event) || words.none },
              { label: reason, cell: (event) => event.reason ?? words.none },
            ]}
            rows={events}
            keyOf={({ id }) => id}
          />
        </FetchedView>
      </section>
      <AuditCard watch={watch} />
    </>
  );
}

function AuditCard({ watch }: { readonly watch: AdminWatch }): JSX.Element {
  const words = useAdminWords();
  const { title, nothing, act, outcome, role, target, address, acts, outcomes, roles } = words.audit;
  const entries = watch.audit.value.value ?? [];
  return (
    <section class="card" aria-labelledby="audit-title">
      <div class="admin-heading">
        <h2 id="audit-title">{title}</h2>
        <button
          type="button"
          class="button small"
          data-testid="admin-audit-refresh"
          aria-disabled={watch.audit.busy.value}
          onClick={() => void watch.audit.ask()}
        >
          {watch.audit.busy.value ? words.busy : words.refresh}
        </button>
      </div>
      <FetchedView fetched={watch.audit} filled={entries.length > 0} nothing={nothing}>
        <DataTable
          caption={title}
          testId="admin-audit-list"
          columns={[
            { label: words.events.time, cell: ({ at }) => <Moment at={at} /> },
            { label: act, cell: (entry) => acts[entry.act] },
            { label: outcome, cell: (entry) => outcomes[entry.outcome] },
            { label: target, cell: (entry) => entry.target ?? words.none },
            { label: role, cell: (entry) => (entry.role ? roles[entry.role] : words.none) },
            { label: address, cell: (entry) => entry.address },
          ]}
          rows={entries}
          keyOf={({ id }) => id}
        />
      </FetchedView>
    </section>
  );
}

/** A moment of today by the clock, the day of any to who asks for it. */
function Moment({ at }: { readonly at: number }): JSX.Element {
  const { code } = useLanguage();
  return (
    <time dateTime={new Date(at).toISOString()} title={dayOf(at, code.value)}>
      {clockTime(at, code.value, 'second')}
    </time>
  );
}

function whereOf({ sessionId, participantId, connectionId, workerId }: AdminEvent): string {
  return [sessionId, participantId ?? connectionId, workerId].filter(Boolean).join(' · ');
}
