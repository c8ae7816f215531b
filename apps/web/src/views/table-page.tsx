import { type Signal, useSignal, useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import type { LocalMedia } from '../devices/local-media';
import { placeTiles } from '../layout/place-tiles';
import type { SeatView } from '../layout/seat-view';
import type { MealStay } from '../meal/meal-stay';
import { TableNews, type TableNewsItem } from '../meal/table-news';
import type { TableParticipant } from '../meal/table-state';
import type { RemoteConnection } from '../openvidu/remote-connection';
import { ChatNews } from './chat-news';
import { ChatPanel } from './chat-panel';
import { ChatToggle } from './chat-toggle';
import { CopyLink } from './copy-link';
import { DeviceNotices } from './device-notices';
import { HiddenSelf } from './hidden-self';
import { HostMuteRequest } from './host-mute-request';
import { useWords } from './language-context';
import { PaceRing } from './pace-ring';
import { PageHeader } from './page-header';
import { ReactionControl } from './reaction-control';
import { ReactionFloats } from './reaction-floats';
import { ReactionNews } from './reaction-news';
import { RecognitionDialog } from './recognition-dialog';
import { SeatSettings } from './seat-settings';
import { TableControls } from './table-controls';
import { TableNotices } from './table-notices';
import { Tile } from './tile';
import { TileMenu } from './tile-menu';
import { TileMenuButton } from './tile-menu-button';
import { ToastCelebration } from './toast-celebration';
import { TogetherSign } from './together-sign';
import { useElementSize } from './use-element-size';

/** What {@link TablePage} needs. */
export interface TablePageProps {
  readonly stay: MealStay;
  readonly media: LocalMedia;
  readonly view: SeatView;
  readonly link: string;
}

/** Space between two tiles, px. */
const GAP = 8;

/** The table: everybody's tile, notices, and the controls. */
export function TablePage({ stay, media, view, link }: TablePageProps): JSX.Element {
  const words = useWords();
  const area = useElementSize();
  const participants = stay.table.participants.value;
  const shown = participants.filter(({ self }) => !self || !view.hidesSelf.value);
  const ids = shown.map(({ participantId }) => participantId);
  const places = placeTiles(ids, view.pinned.value, area.size.value, GAP);
  const menuOf = useSignal<string | undefined>(undefined);
  const choosing = useSignal(false);
  const session = stay.session.value;
  const remotes = session?.remotes.value ?? [];
  const remoteOf = (participant: TableParticipant): RemoteConnection | undefined =>
    remotes.find(({ connectionId }) => connectionId === participant.connectionId);
  return (
    <div class="page table-page">
      <PageHeader>
        <TogetherSign together={stay.together} />
      </PageHeader>
      <TableNotices stay={stay} />
      <DeviceNotices media={media} />
      <HostMuteRequest request={stay.muteRequest} />
      {participants.length === 1 && <p class="alone">{words.table.alone}</p>}
      <main data-testid="table">
        <h1 class="visually-hidden">{words.table.title}</h1>
        <ul class="tiles" ref={area.ref} style={{ gap: `${String(GAP)}px` }}>
          {shown.map((participant) => (
            <Tile
              key={participant.participantId}
              participant={participant}
              place={places.get(participant.participantId) ?? area.size.value}
              remote={remoteOf(participant)}
              media={participant.self ? media : undefined}
              ownRecognition={participant.self ? stay.recognition.status.value : undefined}
              onRecognition={participant.self ? () => (choosing.value = true) : undefined}
              speaker={media.speaker}
            >
              <PaceRing together={stay.together} participantId={participant.participantId} />
              <ReactionFloats reactions={stay.reactions} participantId={participant.participantId} />
              <TileMenuButton
                name={participant.displayName || words.table.guest}
                onOpen={() => (menuOf.value = participant.participantId)}
              />
            </Tile>
          ))}
        </ul>
        <ToastCelebration stay={stay} />
        <HiddenSelf view={view} />
        <ChatPanel chat={stay.chat} />
      </main>
      <TableControls media={media} onLeave={() => stay.leave()}>
        <ReactionControl reactions={stay.reactions} />
        <ChatToggle chat={stay.chat} />
        <CopyLink link={link} />
        <SeatSettings media={media} view={view} recognition={stay.recognition} host={stay.host} />
      </TableControls>
      <RecognitionDialog recognition={stay.recognition} open={choosing} />
      <OpenTileMenu menuOf={menuOf} stay={stay} view={view} remoteOf={remoteOf} />
      <ComingsAndGoings stay={stay} />
      <ChatNews chat={stay.chat} />
      <ReactionNews reactions={stay.reactions} />
    </div>
  );
}

interface OpenTileMenuProps {
  /** The participant whose menu is open. */
  readonly menuOf: Signal<string | undefined>;
  readonly stay: MealStay;
  readonly view: SeatView;
  readonly remoteOf: (participant: TableParticipant) => RemoteConnection | undefined;
}

/** It closes by itself when the participant leaves. */
function OpenTileMenu({ menuOf, stay, view, remoteOf }: OpenTileMenuProps): JSX.Element | null {
  const participant = stay.table.participants.value.find(({ participantId }) => participantId === menuOf.value);
  if (!participant) return null;
  return (
    <TileMenu
      participant={participant}
      view={view}
      host={stay.host}
      audible={remoteOf(participant)?.sendsAudio.value ?? false}
      onClose={() => (menuOf.value = undefined)}
    />
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
