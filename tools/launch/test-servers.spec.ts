import { findServers } from './test-servers.mjs';

function only(...files: readonly string[]): (file: string) => boolean {
  return (file) => files.includes(file);
}

describe('findServers', () => {
  it('leaves PATH as it is where it leads to all of them', () => {
    const exists = only('/bin/redis-server', '/opt/initdb', '/opt/haproxy', '/opt/nginx', '/usr/sbin/haproxy');
    expect(findServers('/bin:/opt', ['/usr/sbin'], exists)).toEqual({ path: '/bin:/opt', missing: [] });
  });

  it('adds the folders that PATH has not got, behind it and once', () => {
    const exists = only(
      '/usr/sbin/redis-server',
      '/usr/sbin/haproxy',
      '/usr/sbin/nginx',
      '/pg/17/initdb',
      '/pg/15/initdb',
    );
    const found = findServers('/bin', ['/usr/sbin', '/pg/17', '/pg/15'], exists);
    expect(found).toEqual({ path: '/bin:/usr/sbin:/pg/17', missing: [] });
  });

  it('names the packages of those that are nowhere', () => {
    expect(findServers(undefined, ['/usr/sbin'], only('/usr/sbin/haproxy', '/usr/sbin/nginx'))).toEqual({
      path: '/usr/sbin',
      missing: ['redis-server', 'postgresql'],
    });
  });
});
