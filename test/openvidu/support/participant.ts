import type { Page } from 'playwright-core';
import { eventually, eventuallyTrue } from '../../support/eventually';
import type { PageMeeting, ReceivedSignal, Reception, ReportedFailure, SourceProperties } from './page-meeting';
import type { PageNetwork } from './page-network';

declare const meeting: PageMeeting;
declare const network: PageNetwork;

/** What must go on for a stream to be received. */
export type Kind = 'audio' | 'video';

/** How many frames more prove that a picture moves. */
const FRAMES = 5;

/** A page with the unmodified openvidu-browser. */
export class Participant {
  constructor(readonly page: Page) {}

  /** Joins and returns the connection's id. */
  async join(token: string, name: string): Promise<string> {
    return this.page.evaluate(({ token, name }) => meeting.join(token, name), { token, name });
  }

  /** Tries to join. @returns the failure, or nothing where it worked after all */
  async failToJoin(token: string): Promise<ReportedFailure | undefined> {
    return this.page.evaluate(
      (token) =>
        meeting.join(token, 'somebody').then(
          () => undefined,
          (error: unknown) => meeting.describe(error),
        ),
      token,
    );
  }

  /** Publishes and returns the stream's id. */
  async publish(properties: SourceProperties = {}): Promise<string> {
    return this.page.evaluate((properties) => meeting.publish(properties), properties);
  }

  /** Tries to publish. @returns the failure, or nothing where it worked after all */
  async failToPublish(): Promise<ReportedFailure | undefined> {
    return this.page.evaluate(() =>
      meeting.publish({}).then(
        () => undefined,
        (error: unknown) => meeting.describe(error),
      ),
    );
  }

  async unpublish(): Promise<void> {
    await this.page.evaluate(() => meeting.session.unpublish(meeting.publisher));
  }

  /** Ends somebody's stream, as a moderator. */
  async forceUnpublish(streamId: string): Promise<void> {
    await this.page.evaluate((id) => meeting.session.forceUnpublish(meeting.subscribers[id]!.stream), streamId);
  }

  /** Takes somebody out, as a moderator. */
  async forceDisconnect(connectionId: string): Promise<void> {
    await this.page.evaluate(
      (id) => meeting.session.forceDisconnect(meeting.session.remoteConnections.get(id)!),
      connectionId,
    );
  }

  /** Tries to take somebody out. @returns the failure, or nothing where it worked after all */
  async failToForceDisconnect(connectionId: string): Promise<ReportedFailure | undefined> {
    return this.page.evaluate(
      (id) =>
        meeting.session.forceDisconnect(meeting.session.remoteConnections.get(id)!).then(
          () => undefined,
          (error: unknown) => meeting.describe(error),
        ),
      connectionId,
    );
  }

  async disconnect(): Promise<void> {
    await this.page.evaluate(() => meeting.session.disconnect());
  }

  /** Everything that happened, as `type:detail`, in order. */
  async events(): Promise<string[]> {
    return this.page.evaluate(() => meeting.events);
  }

  async untilEvent(event: string, deadline?: number): Promise<void> {
    await eventuallyTrue(`The event ${event}`, async () => (await this.events()).includes(event), deadline);
  }

  async signals(): Promise<ReceivedSignal[]> {
    return this.page.evaluate(() => meeting.signals);
  }

  async untilSignal(data: string): Promise<void> {
    await eventuallyTrue(`The signal ${data}`, async () =>
      (await this.signals()).some((signal) => signal.data === data),
    );
  }

  /** Sends a signal. @param to connection ids; everybody where it is left out */
  async signal(type: string, data: string, to: readonly string[] = []): Promise<void> {
    await this.page.evaluate(
      ({ type, data, to }) => {
        const { session } = meeting;
        const everybody = [session.connection, ...session.remoteConnections.values()];
        return session.signal({ type, data, to: everybody.filter(({ connectionId }) => to.includes(connectionId)) });
      },
      { type, data, to },
    );
  }

  /** What is received of a stream. */
  async measure(streamId: string): Promise<Reception | undefined> {
    return this.page.evaluate((id) => meeting.measure(id), streamId);
  }

  /** Waits until a stream plays, and goes on from where it is then. */
  async untilPlaying(streamId: string, kinds: readonly Kind[] = ['audio', 'video']): Promise<Reception> {
    const before = await eventually(`${streamId} plays`, async () => {
      const now = await this.measure(streamId);
      return now && kinds.every((kind) => (kind === 'video' ? now.width > 0 : now.audioBytes > 0)) ? now : undefined;
    });
    return this.untilFurther(streamId, before, kinds);
  }

  /** Waits until a stream has gone on from an earlier measurement. */
  async untilFurther(
    streamId: string,
    before: Reception,
    kinds: readonly Kind[] = ['audio', 'video'],
  ): Promise<Reception> {
    return eventually(`${streamId} goes on`, async () => {
      const now = await this.measure(streamId);
      if (!now) return undefined;
      const isOther = now.peerConnection !== before.peerConnection;
      const since = isOther ? { currentTime: 0, framesDecoded: 0, audioBytes: 0 } : before;
      const further = {
        audio: now.audioBytes > since.audioBytes,
        video: now.framesDecoded >= since.framesDecoded + FRAMES && now.currentTime > since.currentTime,
      };
      return kinds.every((kind) => further[kind]) ? now : undefined;
    });
  }

  /** Calls one of the switches that stand between the page's sockets and the world. */
  async network(change: 'cut' | 'cutOff' | 'unplug' | 'restore'): Promise<void> {
    await this.page.evaluate((change) => network[change](), change);
  }

  /** Cuts the page off right behind its next request with this method. */
  async cutOffBehind(method: string): Promise<void> {
    await this.page.evaluate((method) => network.cutOffBehind(method), method);
  }

  /** Crashes the page's process. */
  async crash(): Promise<void> {
    const crashed = this.page.waitForEvent('crash');
    this.page.goto('chrome://crash').catch(() => undefined);
    await crashed;
  }

  /** Closes the page without a word to OpenVidu. */
  async close(): Promise<void> {
    await this.page.context().close();
  }
}
