import { computed, type Signal, useComputed, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { LocalMedia } from '../devices/local-media';
import { placeTiles } from '../layout/place-tiles';
import type { SeatView } from '../layout/seat-view';
import { Stage } from '../layout/stage';
import type { MealStay } from '../meal/meal-stay';
import { remoteOf } from '../meal/remote-of';
import { TableNews } from '../meal/table-news';
import type { RemoteConnection } from '../openvidu/remote-connection';
import { Alone } from './alone';
import { ChatNews } from './chat-news';
import { ChatPanel } from './chat-panel';
import { ChatToggle } from './chat-toggle';
import { CopyLink } from './copy-link';
import { DeviceNotices } from './device-notices';
import { HiddenSelf } from './hidden-self';
import { HostMuteRequest } from './host-mute-request';
import { useWords } from './language-context';
import { PageHeader } from './page-header';
import { ReactionControl } from './reaction-control';
import { ReactionNews } from './reaction-news';
import { RecognitionDialog } from './recognition-dialog';
import { ScreenAnnouncements } from './screen-announcements';
import { ScreenNotices } from './screen-notices';
import { largeScreenShape, OpenScreenMenu, ScreenTiles } from './screen-tiles';
import { ScreenToggle } from './screen-toggle';
import { SeatSettings } from './seat-settings';
import { TableControls } from './table-controls';
import { TableNotices } from './table-notices';
import { TableSeat } from './table-seat';
import { TileMenu } from './tile-menu';
import { ToastCelebration } from './toast-celebration';
import { TogetherSign } from './together-sign';
import { useElementSize } from './use-element-size';
import { useNews } from './use-news';

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
  const order = stay.table.order.value;
  const alone = order.length === 1;
  const ownId = useComputed(() => stay.table.self.value?.participantId).value;
  const seated = order.filter((id) => id !== ownId || !view.hidesSelf.value);
  const screens = stay.screens.value;
  const stage = useMemo(
    () =>
      new Stage(
        view,
        computed(() => idsOf(stay.screens.value)),
      ),
    [stay, view],
  );
  const large = stage.large.value;
  const shape = largeScreenShape(screens, large);
  const places = placeTiles([...idsOf(screens), ...seated], large, area.size.value, GAP, shape);
  const menuOf = useSignal<string | undefined>(undefined);
  const choosing = useSignal(false);
  return (
    <div class="page table-page">
      <PageHeader>
        <TogetherSign together={stay.together} />
      </PageHeader>
      <TableNotices stay={stay} />
      <DeviceNotices media={media} />
      <HostMuteRequest request={stay.muteRequest} />
      <ScreenNotices share={stay.screen} />
      {alone && <Alone link={link} />}
      <main data-testid="table">
        <h1 class="visually-hidden">{words.table.title}</h1>
        <ul class="tiles" ref={area.ref} style={{ gap: `${String(GAP)}px` }}>
          <ScreenTiles stay={stay} places={places} speaker={media.speaker} menuOf={menuOf} />
          {seated.map((id) => (
            <TableSeat
              key={id}
              participantId={id}
              place={places.get(id) ?? area.size.value}
              stay={stay}
              media={media}
              onRecognition={() => (choosing.value = true)}
              onMenu={() => (menuOf.value = id)}
            />
          ))}
        </ul>
        <ToastCelebration stay={stay} />
        <HiddenSelf view={view} />
        <ChatPanel chat={stay.chat} />
      </main>
      <TableControls media={media} onLeave={() => stay.leave()}>
        <ReactionControl reactions={stay.reactions} />
        <ChatToggle chat={stay.chat} />
        <ScreenToggle share={stay.screen} />
        {!alone && <CopyLink link={link} />}
        <SeatSettings media={media} view={view} link={link} recognition={stay.recognition} host={stay.host} />
      </TableControls>
      <RecognitionDialog recognition={stay.recognition} open={choosing} />
      <OpenTileMenu menuOf={menuOf} stay={stay} view={view} stage={stage} />
      <OpenScreenMenu menuOf={menuOf} stay={stay} view={view} stage={stage} />
      <ComingsAndGoings stay={stay} />
      <ScreenAnnouncements stay={stay} />
      <ChatNews chat={stay.chat} />
      <ReactionNews reactions={stay.reactions} />
    </div>
  );
}

function idsOf(screens: readonly RemoteConnection[]): readonly string[] {
  return screens.map(({ connectionId }) => connectionId);
}

interface OpenTileMenuProps {
  /** Id of the tile whose menu is open. */
  readonly menuOf: Signal<string | undefined>;
  readonly stay: MealStay;
  readonly view: SeatView;
  readonly stage: Stage;
}

/** It closes by itself when the participant leaves. */
function OpenTileMenu({ menuOf, stay, view, stage }: OpenTileMenuProps): JSX.Element | null {
  const openFor = menuOf.value;
  if (openFor === undefined) return null;
  const participant = stay.table.participants.value.find(({ participantId }) => participantId === openFor);
  if (!participant) return null;
  return (
    <TileMenu
      participant={participant}
      view={view}
      stage={stage}
      host={stay.host}
      audible={remoteOf(stay, participant)?.sendsAudio.value ?? false}
      onClose={() => (menuOf.value = undefined)}
    />
  );
}

/** Says who came and went to those who cannot see it; motions would be too many. */
function ComingsAndGoings({ stay }: { readonly stay: MealStay }): JSX.Element {
  const words = useWords();
  const item = useNews(() => new TableNews(stay.table.participants));
  return (
    <p class="visually-hidden" role="status">
      {item && words.table[item.kind](item.displayName || words.table.guest)}
    </p>
  );
}
