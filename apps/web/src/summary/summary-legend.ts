import type { Dictionary } from '../i18n/dictionary';
import { type Area, paintMark, paintMotion, type Painting } from './timeline-painter';
import type { TimelinePalette } from './timeline-palette';

/** A shape of the timelines with its meaning. */
export interface LegendItem {
  readonly label: string;
  readonly paint: (painting: Painting, area: Area, palette: TimelinePalette) => void;
}

/** Every shape that the timelines use. */
export function legendItems({ motion, summary }: Pick<Dictionary, 'motion' | 'summary'>): LegendItem[] {
  const mark = (kind: 'bite' | 'sip', label: string): LegendItem => ({
    label,
    paint: (painting, area, palette) =>
      paintMark(painting, kind, area.x + area.width / 2, area.y + area.height / 2, palette),
  });
  const shape = (shown: Parameters<typeof paintMotion>[1], label: string): LegendItem => ({
    label,
    paint: (painting, area, palette) => paintMotion(painting, shown, area, palette),
  });
  return [
    mark('bite', summary.bite),
    mark('sip', summary.sip),
    shape('chew', motion.chew),
    shape('talk', motion.talk),
    shape('idle', motion.idle),
    shape('away', motion.away),
    shape('unknown', motion.unknown),
    shape('unseen', summary.unseen),
  ];
}
