import { useSignal, useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import type { LocalMedia } from '../devices/local-media';
import { bestFitGrid, tileSize } from '../layout/best-fit-grid';
import type { MealStay } from '../meal/meal-stay';
import { TableNews, type TableNewsItem } from '../meal/table-news';
import { CopyLink } from './copy-link';
import { useWords } from './language-context';
import { PageHeader } from './page-header';
import { TableControls } from './table-controls';
import { TableNotices } from './table-notices';
import { Tile } from './tile';
import { useElementSize } from './use-element-size';

/** What {@link TablePage} needs. */
export interface TablePageProps {
  readonly stay: MealStay;
  readonly media: LocalMedia;
  readonly link: string;
}

/** Space between two tiles, px. */
const GAP = 8;

/** The table: everybody's tile, notices, and the controls. */
export function TablePage({ stay, media, link }: TablePageProps): JSX.Element {
  const words = useWords();
  const area = useElementSize();
  const participants = stay.table.participants.value;
  const grid = bestFitGrid(Math.max(1, participants.length), area.size.value);
  const size = tileSize(grid, area.size.value, GAP);
  const session = stay.session.value;
  const remotes = session?.remotes.value ?? [];
  return (
    <div class="page table-page">
      <PageHeader />
      <TableNotices stay={stay} />
      {participants.length === 1 && <p class="alone">{words.table.alone}</p>}
      <main data-testid="table">
        <h1 class="visually-hidden">{words.table.title}</h1>
        <ul class="tiles" ref={area.ref} style={{ gap: `${String(GAP)}px` }}>
          {participants.map((participant) => (
            <Tile
              key={participant.participantId}
              participant={participant}
              size={size}
              remote={remotes.find(({ connectionId }) => connectionId === participant.connectionId)}
              media={participant.self ? media : undefined}
              ownRecognition={participant.self ? stay.recognition.value : undefined}
            />
          ))}
        </ul>
      </main>
      <TableControls media={media} onLeave={() => stay.leave()}>
        <CopyLink link={link} />
      </TableControls>
      <ComingsAndGoings stay={stay} />
    </div>
  );
}

/** Says who came and went to those who cannot see it; motions would be too many. */
function ComingsAndGoings({ stay }: { readonly stay: MealStay }): JSX.Element {
  const words = useWords();
  const latest = useSignal<TableNewsItem | undefined>(undefined);
  useSignalEffect(() => {
    const news = new TableNews(stay.table.participants);
    const unfollow = news.latest.subscribe((item) => (latest.value = item));
    return () => {
      unfollow();
      news.close();
    };
  });
  const item = latest.value;
  return (
    <p class="visually-hidden" role="status">
      {item && words.table[item.kind](item.displayName || words.table.guest)}
    </p>
  );
}
