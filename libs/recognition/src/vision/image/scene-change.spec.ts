import {
  frameOf,
  HAND_IN_HAIR,
  paste,
  plainFrame,
  THREE_PEOPLE,
  TILTED_HEAD,
} from '../../testing/pictures.spec-support';
import { SceneWatch } from './scene-change';

describe('SceneWatch', () => {
  it('takes the first frame for another scene, but not one of another size or of another part of the picture', async () => {
    const watch = new SceneWatch();
    expect(watch.isAnotherScene(await frameOf(HAND_IN_HAIR))).toBe(true);
    expect(watch.isAnotherScene(await frameOf(HAND_IN_HAIR))).toBe(false);
    const view = { left: 0, top: 0, width: 320, height: 240, isWhole: true };
    expect(watch.isAnotherScene({ ...(await frameOf(HAND_IN_HAIR, 640, 480)), view })).toBe(false);
    const part = { ...view, left: 100, width: 160, height: 120, isWhole: false };
    expect(watch.isAnotherScene({ ...(await frameOf(THREE_PEOPLE)), view: part })).toBe(false);
    expect(watch.isAnotherScene({ ...(await frameOf(HAND_IN_HAIR)), view: part })).toBe(true);
  });

  it('notices another camera and a covered one', async () => {
    const watch = new SceneWatch();
    watch.isAnotherScene(await frameOf(THREE_PEOPLE));
    expect(watch.isAnotherScene(await frameOf(HAND_IN_HAIR))).toBe(true);
    expect(watch.isAnotherScene(plainFrame(0))).toBe(true);
    expect(watch.isAnotherScene(plainFrame(0))).toBe(false);
  });

  it('lets people move, come, and pass close by', async () => {
    const room = plainFrame(120);
    const person = await frameOf(TILTED_HEAD, 160, 120);
    const near = await frameOf(TILTED_HEAD, 200, 150);
    const watch = new SceneWatch();
    watch.isAnotherScene(room);
    for (const frame of [
      paste(person, room, 0, 60),
      paste(person, room, 30, 70),
      paste(near, room, 60, 90),
      paste(near, room, 120, 90),
      room,
    ]) {
      expect(watch.isAnotherScene(frame)).toBe(false);
    }
  });

  it('lets a frame of a single pixel pass', () => {
    const watch = new SceneWatch();
    const pixel = { data: Uint8Array.of(1, 2, 3), width: 1, height: 1 };
    expect(watch.isAnotherScene(pixel)).toBe(true);
    expect(watch.isAnotherScene(pixel)).toBe(false);
  });
});
