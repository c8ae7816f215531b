import { Router } from 'express';
import { OPENVIDU_VERSION } from '../configuration/openvidu-version';
import { MAXIMUM_BITRATE, MINIMUM_BITRATE } from '../media/remb';
import type { ReportedConfiguration, ReportedWebhook } from './reported-configuration';

function webhookJson(webhook: ReportedWebhook | undefined): object {
  if (!webhook) return { OPENVIDU_WEBHOOK: false };
  return {
    OPENVIDU_WEBHOOK: true,
    OPENVIDU_WEBHOOK_ENDPOINT: webhook.endpoint,
    OPENVIDU_WEBHOOK_HEADERS: webhook.headers,
    OPENVIDU_WEBHOOK_EVENTS: webhook.events,
  };
}

function addressJson(publicUrl: string): object {
  const { hostname, origin, port, protocol } = new URL(publicUrl);
  return {
    DOMAIN_OR_PUBLIC_IP: hostname,
    HTTPS_PORT: Number(port || (protocol === 'https:' ? 443 : 80)),
    OPENVIDU_PUBLICURL: origin,
  };
}

/** `GET /config`; bandwidths in kbit/s, times in s. */
function configurationJson(publicUrl: string, { cdr, garbageCollection, webhook }: ReportedConfiguration): object {
  return {
    VERSION: OPENVIDU_VERSION,
    ...addressJson(publicUrl),
    OPENVIDU_CDR: cdr,
    OPENVIDU_STREAMS_VIDEO_MAX_RECV_BANDWIDTH: MAXIMUM_BITRATE / 1_000,
    OPENVIDU_STREAMS_VIDEO_MIN_RECV_BANDWIDTH: MINIMUM_BITRATE / 1_000,
    OPENVIDU_STREAMS_VIDEO_MAX_SEND_BANDWIDTH: MAXIMUM_BITRATE / 1_000,
    OPENVIDU_STREAMS_VIDEO_MIN_SEND_BANDWIDTH: MINIMUM_BITRATE / 1_000,
    OPENVIDU_STREAMS_FORCED_VIDEO_CODEC: 'MEDIA_SERVER_PREFERRED',
    OPENVIDU_STREAMS_ALLOW_TRANSCODING: false,
    OPENVIDU_WEBRTC_SIMULCAST: false,
    OPENVIDU_SESSIONS_GARBAGE_INTERVAL: garbageCollection.interval / 1_000,
    OPENVIDU_SESSIONS_GARBAGE_THRESHOLD: garbageCollection.threshold / 1_000,
    OPENVIDU_RECORDING: false,
    ...webhookJson(webhook),
  };
}

/** `/config` and below, but for the public address, which is among the public routes */
export function configurationRoutes(publicUrl: string, configuration: ReportedConfiguration): Router {
  const router = Router();

  router.get('/config', (_request, response) => {
    response.json(configurationJson(publicUrl, configuration));
  });

  router.get('/config/openvidu-version', (_request, response) => {
    response.type('text/plain').send(OPENVIDU_VERSION);
  });

  router.get('/config/openvidu-recording', (_request, response) => {
    response.json(false);
  });

  // Nothing is ever recorded, so that there is no path to name.
  router.get('/config/openvidu-recording-path', (_request, response) => {
    response.type('text/plain').send('');
  });

  router.get('/config/openvidu-cdr', (_request, response) => {
    response.json(configuration.cdr);
  });

  return router;
}
