import type { ComponentChildren, JSX } from 'preact';
import { BowlLogo } from './bowl-logo';
import { PageHeader } from './page-header';

/** What {@link MessagePage} says. */
export interface MessagePageProps {
  readonly title: string;
  readonly lead?: string;
  readonly action?: string;
  readonly onAction?: () => void;
  readonly children?: ComponentChildren;
}

/** A page that says one thing and offers one way on. */
export function MessagePage({ title, lead, action, onAction, children }: MessagePageProps): JSX.Element {
  return (
    <div class="page">
      <PageHeader />
      <main class="message card">
        <BowlLogo />
        <h1>{title}</h1>
        {lead && <p class="lead">{lead}</p>}
        {action && (
          <button type="button" class="button primary" onClick={onAction}>
            {action}
          </button>
        )}
        {children}
      </main>
    </div>
  );
}
