import { Gauge, type Registry } from 'prom-client';
import type { Participant } from '../sessions/participant';
import type { Sessions } from '../sessions/sessions';

function participantsOf(sessions: Sessions): readonly Participant[] {
  return sessions.all.flatMap(({ participants }) => participants);
}

/** Registers what the sessions hold, `openvidu_*`; it is counted when somebody asks. */
export function registerSessionMetrics(registry: Registry, sessions: Sessions, openSockets: () => number): void {
  const registers = [registry];
  new Gauge({
    name: 'openvidu_sessions',
    help: 'Sessions that exist, joined or not.',
    registers,
    collect() {
      this.set(sessions.all.length);
    },
  });
  new Gauge({
    name: 'openvidu_connections',
    help: 'Connections by status: active ones are participants, pending ones were not taken yet.',
    labelNames: ['status'],
    registers,
    collect() {
      const all = sessions.all.reduce((sum, { connections }) => sum + connections.length, 0);
      const active = participantsOf(sessions).length;
      this.set({ status: 'active' }, active);
      this.set({ status: 'pending' }, all - active);
    },
  });
  new Gauge({
    name: 'openvidu_streams',
    help: 'Streams that are published.',
    registers,
    collect() {
      this.set(participantsOf(sessions).filter(({ stream }) => stream).length);
    },
  });
  new Gauge({
    name: 'openvidu_subscriptions',
    help: 'Streams that are received, once per receiver.',
    registers,
    collect() {
      this.set(participantsOf(sessions).reduce((sum, { subscriptions }) => sum + subscriptions.size, 0));
    },
  });
  new Gauge({
    name: 'openvidu_websockets',
    help: 'Open WebSockets, joined or not.',
    registers,
    collect() {
      this.set(openSockets());
    },
  });
}
