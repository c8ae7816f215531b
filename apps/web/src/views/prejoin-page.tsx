import { DISPLAY_NAME_MAX_LENGTH } from '@bapsang/shared';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { FailureSentence } from '../api/failure-sentence';
import type { Lobby } from '../meal/lobby';
import type { MealVisit } from '../meal/meal-visit';
import { AgreementQuestion } from './agreement-question';
import { BusyButton } from './busy-button';
import { DeviceSelect } from './device-select';
import { Invitation } from './invitation';
import { useWords } from './language-context';
import { LevelBar } from './level-bar';
import { LobbyCompany } from './lobby-company';
import { PageHeader } from './page-header';
import { Preview } from './preview';

/** What {@link PrejoinPage} needs. */
export interface PrejoinPageProps {
  readonly visit: MealVisit;
  readonly lobby: Lobby;
  /** Why the last attempt to join failed. */
  readonly failure: FailureSentence | undefined;
  readonly joining: boolean;
  /** The link for guests, for whoever laid the table. */
  readonly invitation: string | undefined;
}

/** Name, camera, microphone and the question about frames, before sitting down. */
export function PrejoinPage({ visit, lobby, failure, joining, invitation }: PrejoinPageProps): JSX.Element {
  const words = useWords();
  const nameMissing = useSignal(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const name = useRef<HTMLInputElement>(null);
  const { camera, microphone, cameras, microphones } = visit.media;
  // Whoever came from another page with the keyboard, or listens, begins here.
  useEffect(() => heading.current?.focus(), []);
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
          <h1 ref={heading} class="quiet-focus" tabIndex={-1}>
            {words.prejoin.title}
          </h1>
          <LobbyCompany lobby={lobby} />
          {invitation && (
            <section class="invitation">
              <p>{words.prejoin.laid}</p>
              <Invitation link={invitation} />
            </section>
          )}
          <div class="prejoin-columns">
            <div class="prejoin-devices">
              <Preview camera={camera} />
              <DeviceSelect device={camera} choices={cameras.value} />
              <DeviceSelect device={microphone} choices={microphones.value} />
              <LevelBar track={microphone.track} explains />
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
              <AgreementQuestion answer={visit.recognition} available={lobby.meal.value.recognitionAvailable} />
            </div>
          </div>
          <div class="join-bar">
            <p class="failure" role="alert">
              {failure && words.error[failure]}
            </p>
            <BusyButton type="submit" class="button primary large" data-testid="join" busy={joining}>
              {joining ? words.prejoin.joining : words.prejoin.join}
            </BusyButton>
          </div>
        </form>
      </main>
    </div>
  );
}
