import { setTimeout as sleep } from 'node:timers/promises';
import { withDeadline } from '@bapsang/server';
import type { Page } from 'playwright-core';
import type { Meeting } from '../../apps/openvidu-embedded/src/testing/meeting';
import { MeetingPages } from '../../apps/openvidu-embedded/src/testing/meeting-pages';
import { preferDeployment } from '../openvidu-soak/prefer-deployment';
import type { BrowserFigures } from './browser-figures';
import type { BenchOptions } from './command-line';
import { DeploymentApi } from './deployment-api';
import { BROWSER_HEADING, formatBrowsers } from './report';
import { SECRET, ServerProcess } from './server-process';

declare const meeting: Meeting;

/** How long the first picture may take, ms. */
const FRAME_DEADLINE = 60_000;

/** What browsers publish; two processors carry eight of them at this size, and the server sees as many packets of sound. */
const CAMERA = { resolution: '320x240', frameRate: 15 };

async function join(page: Page, token: string): Promise<number> {
  return page.evaluate(async (token) => {
    const startedAt = performance.now();
    await meeting.join(token, 'bench');
    return performance.now() - startedAt;
  }, token);
}

/** Waits until the page shows a picture of a stream; returns the moment, ms since 1970. */
async function firstFrameOf(page: Page, streamId: string): Promise<number> {
  const shown = page.evaluate(async (streamId) => {
    for (;;) {
      const reception = await meeting.measure(streamId);
      if (reception && reception.framesDecoded > 0) return Date.now();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }, streamId);
  return withDeadline(shown, FRAME_DEADLINE, 'The first frame');
}

interface Published {
  readonly streamId: string;
  readonly published: number;
  readonly firstFrames: readonly number[];
}

async function publish(page: Page, others: readonly Page[]): Promise<Published> {
  const startedAt = Date.now();
  const streamId = await page.evaluate((camera) => meeting.publish(camera), CAMERA);
  const published = Date.now() - startedAt;
  const moments = await Promise.all(others.map((other) => firstFrameOf(other, streamId)));
  return { streamId, published, firstFrames: moments.map((moment) => moment - startedAt) };
}

async function lostBy(page: Page, streamIds: readonly string[]): Promise<number> {
  const receptions = await Promise.all(
    streamIds.map((streamId) => page.evaluate((streamId) => meeting.measure(streamId), streamId)),
  );
  return receptions.reduce((sum, reception) => sum + (reception?.packetsLost ?? 0), 0);
}

async function measureMeeting(
  server: ServerProcess,
  pages: MeetingPages,
  participants: number,
  milliseconds: number,
): Promise<BrowserFigures> {
  const api = new DeploymentApi(server.url, SECRET);
  const joined: Page[] = [];
  const joins: number[] = [];
  const streamIds: string[] = [];
  let last: Pick<Published, 'published' | 'firstFrames'> = { published: 0, firstFrames: [] };
  for (let count = 0; count < participants; count++) {
    const page = await pages.newPage();
    joins.push(await join(page, await api.createToken(`bench-${participants}`)));
    const { streamId, ...times } = await publish(page, joined);
    joined.push(page);
    streamIds.push(streamId);
    last = times;
  }
  const before = server.usage();
  await sleep(milliseconds);
  const after = server.usage();
  const lost = await Promise.all(joined.map((page) => lostBy(page, streamIds)));
  await Promise.all(joined.map((page) => page.close()));
  return {
    participants,
    joins,
    ...last,
    serverLoad: (after.user + after.system - before.user - before.system) / milliseconds,
    residentBytes: after.residentBytes,
    packetsLost: lost.reduce((sum, count) => sum + count, 0),
  };
}

/** Measures meetings of Chromium pages with fake cameras, each of whom publishes to all, one after the other. */
export async function measureBrowsers(
  { servers, participants, milliseconds, nodeOptions }: BenchOptions,
  print: (line: string) => void,
): Promise<readonly BrowserFigures[]> {
  const rows: BrowserFigures[] = [];
  print(BROWSER_HEADING);
  for (const count of participants) {
    const server = await ServerProcess.start(servers[0] ?? '', nodeOptions);
    preferDeployment(server.pid);
    const pages = await MeetingPages.open();
    try {
      const figures = await measureMeeting(server, pages, count, milliseconds);
      print(formatBrowsers(figures));
      rows.push(figures);
    } finally {
      await pages.close();
      await server.close();
    }
  }
  return rows;
}
