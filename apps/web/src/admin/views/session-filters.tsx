import {
  RECOGNITION_STATES,
  type AdminWorker,
  type RecognitionState,
  type SessionSort,
  type SortOrder,
} from '@bapsang/shared';
import type { JSX } from 'preact';
import type { AdminDictionary } from '../i18n/admin-dictionary';
import type { SessionList } from '../session-list';
import { useAdminWords } from './use-admin-words';

/** What {@link SessionFilters} needs. */
export interface SessionFiltersProps {
  readonly list: SessionList;
  readonly workers: readonly AdminWorker[];
}

/** What the list of sessions is searched for, narrowed to and sorted by. */
export function SessionFilters({ list, workers }: SessionFiltersProps): JSX.Element {
  const words = useAdminWords();
  const { sessions, recognition } = words;
  const query = list.query.value;
  const orders = Object.entries(sessions.order) as readonly [keyof AdminDictionary['sessions']['order'], string][];
  const sortBy = (chosen: string): void => {
    const [sort, order] = chosen.split(' ') as [SessionSort, SortOrder];
    list.choose({ sort, order });
  };
  return (
    <search class="admin-filters">
      <label class="field">
        <span>{sessions.search}</span>
        <input
          type="search"
          data-testid="admin-search"
          placeholder={sessions.searchHint}
          maxLength={100}
          value={list.typed.value}
          onInput={(event) => void list.type(event.currentTarget.value)}
        />
      </label>
      <Choice
        label={sessions.recognition}
        testId="admin-recognition"
        value={query.recognition ?? ''}
        choices={[['', sessions.any], ...RECOGNITION_STATES.map((state) => [state, recognition[state]] as const)]}
        onChoose={(state) => list.choose({ recognition: state === '' ? undefined : (state as RecognitionState) })}
      />
      <Choice
        label={sessions.worker}
        testId="admin-worker"
        value={query.workerId ?? ''}
        choices={[
          ['', sessions.any],
          ['device', sessions.onDevice],
          ...workers.map(({ workerId }) => [workerId, workerId] as const),
        ]}
        onChoose={(workerId) => list.choose({ workerId: workerId === '' ? undefined : workerId })}
      />
      <Choice
        label={sessions.sort}
        testId="admin-sort"
        value={`${query.sort} ${query.order}`}
        choices={orders}
        onChoose={sortBy}
      />
    </search>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly testId: string;
  readonly value: string;
  readonly choices: readonly (readonly [value: string, label: string])[];
  readonly onChoose: (value: string) => void;
}

function Choice({ label, testId, value, choices, onChoose }: ChoiceProps): JSX.Element {
  return (
    <label class="field">
      <span>{label}</span>
      <select data-testid={testId} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {choices.map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
