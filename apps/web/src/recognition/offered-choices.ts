import type { RecognitionChoice } from '@bapsang/shared';

/** What a participant can choose here, in the order in which it is shown. */
export const OFFERED_CHOICES: readonly RecognitionChoice[] = ['server', 'device', 'none'];
