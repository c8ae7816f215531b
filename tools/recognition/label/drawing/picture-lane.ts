import type { VideoFrame } from '../../sequences/video/video-frames';
import { xOf, type Lane } from './row';
import { element } from './svg';

/** Size of the box into which a picture is fitted, pixels. */
export const PICTURE_BOX = { width: 104, height: 78 };

/** Small pictures of the clip, each with its left edge at its moment. */
export function pictureLane(pictures: readonly VideoFrame[]): Lane {
  return {
    name: 'Pictures',
    remarks: ['left edge: when'],
    height: PICTURE_BOX.height,
    draw: (row) =>
      pictures
        .filter(
          ({ at }) => at >= row.from && at < row.to && xOf(row, at) + PICTURE_BOX.width <= row.left + row.width + 1,
        )
        .map(({ at, jpeg }) => {
          const place = { x: xOf(row, at), y: 0, ...PICTURE_BOX, preserveAspectRatio: 'xMinYMid meet' };
          return element('image', { ...place, href: `data:image/jpeg;base64,${jpeg.toString('base64')}` });
        })
        .join(''),
  };
}
