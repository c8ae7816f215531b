import type { SeatedParticipant } from '@bapsang/shared';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { initialOf } from '../i18n/initial-of';
import { nameList } from '../i18n/name-list';
import type { Lobby } from '../meal/lobby';
import { compareSeated, type LobbyNews } from '../meal/lobby-news';
import { useLanguage, useWords } from './language-context';

/** How many people are shown by name; a whole table fits. */
const SHOWN = 12;

/** Who is at the table already, for somebody who is about to sit down. */
export function LobbyCompany({ lobby }: { readonly lobby: Lobby }): JSX.Element {
  const words = useWords();
  const { participants, seated, full } = lobby.meal.value;
  const shown = seated.slice(0, SHOWN);
  const more = participants - shown.length;
  return (
    <section class="lobby-company" data-testid="lobby" aria-label={words.lobby.seatedTitle}>
      <p class="lead">
        {participants === 0 ? words.prejoin.nobodyThere : words.prejoin.somebodyThere(participants)}
        {participants === 0 && ` ${words.lobby.first}`}
      </p>
      {shown.length > 0 && (
        <ul>
          {shown.map((somebody, place) => (
            <Seat key={place} somebody={somebody} />
          ))}
          {more > 0 && <li>{words.lobby.more(more)}</li>}
        </ul>
      )}
      <div role="status">{full && <p class="notice">{words.lobby.full}</p>}</div>
      <News lobby={lobby} />
    </section>
  );
}

function Seat({ somebody: { displayName, host } }: { readonly somebody: SeatedParticipant }): JSX.Element {
  const words = useWords();
  const name = displayName || words.table.guest;
  return (
    <li class="lobby-seat" data-testid="lobby-seat">
      <span class="lobby-initial" aria-hidden="true">
        {initialOf(name)}
      </span>
      <bdi>{name}</bdi>
      {host && <em>{words.table.host}</em>}
    </li>
  );
}

/** Who came and who left since the last look, in one sentence, for those who cannot see it. */
function News({ lobby }: { readonly lobby: Lobby }): JSX.Element {
  const { words, code } = useLanguage();
  const news = useSignal<LobbyNews | undefined>(undefined);
  useEffect(() => {
    let before = lobby.meal.peek().seated;
    return lobby.meal.subscribe(({ seated }) => {
      news.value = compareSeated(before, seated) ?? news.peek();
      before = seated;
    });
  }, [lobby]);
  const { lobby: said, table } = words.value;
  const tell = (names: readonly string[], sentence: (list: string, count: number) => string): string => {
    if (names.length === 0) return '';
    const called = names.map((name) => name || table.guest);
    return sentence(nameList(code.value, called), called.length);
  };
  return (
    <p class="visually-hidden" role="status" data-testid="lobby-news">
      {news.value && `${tell(news.value.arrived, said.arrived)} ${tell(news.value.departed, said.departed)}`.trim()}
    </p>
  );
}
