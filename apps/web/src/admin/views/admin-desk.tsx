import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type AdminPart, adminPath } from '../../routing/route';
import { PageHeader } from '../../views/page-header';
import type { AdminWatch } from '../admin-watch';
import { ActsNews } from './acts-news';
import { EventsPart } from './events-part';
import { GlanceFigures } from './glance-figures';
import { LiveNotice, LiveSign } from './live-notice';
import { PageLink } from './page-link';
import { SessionPart } from './session-part';
import { SessionsPart } from './sessions-part';
import { useAdminWords } from './use-admin-words';
import { WorkersPart } from './workers-part';

const PARTS = [{ part: 'sessions' }, { part: 'workers' }, { part: 'events' }] as const satisfies readonly AdminPart[];

/** What {@link AdminDesk} needs. */
export interface AdminDeskProps {
  readonly watch: AdminWatch;
  readonly route: AdminPart;
  readonly onNavigate: (path: string) => void;
  readonly onLogOut: () => void;
}

/** What somebody sees who is logged in. */
export function AdminDesk({ watch, route, onNavigate, onLogOut }: AdminDeskProps): JSX.Element {
  const words = useAdminWords();
  const main = useRef<HTMLElement>(null);
  const place = adminPath(route);
  // The part before is gone, and with it what had the focus.
  useEffect(() => main.current?.focus(), [place]);
  const shown = route.part === 'session' ? 'sessions' : route.part;
  return (
    <div class="page admin">
      <PageHeader>
        <LiveSign live={watch.live} />
        <button type="button" class="button small" data-testid="admin-log-out" onClick={onLogOut}>
          {words.logOut}
        </button>
      </PageHeader>
      <nav class="admin-parts" aria-label={words.title}>
        {PARTS.map((part) => (
          <PageLink
            key={part.part}
            path={adminPath(part)}
            onNavigate={onNavigate}
            current={part.part === shown}
            testId={`admin-${part.part}`}
          >
            {words.parts[part.part]}
          </PageLink>
        ))}
      </nav>
      <main ref={main} tabIndex={-1} data-testid="admin-main">
        <h1 class="visually-hidden">{words.title}</h1>
        <div class="admin-notices">
          <LiveNotice live={watch.live} />
          <ActsNews acts={watch.acts} />
          {watch.role === 'read' && (
            <p class="notice" data-testid="admin-read-only">
              {words.readOnly}
            </p>
          )}
        </div>
        <GlanceFigures overview={watch.live.overview} />
        <CurrentPart watch={watch} route={route} onNavigate={onNavigate} />
      </main>
    </div>
  );
}

function CurrentPart({ watch, route, onNavigate }: Omit<AdminDeskProps, 'onLogOut'>): JSX.Element {
  switch (route.part) {
    case 'sessions':
      return <SessionsPart watch={watch} onNavigate={onNavigate} />;
    case 'session':
      return <SessionPart key={route.sessionId} watch={watch} sessionId={route.sessionId} onNavigate={onNavigate} />;
    case 'workers':
      return <WorkersPart watch={watch} />;
    case 'events':
      return <EventsPart watch={watch} />;
  }
}
