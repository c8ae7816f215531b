import type { SparingReason } from './sampling-plan';

/**
 * Why no frames go to the recognition server although the participant agreed: `lost` the server or the way to it, `full` no
 * worker has room, `resting` the tab is hidden or the camera off, `replaced` by another window of the same participant.
 */
export type PauseReason = 'lost' | 'full' | 'resting' | 'replaced';

/**
 * What the participant's own link to recognition is doing. `off`: not agreed, or switched off on the server. `sparing`: it
 * looks so seldom that it may miss chewing.
 */
export type RecognitionStatus =
  | { readonly state: 'off'; readonly reason: 'not_agreed' | 'switched_off' }
  | { readonly state: 'starting' }
  | { readonly state: 'active'; readonly sparing?: SparingReason }
  | { readonly state: 'paused'; readonly reason: PauseReason };
