import { type ConnectionState, NetworkQuality } from './network-quality';

/** A connection that the test changes. */
class TestConnection implements ConnectionState {
  saveData?: boolean;
  effectiveType?: string;
  downlink?: number;
  readonly listeners = new Set<() => void>();

  addEventListener(_type: string, listener: () => void): void {
    this.listeners.add(listener);
  }

  removeEventListener(_type: string, listener: () => void): void {
    this.listeners.delete(listener);
  }
}

describe('NetworkQuality', () => {
  it.each([
    [{}, 'fine'],
    [{ effectiveType: '4g', downlink: 10, saveData: false }, 'fine'],
    [{ effectiveType: '3g', downlink: 1 }, 'slow'],
    [{ effectiveType: '2g' }, 'poor'],
    [{ effectiveType: 'slow-2g' }, 'poor'],
    [{ effectiveType: '4g', downlink: 0.2 }, 'poor'],
    [{ effectiveType: '4g', saveData: true }, 'poor'],
  ])('tells %p as %s', (state, told) => {
    const connection = new TestConnection();
    const network = new NetworkQuality({ connection });
    Object.assign(connection, state);
    for (const listener of connection.listeners) listener();
    expect(network.level.value).toBe(told);
    network.close();
    expect(connection.listeners.size).toBe(0);
  });

  it('takes the network for fine where the browser does not tell', () => {
    const network = new NetworkQuality({});
    expect(network.level.value).toBe('fine');
    network.close();
  });
});
