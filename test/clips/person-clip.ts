import { type CameraClip, writeClip } from './camera-clip';
import { photographPath, type Region, shootRegion } from './photograph';

/** A woman who looks into the camera. */
const REGION: Region = { left: 505, top: 220, width: 600, height: 450 };

const DURATION_MS = 4000;

/** Writes a clip of a person at rest, who neither eats nor leaves. */
export async function writePersonClip(path: string): Promise<CameraClip> {
  const photograph = photographPath('sample6.jpg');
  return writeClip(path, DURATION_MS, (turn) => shootRegion(photograph, REGION, turn));
}
