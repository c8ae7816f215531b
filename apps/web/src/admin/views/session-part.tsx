import type { AdminScreen, AdminSession } from '@bapsang/shared';
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { adminPath } from '../../routing/route';
import { agoWords } from '../admin-times';
import type { AdminWatch } from '../admin-watch';
import { ActButton } from './act-button';
import { DataTable } from './data-table';
import { FetchedView } from './fetched-view';
import { PageLink } from './page-link';
import { ParticipantTable } from './participant-table';
import { StreamList } from './stream-list';
import { useAdminWords } from './use-admin-words';

/** What {@link SessionPart} needs. */
export interface SessionPartProps {
  readonly watch: AdminWatch;
  readonly sessionId: string;
  readonly onNavigate: (path: string) => void;
}

/** One session, closely. */
export function SessionPart({ watch, sessionId, onNavigate }: SessionPartProps): JSX.Element {
  const words = useAdminWords();
  const session = useMemo(() => watch.watchSession(sessionId), [watch, sessionId]);
  useEffect(() => () => session.close(), [session]);
  const { found } = session;
  const now = watch.serverNow.now.value;
  const known = found.gone.value ? undefined : found.value.value;
  return (
    <section class="card" aria-labelledby="session-title" data-testid="admin-session">
      <p>
        <PageLink path={adminPath({ part: 'sessions' })} onNavigate={onNavigate} testId="admin-all-sessions">
          ← {words.session.back}
        </PageLink>
      </p>
      <div class="admin-heading">
        <h2 id="session-title">{words.session.title(sessionId)}</h2>
        {known && watch.role === 'full' && (
          <ActButton acts={watch.acts} deed={{ kind: 'close session', sessionId }} name={sessionId} />
        )}
      </div>
      {found.gone.value && (
        <div role="status" data-testid="admin-session-gone">
          <p>{words.session.gone}</p>
          <p class="hint">{words.session.goneLead}</p>
        </div>
      )}
      {!found.gone.value && (
        <FetchedView fetched={found} filled={known !== undefined} nothing="">
          {known && (
            <>
              <p class="hint">
                {words.sessions.since}: {agoWords(known.since, now, words)}
                {!known.meal && `, ${words.sessions.tutorial}`}
              </p>
              <ParticipantTable watch={watch} session={known} />
              <Screens session={known} now={now} />
            </>
          )}
        </FetchedView>
      )}
    </section>
  );
}

function Screens({ session, now }: { readonly session: AdminSession; readonly now: number }): JSX.Element {
  const words = useAdminWords();
  const { screens, noScreens, ofWhom, streams } = words.session;
  const nameOf = ({ participantId }: AdminScreen): string =>
    session.participants.find((one) => one.participantId === participantId)?.displayName ?? participantId;
  return (
    <>
      <h3>{screens}</h3>
      {session.screens.length === 0 ? (
        <p class="hint">{noScreens}</p>
      ) : (
        <DataTable
          caption={screens}
          testId="admin-screens"
          columns={[
            { label: ofWhom, cell: nameOf },
            { label: words.sessions.since, cell: (screen) => agoWords(screen.since, now, words) },
            { label: streams, cell: (screen) => <StreamList streams={screen.streams} /> },
          ]}
          rows={session.screens}
          keyOf={({ connectionId }) => connectionId}
        />
      )}
    </>
  );
}
