import type { ReadonlySignal } from '@preact/signals';
import { Battery, type BatteryAccess } from './battery';
import { CameraPainter } from './camera-painter';
import { FrameSampler, type FrameSource } from './frame-sampler';
import { type ConnectionAccess, NetworkQuality } from './network-quality';
import { SamplingPlan } from './sampling-plan';

/**
 * Opens the source of a participant's frames: the camera, sampled as battery, network and the server allow.
 * @param track the camera's, while it is on
 * @param browser the page's `navigator`
 */
export function openCameraSource(
  track: ReadonlySignal<MediaStreamTrack | undefined>,
  browser: BatteryAccess & ConnectionAccess,
): FrameSource {
  const plan = new SamplingPlan({ battery: new Battery(browser), network: new NetworkQuality(browser) });
  return new FrameSampler(new CameraPainter(track), plan);
}
