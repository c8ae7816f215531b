import { RememberedValues } from '../storage/remembered-values';
import { Fullscreen } from './fullscreen';
import { SeatView, type SeatViewStorage } from './seat-view';

/** A document, as far as full screen touches it. */
class DocumentEnd extends EventTarget {
  fullscreenEnabled = true;
  fullscreenElement: object | null = null;
  refuses = false;
  readonly documentElement = {
    requestFullscreen: (): Promise<void> => {
      if (this.refuses) return Promise.reject(new TypeError('Not now.'));
      this.#show(this.documentElement);
      return Promise.resolve();
    },
  };

  exitFullscreen(): Promise<void> {
    this.#show(null);
    return Promise.resolve();
  }

  #show(element: object | null): void {
    this.fullscreenElement = element;
    this.dispatchEvent(new Event('fullscreenchange'));
  }
}

function remembered(): RememberedValues {
  return new RememberedValues(() => {
    throw new Error('no storage');
  });
}

describe('SeatView', () => {
  let storage: SeatViewStorage;
  let end: DocumentEnd;

  const view = (mealId = 'meal'): SeatView => new SeatView(mealId, storage, new Fullscreen(end));

  beforeEach(() => {
    storage = { lasting: remembered(), ofThisTab: remembered() };
    end = new DocumentEnd();
  });

  it('shows one participant large at most, until it is undone', () => {
    const seat = view();
    expect(seat.pinned.value).toBeUndefined();
    seat.pin('a');
    seat.pin('b');
    expect(seat.pinned.value).toBe('b');
    seat.unpin();
    expect(seat.pinned.value).toBeUndefined();
  });

  it('remembers over a reload who is large at this meal, and not at another', () => {
    view().pin('a');
    expect([view().pinned.value, view('other').pinned.value]).toEqual(['a', undefined]);
    view().unpin();
    expect(view().pinned.value).toBeUndefined();
  });

  it('remembers for the next meal that the own tile is hidden, and that it is not', () => {
    view().setHidesSelf(true);
    expect(view('other').hidesSelf.value).toBe(true);
    view().setHidesSelf(false);
    expect(view().hidesSelf.value).toBe(false);
  });

  it('fills the screen and comes back, also where the browser itself ends it', async () => {
    const { fullscreen } = view();
    await fullscreen.enter();
    expect(fullscreen.active.value).toBe(true);
    await end.exitFullscreen();
    expect(fullscreen.active.value).toBe(false);
    await fullscreen.leave();
    expect(fullscreen.active.value).toBe(false);
    fullscreen.close();
    await end.documentElement.requestFullscreen();
    expect(fullscreen.active.value).toBe(false);
  });

  it('stays as it is where the browser refuses, and offers nothing where it cannot', async () => {
    end.refuses = true;
    const { fullscreen } = view();
    await fullscreen.enter();
    expect([fullscreen.supported, fullscreen.active.value]).toEqual([true, false]);
    end.fullscreenEnabled = false;
    expect(view().fullscreen.supported).toBe(false);
  });
});
