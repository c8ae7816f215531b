/**
 * Plays a video file through the whole pipeline of the ai-worker and shows what it told, so that a person can judge.
 * Usage: `npm run recognize -- clip.mp4 --out timeline.png --json events.json`; all options: label/recognize.ts
 */
import { recognize } from './label/recognize';

recognize(process.argv.slice(2), console.log).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
