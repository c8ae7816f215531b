import motionModel from '@bapsang/motion-model?url';
import faceDetector from '../../../../../libs/recognition/models/face-detection-short-range.tflite?url';
import faceMesh from '../../../../../libs/recognition/models/face-landmark.tflite?url';
import hand from '../../../../../libs/recognition/models/hand-landmark-lite.tflite?url';
import bodyGraph from '../../../../../libs/recognition/models/movenet-lightning.json?url';
import bodyWeights from '../../../../../libs/recognition/models/movenet-lightning.bin?url';

/** Where the page's server has the models that the ai-worker uses too; the names change with the content. */
export const MODEL_ADDRESSES = { faceDetector, faceMesh, hand, bodyGraph, bodyWeights, motionModel };
