import type { AdminParticipant, AdminSession } from '@bapsang/shared';
import type { JSX } from 'preact';
import { useLanguage } from '../../views/language-context';
import { MotionIcon } from '../../views/motion-icon';
import { agoWords, percentWords } from '../admin-times';
import type { AdminWatch } from '../admin-watch';
import { ActButton } from './act-button';
import { type Column, DataTable } from './data-table';
import { StreamList } from './stream-list';
import { useAdminWords } from './use-admin-words';

/** What {@link ParticipantTable} needs. */
export interface ParticipantTableProps {
  readonly watch: AdminWatch;
  readonly session: AdminSession;
}

/** Who sits in a session, and what is known of them. */
export function ParticipantTable({ watch, session }: ParticipantTableProps): JSX.Element {
  const words = useAdminWords();
  const columns = useParticipantColumns({ watch, session });
  return (
    <>
      <h3>{words.session.participants}</h3>
      {session.participants.length === 0 ? (
        <p class="hint">{words.session.nobody}</p>
      ) : (
        <DataTable
          caption={words.session.participants}
          testId="admin-participants"
          columns={columns}
          rows={session.participants}
          keyOf={({ connectionId }) => connectionId}
        />
      )}
    </>
  );
}

function useParticipantColumns({ watch, session }: ParticipantTableProps): readonly Column<AdminParticipant>[] {
  const words = useAdminWords();
  const page = useLanguage().words.value;
  const now = watch.serverNow.now.value;
  const { name, noName, role, roles, streams, motion, totals, worker, quality, device } = words.session;
  const nameOf = ({ displayName, connectionId }: AdminParticipant): string =>
    displayName ?? `${noName} (${connectionId})`;
  return [
    { label: name, cell: nameOf },
    { label: role, cell: (one) => roles(one.role) },
    { label: words.sessions.since, cell: (one) => agoWords(one.since, now, words) },
    { label: streams, cell: (one) => <StreamList streams={one.streams} /> },
    { label: words.sessions.recognised, cell: ({ recognition }) => words.recognition[recognition] },
    {
      label: motion,
      cell: (one) =>
        one.recognition === 'active' ? (
          <span class="admin-motion">
            <MotionIcon motion={one.motion} /> {page.motion[one.motion]}
          </span>
        ) : (
          words.none
        ),
    },
    { label: totals, cell: (one) => `${page.table.bites(one.totals.bites)}, ${page.table.sips(one.totals.sips)}` },
    { label: worker, cell: ({ workerId }) => (workerId === 'device' ? device : (workerId ?? words.none)) },
    {
      label: quality,
      cell: ({ confidence, seenAt }) =>
        seenAt === undefined
          ? words.session.neverSeen
          : `${words.session.sure(percentWords(confidence, words))}, ${words.session.seen(agoWords(seenAt, now, words))}`,
    },
    ...(watch.role === 'full'
      ? [
          {
            label: words.sessions.acts,
            cell: (one: AdminParticipant) => (
              <ActButton
                acts={watch.acts}
                deed={{ kind: 'remove connection', sessionId: session.sessionId, connectionId: one.connectionId }}
                name={nameOf(one)}
              />
            ),
          },
        ]
      : []),
  ];
}
