import type { Meeting } from '../../apps/openvidu-embedded/src/testing/meeting';
import { createConnection } from '../../apps/openvidu-embedded/src/testing/connections';
import type { MeetingPages } from '../../apps/openvidu-embedded/src/testing/meeting-pages';
import { readSentVideo } from './page-video';
import type { VideoSource } from './video-source';

declare const meeting: Meeting;

/** A real browser that publishes its fake camera at 640x480 and 30 frames/s, and its microphone. */
export async function publishFromPage(pages: MeetingPages, url: string, sessionId: string): Promise<VideoSource> {
  const { token } = await createConnection(url, sessionId);
  const page = await pages.newPage();
  const streamId = await page.evaluate(async (token) => {
    await meeting.join(token, 'publisher');
    return meeting.publish({ resolution: '640x480', frameRate: 30 });
  }, token);
  return { streamId, read: () => readSentVideo(page), close: () => page.close() };
}
