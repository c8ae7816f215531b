import type { Limits } from '../configuration/limits';
import type { MediaServer } from '../media/media-server';
import { Connection } from './connection';
import type { ConnectionProperties } from './connection-properties';
import { describeStream } from './descriptions';
import { createToken, randomConnectionId } from './ids';
import { Participant, type ParticipantClient, type ParticipantDetails, type PublishOffer } from './participant';
import type { LeaveReason, SessionCloseReason, SessionEndReason, UnpublishReason } from './reasons';
import { SessionError } from './session-error';
import type { SessionObserver } from './session-observer';
import type { SessionProperties } from './session-properties';
import type { Signal } from './signal';
import type { Stream, StreamProperties } from './stream';

/** What a session needs of its surroundings. */
export interface SessionSurroundings {
  readonly media: MediaServer;
  /** Where browsers reach this deployment. */
  readonly publicUrl: string;
  readonly limits: Limits;
  readonly observer: SessionObserver;
  /**
   * Called once, when the session is over.
   * @param reason nothing when it was dropped because nobody ever joined
   * @param mediaEnded when everything that was sent and received has ended too
   */
  readonly ended: (session: Session, reason: SessionEndReason | undefined, mediaEnded: Promise<unknown>) => void;
}

/** A room: its connections, who is in it, and what they tell each other. */
export class Session {
  readonly createdAt = Date.now();
  private readonly slots = new Map<string, Connection>();
  private readonly endings = new Set<Promise<unknown>>();
  private over = false;
  private closeReason?: SessionCloseReason;

  constructor(
    readonly id: string,
    readonly properties: SessionProperties,
    private readonly surroundings: SessionSurroundings,
  ) {}

  /** Whether the session is over; nobody joins any more. */
  get isClosed(): boolean {
    return this.over;
  }

  /** Whether as many are in as may be. */
  get isFull(): boolean {
    return this.participants.length >= this.surroundings.limits.participantsPerSession;
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

  /** @throws SessionError `session-closed`, or `too-many-connections` when too many wait for somebody already */
  createConnection(properties: ConnectionProperties): Connection {
    if (this.over) throw new SessionError('session-closed', `Session ${this.id} is closed.`);
    const limit = this.surroundings.limits.pendingConnectionsPerSession;
    if (this.slots.size - this.participants.length >= limit) {
      const message = `${limit} connections of session ${this.id} wait for somebody; delete some that are not needed.`;
      throw new SessionError('too-many-connections', message);
    }
    const token = createToken(this.surroundings.publicUrl, this.id);
    const connection = new Connection(randomConnectionId(), this.id, token, properties);
    this.slots.set(connection.id, connection);
    return connection;
  }

  /** Changes what may be changed of a connection, at once; the browser in it hears of each change. */
  updateConnection(
    connection: Connection,
    change: Partial<Pick<ConnectionProperties, 'role' | 'record'>>,
  ): ConnectionProperties {
    const before = connection.properties;
    const { role = before.role, record = before.record } = change;
    connection.replaceProperties({ ...before, role, record });
    const tell = (property: string, newValue: string): void =>
      connection.participant?.client.notify('connectionPropertyChanged', { property, newValue });
    if (role !== before.role) tell('role', role);
    if (record !== before.record) tell('record', String(record));
    return connection.properties;
  }

  /** Drops a slot that nobody took; its token is worth nothing then. */
  removePending({ id }: Connection): void {
    this.slots.delete(id);
  }

  /**
   * Uses up a token. Returns nothing where it is unknown or was used before.
   * @throws SessionError `session-full`; the token can be used later then
   */
  takeToken(token: string): Connection | undefined {
    const connection = this.connections.find((slot) => slot.token === token && slot.isTokenValid);
    if (connection && this.isFull) {
      const { participantsPerSession } = this.surroundings.limits;
      const message = `Session ${this.id} is full: at most ${participantsPerSession} participants`;
      throw new SessionError('session-full', message);
    }
    connection?.takeToken();
    return connection;
  }

  /**
   * Lets somebody in; everybody who is in already hears of it.
   * @throws SessionError `session-closed`
   */
  join(connection: Connection, details: ParticipantDetails, client: ParticipantClient): Participant {
    if (this.over) throw new SessionError('session-closed', `Session ${this.id} is closed.`);
    const { media, observer } = this.surroundings;
    const participant = new Participant(connection, details, client, {
      media,
      subscribed: (receiver, subscription) => observer.streamSubscribed(this, receiver, subscription),
      unsubscribed: (receiver, subscription, reason) =>
        observer.streamUnsubscribed(this, receiver, subscription, reason),
    });
    const { id, activeAt, metadata } = participant;
    this.notifyOthers(id, 'participantJoined', { id, createdAt: activeAt, metadata });
    connection.participant = participant;
    observer.participantJoined(this, participant);
    return participant;
  }

  /** Takes somebody out at their own wish or because they are gone. The last one to leave ends the session. */
  async leave(participant: Participant, reason: LeaveReason): Promise<void> {
    const mediaEnded = this.takeOut(participant, reason);
    if (mediaEnded) participant.client.left();
    await mediaEnded;
  }

  /**
   * Takes somebody out against their will.
   * @param acknowledge called after the others and before the victim hear of it
   */
  async evict(participant: Participant, reason: LeaveReason, acknowledge?: () => void): Promise<void> {
    const audience = this.participants;
    const mediaEnded = this.takeOut(participant, reason);
    if (!mediaEnded) return;
    acknowledge?.();
    for (const { client } of audience) {
      client.notify('participantEvicted', { connectionId: participant.id, reason });
    }
    participant.client.left();
    await mediaEnded;
  }

  /**
   * Lets a participant publish; everybody else hears of it.
   * @param acknowledge called before the others hear of it
   * @throws SessionError as {@link Participant.publish}
   */
  async publish(
    participant: Participant,
    properties: StreamProperties,
    offer: PublishOffer,
    acknowledge: (stream: Stream, answer: string) => void,
  ): Promise<void> {
    const { id } = participant;
    await participant.publish(properties, offer, (stream, answer) => {
      acknowledge(stream, answer);
      this.notifyOthers(id, 'participantPublished', { id, streams: [describeStream(stream)] });
      this.surroundings.observer.streamPublished(this, participant, stream);
    });
  }

  /**
   * Ends a participant's stream.
   * @param isOwnWish the participant itself asked, and needs no notification
   * @throws SessionError `not-streaming`
   */
  async unpublish(participant: Participant, reason: UnpublishReason, isOwnWish = false): Promise<void> {
    const { id, stream } = participant;
    if (!stream) throw new SessionError('not-streaming', `${id} is not publishing.`);
    const mediaEnded = this.endStream(participant, stream, reason);
    const audience = this.participants.filter((other) => !isOwnWish || other !== participant);
    for (const { client } of audience) client.notify('participantUnpublished', { connectionId: id, reason });
    await mediaEnded;
  }

  /**
   * Sends a signal.
   * @param to connection ids; empty for everybody, the sender included
   * @throws SessionError `signal-target-unknown` when one of them is not in; nobody receives it then
   */
  signal(signal: Signal, to: readonly string[]): void {
    const known = new Map(this.participants.map((participant) => [participant.id, participant]));
    const targets = to.length === 0 ? [...known.keys()] : [...new Set(to)];
    const receivers = targets.flatMap((id) => known.get(id) ?? []);
    if (receivers.length < targets.length) {
      throw new SessionError('signal-target-unknown', 'A receiver of the signal is not in the session.');
    }
    for (const { client } of receivers) client.notify('sendMessage', { ...signal });
    this.surroundings.observer.signalSent(this, signal, targets);
  }

  notifyOthers(connectionId: string, method: string, params: object): void {
    for (const { id, client } of this.participants) {
      if (id !== connectionId) client.notify(method, params);
    }
  }

  /** Takes everybody out and ends the session. */
  async close(reason: SessionCloseReason): Promise<void> {
    this.closeReason = reason;
    const media = this.participants.map((participant) => this.evict(participant, reason));
    this.end(reason);
    await Promise.all(media);
  }

  /** Ends a session that nobody ever joined, without a word. */
  drop(): void {
    this.end(undefined);
  }

  /** Returns when the participant's media has ended, or nothing when it was out already. */
  private takeOut(participant: Participant, reason: LeaveReason): Promise<unknown> | undefined {
    if (this.slots.get(participant.id)?.participant !== participant) return undefined;
    const mediaEnded = this.endMedia(participant, reason);
    this.slots.delete(participant.id);
    this.notifyOthers(participant.id, 'participantLeft', { connectionId: participant.id, reason });
    this.surroundings.observer.participantLeft(this, participant, reason);
    if (this.participants.length === 0) this.end(this.closeReason ?? 'lastParticipantLeft');
    return mediaEnded;
  }

  private endMedia(participant: Participant, reason: LeaveReason): Promise<unknown> {
    const { stream } = participant;
    const streamEnded = stream ? this.endStream(participant, stream, reason) : undefined;
    return this.track(Promise.all([streamEnded, participant.close(reason)]));
  }

  private endStream(participant: Participant, stream: Stream, reason: UnpublishReason | LeaveReason): Promise<unknown> {
    const ended = this.participants.map(({ receiving }) => receiving.end(participant.id, reason));
    const unpublished = participant.unpublish();
    this.surroundings.observer.streamUnpublished(this, participant, stream, reason);
    return Promise.all([...ended, unpublished]);
  }

  private track(ending: Promise<unknown>): Promise<unknown> {
    this.endings.add(ending);
    return ending.finally(() => this.endings.delete(ending));
  }

  private end(reason: SessionEndReason | undefined): void {
    if (this.over) return;
    this.over = true;
    this.slots.clear();
    this.surroundings.ended(this, reason, Promise.all(this.endings));
  }
}
