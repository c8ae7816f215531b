import {
  MOTIONS,
  RECOGNITION_STATES,
  type AdminSession,
  type RecognitionState,
  type SessionSort,
  type SortOrder,
} from '@bapsang/shared';
import type { JSX } from 'preact';
import { adminPath } from '../../routing/route';
import { useLanguage } from '../../views/language-context';
import { agoWords } from '../admin-times';
import type { AdminWatch } from '../admin-watch';
import type { AdminDictionary } from '../i18n/admin-dictionary';
import { ActButton } from './act-button';
import { type Column, DataTable } from './data-table';
import { FetchedView } from './fetched-view';
import { PageLink } from './page-link';
import { SessionFilters } from './session-filters';
import { useAdminWords } from './use-admin-words';

/** What {@link SessionsPart} needs. */
export interface SessionsPartProps {
  readonly watch: AdminWatch;
  readonly onNavigate: (path: string) => void;
}

/** The list of active sessions. */
export function SessionsPart({ watch, onNavigate }: SessionsPartProps): JSX.Element {
  const words = useAdminWords();
  const { found, query } = watch.sessions;
  const { search, recognition, workerId } = query.value;
  const sessions = found.value.value?.sessions ?? [];
  const narrowed = search !== undefined || recognition !== undefined || workerId !== undefined;
  const columns = useSessionColumns({ watch, onNavigate });
  return (
    <section class="card" aria-labelledby="sessions-title">
      <h2 id="sessions-title">{words.sessions.title}</h2>
      <SessionFilters list={watch.sessions} workers={watch.live.overview.value?.workers ?? []} />
      <FetchedView
        fetched={found}
        filled={sessions.length > 0}
        nothing={narrowed ? words.sessions.nothingFound : words.sessions.nothing}
      >
        <DataTable
          caption={words.sessions.title}
          testId="admin-session-list"
          columns={columns}
          rows={sessions}
          keyOf={({ sessionId }) => sessionId}
        />
      </FetchedView>
      <Pages watch={watch} />
    </section>
  );
}

function useSessionColumns({ watch, onNavigate }: SessionsPartProps): readonly Column<AdminSession>[] {
  const words = useAdminWords();
  const motions = useLanguage().words.value.motion;
  const now = watch.serverNow.now.value;
  const { sort, order } = watch.sessions.query.value;
  const sorted = (column: SessionSort): SortOrder | undefined => (column === sort ? order : undefined);
  const { id, tutorial, people, since, recognised, motions: motionsLabel, acts } = words.sessions;
  return [
    {
      label: id,
      sorted: sorted('sessionId'),
      cell: ({ sessionId, meal }) => (
        <>
          <PageLink path={adminPath({ part: 'session', sessionId })} onNavigate={onNavigate} testId="open-session">
            {sessionId}
          </PageLink>
          {!meal && <small> {tutorial}</small>}
        </>
      ),
    },
    { label: people, sorted: sorted('participants'), cell: ({ participants }) => participants.length },
    { label: since, sorted: sorted('since'), cell: (session) => agoWords(session.since, now, words) },
    { label: recognised, cell: (session) => recognitionSummary(session, words) },
    {
      label: motionsLabel,
      cell: (session) =>
        countsOf(
          session.participants.filter(({ recognition }) => recognition === 'active').map(({ motion }) => motion),
          MOTIONS,
          motions,
          words,
        ),
    },
    ...(watch.role === 'full'
      ? [
          {
            label: acts,
            cell: ({ sessionId }: AdminSession) => (
              <ActButton acts={watch.acts} deed={{ kind: 'close session', sessionId }} name={sessionId} />
            ),
          },
        ]
      : []),
  ];
}

function recognitionSummary({ participants }: AdminSession, words: AdminDictionary): string {
  const states = participants.map(({ recognition }) => recognition);
  const order: readonly RecognitionState[] = ['active', ...RECOGNITION_STATES.filter((state) => state !== 'active')];
  return countsOf(states, order, words.recognition, words);
}

/** How often each of some things is there, in words; the others are left out. */
function countsOf<T extends string>(
  things: readonly T[],
  order: readonly T[],
  names: Readonly<Record<T, string>>,
  words: AdminDictionary,
): string {
  const counts = order.map((one) => [one, things.filter((thing) => thing === one).length] as const);
  const there = counts.filter(([, count]) => count > 0);
  return there.length === 0 ? words.none : there.map(([one, count]) => words.count(count, names[one])).join(', ');
}

function Pages({ watch }: { readonly watch: AdminWatch }): JSX.Element | null {
  const words = useAdminWords();
  const { found, query, pages } = watch.sessions;
  const { page } = query.value;
  const last = pages.value;
  const turn = (to: number): void => {
    if (to >= 1 && to <= last) watch.sessions.turnTo(to);
  };
  if (!found.value.value) return null;
  return (
    <nav class="admin-pages" aria-label={words.sessions.pages}>
      {last > 1 && (
        <button type="button" class="button small" aria-disabled={page === 1} onClick={() => turn(page - 1)}>
          {words.sessions.previous}
        </button>
      )}
      <span data-testid="admin-page-number">{words.sessions.page(page, last, found.value.value.total)}</span>
      {last > 1 && (
        <button type="button" class="button small" aria-disabled={page === last} onClick={() => turn(page + 1)}>
          {words.sessions.next}
        </button>
      )}
    </nav>
  );
}
