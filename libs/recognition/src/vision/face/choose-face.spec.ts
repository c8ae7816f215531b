import type { DetectedFace } from './face-detector';
import { chooseFace } from './choose-face';

const FRAME = { width: 320, height: 240 };

function face(centreX: number, centreY: number, width: number): DetectedFace {
  const half = width / 2;
  const box = { left: centreX - half, right: centreX + half, top: centreY - half, bottom: centreY + half };
  const eyes = { y: centreY - half / 2 };
  return { box, rightEye: { x: centreX - half / 2, ...eyes }, leftEye: { x: centreX + half / 2, ...eyes }, score: 0.9 };
}

describe('chooseFace', () => {
  it('takes the larger of two faces', () => {
    const near = face(100, 120, 80);
    expect(chooseFace([face(200, 120, 40), near], FRAME, {})).toBe(near);
  });

  it('takes the more central of two faces of one size', () => {
    const central = face(170, 120, 50);
    expect(chooseFace([face(30, 60, 50), central], FRAME, {})).toBe(central);
  });

  it('takes the participant again, even where somebody larger has come', () => {
    const participant = face(100, 110, 50);
    const visitor = face(230, 120, 110);
    expect(chooseFace([visitor, participant], FRAME, { near: face(95, 112, 48).box })).toBe(participant);
  });

  it('takes nobody while only somebody else is there', () => {
    expect(chooseFace([face(260, 110, 50)], FRAME, { near: face(95, 112, 48).box })).toBeUndefined();
    expect(chooseFace([face(95, 110, 130)], FRAME, { near: face(95, 112, 48).box })).toBeUndefined();
  });

  it('takes nobody who is too small to have taken the seat', () => {
    const seated = face(250, 150, 45);
    expect(chooseFace([face(160, 120, 30), seated], FRAME, { leastSide: 40 })).toBe(seated);
    expect(chooseFace([face(160, 120, 30)], FRAME, { leastSide: 40 })).toBeUndefined();
  });

  it('takes a face that has turned aside, and is narrower for that, for the same', () => {
    const turned = face(100, 110, 50);
    const narrow = { ...turned, box: { ...turned.box, left: 92, right: 114 } };
    expect(chooseFace([narrow], FRAME, { near: turned.box })).toBe(narrow);
  });

  it('takes nobody where nobody is', () => {
    expect(chooseFace([], FRAME, {})).toBeUndefined();
  });
});
