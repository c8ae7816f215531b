import type { Server } from 'node:tls';
import type { Closable, Logger } from '@bapsang/server';
import { readTlsFiles, type TlsCredentials, type TlsFiles } from './tls-files';

/** How often the files are looked at, ms. */
const INTERVAL = 60_000;

/** Puts a renewed certificate to use without a restart; connections that are open keep the old one. */
export class CertificateRenewal implements Closable {
  private readonly timer: NodeJS.Timeout;
  private running: Promise<void> | undefined;
  private fault = '';

  /** @param current what the server uses now */
  constructor(
    private readonly server: Pick<Server, 'setSecureContext'>,
    private readonly files: TlsFiles,
    private current: TlsCredentials,
    private readonly logger: Logger,
    interval = INTERVAL,
  ) {
    this.timer = setInterval(() => void this.look(), interval);
  }

  /** Reads the files and takes them over where they have changed; half a pair is left until the other half is there. */
  look(): Promise<void> {
    this.running ??= this.takeOver().finally(() => (this.running = undefined));
    return this.running;
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async takeOver(): Promise<void> {
    try {
      const found = await readTlsFiles(this.files);
      this.fault = '';
      if (found.key === this.current.key && found.cert === this.current.cert) return;
      this.server.setSecureContext(found);
      this.current = found;
      this.logger.info('certificate.renewed');
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown';
      if (reason !== this.fault) this.logger.warn('certificate.unusable', { reason });
      this.fault = reason;
    }
  }
}
