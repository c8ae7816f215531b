'use strict';

/**
 * Stands in for an inference process where what is tested is the fleet and not the recognition: it decodes the real JPEG of every
 * frame, and how bright it is says what it shows. Dark: nothing. Grey: a bite is under way. Bright: a bite ends.
 */

const sharp = require('sharp');

const UNDER_WAY = 70;
const ENDED = 180;
const MODEL = 'scripted@1';

/** @type {Map<string, number>} When the bite that is under way began, by participant. */
const begun = new Map();

/** @param {object} message */
function send(message) {
  // A channel that is closed means that the worker is gone.
  process.send?.(message, undefined, undefined, () => undefined);
}

/**
 * @param {string} participantId
 * @param {number} capturedAt
 * @param {number} level how bright the frame is, 0 to 255
 */
function update(participantId, capturedAt, level) {
  const eating = level >= UNDER_WAY;
  const ended = level >= ENDED;
  const beganAt = begun.get(participantId) ?? capturedAt;
  if (ended || !eating) begun.delete(participantId);
  else begun.set(participantId, beganAt);
  const motion = eating ? 'bite' : 'idle';
  return {
    motion,
    confidence: 1,
    since: eating ? beganAt : capturedAt,
    probabilities: { idle: 0, bite: 0, chew: 0, drink: 0, talk: 0, away: 0, unknown: 0, [motion]: 1 },
    chewingRate: null,
    events: ended ? [{ kind: 'bite', beganAt, contactAt: capturedAt, endedAt: capturedAt, confidence: 1 }] : [],
    underWay: eating && !ended,
  };
}

/** @param {{ id: number, participantId: string, capturedAt: number, jpeg: Uint8Array }} frame */
async function look({ id, participantId, capturedAt, jpeg }) {
  const begunAt = performance.now();
  try {
    const pixel = await sharp(jpeg).resize(1, 1).greyscale().raw().toBuffer();
    const total = performance.now() - begunAt;
    send({
      type: 'seen',
      id,
      update: update(participantId, capturedAt, pixel[0] ?? 0),
      face: null,
      model: MODEL,
      timings: { decode: total, total },
    });
  } catch {
    send({ type: 'failed', id, code: 'frame_invalid', message: 'The frame is not a JPEG.' });
  }
}

let previous = Promise.resolve();

process.on('message', (/** @type {any} */ message) => {
  if (message.type === 'ping')
    send({ type: 'pong', id: message.id, memory: process.memoryUsage.rss(), tensors: 0, model: MODEL });
  if (message.type === 'forget') begun.delete(message.participantId);
  if (message.type === 'frame') previous = previous.then(() => look(message));
});
process.once('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
// One picture at a time is all that a fleet on one machine needs, and threads for more would take it from others.
sharp.concurrency(1);
send({ type: 'ready', backend: 'wasm', note: 'scripted' });
