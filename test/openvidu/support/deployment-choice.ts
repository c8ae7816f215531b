/** Who makes the SDP offer of a subscription: the browser (`kurento`) or the deployment (`mediasoup`). */
export type MediaServerName = 'kurento' | 'mediasoup';

/** A deployment that was started by somebody else. */
export interface GivenDeployment {
  readonly url: string;
  readonly secret: string;
}

function readGivenDeployment(): GivenDeployment | undefined {
  const { OPENVIDU_URL: url, OPENVIDU_SECRET: secret } = process.env;
  if (!url) return undefined;
  if (!secret) throw new Error('OPENVIDU_URL is given without OPENVIDU_SECRET; the tests need both.');
  return { url: new URL(url).origin, secret };
}

/** The deployment of the variables OPENVIDU_URL and OPENVIDU_SECRET; the tests start an embedded one where they are not set. */
export const GIVEN_DEPLOYMENT = readGivenDeployment();

const skippedTitle = (title: string, reason: string): string => `${title} (skipped: ${reason})`;

/**
 * A test that only the embedded deployment can pass, or only in a reasonable time.
 * @param reason stands behind the title where the test is skipped
 */
export function itWhereEmbedded(reason: string, title: string, test: () => Promise<void>, timeout?: number): void {
  if (GIVEN_DEPLOYMENT) it.skip(skippedTitle(title, reason), test);
  else it(title, test, timeout);
}

/** Tests in both SDP directions where the deployment is embedded, and in the only one that a given deployment speaks. */
export function describeBothDirections(title: string, tests: (mediaServer: MediaServerName) => void): void {
  if (!GIVEN_DEPLOYMENT) {
    describe.each(['kurento', 'mediasoup'] as const)(`${title}, as with %s`, tests);
    return;
  }
  describe(`${title}, as with kurento`, () => tests('kurento'));
  const reason = 'the community edition knows Kurento only';
  describe.skip(skippedTitle(`${title}, as with mediasoup`, reason), () => tests('mediasoup'));
}
