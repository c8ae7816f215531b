import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';

/** Where the certificate of REST and WebSocket lies; PEM. */
export interface TlsFiles {
  /** The private key. */
  readonly key: string;
  /** The certificate, followed by those that lead to its issuer. */
  readonly certificate: string;
}

/** A key and its certificate, as Node's TLS takes them. */
export interface TlsCredentials {
  readonly key: string;
  readonly cert: string;
}

/** Files that cannot serve as key and certificate; the message is one sentence that names them. */
export class TlsFilesError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TlsFilesError';
  }
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new TlsFilesError(`The file ${path} cannot be read (${code})`, { cause: error });
  }
}

/**
 * Reads key and certificate and sees that they belong together.
 * @throws TlsFilesError
 */
export async function readTlsFiles(files: TlsFiles): Promise<TlsCredentials> {
  const credentials = { key: await read(files.key), cert: await read(files.certificate) };
  try {
    createSecureContext(credentials);
    return credentials;
  } catch (error) {
    const what = `${files.key} and ${files.certificate} are no private key with its certificate (PEM)`;
    throw new TlsFilesError(what, { cause: error });
  }
}
