import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wholeFrame } from '@bapsang/recognition/vision/image/region';
import type { Pixels } from '@bapsang/recognition/vision/pixels';
import { tensorCount } from '@bapsang/recognition/vision/tensor-count';
import { prepareModelRun } from '../backend-model-run';
import { describeOnEachBackend } from '../testing/backends.spec-support';
import { extractedModels } from '@bapsang/recognition/testing/extracted-models.spec-support';
import {
  FACING_CAMERA,
  frameOf,
  paste,
  plainFrame,
  THREE_PEOPLE,
  TILTED_HEAD,
} from '@bapsang/recognition/testing/pictures.spec-support';
import { FaceDetector } from '@bapsang/recognition/vision/face/face-detector';
import { faceGeometry, regionOfDetection, regionOfMesh } from '@bapsang/recognition/vision/face/face-geometry';
import { FaceMesh } from '@bapsang/recognition/vision/face/face-mesh';

const SQUARE = { width: 1, height: 1 };

describeOnEachBackend('face detector and face mesh', () => {
  let detector: FaceDetector;
  let mesh: FaceMesh;

  beforeAll(() => {
    const read = (name: string): Buffer => readFileSync(join(extractedModels(), name));
    detector = FaceDetector.load(read('face-detection-short-range.tflite'), prepareModelRun);
    mesh = FaceMesh.load(read('face-landmark.tflite'), prepareModelRun);
  });

  afterAll(() => {
    detector.dispose();
    mesh.dispose();
    expect(tensorCount()).toBe(0);
  });

  const detect = (frame: Pixels) => detector.detect(frame, wholeFrame(frame, SQUARE));
  const layMesh = (frame: Pixels) => mesh.find(frame, regionOfDetection(detect(frame)[0]!));
  const x = (points: Float32Array, index: number): number => points[2 * index]!;
  const y = (points: Float32Array, index: number): number => points[2 * index + 1]!;

  it('finds all three faces of a group, each once, with the right eye on the left', async () => {
    const faces = detect(await frameOf(THREE_PEOPLE));
    expect(faces).toHaveLength(3);
    const centres = faces.map(({ box }) => (box.left + box.right) / 2).sort((one, other) => one - other);
    expect(centres[0]).toBeGreaterThan(60);
    expect(centres[0]).toBeLessThan(110);
    expect(centres[1]).toBeGreaterThan(140);
    expect(centres[1]).toBeLessThan(190);
    expect(centres[2]).toBeGreaterThan(250);
    for (const { rightEye, leftEye } of faces) expect(rightEye.x).toBeLessThan(leftEye.x);
  });

  it.each([0, 128, 255])('finds no face in a plain frame of grey %d', (grey) => {
    expect(detect(plainFrame(grey))).toEqual([]);
  });

  it('lays the mesh over the face: parts in order from forehead to chin, mouth inside of the box', async () => {
    const frame = await frameOf(FACING_CAMERA);
    const [face] = detect(frame);
    const { points, score } = layMesh(frame);
    expect(score).toBeGreaterThan(0.9);
    const [forehead, eye, noseTip, upperLip, lowerLip, chin] = [10, 33, 1, 13, 14, 152].map((index) =>
      y(points, index),
    );
    expect(forehead).toBeLessThan(eye!);
    expect(eye).toBeLessThan(noseTip!);
    expect(noseTip).toBeLessThan(upperLip!);
    expect(upperLip).toBeLessThan(lowerLip!);
    expect(lowerLip).toBeLessThan(chin!);
    const { mouth } = faceGeometry(points);
    expect(mouth.x).toBeGreaterThan(face!.box.left);
    expect(mouth.x).toBeLessThan(face!.box.right);
    expect(mouth.y).toBeLessThan(face!.box.bottom + 5);
    expect(Math.abs(x(points, 33) - face!.rightEye.x)).toBeLessThan(20);
    expect(x(points, 33)).toBeLessThan(x(points, 263));
  });

  it('is symmetrical: a mirrored face gives the mirrored mesh', async () => {
    const frame = await frameOf(FACING_CAMERA);
    const mirrored = { ...frame, data: new Uint8Array(frame.data.length) };
    for (let row = 0; row < frame.height; row++) {
      for (let column = 0; column < frame.width; column++) {
        const from = (row * frame.width + column) * 3;
        const to = (row * frame.width + frame.width - 1 - column) * 3;
        mirrored.data.set(frame.data.subarray(from, from + 3), to);
      }
    }
    const plain = layMesh(frame).points;
    const turned = layMesh(mirrored).points;
    // The outer corners of the eyes and of the mouth change places.
    for (const [left, right] of [
      [33, 263],
      [61, 291],
    ] as const) {
      expect(Math.abs(frame.width - 1 - x(turned, left) - x(plain, right))).toBeLessThan(4);
      expect(Math.abs(y(turned, left) - y(plain, right))).toBeLessThan(4);
    }
  });

  it('follows the picture: moved by 20 pixels, every point moves by 20, give or take 3', async () => {
    const frame = await frameOf(FACING_CAMERA);
    const still = layMesh(frame).points;
    const moved = layMesh(paste(frame, plainFrame(128), -20, 12)).points;
    for (let point = 0; point < 468; point++) {
      expect(Math.abs(x(moved, point) - x(still, point) + 20)).toBeLessThan(3);
      expect(Math.abs(y(moved, point) - y(still, point) - 12)).toBeLessThan(3);
    }
  });

  it('turns the region with a tilted head, so that the mesh follows the tilt', async () => {
    const frame = await frameOf(TILTED_HEAD);
    const region = regionOfDetection(detect(frame)[0]!);
    const { points, score } = mesh.find(frame, region);
    expect(region.angle).toBeGreaterThan(0.1);
    expect(score).toBeGreaterThan(0.9);
    expect(Math.abs(regionOfMesh(points).angle - region.angle)).toBeLessThan(0.15);
  });

  it('does not believe in a face where there is none', () => {
    const frame = plainFrame(90);
    expect(mesh.find(frame, wholeFrame(frame, SQUARE)).score).toBeLessThan(0.5);
  });

  it('keeps no tensors', async () => {
    const frame = await frameOf(FACING_CAMERA);
    layMesh(frame);
    const before = tensorCount();
    for (let run = 0; run < 5; run++) layMesh(frame);
    expect(tensorCount()).toBe(before);
  });
});
