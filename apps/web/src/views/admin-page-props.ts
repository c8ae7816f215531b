import type { AdminPart } from '../routing/route';

/** What the administrator's page needs. */
export interface AdminPageProps {
  /** Which part of it is shown. */
  readonly route: AdminPart;
  readonly onNavigate: (path: string) => void;
}
