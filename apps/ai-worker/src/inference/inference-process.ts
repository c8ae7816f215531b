import { maskError } from '@bapsang/shared';
import { parseMotionModel, RULES } from '@bapsang/recognition/motion/motion-model';
import { startBackend } from '../vision/backend';
import { LandmarkModelFolder } from '../vision/landmark-model-folder';
import { tensorCount } from '@bapsang/recognition/vision/tensor-count';
import type { FrameMessage, InferenceSettings, MessageFromInference, MessageToInference } from './inference-messages';
import { modelName } from '@bapsang/recognition/motion/model-name';
import { ParticipantRecognition } from './participant-recognition';

/** The program of an inference process. Only the ai-worker starts it, and it never outlives the ai-worker. */
async function run(settings: InferenceSettings): Promise<void> {
  const { backend, note } = await startBackend(settings.backend);
  const models = await new LandmarkModelFolder(settings.models).load();
  const participants = new Map<string, ParticipantRecognition>();
  let model = RULES;
  let previous = Promise.resolve();

  const recognitionOf = (participantId: string): ParticipantRecognition => {
    const known = participants.get(participantId);
    if (known) return known;
    const recognition = new ParticipantRecognition(models, settings.maxFramePixels, model);
    participants.set(participantId, recognition);
    return recognition;
  };

  const look = async ({ id, participantId, capturedAt, jpeg, part, effort }: FrameMessage): Promise<void> => {
    try {
      const seen = await recognitionOf(participantId).look(jpeg, capturedAt, effort, part);
      send({ type: 'seen', id, ...seen, model: modelName(model) });
    } catch (thrown) {
      const error = maskError(thrown);
      if (error.code === 'internal_error') process.stderr.write(`A frame failed: ${describe(thrown)}\n`);
      send({ type: 'failed', id, code: error.code, message: error.message });
    }
  };

  const useModel = (json: unknown): void => {
    model = json === null ? RULES : parseMotionModel(json);
    for (const recognition of participants.values()) recognition.useModel(model);
  };

  const handle = async (message: MessageToInference): Promise<void> => {
    if (message.type === 'frame') await look(message);
    if (message.type === 'model') useModel(message.model);
    if (message.type === 'forget') participants.delete(message.participantId);
    if (message.type === 'calibrate') participants.get(message.participantId)?.calibrate();
  };

  process.on('message', (message: MessageToInference) => {
    if (message.type === 'ping') {
      send({
        type: 'pong',
        id: message.id,
        memory: process.memoryUsage.rss(),
        tensors: tensorCount(),
        model: modelName(model),
      });
      return;
    }
    // One after the other, so that a model is switched between two frames and a participant who left is not brought back by a frame that was still being decoded.
    previous = previous.then(() => handle(message));
  });
  send({ type: 'ready', backend, note });
}

function send(message: MessageFromInference): void {
  // A channel that is closed means that the worker is gone; the 'disconnect' handler ends this process.
  process.send?.(message, undefined, undefined, () => undefined);
}

function describe(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}

process.once('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole process group; the worker decides when this process ends.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);

run(JSON.parse(process.argv[2] ?? '{}') as InferenceSettings).catch((error: unknown) => {
  process.stderr.write(`${describe(error)}\n`);
  process.exit(1);
});
