import { NetworkAccess } from './network-access';

describe('NetworkAccess', () => {
  function open(onLine: boolean): { network: NetworkAccess; window: EventTarget } {
    const window = Object.assign(new EventTarget(), { navigator: { onLine } });
    return { network: new NetworkAccess(window), window };
  }

  it('follows the browser', () => {
    const { network, window } = open(true);
    window.dispatchEvent(new Event('offline'));
    expect(network.online.value).toBe(false);
    window.dispatchEvent(new Event('online'));
    expect(network.online.value).toBe(true);
  });

  it('takes nobody for offline who never had a network and reached the page all the same', () => {
    const { network, window } = open(false);
    expect(network.online.value).toBe(true);
    window.dispatchEvent(new Event('offline'));
    expect(network.online.value).toBe(true);
    window.dispatchEvent(new Event('online'));
    window.dispatchEvent(new Event('offline'));
    expect(network.online.value).toBe(false);
  });
});
