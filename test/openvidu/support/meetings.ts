import type { ConnectionProperties, OpenVidu } from 'openvidu-node-client';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../support/chromium';
import { Deployment, type DeploymentOptions } from './deployment';
import { installPageMeeting } from './page-meeting';
import { installPageNetwork } from './page-network';
import { PageServer } from './page-server';
import { Participant } from './participant';

/** Somebody who has joined. */
export type JoinedParticipant = Participant & { readonly connectionId: string };

/** Real browsers that meet in the deployment under test. */
export class Meetings {
  /** The application's server. */
  readonly client: OpenVidu;
  /** Those whose pages are alive. */
  private readonly participants = new Set<Participant>();

  private constructor(
    readonly deployment: Deployment,
    private readonly pages: PageServer,
    private readonly browser: Browser,
  ) {
    this.client = deployment.newClient();
  }

  static async open(options: DeploymentOptions): Promise<Meetings> {
    const deployment = await Deployment.open(options);
    try {
      const browser = await launchChromium();
      return new Meetings(deployment, await PageServer.open(), browser);
    } catch (error) {
      await deployment.close();
      throw error;
    }
  }

  /** A token for a session, which is created where it is not there yet. */
  async newToken(sessionId: string, properties: ConnectionProperties = {}): Promise<string> {
    const session = await this.client.createSession({ customSessionId: sessionId });
    return (await session.createConnection(properties)).token;
  }

  /** A page that has not joined yet, in a window of its own. */
  async newParticipant(): Promise<Participant> {
    const context = await this.browser.newContext({ permissions: ['camera', 'microphone'] });
    await context.addInitScript(installPageNetwork);
    await context.addInitScript(installPageMeeting);
    const participant = new Participant(await context.newPage());
    this.participants.add(participant);
    participant.page.once('close', () => this.participants.delete(participant));
    participant.page.once('crash', () => this.participants.delete(participant));
    await participant.page.goto(this.pages.url);
    return participant;
  }

  /** Opens a page and joins. */
  async join(sessionId: string, name: string, properties: ConnectionProperties = {}): Promise<JoinedParticipant> {
    const [participant, token] = await Promise.all([this.newParticipant(), this.newToken(sessionId, properties)]);
    return Object.assign(participant, { connectionId: await participant.join(token, name) });
  }

  /** Cuts the sockets of all pages: their wire where there is one, else in the browsers. */
  async cutSockets(): Promise<void> {
    if (this.deployment.wire) this.deployment.wire.cut();
    else await Promise.all([...this.participants].map((participant) => participant.network('cut')));
  }

  /** Closes every page without a word to OpenVidu. */
  async closePages(): Promise<void> {
    const participants = [...this.participants];
    this.participants.clear();
    await Promise.all(participants.map((participant) => participant.close()));
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.pages.close();
    await this.deployment.close();
  }
}
