import { RememberedValues } from '../storage/remembered-values';
import { SystemClock } from '../time/clock';
import { AdminClient } from './admin-client';
import { adminSocketAt } from './admin-socket';
import { AdminState } from './admin-state';

/** Puts the administrator's page together with the browser's own parts; whoever opened it closes it. */
export function openAdmin(): AdminState {
  return new AdminState({
    client: new AdminClient((address, request) => fetch(address, request)),
    open: adminSocketAt(window.location.origin),
    remembered: new RememberedValues(() => window.sessionStorage),
    clock: new SystemClock(),
  });
}
