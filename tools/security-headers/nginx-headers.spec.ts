import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nginxSecurityHeaders } from '../../apps/web/configuration/security-headers';

const file = join(__dirname, '../../infra/docker/nginx/bapsang/security-headers.conf');

describe('the security headers of nginx', () => {
  it('are those of the page; whether there is TLS its servers say', () => {
    const headers = nginxSecurityHeaders({ connectSources: ['$connect_sources'], tls: false });
    const lines = headers.trim().split('\n');
    const own = 'add_header Strict-Transport-Security $strict_transport_security always;';
    const written = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('add_header') && line !== own);
    expect(written).toEqual(lines);
  });
});
