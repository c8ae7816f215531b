import type { JSX } from 'preact';
import { codeOfLink } from '../routing/route';
import { CopyLink } from './copy-link';
import { useWords } from './language-context';
import { MealCode } from './meal-code';

/** For the first at the table: how to bring the others. */
export function Alone({ link }: { readonly link: string }): JSX.Element {
  const words = useWords();
  const code = codeOfLink(link);
  return (
    <div class="alone">
      <p>{words.table.alone}</p>
      <CopyLink link={link} />
      {code && (
        <p>
          {words.invitation.aloneCode} <MealCode code={code} />
        </p>
      )}
    </div>
  );
}
