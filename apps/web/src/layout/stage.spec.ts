import { signal } from '@preact/signals';
import { Stage } from './stage';

describe('Stage', () => {
  const pinned = signal<string | undefined>(undefined);
  const screens = signal<readonly string[]>([]);
  let stage: Stage;

  beforeEach(() => {
    pinned.value = undefined;
    screens.value = [];
    const pin = (id: string): void => void (pinned.value = id);
    stage = new Stage({ pinned, pin, unpin: () => (pinned.value = undefined) }, screens);
  });

  it('has who is shown large while there is no screen', () => {
    expect(stage.large.value).toBeUndefined();
    stage.show('mina');
    expect([stage.large.value, pinned.value]).toEqual(['mina', 'mina']);
    stage.showEqual();
    expect([stage.large.value, pinned.value]).toEqual([undefined, undefined]);
  });

  it('is taken by a screen that comes, and given back when it goes', () => {
    stage.show('mina');
    screens.value = ['screen 1'];
    expect(stage.large.value).toBe('screen 1');
    screens.value = [];
    expect(stage.large.value).toBe('mina');
  });

  it('has the newest of several screens', () => {
    screens.value = ['screen 1'];
    screens.value = ['screen 1', 'screen 2'];
    expect(stage.large.value).toBe('screen 2');
    screens.value = ['screen 1'];
    expect(stage.large.value).toBe('screen 1');
  });

  it('follows a wish made in the face of a screen, until yet another screen comes', () => {
    screens.value = ['screen 1', 'screen 2'];
    stage.show('screen 1');
    expect([stage.large.value, pinned.value]).toEqual(['screen 1', undefined]);
    stage.show('mina');
    expect([stage.large.value, pinned.value]).toEqual(['mina', 'mina']);
    screens.value = ['screen 1', 'screen 2', 'screen 3'];
    expect(stage.large.value).toBe('screen 3');
    screens.value = [];
    expect(stage.large.value).toBe('mina');
  });

  it('goes back to the newest screen when another one that was wanted ends', () => {
    screens.value = ['screen 1', 'screen 2'];
    stage.show('screen 1');
    screens.value = ['screen 2'];
    expect(stage.large.value).toBe('screen 2');
  });

  it('shows all in the same size for who wants it so, and forgets nobody who was to be large before', () => {
    stage.show('mina');
    screens.value = ['screen 1'];
    stage.showEqual();
    expect([stage.large.value, pinned.value]).toEqual([undefined, 'mina']);
    stage.show('mina');
    stage.showEqual();
    expect([stage.large.value, pinned.value]).toEqual([undefined, undefined]);
  });
});
