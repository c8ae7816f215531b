import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { failureSentence, type FailureSentence } from '../api/failure-sentence';
import { nameList } from '../i18n/name-list';
import { codeOfLink } from '../routing/route';
import { BusyButton } from './busy-button';
import { CopyLink } from './copy-link';
import { useLanguage } from './language-context';
import { MealCode } from './meal-code';

/** A new table for the next meal. */
export interface NewTable {
  /**
   * Lays it.
   * @returns the link for everybody who is to come
   * @throws ApplicationError
   */
  readonly lay: () => Promise<string>;
  /** Goes to the table of a link that {@link lay} gave. */
  readonly sitDown: (link: string) => void;
}

/** What {@link SummaryAgain} needs. */
export interface SummaryAgainProps {
  /** Who else was there. */
  readonly names: readonly string[];
  readonly newTable: NewTable;
}

/** A new meal with the same people: lays the table and gives the link to send to them. */
export function SummaryAgain({ names, newTable }: SummaryAgainProps): JSX.Element {
  const { words, code } = useLanguage();
  const busy = useSignal(false);
  const link = useSignal<string | undefined>(undefined);
  const failure = useSignal<FailureSentence | undefined>(undefined);
  const { again, againLead, againLeadAlone, againLay, againLaying } = words.value.summary;
  const lay = async (): Promise<void> => {
    busy.value = true;
    failure.value = undefined;
    try {
      link.value = await newTable.lay();
    } catch (error) {
      failure.value = failureSentence(error);
    }
    busy.value = false;
  };
  if (link.value) return <Laid link={link.value} names={names} onSit={newTable.sitDown} />;
  return (
    <section class="card summary-again">
      <h2>{again}</h2>
      <p>{names.length > 0 ? againLead(nameList(code.value, names)) : againLeadAlone}</p>
      <BusyButton class="button primary" data-testid="eat-again" busy={busy.value} onClick={() => void lay()}>
        {busy.value ? againLaying : againLay}
      </BusyButton>
      <p class="failure" role="alert">
        {failure.value && words.value.error[failure.value]}
      </p>
    </section>
  );
}

interface LaidProps {
  readonly link: string;
  readonly names: readonly string[];
  readonly onSit: (link: string) => void;
}

function Laid({ link, names, onSit }: LaidProps): JSX.Element {
  const { words, code: language } = useLanguage();
  const code = codeOfLink(link);
  const heading = useRef<HTMLHeadingElement>(null);
  const { againLaid, againSend, againSendAlone, againShare, againInvitation, againSit } = words.value.summary;
  // The button that was pressed is gone: whoever uses the keyboard or listens goes on here.
  useEffect(() => heading.current?.focus(), []);
  const shares = typeof navigator.share === 'function';
  const share = async (): Promise<void> => {
    try {
      await navigator.share({ text: againInvitation, url: link });
    } catch {
      // Whoever changed their mind can still copy the link.
    }
  };
  return (
    <section class="card summary-again">
      <h2 ref={heading} tabIndex={-1}>
        {againLaid}
      </h2>
      <p>{names.length > 0 ? againSend(nameList(language.value, names)) : againSendAlone}</p>
      <code data-testid="again-link">{link}</code>
      {code && (
        <p>
          {words.value.invitation.aloneCode} <MealCode code={code} />
        </p>
      )}
      <div class="row">
        <CopyLink link={link} />
        {shares && (
          <button type="button" class="button" onClick={() => void share()}>
            {againShare}
          </button>
        )}
        <button type="button" class="button primary" data-testid="again-sit" onClick={() => onSit(link)}>
          {againSit}
        </button>
      </div>
    </section>
  );
}
