import type { SparingReason } from './sampling-plan';

/**
 * Why nothing is looked at although the participant agreed: `lost` the recognition server or the way to it, `full` no
 * worker has room, `resting` the tab is hidden or the camera off, `replaced` by another window of the same participant, `broken` this
 * device cannot recognise.
 */
export type PauseReason = 'lost' | 'full' | 'resting' | 'replaced' | 'broken';

/**
 * What looks at the participant is doing. `off`: not agreed, or switched off on the server. `loaded`: how much
 * of what it needs is here, per cent, where that takes its time. `sparing`: it looks so seldom that it may miss chewing.
 */
export type RecognitionStatus =
  | { readonly state: 'off'; readonly reason: 'not_agreed' | 'switched_off' }
  | { readonly state: 'starting'; readonly loaded?: number }
  | { readonly state: 'active'; readonly sparing?: SparingReason }
  | { readonly state: 'paused'; readonly reason: PauseReason };
