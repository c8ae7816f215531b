import { useSignal } from '@preact/signals';
import type { JSX, RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { LanguageCode } from '../../i18n/language';
import { clockTime } from '../../summary/times';
import { BowlLogo } from '../../views/bowl-logo';
import { useLanguage } from '../../views/language-context';
import { PageHeader } from '../../views/page-header';
import type { AdminAccess, LoginRefusal } from '../admin-access';
import type { AdminDictionary } from '../i18n/admin-dictionary';
import { useAdminWords } from './use-admin-words';

/** The way in: by the secret of a role. */
export function LoginPage({ access }: { readonly access: AdminAccess }): JSX.Element {
  const words = useAdminWords();
  const end = access.end.value;
  const field = useRef<HTMLInputElement>(null);
  // What was there before is gone: whoever uses the keyboard or listens goes on here.
  useEffect(() => field.current?.focus(), []);
  return (
    <div class="page admin">
      <PageHeader />
      <main class="message card">
        <BowlLogo />
        <h1>{words.title}</h1>
        {end ? (
          <p class="notice" role="status" data-testid="admin-end">
            {words.login[end]}
          </p>
        ) : (
          <p class="lead">{words.login.lead}</p>
        )}
        <LoginForm access={access} field={field} />
      </main>
    </div>
  );
}

interface LoginFormProps {
  readonly access: AdminAccess;
  readonly field: RefObject<HTMLInputElement | null>;
}

function LoginForm({ access, field }: LoginFormProps): JSX.Element {
  const words = useAdminWords();
  const { code } = useLanguage();
  const missing = useSignal(false);
  const refusal = access.refusal.value;
  const busy = access.busy.value;
  const logIn = async (event: Event): Promise<void> => {
    event.preventDefault();
    const secret = field.current?.value ?? '';
    missing.value = secret === '';
    if (secret !== '' && !busy) await access.logIn(secret);
    field.current?.focus();
  };
  const sentence = missing.value ? words.login.missing : refusal && refusalSentence(refusal, words, code.value);
  return (
    <form class="admin-login" onSubmit={(event) => void logIn(event)} noValidate>
      {/* Password managers keep a secret under a name. */}
      <input type="text" name="username" autoComplete="username" value="bapsang-admin" readOnly hidden />
      <label class="field">
        <span>{words.login.secret}</span>
        <input
          ref={field}
          type="password"
          name="secret"
          autoComplete="current-password"
          data-testid="admin-secret"
          maxLength={500}
          aria-invalid={sentence !== undefined}
          aria-describedby="admin-login-failure"
        />
      </label>
      <p id="admin-login-failure" class="failure" role="alert" data-testid="admin-login-failure">
        {sentence}
      </p>
      <button type="submit" class="button primary" data-testid="admin-log-in" aria-disabled={busy}>
        {busy ? words.login.loggingIn : words.login.logIn}
      </button>
    </form>
  );
}

function refusalSentence(refusal: LoginRefusal, words: AdminDictionary, code: LanguageCode): string {
  switch (refusal.kind) {
    case 'wrong secret':
      return words.login.wrongSecret;
    case 'too many tries':
      if (refusal.until === undefined) return words.login.tooMany;
      return words.login.tooManyUntil(clockTime(refusal.until, code, 'second'));
    case 'failed':
      return words.failure[refusal.failure.reason];
  }
}
