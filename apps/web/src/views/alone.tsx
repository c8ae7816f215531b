import type { JSX } from 'preact';
import { codeOfLink } from '../routing/route';
import { useWords } from './language-context';
import { MealCode } from './meal-code';

/** For the first at the table: how to bring the others. */
export function Alone({ link }: { readonly link: string }): JSX.Element {
  const words = useWords();
  const code = codeOfLink(link);
  return (
    <p class="alone">
      {words.table.alone}
      {code && (
        <>
          {' '}
          {words.invitation.aloneCode} <MealCode code={code} />
        </>
      )}
    </p>
  );
}
