import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import '../../styles/admin.css';
import type { AdminPageProps } from '../../views/admin-page-props';
import { openAdmin } from '../open-admin';
import { AdminDesk } from './admin-desk';
import { LoginPage } from './login-page';

/** The administrator's page: the login, and what is behind it. */
export function AdminPage({ route, onNavigate }: AdminPageProps): JSX.Element {
  const state = useMemo(openAdmin, []);
  useEffect(() => () => state.close(), [state]);
  const watch = state.watch.value;
  if (!watch) return <LoginPage access={state.access} />;
  return <AdminDesk watch={watch} route={route} onNavigate={onNavigate} onLogOut={() => state.access.logOut()} />;
}
