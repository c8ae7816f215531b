'use strict';

/**
 * Stands in for an inference process in the tests of its supervision; what it does depends on its settings' `models` and
 * on the participant whose frame it gets. A real process, because processes are what is tested.
 */

/** @type {{ models: string }} */
const { models } = JSON.parse(process.argv[2] ?? '{}');

/** @type {Buffer[]} */
const leaked = [];

/** How many frames of each participant it has seen. @type {Map<string, number>} */
const seen = new Map();

/** Name and version of the motion model. */
let model = 'rules@0';

/** @param {object} message */
function send(message) {
  process.send?.(message);
}

/** @param {{ id: number, participantId: string, capturedAt: number, jpeg: Uint8Array, effort: object }} frame */
function look({ id, participantId, capturedAt, jpeg }) {
  if (participantId === 'crash') process.exit(3);
  if (participantId === 'silent') return;
  if (participantId === 'hang') for (;;);
  if (participantId === 'leak') leaked.push(Buffer.alloc(256 * 2 ** 20, 1));
  if (participantId === 'refuse') {
    send({ type: 'failed', id, code: 'frame_invalid', message: 'The frame is not a JPEG.' });
    return;
  }
  const count = (seen.get(participantId) ?? 0) + 1;
  seen.set(participantId, count);
  // What came in goes back, so that a test can look at it: the count as `since`, the first byte as `confidence`.
  const update = {
    motion: 'idle',
    confidence: (jpeg[0] ?? 0) / 255,
    since: count,
    probabilities: {},
    chewingRate: null,
    events: [],
    // A frame that begins with a zero shows the end of a bite.
    underWay: participantId.startsWith('eating') && jpeg[0] !== 0,
  };
  const answer = { type: 'seen', id, update, model, timings: { decode: 1, total: capturedAt } };
  // A slow one keeps the process busy for as long as the frame's moment says, ms.
  if (participantId.startsWith('slow')) setTimeout(() => send(answer), capturedAt);
  else send(answer);
}

/** @param {any} message */
function receive(message) {
  if (message.type === 'ping')
    send({ type: 'pong', id: message.id, memory: process.memoryUsage.rss(), tensors: 7, model });
  if (message.type === 'forget') seen.delete(message.participantId);
  // Frames of who was calibrated are counted from 1000 on.
  if (message.type === 'calibrate') seen.set(message.participantId, 1000);
  if (message.type === 'model') model = message.model ? `${message.model.name}@${message.model.version}` : 'rules@0';
  if (message.type === 'frame') look(message);
}

process.once('disconnect', () => process.exit(0));
process.on('message', receive);

if (models === 'broken') {
  process.stderr.write('The models are not there.\n');
  process.exit(1);
}
if (models === 'tell-environment') {
  process.stderr.write(Object.keys(process.env).join(' '));
  process.exit(1);
}
if (models !== 'never-ready') send({ type: 'ready', backend: 'wasm', note: 'a fixture' });
