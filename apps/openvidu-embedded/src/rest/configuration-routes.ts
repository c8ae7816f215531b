import { Router } from 'express';
import { OPENVIDU_VERSION } from '../configuration/openvidu-version';
import { MAXIMUM_BITRATE } from '../media/remb';
import { DEFAULT_GARBAGE_COLLECTION } from '../sessions/sessions';

/** The address under which browsers reach the deployment, ending in a slash. */
function withSlash(publicUrl: string): string {
  return new URL(publicUrl).href;
}

/** `/config/openvidu-publicurl`, the one route that needs no secret: whoever gets an answer knows that all is ready. */
export function publicRoutes(publicUrl: string): Router {
  const router = Router();
  router.get('/config/openvidu-publicurl', (_request, response) => {
    response.type('text/plain').send(withSlash(publicUrl));
  });
  return router;
}

/** `/config` and below */
export function configurationRoutes(publicUrl: string): Router {
  const router = Router();
  const { hostname, port, protocol } = new URL(publicUrl);

  router.get('/config', (_request, response) => {
    response.json({
      VERSION: OPENVIDU_VERSION,
      DOMAIN_OR_PUBLIC_IP: hostname,
      HTTPS_PORT: port || (protocol === 'https:' ? '443' : '80'),
      OPENVIDU_PUBLICURL: withSlash(publicUrl),
      OPENVIDU_CDR: false,
      OPENVIDU_STREAMS_VIDEO_MAX_RECV_BANDWIDTH: MAXIMUM_BITRATE / 1_000,
      OPENVIDU_STREAMS_VIDEO_MIN_RECV_BANDWIDTH: 0,
      OPENVIDU_STREAMS_VIDEO_MAX_SEND_BANDWIDTH: MAXIMUM_BITRATE / 1_000,
      OPENVIDU_STREAMS_VIDEO_MIN_SEND_BANDWIDTH: 0,
      OPENVIDU_STREAMS_FORCED_VIDEO_CODEC: 'VP8',
      OPENVIDU_STREAMS_ALLOW_TRANSCODING: false,
      OPENVIDU_WEBRTC_SIMULCAST: false,
      OPENVIDU_SESSIONS_GARBAGE_INTERVAL: DEFAULT_GARBAGE_COLLECTION.interval / 1_000,
      OPENVIDU_SESSIONS_GARBAGE_THRESHOLD: DEFAULT_GARBAGE_COLLECTION.threshold / 1_000,
      OPENVIDU_RECORDING: false,
      OPENVIDU_WEBHOOK: false,
    });
  });

  router.get('/config/openvidu-version', (_request, response) => {
    response.type('text/plain').send(OPENVIDU_VERSION);
  });

  return router;
}
