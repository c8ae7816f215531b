import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestCertificate } from '../../apps/openvidu-embedded/src/testing/certificate';
import { layOutImage } from '../../test/support/nginx/image-files';
import { testConfiguration } from '../../test/support/nginx/nginx-front';

/**
 * Has nginx read both configurations of the web image (`nginx -t`), the one for TLS with a certificate made for it.
 * @throws Error with what nginx says
 */
export async function checkNginx(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bapsang-nginx-'));
  try {
    const files = layOutImage(folder, {
      NGINX_PORT: '8080',
      NGINX_TLS_PORT: '8443',
      NGINX_PUBLIC_URL: 'https://meals.example',
      NGINX_RESOLVER: '127.0.0.11',
      NGINX_API: 'api:5000',
      NGINX_OPENVIDU: 'openvidu:4443',
      NGINX_WORKER_PORT: '5001',
      NGINX_CONNECT_SOURCES: 'wss://openvidu.example',
    });
    const { key, cert } = await createTestCertificate();
    writeFileSync(join(files.configuration, 'certificates/fullchain.pem'), cert);
    writeFileSync(join(files.configuration, 'certificates/privkey.pem'), key, { mode: 0o600 });
    for (const main of ['nginx.conf', 'nginx-tls.conf']) await testConfiguration(files, main);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
