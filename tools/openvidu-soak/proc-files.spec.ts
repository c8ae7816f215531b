import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import {
  countUdpSockets,
  parseMachineTimes,
  parseProcessTimes,
  parseResidentBytes,
  parseUdpInodes,
  readMachineTimes,
  readProcessTimes,
  readResidentBytes,
} from './proc-files';

describe("the kernel's files", () => {
  it('tell how busy the machine is, its guests counted once', () => {
    const stat = 'cpu  100 20 30 400 50 6 7 8 90 10\ncpu0 1 1 1 1 1 1 1 1 0 0\n';
    expect(parseMachineTimes(stat)).toEqual({ busy: 1_630, steal: 80, total: 6_210 });
  });

  it('tell what a process used and waited, whatever its name is', () => {
    const stat = '42 (a (b) c) S 1 1 1 0 -1 0 0 0 0 0 12 34 0 0 20 0';
    expect(parseProcessTimes(stat, '462194 101833000 2\n')).toEqual({ used: 460, waited: 101.833 });
  });

  it('tell what memory is resident', () => {
    expect(parseResidentBytes('Name:\tnode\nVmRSS:\t  2048 kB\nThreads:\t7\n')).toBe(2_097_152);
  });

  it('tell the inodes of UDP sockets', () => {
    const table =
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref\n' +
      '  10: 0100007F:115B 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 12345 2 0 0\n';
    expect(parseUdpInodes(table)).toEqual(['12345']);
  });

  it('are read of a process that runs', async () => {
    expect(readMachineTimes().busy).toBeGreaterThan(0);
    expect(readProcessTimes(process.pid).used).toBeGreaterThan(0);
    expect(readResidentBytes(process.pid)).toBeGreaterThan(1_000_000);
    const before = countUdpSockets(process.pid);
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    expect(countUdpSockets(process.pid)).toBe(before + 1);
    socket.close();
    await once(socket, 'close');
    expect(countUdpSockets(process.pid)).toBe(before);
  });
});
