import type { MealDescription } from '@bapsang/shared';
import { DISPLAY_NAME_MAX_LENGTH } from '@bapsang/shared';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { FailureSentence } from '../api/failure-sentence';
import type { MealVisit } from '../meal/meal-visit';
import { AgreementQuestion } from './agreement-question';
import { CopyLink } from './copy-link';
import { DeviceSelect } from './device-select';
import { useWords } from './language-context';
import { LevelBar } from './level-bar';
import { PageHeader } from './page-header';
import { Preview } from './preview';

/** What {@link PrejoinPage} needs. */
export interface PrejoinPageProps {
  readonly visit: MealVisit;
  readonly meal: MealDescription;
  /** Why the last attempt to join failed. */
  readonly failure: FailureSentence | undefined;
  readonly joining: boolean;
  /** The link for guests, for whoever laid the table. */
  readonly invitation: string | undefined;
}

/** Name, camera, microphone and the question about frames, before sitting down. */
export function PrejoinPage({ visit, meal, failure, joining, invitation }: PrejoinPageProps): JSX.Element {
  const words = useWords();
  const nameMissing = useSignal(false);
  const name = useRef<HTMLInputElement>(null);
  const { camera, microphone, cameras, microphones } = visit.media;
  const join = (event: Event): void => {
    event.preventDefault();
    nameMissing.value = visit.displayName.value.trim() === '';
    if (nameMissing.value) name.current?.focus();
    else void visit.join();
  };
  return (
    <div class="page prejoin">
      <PageHeader />
      <main>
        <form onSubmit={join} noValidate>
          <h1>{words.prejoin.title}</h1>
          <p class="lead">
            {meal.participants === 0 ? words.prejoin.nobodyThere : words.prejoin.somebodyThere(meal.participants)}
          </p>
          {invitation && <Invitation link={invitation} />}
          <div class="prejoin-columns">
            <div class="prejoin-devices">
              <Preview camera={camera} />
              <DeviceSelect device={camera} choices={cameras.value} />
              <DeviceSelect device={microphone} choices={microphones.value} />
              <LevelBar track={microphone.track} />
            </div>
            <div class="prejoin-answers">
              <label class="field">
                <span>{words.prejoin.name}</span>
                <input
                  ref={name}
                  data-testid="display-name"
                  type="text"
                  autoComplete="nickname"
                  maxLength={DISPLAY_NAME_MAX_LENGTH}
                  placeholder={words.prejoin.namePlaceholder}
                  value={visit.displayName.value}
                  aria-invalid={nameMissing.value}
                  aria-describedby="name-failure"
                  onInput={(event) => (visit.displayName.value = event.currentTarget.value)}
                />
              </label>
              <p id="name-failure" class="failure" role="alert">
                {nameMissing.value && words.prejoin.nameMissing}
              </p>
              <AgreementQuestion answer={visit.recognition} available={meal.recognitionAvailable} />
            </div>
          </div>
          <div class="join-bar">
            <p class="failure" role="alert">
              {failure && words.error[failure]}
            </p>
            <button type="submit" class="button primary large" data-testid="join" disabled={joining}>
              {joining ? words.prejoin.joining : words.prejoin.join}
            </button>
          </div>
        </form>
      </main>
    </div>
  );
}

function Invitation({ link }: { readonly link: string }): JSX.Element {
  const words = useWords();
  return (
    <section class="invitation">
      <p>{words.prejoin.laid}</p>
      <div class="row">
        <code>{link}</code>
        <CopyLink link={link} />
      </div>
    </section>
  );
}
