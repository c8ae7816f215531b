import type { MotionModel } from './motion-model';

/** How reports, results, health and log name a motion model: `name@version`. */
export function modelName({ name, version }: Pick<MotionModel, 'name' | 'version'>): string {
  return `${name}@${version}`;
}
