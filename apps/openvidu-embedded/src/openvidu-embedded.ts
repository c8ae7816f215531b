import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Closable, Logger } from '@bapsang/server';
import { MediaServer } from './media/media-server';
import { StunResponder } from './media/stun-responder';
import { createRestApplication } from './rest/rest-application';
import { Sessions, type GarbageCollection } from './sessions/sessions';
import { RpcServer } from './signalling/rpc-server';

/** How an embedded OpenVidu deployment is started. */
export interface OpenviduEmbeddedOptions {
  /** The password of the REST user OPENVIDUAPP. */
  readonly secret: string;
  readonly logger: Logger;
  /** TCP port of REST and WebSocket and UDP port of the STUN responder; 0 takes a free one. Default: 4443. */
  readonly port?: number;
  /** The address on which REST and WebSocket listen. Default: 127.0.0.1. */
  readonly host?: string;
  /** Where browsers reach the deployment. Default: `http://localhost:<port>`. */
  readonly publicUrl?: string;
  /** The IPv4 address of this machine to which browsers send media. Default: 127.0.0.1. */
  readonly mediaAddress?: string;
  /** When sessions that nobody joined are dropped. Default: OpenVidu's. */
  readonly garbageCollection?: GarbageCollection;
}

/** A running deployment. */
export interface OpenviduEmbedded extends Closable {
  /** Where browsers reach it. */
  readonly url: string;
  /** The TCP port on which it listens. */
  readonly port: number;
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  const listening = once(server, 'listening');
  server.listen(port, host);
  await listening;
  return (server.address() as AddressInfo).port;
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

/**
 * Starts an OpenVidu 2 deployment in this process: REST, signalling, media and the STUN responder.
 * @throws the system's error where a port is taken or an address is not this machine's; nothing stays open then
 */
export async function startOpenviduEmbedded(options: OpenviduEmbeddedOptions): Promise<OpenviduEmbedded> {
  const { secret, logger, host = '127.0.0.1', mediaAddress = '127.0.0.1' } = options;
  const server = createServer((_request, response) => response.writeHead(503).end());
  const port = await listen(server, options.port ?? 4443, host);
  const url = options.publicUrl ?? `http://localhost:${port}`;
  const stun = await openStun(mediaAddress, port, options.port === 0).catch(async (error: unknown) => {
    await closeServer(server);
    throw error;
  });
  const media = new MediaServer({ mediaAddress, logger });
  await media.prepare();
  const { garbageCollection } = options;
  const sessions = new Sessions({ media, logger, publicUrl: url, garbageCollection });
  const iceServers = [{ url: `stun:${mediaAddress}:${stun.port}` }];
  const signalling = new RpcServer({ sessions, iceServers, logger });
  signalling.attach(server);
  server
    .removeAllListeners('request')
    .on('request', createRestApplication({ sessions, secret, publicUrl: url, logger }));
  let closing: Promise<void> | undefined;
  const closeAll = async (): Promise<void> => {
    await sessions.close();
    await signalling.close();
    await Promise.all([closeServer(server), stun.close()]);
  };
  return { url, port, close: () => (closing ??= closeAll()) };
}

/** The port of the API where it is free for UDP as well; with a port chosen by the system, any other will do. */
async function openStun(address: string, port: number, anyPort: boolean): Promise<StunResponder> {
  try {
    return await StunResponder.open(address, port);
  } catch (error) {
    if (!anyPort) throw error;
    return StunResponder.open(address, 0);
  }
}
