import type { CSSProperties } from 'preact';
import type { TilePlace } from '../layout/place-tiles';

/** Puts a tile where it is to be. */
export function placeStyle(place: TilePlace): CSSProperties {
  const size = { inlineSize: `${String(place.width)}px`, blockSize: `${String(place.height)}px` };
  if (!('left' in place)) return size;
  return { ...size, position: 'absolute', left: `${String(place.left)}px`, top: `${String(place.top)}px` };
}
