import type { ComponentChildren, JSX } from 'preact';

/** What {@link PageLink} needs. */
export interface PageLinkProps {
  readonly path: string;
  readonly onNavigate: (path: string) => void;
  readonly current?: boolean;
  readonly testId?: string;
  readonly children: ComponentChildren;
}

/** A link within the application; opened elsewhere (a new tab, a window) it is a link as any other. */
export function PageLink({ path, onNavigate, current = false, testId, children }: PageLinkProps): JSX.Element {
  const follow = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onNavigate(path);
  };
  return (
    <a href={path} aria-current={current ? 'page' : undefined} data-testid={testId} onClick={follow}>
      {children}
    </a>
  );
}
