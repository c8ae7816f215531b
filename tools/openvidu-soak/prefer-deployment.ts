import { setPriority } from 'node:os';

/** Niceness of the deployment: above the -8 that Chromium gives its own media threads where it may. */
const DEPLOYMENT_NICENESS = -15;

/**
 * Lets the deployment run before the browsers, which have machines of their own in life. Chromium raises its threads only
 * for who may do so, root for instance; whoever may not has nothing to even out.
 */
export function preferDeployment(pid: number): void {
  try {
    setPriority(pid, DEPLOYMENT_NICENESS);
  } catch {
    console.error('The deployment runs at the same priority as the browsers.');
  }
}
