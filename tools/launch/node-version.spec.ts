import { nodeVersionFault } from './node-version.mjs';

describe('nodeVersionFault', () => {
  it.each(['20.19.0', '20.20.2', '22.12.0', '23.0.0', '24.1.0', '26.0.0'])('takes %s', (version) => {
    expect(nodeVersionFault(version)).toBeUndefined();
  });

  it.each(['12.22.0', '18.20.4', '20.18.3', '21.7.0', '22.11.0', ''])('refuses %p, and says what to do', (version) => {
    expect(nodeVersionFault(version)).toMatch(/^Bapsang needs Node 20\.19 or newer .* install a newer Node/);
  });
});
