import type { MediaServer } from '../media/media-server';
import { Connection } from './connection';
import type { ConnectionProperties } from './connection-properties';
import { createToken, randomConnectionId } from './ids';
import { Participant, type ParticipantClient, type ParticipantDetails } from './participant';
import type { LeaveReason, UnpublishReason } from './reasons';
import { SessionError } from './session-error';
import type { SessionProperties } from './session-properties';

/** What a session needs of its surroundings. */
export interface SessionSurroundings {
  readonly media: MediaServer;
  /** Where browsers reach this deployment. */
  readonly publicUrl: string;
  /** Called once, when the session is over. */
  readonly ended: (session: Session, reason: string) => void;
}

/** A message to participants. */
export interface Signal {
  readonly type?: string;
  readonly data?: string;
  /** The sender's connection id; nothing for the application's server. */
  readonly from?: string;
}

/** A room: its connections, who is in it, and what they tell each other. */
export class Session {
  readonly createdAt = Date.now();
  private readonly slots = new Map<string, Connection>();
  private over = false;
  private closeReason?: LeaveReason;

  constructor(
    readonly id: string,
    readonly properties: SessionProperties,
    private readonly surroundings: SessionSurroundings,
  ) {}

  /** Whether the session is over; nobody joins any more. */
  get isClosed(): boolean {
    return this.over;
  }

  /** Every slot, taken or not. */
  get connections(): readonly Connection[] {
    return [...this.slots.values()];
  }

  /** Everybody who is in, in the order in which their connections were created. */
  get participants(): readonly Participant[] {
    return this.connections.flatMap(({ participant }) => participant ?? []);
  }

  connection(connectionId: string): Connection | undefined {
    return this.slots.get(connectionId);
  }

  /** @throws SessionError `participant-not-found` */
  participant(connectionId: string): Participant {
    const participant = this.slots.get(connectionId)?.participant;
    if (participant) return participant;
    throw new SessionError('participant-not-found', `There is no participant ${connectionId} in session ${this.id}.`);
  }

  createConnection(properties: ConnectionProperties): Connection {
    const token = createToken(this.surroundings.publicUrl, this.id);
    const connection = new Connection(randomConnectionId(), this.id, token, properties);
    this.slots.set(connection.id, connection);
    return connection;
  }

  /** Drops a slot that nobody took; its token is worth nothing then. */
  removePending({ id }: Connection): void {
    this.slots.delete(id);
  }

  /** Uses up a token. Returns nothing where it is unknown or was used before. */
  takeToken(token: string): Connection | undefined {
    return this.connections.find((connection) => connection.token === token && connection.takeToken());
  }

  /**
   * Lets somebody in; everybody who is in already hears of it.
   * @throws SessionError `session-closed`
   */
  join(connection: Connection, details: ParticipantDetails, client: ParticipantClient): Participant {
    if (this.over) throw new SessionError('session-closed', `Session ${this.id} is closed.`);
    const participant = new Participant(connection.id, connection.properties, details, client, this.surroundings.media);
    const { id, activeAt, metadata } = participant;
    this.notifyOthers(id, 'participantJoined', { id, createdAt: activeAt, metadata });
    connection.participant = participant;
    return participant;
  }

  /** Takes somebody out at their own wish or because they are gone. The last one to leave ends the session. */
  async leave(participant: Participant, reason: LeaveReason): Promise<void> {
    if (!this.takeOut(participant, reason)) return;
    participant.client.left();
    await this.endMedia(participant);
  }

  /**
   * Takes somebody out against their will.
   * @param acknowledge called after the others and before the victim hear of it
   */
  async evict(participant: Participant, reason: LeaveReason, acknowledge?: () => void): Promise<void> {
    const audience = this.participants;
    if (!this.takeOut(participant, reason)) return;
    acknowledge?.();
    for (const { client } of audience) {
      client.notify('participantEvicted', { connectionId: participant.id, reason });
    }
    participant.client.left();
    await this.endMedia(participant);
  }

  /**
   * Ends a participant's stream.
   * @param isOwnWish the participant itself asked, and needs no notification
   * @throws SessionError `not-streaming`
   */
  async unpublish(participant: Participant, reason: UnpublishReason, isOwnWish = false): Promise<void> {
    const { id, stream } = participant;
    if (!stream) throw new SessionError('not-streaming', `${id} is not publishing.`);
    const media = [participant.unpublish(), ...this.participants.map((other) => other.unsubscribe(id))];
    const audience = this.participants.filter((other) => !isOwnWish || other !== participant);
    for (const { client } of audience) client.notify('participantUnpublished', { connectionId: id, reason });
    await Promise.all(media);
  }

  /**
   * Sends a signal.
   * @param to connection ids; empty for everybody, the sender included
   * @throws SessionError `signal-target-unknown` when one of them is not in; nobody receives it then
   */
  signal(signal: Signal, to: readonly string[]): void {
    const known = new Map(this.participants.map((participant) => [participant.id, participant]));
    const receivers = to.length === 0 ? [...known.values()] : to.flatMap((id) => known.get(id) ?? []);
    if (receivers.length < to.length) {
      throw new SessionError('signal-target-unknown', 'A receiver of the signal is not in the session.');
    }
    for (const { client } of new Set(receivers)) client.notify('sendMessage', { ...signal });
  }

  notifyOthers(connectionId: string, method: string, params: object): void {
    for (const { id, client } of this.participants) {
      if (id !== connectionId) client.notify(method, params);
    }
  }

  /** Takes everybody out and ends the session. */
  async close(reason: LeaveReason): Promise<void> {
    this.closeReason = reason;
    const media = this.participants.map((participant) => this.evict(participant, reason));
    this.end(reason);
    await Promise.all(media);
  }

  private takeOut(participant: Participant, reason: LeaveReason): boolean {
    if (this.slots.get(participant.id)?.participant !== participant) return false;
    this.slots.delete(participant.id);
    this.notifyOthers(participant.id, 'participantLeft', { connectionId: participant.id, reason });
    if (this.participants.length === 0) this.end(this.closeReason ?? 'lastParticipantLeft');
    return true;
  }

  private async endMedia(participant: Participant): Promise<void> {
    const others = this.participants.map((other) => other.unsubscribe(participant.id));
    await Promise.all([participant.close(), ...others]);
  }

  private end(reason: string): void {
    if (this.over) return;
    this.over = true;
    this.slots.clear();
    this.surroundings.ended(this, reason);
  }
}
