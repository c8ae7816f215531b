import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from '../../apps/openvidu-embedded/src/testing/connections';
import type { Meeting } from '../../apps/openvidu-embedded/src/testing/meeting';
import type { MeetingPages } from '../../apps/openvidu-embedded/src/testing/meeting-pages';
import type { Page } from 'playwright-core';
import { eventuallyTrue } from '../../test/support/eventually';
import type { LossCase } from './loss-cases';
import { lossResult, type LossResult, type Moment } from './loss-result';
import { LossyDeployment } from './lossy-deployment';
import { publishFromPage } from './page-source';
import { readReceivedVideo, readShownVideo, watchShownVideo } from './page-video';
import type { RecordedFrame } from './record-video';
import { ReplaySource } from './replay-source';
import type { VideoSource } from './video-source';

declare const meeting: Meeting;

/** How long video plays before packets are lost, ms: browsers begin with a low bitrate. */
const WARM_UP = 3_000;

/** Frames after which video counts as playing. */
const PLAYING = 30;

const SESSION = 'loss';

/** What every measurement of a run shares. */
export interface MeasurementOptions {
  readonly pages: MeetingPages;
  /** What a replay publishes. */
  readonly recording: readonly RecordedFrame[];
  /** How long each case loses packets, ms. */
  readonly duration: number;
  readonly seed: number;
  /** Whether packets are lost while peer connections are made, too. */
  readonly fromStart: boolean;
}

function publish(lossCase: LossCase, url: string, options: MeasurementOptions): Promise<VideoSource> {
  if (lossCase.source === 'replay') return ReplaySource.publish(url, SESSION, options.recording);
  return publishFromPage(options.pages, url, SESSION);
}

async function subscribe(pages: MeetingPages, url: string): Promise<Page> {
  const { token } = await createConnection(url, SESSION, { role: 'SUBSCRIBER' });
  const page = await pages.newPage();
  await page.evaluate((token) => meeting.join(token, 'subscriber'), token);
  return page;
}

async function momentOf(source: VideoSource, page: Page): Promise<Moment> {
  const [sent, received] = await Promise.all([source.read(), readReceivedVideo(page, source.streamId)]);
  return { at: performance.now(), sent, received };
}

async function measureMedia(
  deployment: LossyDeployment,
  { loss }: LossCase,
  source: VideoSource,
  page: Page,
  options: MeasurementOptions,
): Promise<LossResult> {
  await eventuallyTrue('Video at the subscriber', async () => {
    return (await readReceivedVideo(page, source.streamId)).framesDecoded > PLAYING;
  });
  await sleep(WARM_UP);
  await watchShownVideo(page, source.streamId);
  const begin = await momentOf(source, page);
  await deployment.inject(loss);
  await sleep(options.duration);
  const [end, shown, counts] = await Promise.all([momentOf(source, page), readShownVideo(page), deployment.count()]);
  return lossResult(begin, end, shown, counts);
}

/**
 * One publisher, one subscriber, one deployment of their own, and packets lost between them.
 * @param isPatched whether the deployment's repairs of werift are left in
 * @throws Error when video does not begin to play
 */
export async function measureCase(
  lossCase: LossCase,
  isPatched: boolean,
  options: MeasurementOptions,
): Promise<LossResult> {
  const deployment = await LossyDeployment.start(options.seed, isPatched);
  try {
    if (options.fromStart) await deployment.inject(lossCase.loss);
    const page = await subscribe(options.pages, deployment.url);
    const source = await publish(lossCase, deployment.url, options);
    try {
      return await measureMedia(deployment, lossCase, source, page, options);
    } finally {
      await Promise.all([source.close(), page.close()]);
    }
  } finally {
    await deployment.close();
  }
}
