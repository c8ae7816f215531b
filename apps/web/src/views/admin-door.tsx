import { useSignal } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { AdminPageProps } from './admin-page-props';
import { useWords } from './language-context';
import { MessagePage } from './message-page';

/** The administrator's page, loaded when somebody comes to it: no participant needs it. */
export function AdminDoor(props: AdminPageProps): JSX.Element {
  const words = useWords();
  const loaded = useSignal<{ readonly Page: ComponentType<AdminPageProps> } | undefined>(undefined);
  const failed = useSignal(false);
  const load = async (): Promise<void> => {
    failed.value = false;
    try {
      const { AdminPage } = await import('../admin/views/admin-page');
      loaded.value = { Page: AdminPage };
    } catch {
      failed.value = true;
    }
  };
  useEffect(() => void load(), []);
  if (loaded.value) return <loaded.value.Page {...props} />;
  if (!failed.value) return <MessagePage title={words.loading} />;
  return <MessagePage title={words.error.unreachable} action={words.retry} onAction={() => void load()} />;
}
