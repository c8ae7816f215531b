import type { PicturePart } from '@bapsang/shared';
import { join } from 'node:path';

/** Size of a picture, pixels. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/** What the page decides by, of apps/web/src/recognition. */
export interface PageCode {
  readonly FaceCrop: new () => {
    next(picture: Size): PicturePart | undefined;
    take(seen: { readonly at: number; readonly face: PicturePart | null }): void;
  };
  readonly fitWithin: (picture: Size, box: Size) => Size;
}

const RECOGNITION = join(__dirname, '../../apps/web/src/recognition');

/** Loads the page's own code by its path: it is written for a bundler, whose rules of imports are not those of the tools. */
export async function loadPageCode(): Promise<PageCode> {
  const load = (file: string): Promise<unknown> => import(join(RECOGNITION, file));
  const [crop, fit] = await Promise.all([load('face-crop.ts'), load('fit-within.ts')]);
  return { ...(crop as Pick<PageCode, 'FaceCrop'>), ...(fit as Pick<PageCode, 'fitWithin'>) };
}
