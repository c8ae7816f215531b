import type { JSX } from 'preact';
import { codeOfLink } from '../routing/route';
import { CopyLink } from './copy-link';
import { useWords } from './language-context';
import { MealCode } from './meal-code';

/** The two ways to the table for guests: the link to send, and the code to read to them. */
export function Invitation({ link }: { readonly link: string }): JSX.Element {
  const words = useWords();
  const code = codeOfLink(link);
  return (
    <dl class="invitation-ways">
      <div>
        <dt>{words.invitation.link}</dt>
        <dd class="row">
          <code>{link}</code>
          <CopyLink link={link} />
        </dd>
      </div>
      {code && (
        <div>
          <dt>{words.invitation.code}</dt>
          <dd>
            <MealCode code={code} />
            <p class="hint">{words.invitation.codeHint}</p>
          </dd>
        </div>
      )}
    </dl>
  );
}
