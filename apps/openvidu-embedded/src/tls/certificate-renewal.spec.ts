import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer, type Server } from 'node:tls';
import { createLogger, type Logger } from '@bapsang/server';
import { createTestCertificate } from '../testing/certificate';
import { CertificateRenewal } from './certificate-renewal';
import { readTlsFiles, type TlsFiles } from './tls-files';

const said: string[] = [];
const note = (what: string): void => void said.push(what);
const logger: Logger = { ...createLogger('test', 'silent'), info: note, warn: note };
let folder: string;
let files: TlsFiles;

async function writeNewPair(): Promise<void> {
  const { key, cert } = await createTestCertificate();
  writeFileSync(files.key, key);
  writeFileSync(files.certificate, cert);
}

/** The fingerprint that a client sees. */
async function shownBy(server: Server): Promise<string> {
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const { fingerprint256 } = socket.getPeerCertificate();
  socket.destroy();
  return fingerprint256;
}

beforeEach(async () => {
  said.length = 0;
  folder = mkdtempSync(join(tmpdir(), 'openvidu-tls-'));
  files = { key: join(folder, 'key.pem'), certificate: join(folder, 'certificate.pem') };
  await writeNewPair();
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('readTlsFiles', () => {
  it('names a file that is not there', async () => {
    rmSync(files.key);
    await expect(readTlsFiles(files)).rejects.toThrow(`The file ${files.key} cannot be read (ENOENT)`);
  });

  it.each([
    ['is no PEM', () => 'not a certificate'],
    ['belongs to another key', async () => (await createTestCertificate()).cert],
  ])('refuses a certificate that %s', async (_, content) => {
    writeFileSync(files.certificate, await content());
    await expect(readTlsFiles(files)).rejects.toThrow('are no private key with its certificate (PEM)');
  });
});

describe('CertificateRenewal', () => {
  it('shows new connections the renewed certificate, and keeps the old one while the new pair is not whole', async () => {
    const credentials = await readTlsFiles(files);
    const server = createServer(credentials, (socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const renewal = new CertificateRenewal(server, files, credentials, logger);
    const first = await shownBy(server);
    await renewal.look();
    expect(said).toEqual([]);

    const { key, cert } = await createTestCertificate();
    writeFileSync(files.key, key);
    await renewal.look();
    await renewal.look();
    expect(await shownBy(server)).toBe(first);
    expect(said).toEqual(['certificate.unusable']);

    writeFileSync(files.certificate, cert);
    await renewal.look();
    expect(await shownBy(server)).not.toBe(first);
    expect(said).toEqual(['certificate.unusable', 'certificate.renewed']);

    await renewal.close();
    await new Promise((resolve) => server.close(resolve));
  });

  it('looks by itself from time to time', async () => {
    const credentials = await readTlsFiles(files);
    await writeNewPair();
    const renewed = new Promise((resolve) => {
      const renewal = new CertificateRenewal(
        { setSecureContext: () => resolve(renewal.close()) },
        files,
        credentials,
        logger,
        5,
      );
    });
    await renewed;
    expect(said).toEqual(['certificate.renewed']);
  });
});
