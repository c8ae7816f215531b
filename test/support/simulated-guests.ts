import type { Browser, Page } from 'playwright-core';
import { joinByRest } from './join-by-rest';
import { OfficialBundlePage } from './official-bundle';
import type { RunningSystem } from './running-system';

/** Many connections in one page, each with a painted picture in the place of a camera. */
const PAGE = `<!doctype html><meta charset="utf-8"><title>guests</title><script src="openvidu-browser.js"></script><script>
  const guests = [];
  function paint({ canvas, hue }, time) {
    const { width, height } = canvas;
    const pen = canvas.getContext('2d');
    pen.fillStyle = 'hsl(' + hue + ' 35% 62%)';
    pen.fillRect(0, 0, width, height);
    const x = width * (0.5 + 0.06 * Math.sin(time / 700 + hue)), y = height * 0.48;
    pen.fillStyle = 'hsl(' + hue + ' 30% 32%)';
    pen.beginPath(); pen.ellipse(width / 2, height * 1.05, width * 0.3, height * 0.34, 0, 0, 7); pen.fill();
    pen.fillStyle = 'hsl(28 55% 72%)';
    pen.beginPath(); pen.ellipse(x, y, width * 0.13, height * 0.22, 0, 0, 7); pen.fill();
    pen.fillStyle = '#42291c';
    pen.beginPath(); pen.ellipse(x, y - height * 0.11, width * 0.135, height * 0.13, 0, Math.PI, 0); pen.fill();
    pen.fillRect(x - width * 0.06, y - height * 0.03, width * 0.025, height * 0.035);
    pen.fillRect(x + width * 0.035, y - height * 0.03, width * 0.025, height * 0.035);
    const mouth = height * (0.012 + 0.02 * Math.abs(Math.sin(time / 260 + hue)));
    pen.beginPath(); pen.ellipse(x, y + height * 0.1, width * 0.035, mouth, 0, 0, 7); pen.fill();
  }
  async function sitDown({ token, hue, size, frameRate }) {
    const canvas = Object.assign(document.createElement('canvas'), size);
    const guest = { canvas, hue };
    guests.push(guest);
    paint(guest, 0);
    const [track] = canvas.captureStream(frameRate).getVideoTracks();
    const library = new OpenVidu();
    library.enableProdMode();
    const session = library.initSession();
    await session.connect(token);
    await session.publish(library.initPublisher(undefined, { audioSource: false, videoSource: track, mirror: false }));
    setInterval(() => paint(guest, performance.now()), 1000 / frameRate);
  }
</script>`;

/** What a simulated guest looks like. */
export interface GuestPicture {
  readonly width: number;
  readonly height: number;
  /** Frames a second. */
  readonly frameRate: number;
}

/** A guest as the table knows them. */
export interface SimulatedGuest {
  readonly participantId: string;
  readonly displayName: string;
}

/** Participants who publish a painted picture and watch nobody, all from one page, so that a table fills cheaply. */
export class SimulatedGuests {
  private seated = 0;

  private constructor(
    private readonly server: OfficialBundlePage,
    private readonly page: Page,
    private readonly picture: GuestPicture,
  ) {}

  /** Opens their page. */
  static async open(browser: Browser, picture: GuestPicture): Promise<SimulatedGuests> {
    const server = await OfficialBundlePage.serve(PAGE);
    const page = await browser.newPage();
    await page.goto(server.url);
    return new SimulatedGuests(server, page, picture);
  }

  /** Seats one who agreed to recognition. */
  async seat(system: RunningSystem, mealUrl: string, displayName: string): Promise<SimulatedGuest> {
    const { participantId, token } = await joinByRest(system.apiUrl, mealUrl, 'server', displayName);
    const { frameRate, ...size } = this.picture;
    // The golden angle keeps colours of neighbours apart, however many there are.
    const hue = Math.round(this.seated++ * 137.5) % 360;
    await this.page.evaluate(`sitDown(${JSON.stringify({ token, hue, size, frameRate })})`);
    return { participantId, displayName };
  }

  /** Everybody leaves. */
  async close(): Promise<void> {
    await this.page.close();
    await this.server.close();
  }
}
