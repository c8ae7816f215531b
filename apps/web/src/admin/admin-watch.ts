import type { AdminPass, AdminRole, AuditEntry } from '@bapsang/shared';
import { effect, untracked } from '@preact/signals';
import type { Clock } from '../time/clock';
import type { AdminAccess } from './admin-access';
import { AdminActs } from './admin-acts';
import type { AdminClient } from './admin-client';
import { AdminLive } from './admin-live';
import type { OpenAdminSocket } from './admin-socket';
import { Fetched } from './fetched';
import { LoadHistory } from './load-history';
import { RecentEvents } from './recent-events';
import { ServerNow } from './server-now';
import { SessionList } from './session-list';
import { SessionWatch } from './session-watch';

/** What {@link AdminWatch} needs. */
export interface AdminWatchParts {
  readonly client: AdminClient;
  readonly access: AdminAccess;
  readonly open: OpenAdminSocket;
  readonly clock: Clock;
}

/** Everything that an administrator sees, from the login to its end. */
export class AdminWatch {
  readonly #parts: AdminWatchParts;
  readonly #unfollow: () => void;
  readonly role: AdminRole;
  readonly live: AdminLive;
  readonly serverNow: ServerNow;
  readonly sessions: SessionList;
  readonly load: LoadHistory;
  readonly events: RecentEvents;
  readonly audit: Fetched<readonly AuditEntry[]>;
  readonly acts: AdminActs;

  constructor(parts: AdminWatchParts, { token, role }: AdminPass) {
    const { client, access, clock, open } = parts;
    this.#parts = parts;
    this.role = role;
    this.events = new RecentEvents(() => access.use(async (pass) => (await client.events(pass)).events));
    this.live = new AdminLive({
      open,
      clock,
      token,
      onEvent: (event) => this.events.add(event),
      onRefused: () => access.refuse(token),
    });
    const { overview } = this.live;
    this.serverNow = new ServerNow(clock, overview);
    this.sessions = new SessionList({
      ask: (query) => access.use((pass) => client.sessions(query, pass)),
      overview,
      clock,
    });
    this.load = new LoadHistory(() => access.use(async (pass) => (await client.load(pass)).points), overview);
    this.audit = new Fetched(() => access.use(async (pass) => (await client.audit(pass)).entries));
    this.acts = new AdminActs({ client, access, onDone: () => this.#followAct() });
    this.#askForPast();
    let lost = false;
    this.#unfollow = effect(() => {
      const reconnecting = this.live.state.value === 'reconnecting';
      // What happened while there was no socket.
      if (lost && !reconnecting) untracked(() => this.#catchUp());
      lost = reconnecting;
    });
  }

  /** Looks at one session closely; whoever asked for it closes it. */
  watchSession(sessionId: string): SessionWatch {
    const { access, client } = this.#parts;
    return new SessionWatch(
      sessionId,
      () => access.use((token) => client.session(sessionId, token)),
      this.live.overview,
    );
  }

  close(): void {
    this.#unfollow();
    this.live.close();
    this.serverNow.close();
    this.sessions.close();
    this.load.close();
  }

  #askForPast(): void {
    void this.load.kept.ask();
    void this.events.kept.ask();
    void this.audit.ask();
  }

  #catchUp(): void {
    void this.sessions.refresh();
    this.#askForPast();
  }

  #followAct(): void {
    void this.sessions.refresh();
    void this.audit.ask();
  }
}
