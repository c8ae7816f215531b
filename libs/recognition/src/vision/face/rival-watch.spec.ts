import type { DetectedFace } from './face-detector';
import { RivalWatch } from './rival-watch';

const FRAME = { width: 320, height: 240 };

function face(centreX: number, side: number): DetectedFace {
  const box = { left: centreX - side / 2, right: centreX + side / 2, top: 120 - side / 2, bottom: 120 + side / 2 };
  return { box, rightEye: { x: centreX - 5, y: 110 }, leftEye: { x: centreX + 5, y: 110 }, score: 0.9 };
}

describe('RivalWatch', () => {
  const poster = face(60, 30).box;
  const looksAt = (...looks: DetectedFace[][]): (DetectedFace | undefined)[] => {
    const watch = new RivalWatch();
    return looks.map((others) => watch.update(others, poster, FRAME));
  };

  it('takes a much larger face that stays', () => {
    const participant = face(170, 80);
    expect(looksAt([participant], [participant], [face(90, 35), participant])).toEqual([
      undefined,
      undefined,
      participant,
    ]);
  });

  it('does not take somebody who only passes by', () => {
    const passing = [face(170, 80)];
    expect(looksAt(passing, passing, [], passing, passing)).toEqual(Array.from({ length: 5 }, () => undefined));
  });

  it('does not take somebody who is only a little larger', () => {
    const neighbour = [face(160, 36)];
    expect(looksAt(neighbour, neighbour, neighbour, neighbour)).toEqual(Array.from({ length: 4 }, () => undefined));
  });
});
