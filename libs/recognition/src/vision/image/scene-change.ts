import { viewOf, type Pixels, type View } from '../pixels';
import { isSameView } from './camera-picture';

/** The frame is compared in so many blocks across and down. */
const COLUMNS = 16;
const ROWS = 12;
/** So many pixels across and down stand for a block. */
const SAMPLES = 4;
/** A block is another one when its brightness differs by so much, of 255. */
const OTHER_BLOCK = 24;
/** So large a share of other blocks is another scene: people who move before a webcam reached 0.2, cuts mostly more. */
const OTHER_SCENE = 0.55;

/** Mean brightness (of the green channel) of the frame's blocks. */
function brightnessOf({ data, width, height }: Pixels): Float32Array {
  const blocks = new Float32Array(COLUMNS * ROWS);
  const across = COLUMNS * SAMPLES;
  const down = ROWS * SAMPLES;
  for (let sampleRow = 0; sampleRow < down; sampleRow++) {
    const row = Math.floor(((sampleRow + 0.5) / down) * height);
    for (let sampleColumn = 0; sampleColumn < across; sampleColumn++) {
      const column = Math.floor(((sampleColumn + 0.5) / across) * width);
      const block = Math.floor(sampleRow / SAMPLES) * COLUMNS + Math.floor(sampleColumn / SAMPLES);
      blocks[block] = (blocks[block] ?? 0) + (data[(row * width + column) * 3 + 1] ?? 0) / SAMPLES ** 2;
    }
  }
  return blocks;
}

/**
 * Tells when a frame shows another scene than the one before: another camera was chosen, the camera was covered or
 * turned, a recording was cut. Where something was in the old scene means nothing in the new one.
 */
export class SceneWatch {
  private last: Float32Array | undefined;
  private view: View | undefined;

  /** Takes the next frame; the first one shows another scene, one of another part of the camera's picture does not. */
  isAnotherScene(frame: Pixels): boolean {
    const { last, view } = this;
    const brightness = brightnessOf(frame);
    this.last = brightness;
    this.view = viewOf(frame);
    if (!last || !view) return true;
    if (!isSameView(view, this.view)) return false;
    const changed = brightness.filter((value, block) => Math.abs(value - (last[block] ?? 0)) > OTHER_BLOCK).length;
    return changed >= OTHER_SCENE * brightness.length;
  }
}
