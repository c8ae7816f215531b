import type { ComponentChildren, JSX } from 'preact';
import { BowlLogo } from './bowl-logo';
import { useWords } from './language-context';
import { LanguageSwitch } from './language-switch';

/** Name of the application, what the page adds to it, and the choice of language. */
export function PageHeader({ children }: { readonly children?: ComponentChildren }): JSX.Element {
  const words = useWords();
  return (
    <header class="page-header">
      <a class="brand" href="/">
        <BowlLogo />
        <span>{words.appName}</span>
      </a>
      {children}
      <LanguageSwitch />
    </header>
  );
}
