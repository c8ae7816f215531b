/** What a participant is doing, as the recognition server sees it. */
export const MOTIONS = ['idle', 'bite', 'chew', 'drink', 'talk', 'away', 'unknown'] as const;

/** One of {@link MOTIONS}. `away`: nobody before the camera; `unknown`: somebody, but not to be told. */
export type Motion = (typeof MOTIONS)[number];

/** The moments that are counted. */
export const EATING_EVENT_KINDS = ['bite', 'sip'] as const;

/** One of {@link EATING_EVENT_KINDS}. */
export type EatingEventKind = (typeof EATING_EVENT_KINDS)[number];

/** Whether a participant is being looked at: `off` chose not to be, `paused` chose to be but no frames or no server. */
export const RECOGNITION_STATES = ['off', 'active', 'paused'] as const;

/** One of {@link RECOGNITION_STATES}. */
export type RecognitionState = (typeof RECOGNITION_STATES)[number];
