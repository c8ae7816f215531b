import type { Logger } from '@bapsang/server';
import {
  ADMIN_NAMESPACE,
  ADMIN_OVERVIEW_INTERVAL,
  maskError,
  type AdminToApiEvents,
  type ApiToAdminEvents,
} from '@bapsang/shared';
import { Inject, type OnModuleDestroy } from '@nestjs/common';
import {
  WebSocketGateway,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import { LOGGER } from '../configuration/injection-tokens';
import { RecentEvents } from '../events/recent-events';
import { refuseHandshake, SOCKET_SERVER_OPTIONS } from '../sockets/socket-server';
import { Clock } from '../time/clock';
import { AdminTokens, type Administrator } from './admin-tokens';
import { Overviews } from './overviews';

interface AdminSocketData {
  administrator: Administrator;
}

type AdminNamespace = Namespace<AdminToApiEvents, ApiToAdminEvents, DefaultEventsMap, AdminSocketData>;
type AdminSocket = Socket<AdminToApiEvents, ApiToAdminEvents, DefaultEventsMap, AdminSocketData>;

/**
 * The administrators' live view, a Socket.IO namespace. Every instance of the api makes overviews for those who listen to it, and
 * none while nobody does; what happens at any instance is told to those of all.
 */
@WebSocketGateway({ ...SOCKET_SERVER_OPTIONS, namespace: ADMIN_NAMESPACE })
export class AdminGateway
  implements
    OnGatewayInit<AdminNamespace>,
    OnGatewayConnection<AdminSocket>,
    OnGatewayDisconnect<AdminSocket>,
    OnModuleDestroy
{
  #namespace?: AdminNamespace;
  #stopEvents?: () => void;
  #timer: NodeJS.Timeout | undefined;
  /** Each ends its socket with its token, by the socket's id. */
  readonly #ends = new Map<string, NodeJS.Timeout>();
  #away = false;

  constructor(
    private readonly tokens: AdminTokens,
    private readonly overviews: Overviews,
    private readonly events: RecentEvents,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  afterInit(namespace: AdminNamespace): void {
    this.#namespace = namespace;
    namespace.use((socket, next) => {
      this.tokens.administratorOf(tokenIn(socket.handshake.auth)).then(
        (administrator) => {
          socket.data.administrator = administrator;
          next();
        },
        (error: unknown) => {
          refuseHandshake(next, maskError(error));
          // After the refusal, which is sent in the next tick: nobody keeps a connection without a token.
          setImmediate(() => socket.conn.close());
        },
      );
    });
    this.#stopEvents = this.events.onTold((event) => void namespace.emit('event', event));
  }

  /** Shows everything at once, and from then on again and again. */
  handleConnection(socket: AdminSocket): void {
    const lasts = socket.data.administrator.expiresAt - this.clock.now();
    this.#ends.set(
      socket.id,
      setTimeout(() => socket.disconnect(true), lasts),
    );
    this.#timer ??= setInterval(() => void this.#sendAll(), ADMIN_OVERVIEW_INTERVAL);
    void this.#send(socket);
  }

  handleDisconnect(socket: AdminSocket): void {
    clearTimeout(this.#ends.get(socket.id));
    this.#ends.delete(socket.id);
    if (this.#ends.size === 0) this.#stop();
  }

  onModuleDestroy(): void {
    this.#stopEvents?.();
    this.#stop();
    this.#namespace?.local.disconnectSockets(true);
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #sendAll(): Promise<void> {
    await this.#whereKnown(async () => {
      const overview = await this.overviews.next();
      // The listeners of other instances get theirs there.
      this.#namespace?.local.emit('overview', overview);
    });
  }

  async #send(socket: AdminSocket): Promise<void> {
    await this.#whereKnown(async () => void socket.emit('overview', await this.overviews.recent()));
  }

  /** Never throws: where nothing can be told now, what was told last stands until it can. */
  async #whereKnown(send: () => Promise<void>): Promise<void> {
    try {
      await send();
      this.#away = false;
    } catch (error) {
      if (!this.#away) this.logger.warn('overview.unknown', { error });
      this.#away = true;
    }
  }
}

function tokenIn(auth: Record<string, unknown>): string {
  return typeof auth.token === 'string' ? auth.token : '';
}
