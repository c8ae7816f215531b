import type { LossCounts, LossDirections } from './lossy-sockets';

/** What the measuring process tells the deployment's process. */
export type DeploymentRequest =
  | {
      readonly type: 'start';
      readonly seed: number;
      /** Whether the repairs of the media library are left in. */
      readonly isPatched: boolean;
    }
  | { readonly type: 'inject'; readonly loss: LossDirections }
  | { readonly type: 'count' }
  | { readonly type: 'close' };

/** What the deployment's process answers, one for each request. */
export type DeploymentAnswer =
  | { readonly type: 'started'; readonly url: string }
  | { readonly type: 'injected' }
  | { readonly type: 'counted'; readonly counts: LossCounts }
  | { readonly type: 'closed' }
  | { readonly type: 'failed'; readonly reason: string };
