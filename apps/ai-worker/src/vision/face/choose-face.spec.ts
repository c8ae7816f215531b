import type { Pixels } from '../pixels';
import { chooseFace } from './choose-face';
import type { DetectedFace } from './face-detector';

const FRAME: Pixels = { data: new Uint8Array(0), width: 320, height: 240 };

function face(centreX: number, centreY: number, width: number): DetectedFace {
  const half = width / 2;
  const box = { left: centreX - half, right: centreX + half, top: centreY - half, bottom: centreY + half };
  const eyes = { y: centreY - half / 2 };
  return { box, rightEye: { x: centreX - half / 2, ...eyes }, leftEye: { x: centreX + half / 2, ...eyes }, score: 0.9 };
}

describe('chooseFace', () => {
  it('takes the larger of two faces', () => {
    const near = face(100, 120, 80);
    expect(chooseFace([face(200, 120, 40), near], FRAME, undefined)).toBe(near);
  });

  it('takes the more central of two faces of one size', () => {
    const central = face(170, 120, 50);
    expect(chooseFace([face(30, 60, 50), central], FRAME, undefined)).toBe(central);
  });

  it('takes the participant again, even where somebody larger has come', () => {
    const participant = face(100, 110, 50);
    const visitor = face(230, 120, 110);
    expect(chooseFace([visitor, participant], FRAME, face(95, 112, 48).box)).toBe(participant);
  });

  it('takes nobody while only somebody else is there', () => {
    expect(chooseFace([face(260, 110, 50)], FRAME, face(95, 112, 48).box)).toBeUndefined();
    expect(chooseFace([face(95, 110, 130)], FRAME, face(95, 112, 48).box)).toBeUndefined();
  });

  it('takes nobody where nobody is', () => {
    expect(chooseFace([], FRAME, undefined)).toBeUndefined();
  });
});
