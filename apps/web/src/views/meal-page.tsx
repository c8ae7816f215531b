import type { JSX } from 'preact';
import type { MealVisit } from '../meal/meal-visit';
import { GoodbyePage } from './goodbye-page';
import { useWords } from './language-context';
import { MealOverPage } from './meal-over-page';
import { MessagePage } from './message-page';
import { PrejoinPage } from './prejoin-page';
import type { NewTable } from './summary-again';
import { TablePage } from './table-page';

/** What the pages of a meal need. */
export interface MealPageProps {
  readonly visit: MealVisit;
  /** The link for guests. */
  readonly link: string;
  /** Whether this browser laid the table. */
  readonly laidHere: boolean;
  readonly onStart: () => void;
  /** For the next meal with the same people. */
  readonly newTable: NewTable;
  /** Has what is recorded of a participant who sat down here deleted. */
  readonly onDeleteRecords: (participantId: string) => Promise<void>;
}

/** The page of one meal, wherever the visitor stands. */
export function MealPage(props: MealPageProps): JSX.Element {
  const { visit, link, laidHere, onStart, newTable, onDeleteRecords } = props;
  const words = useWords();
  const now = visit.phase.value;
  switch (now.phase) {
    case 'looking':
      return <MessagePage title={words.loading} />;
    case 'unknown':
      return (
        <MessagePage
          title={words.meal.unknownTitle}
          lead={words.meal.unknownLead}
          action={words.toStart}
          onAction={onStart}
        />
      );
    case 'failed':
      return (
        <MessagePage
          title={words.meal.failedTitle}
          lead={words.error[now.sentence]}
          action={words.retry}
          onAction={() => void visit.look()}
        />
      );
    case 'prejoin':
      return (
        <PrejoinPage
          visit={visit}
          lobby={now.lobby}
          failure={now.failure}
          joining={false}
          invitation={laidHere ? link : undefined}
        />
      );
    case 'joining':
      return (
        <PrejoinPage
          visit={visit}
          lobby={now.lobby}
          failure={undefined}
          joining
          invitation={laidHere ? link : undefined}
        />
      );
    case 'over':
      return <MealOverPage onStart={onStart} />;
    case 'seated':
      return <TablePage stay={now.stay} media={visit.media} view={visit.view} link={link} />;
    case 'gone':
      return (
        <GoodbyePage
          end={now.end}
          self={now.self}
          meal={now.meal}
          newTable={newTable}
          onDeleteRecords={onDeleteRecords}
          onBack={() => void visit.look()}
          onStart={onStart}
        />
      );
  }
}
