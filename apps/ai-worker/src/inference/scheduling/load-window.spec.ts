import { LoadWindow } from './load-window';

describe('LoadWindow', () => {
  it('adds up how long there was a frame to look at, and what it cost', () => {
    const window = new LoadWindow(0);
    window.began(100, 10);
    window.began(110, 30);
    window.ended(140, { body: 10, hands: 8, total: 30 });
    window.ended(200, { body: 20, total: 60 });
    window.began(500, 20);
    window.ended(600, {});
    expect(window.close(1000, 0)).toEqual({
      busy: 0.2,
      wait: 20,
      frameCost: 200 / 3,
      body: 10,
      hands: 8 / 3,
      frames: 3,
    });
  });

  it('divides a frame that lasts beyond the window between the two', () => {
    const window = new LoadWindow(0);
    window.began(900, 0);
    expect(window.close(1000, 0)).toMatchObject({ busy: 0.1 });
    window.ended(1300, {});
    expect(window.close(2000, 0)).toMatchObject({ busy: 0.3, frames: 0 });
  });

  it('is busy all the time and as late as its oldest frame where a process hangs', () => {
    const window = new LoadWindow(0);
    window.began(0, 0);
    window.close(1000, 0);
    expect(window.close(2000, 900)).toMatchObject({ busy: 1, wait: 900, frames: 0 });
  });

  it('is idle without frames', () => {
    expect(new LoadWindow(5).close(5, 0)).toEqual({ busy: 0, wait: 0, frameCost: 0, body: 0, hands: 0, frames: 0 });
  });
});
