import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { ConfigurationError, type Closable, type Logger } from '@bapsang/server';
import { CertificateRenewal } from './certificate-renewal';
import { readTlsFiles, TlsFilesError, type TlsCredentials, type TlsFiles } from './tls-files';

/** How a web server is opened. */
export interface WebServerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Makes it speak TLS. */
  readonly tls?: TlsFiles;
  readonly logger: Logger;
}

const notYet: RequestListener = (_request, response) => response.writeHead(503).end();

async function readCredentials(files: TlsFiles): Promise<TlsCredentials> {
  try {
    return await readTlsFiles(files);
  } catch (error) {
    if (!(error instanceof TlsFilesError)) throw error;
    throw new ConfigurationError([`${error.message}; correct OPENVIDU_TLS_KEY and OPENVIDU_TLS_CERTIFICATE`]);
  }
}

/** An HTTP or HTTPS server that listens and answers 503 until it is told what to serve. */
export class WebServer implements Closable {
  private constructor(
    /** For what else wants to hear of connections, such as WebSockets. */
    readonly server: Server,
    private readonly renewal: CertificateRenewal | undefined,
  ) {}

  /**
   * @throws ConfigurationError where key or certificate cannot be used
   * @throws the system's error where it cannot listen
   */
  static async open({ host, port, tls, logger }: WebServerOptions): Promise<WebServer> {
    const credentials = tls && (await readCredentials(tls));
    const server: Server | TlsServer = credentials ? createTlsServer(credentials, notYet) : createServer(notYet);
    const listening = once(server, 'listening');
    server.listen(port, host);
    await listening;
    if (!tls || !credentials || !('setSecureContext' in server)) return new WebServer(server, undefined);
    return new WebServer(server, new CertificateRenewal(server, tls, credentials, logger));
  }

  /** The TCP port on which it listens. */
  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  serve(listener: RequestListener): void {
    this.server.removeAllListeners('request').on('request', listener);
  }

  /** Gives the port back and cuts the connections that are left. */
  async close(): Promise<void> {
    await this.renewal?.close();
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}
