/** How many points the face mesh has. */
export const FACE_POINTS = 468;

/** How many points a hand has. */
export const HAND_POINTS = 21;

/** How many points a body has (COCO order: nose, eyes, ears, shoulders, elbows, wrists, hips, knees, ankles). */
export const BODY_POINTS = 17;

/** A face: {@link FACE_POINTS} of MediaPipe's face mesh. */
export interface FaceLandmarks {
  /** x, y of each point in pixels of the frame, origin at the top left: length 2 * FACE_POINTS. */
  readonly points: Float32Array;
  /** How sure the model is that this is a face, 0 to 1. */
  readonly score: number;
}

/** A body: {@link BODY_POINTS} in COCO order. */
export interface BodyLandmarks {
  /** x, y of each point in pixels of the frame: length 2 * BODY_POINTS. */
  readonly points: Float32Array;
  /** How sure the model is of each point, 0 to 1: length BODY_POINTS. */
  readonly scores: Float32Array;
}

/** A hand: {@link HAND_POINTS} of MediaPipe's hand model. */
export interface HandLandmarks {
  /** The participant's own left or right, as the body's wrist that led to it. */
  readonly side: 'left' | 'right';
  /** x, y of each point in pixels of the frame: length 2 * HAND_POINTS. */
  readonly points: Float32Array;
  /** How sure the model is that a hand is there, 0 to 1. */
  readonly score: number;
}

/** What was looked for in a frame; what was not looked for is not known to be absent. */
export interface LookedFor {
  readonly face: boolean;
  readonly body: boolean;
  readonly hands: boolean;
}

/** Everything that vision knows of one frame: the only input of motion. */
export interface FrameLandmarks {
  /** When the frame was taken, ms. */
  readonly capturedAt: number;
  /** Size of the camera's picture, in the pixels in which points are told; the frame may have shown a part of it. */
  readonly width: number;
  readonly height: number;
  readonly lookedFor: LookedFor;
  /** The participant's face, or null where none was found. */
  readonly face: FaceLandmarks | null;
  /** The participant's body, or null where it was not looked for or not found. */
  readonly body: BodyLandmarks | null;
  /** Hands near the mouth, at most two. */
  readonly hands: readonly HandLandmarks[];
}
