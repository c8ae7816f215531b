import { ApplicationError } from '@bapsang/shared';
import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { ApiClient } from './api/api-client';
import { DevicePreferences } from './devices/device-preferences';
import { LocalMedia } from './devices/local-media';
import { Language } from './i18n/language';
import { Fullscreen } from './layout/fullscreen';
import { SeatView, type SeatViewStorage } from './layout/seat-view';
import { type Guest, MealStay } from './meal/meal-stay';
import { MealVisit } from './meal/meal-visit';
import { NetworkAccess } from './meal/network-access';
import { PageVisibility } from './meal/page-visibility';
import type { WakeLockAccess } from './meal/wake-lock';
import { MealSession } from './openvidu/meal-session';
import { loadOpenVidu, loadOpenViduAhead } from './openvidu/open-vidu-library';
import { ScreenSession } from './openvidu/screen-session';
import type { BatteryAccess } from './recognition/battery';
import type { ConnectionAccess } from './recognition/network-quality';
import { openCameraSource } from './recognition/open-camera-source';
import { openFrameSocket } from './recognition/frame-socket';
import { mealPath } from './routing/route';
import { Router } from './routing/router';
import { screenAccess } from './screen/screen-capture';
import { ScreenShare } from './screen/screen-share';
import { MealKeys } from './storage/meal-keys';
import { RememberedValues } from './storage/remembered-values';
import type { MealRecord } from './summary/meal-record';
import { SystemClock } from './time/clock';
import { TogetherPreference } from './together/together-preference';

/** Everything that outlives a single view, put together once for the page. */
export class Application {
  readonly language: Language;
  readonly router = new Router(window);
  readonly api = new ApiClient((address, request) => fetch(address, request));
  readonly keys: MealKeys;
  readonly #visibility = new PageVisibility(document);
  readonly #network = new NetworkAccess(window);
  readonly #preferences: DevicePreferences;
  readonly #seatViewStorage: SeatViewStorage;
  readonly #clock = new SystemClock();
  readonly #togetherPreference: TogetherPreference;
  readonly #visit = signal<MealVisit | undefined>(undefined);
  readonly #mealId = computed(() => {
    const route = this.router.route.value;
    return route.page === 'meal' ? route.mealId : undefined;
  });

  constructor() {
    const lasting = new RememberedValues(() => window.localStorage);
    const ofThisTab = new RememberedValues(() => window.sessionStorage);
    this.language = new Language(navigator.languages, lasting, document.documentElement);
    this.keys = new MealKeys(lasting, ofThisTab);
    this.#preferences = new DevicePreferences(lasting);
    this.#seatViewStorage = { lasting, ofThisTab };
    this.#togetherPreference = new TogetherPreference(lasting);
    effect(() => {
      const mealId = this.#mealId.value;
      const visit = mealId ? untracked(() => this.#openVisit(mealId)) : undefined;
      this.#visit.value = visit;
      return () => visit?.close();
    });
    // Without a word of leaving, the others would see a ghost for as long as OpenVidu waits for a reconnect.
    window.addEventListener('pagehide', () => this.#visit.peek()?.leave());
  }

  /** The visit to the meal whose page is open. */
  get visit(): ReadonlySignal<MealVisit | undefined> {
    return this.#visit;
  }

  /**
   * Lays a new table, with this browser as its host.
   * @returns the id of the meal
   */
  async layTable(): Promise<string> {
    const { mealId, hostKey } = await this.api.createMeal();
    this.keys.keepHostKey(mealId, hostKey);
    return mealId;
  }

  /** Lays a new table and goes to it. */
  async startMeal(): Promise<void> {
    this.router.navigate(mealPath(await this.layTable()));
  }

  /** The link to give to guests. */
  joinLink(mealId: string): string {
    return window.location.origin + mealPath(mealId);
  }

  /**
   * Has everything deleted that is recorded of a participant who sat down in this tab.
   * @throws ApplicationError `unauthorized` where this tab does not hold the participant's key any more, or as the api answers
   */
  async deleteRecords(mealId: string, participantId: string): Promise<void> {
    const rejoinKey = this.keys.rejoinKey(mealId);
    if (!rejoinKey) throw new ApplicationError('unauthorized', 'This tab holds no key of the participant any more.');
    await this.api.deleteRecords(mealId, participantId, rejoinKey);
  }

  #openVisit(mealId: string): MealVisit {
    const media = new LocalMedia(navigator.mediaDevices, this.#preferences);
    const createStay = (guest: Guest, record: MealRecord): MealStay => this.#createStay(guest, media, record);
    const view = new SeatView(mealId, this.#seatViewStorage, new Fullscreen(document));
    const { visible } = this.#visibility;
    const parts = {
      api: this.api,
      media,
      preferences: this.#preferences,
      view,
      visible,
      clock: this.#clock,
      loadAhead: loadOpenViduAhead,
      createStay,
    };
    const visit = new MealVisit(parts, mealId);
    void visit.look();
    return visit;
  }

  #createStay(guest: Guest, media: LocalMedia, record: MealRecord): MealStay {
    return new MealStay(
      {
        api: this.api,
        keys: this.keys,
        media,
        createSession: async (listener) => new MealSession(await loadOpenVidu(), listener),
        createSource: () => openCameraSource(media.camera.track, navigator as BatteryAccess & ConnectionAccess),
        openSocket: openFrameSocket,
        loadDeviceRecogniser: async () => {
          const { recognizeOnDevice } = await import('./recognition/device/recognize-on-device');
          return (device) => recognizeOnDevice(media.camera.track, device);
        },
        visible: this.#visibility.visible,
        online: this.#network.online,
        clock: this.#clock,
        wakeLock: (navigator as { readonly wakeLock?: WakeLockAccess }).wakeLock,
        record,
        togetherPreference: this.#togetherPreference,
        createScreenShare: (seat) =>
          new ScreenShare({
            ...seat,
            access: screenAccess(navigator.mediaDevices, navigator.userAgent),
            createSession: async (ended) => new ScreenSession(await loadOpenVidu(), ended),
            clock: this.#clock,
          }),
      },
      guest,
    );
  }
}
