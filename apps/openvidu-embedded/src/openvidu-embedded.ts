import type { Closable, Logger } from '@bapsang/server';
import { DEFAULT_LIMITS, type Limits } from './configuration/limits';
import { openOrExplain } from './configuration/start-fault';
import { DeploymentEvents } from './events/deployment-events';
import { openEventSinks, type WebhookOptions } from './events/open-event-sinks';
import { MediaServer } from './media/media-server';
import type { PortRange } from './media/media-settings';
import { StunResponder } from './media/stun-responder';
import { createMetrics } from './metrics/metrics';
import { OpenedParts } from './opened-parts';
import type { ReportedConfiguration } from './rest/reported-configuration';
import { createRestApplication } from './rest/rest-application';
import { DEFAULT_GARBAGE_COLLECTION, Sessions, type GarbageCollection } from './sessions/sessions';
import type { MediaServerName } from './signalling/join-methods';
import { RpcServer } from './signalling/rpc-server';
import type { TlsFiles } from './tls/tls-files';
import { WebServer } from './tls/web-server';

/** How an embedded OpenVidu deployment is started. */
export interface OpenviduEmbeddedOptions {
  /** The password of the REST user OPENVIDUAPP. */
  readonly secret: string;
  readonly logger: Logger;
  /** TCP port of REST and WebSocket and UDP port of the STUN responder; 0 takes a free one. Default: 4443. */
  readonly port?: number;
  /** The address on which REST and WebSocket listen. Default: 127.0.0.1. */
  readonly host?: string;
  /** Where browsers reach the deployment. Default: `http://localhost:<port>`, or https with `tls`. */
  readonly publicUrl?: string;
  /** Makes REST and WebSocket speak TLS. */
  readonly tls?: TlsFiles;
  /** The IPv4 address of this machine for media and the STUN responder. Default: 127.0.0.1. */
  readonly mediaAddress?: string;
  /** The IPv4 address to which browsers send media, where it is another. Default: `mediaAddress`. */
  readonly publicMediaAddress?: string;
  /** UDP ports for media. Default: any that is free. */
  readonly mediaPorts?: PortRange;
  /** What browsers are told, and so who offers when they subscribe. Default: `kurento`. */
  readonly mediaServer?: MediaServerName;
  /** When sessions that nobody joined are dropped. Default: OpenVidu's. */
  readonly garbageCollection?: GarbageCollection;
  /** Default: {@link DEFAULT_LIMITS}. */
  readonly limits?: Limits;
  /** Where events are posted. Default: nowhere. */
  readonly webhook?: WebhookOptions;
  /** The folder of the file with the events. Default: none is written. */
  readonly cdrFolder?: string;
}

/** A running deployment. */
export interface OpenviduEmbedded extends Closable {
  /** Where browsers reach it. */
  readonly url: string;
  /** The TCP port on which it listens. */
  readonly port: number;
  /** The UDP port of the STUN responder. */
  readonly stunPort: number;
}

/** The port of the API where it is free for UDP as well; with a port chosen by the system, any other will do. */
async function openStun(address: string, port: number, anyPort: boolean): Promise<StunResponder> {
  const opening = StunResponder.open(address, port).catch((error: unknown) => {
    if (!anyPort) throw error;
    return StunResponder.open(address, 0);
  });
  return openOrExplain(opening, `UDP port ${port} on ${address}`, 'OPENVIDU_PORT or OPENVIDU_MEDIA_ADDRESS');
}

function reportedConfiguration(options: OpenviduEmbeddedOptions): ReportedConfiguration {
  const { cdrFolder, garbageCollection = DEFAULT_GARBAGE_COLLECTION, webhook } = options;
  const reported = { cdr: cdrFolder !== undefined, garbageCollection };
  if (!webhook) return reported;
  const headers = Object.entries(webhook.headers).map(([name, value]) => `${name}: ${value}`);
  return { ...reported, webhook: { endpoint: webhook.endpoint, headers, events: webhook.events } };
}

async function start(options: OpenviduEmbeddedOptions, opened: OpenedParts): Promise<OpenviduEmbedded> {
  const { secret, logger, port: wantedPort = 4443, host = '127.0.0.1', mediaAddress = '127.0.0.1' } = options;
  const { publicMediaAddress = mediaAddress, limits = DEFAULT_LIMITS, tls, garbageCollection, mediaServer } = options;
  const sinks = await openEventSinks(options);
  for (const sink of sinks.all) opened.add(sink);
  const opening = WebServer.open({ host, port: wantedPort, tls, logger });
  const where = `TCP port ${wantedPort} on ${host}`;
  const web = opened.add(await openOrExplain(opening, where, 'OPENVIDU_PORT or OPENVIDU_HOST'));
  const { port } = web;
  const publicUrl = options.publicUrl ?? `${tls ? 'https' : 'http'}://localhost:${port}`;
  const stun = opened.add(await openStun(mediaAddress, port, wantedPort === 0));
  const stunPort = stun.port;
  const media = new MediaServer({ mediaAddress, publicMediaAddress, ports: options.mediaPorts, logger });
  await media.prepare();
  const observers = [new DeploymentEvents(sinks.all)];
  const sessions = new Sessions({ media, logger, publicUrl, garbageCollection, observers, limits });
  const iceServers = [{ url: `stun:${publicMediaAddress}:${stunPort}` }];
  const signalling = opened.add(new RpcServer({ sessions, iceServers, logger, limits, mediaServer }));
  // Added after the signalling, so that everybody hears of the end before the sockets are cut.
  opened.add(sessions);
  const { statistics } = media;
  const metrics = createMetrics({ sessions, statistics, openSockets: () => signalling.openSockets });
  opened.add({ close: () => Promise.resolve().then(() => metrics.close()) });
  const configuration = reportedConfiguration(options);
  const { readCdr } = sinks;
  signalling.attach(web.server);
  web.serve(createRestApplication({ sessions, secret, publicUrl, logger, limits, metrics, configuration, readCdr }));
  return { url: publicUrl, port, stunPort, close: () => opened.close() };
}

/**
 * Starts an OpenVidu 2 deployment in this process: REST, signalling, media, events and the STUN responder.
 * @throws ConfigurationError with one sentence where a port is taken, an address is not this machine's or a file cannot be
 *   used; nothing stays open then
 */
export async function startOpenviduEmbedded(options: OpenviduEmbeddedOptions): Promise<OpenviduEmbedded> {
  const opened = new OpenedParts();
  try {
    return await start(options, opened);
  } catch (error) {
    await opened.close().catch((failure: unknown) => options.logger.error('service.close-failed', { error: failure }));
    throw error;
  }
}
