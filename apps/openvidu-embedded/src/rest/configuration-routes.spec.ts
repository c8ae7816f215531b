import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { configurationRoutes } from './configuration-routes';
import { DEFAULT_REPORTED_CONFIGURATION, type ReportedConfiguration } from './reported-configuration';

describe('/config', () => {
  let server: Server | undefined;

  const serve = async (publicUrl: string, configuration: ReportedConfiguration): Promise<string> => {
    server = createServer(express().use(configurationRoutes(publicUrl, configuration))).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/config`;
  };

  afterEach(async () => {
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  });

  it('shows exactly what OpenVidu shows of a deployment without recordings and webhook', async () => {
    const url = await serve('http://localhost:4443', DEFAULT_REPORTED_CONFIGURATION);
    expect(await (await fetch(url)).json()).toEqual({
      VERSION: '2.32.2',
      DOMAIN_OR_PUBLIC_IP: 'localhost',
      HTTPS_PORT: 4443,
      OPENVIDU_PUBLICURL: 'http://localhost:4443',
      OPENVIDU_CDR: false,
      OPENVIDU_STREAMS_VIDEO_MAX_RECV_BANDWIDTH: 2_000,
      OPENVIDU_STREAMS_VIDEO_MIN_RECV_BANDWIDTH: 300,
      OPENVIDU_STREAMS_VIDEO_MAX_SEND_BANDWIDTH: 2_000,
      OPENVIDU_STREAMS_VIDEO_MIN_SEND_BANDWIDTH: 300,
      OPENVIDU_STREAMS_FORCED_VIDEO_CODEC: 'MEDIA_SERVER_PREFERRED',
      OPENVIDU_STREAMS_ALLOW_TRANSCODING: false,
      OPENVIDU_WEBRTC_SIMULCAST: false,
      OPENVIDU_SESSIONS_GARBAGE_INTERVAL: 900,
      OPENVIDU_SESSIONS_GARBAGE_THRESHOLD: 3_600,
      OPENVIDU_RECORDING: false,
      OPENVIDU_WEBHOOK: false,
    });
  });

  it('shows the webhook, the CDR and an address at the usual port', async () => {
    const webhook = { endpoint: 'http://app.example/hook', headers: ['Authorization: x'], events: ['sessionCreated'] };
    const garbageCollection = { interval: 0, threshold: 60_000 };
    const url = await serve('https://meet.example/', { cdr: true, garbageCollection, webhook });
    expect(await (await fetch(url)).json()).toMatchObject({
      DOMAIN_OR_PUBLIC_IP: 'meet.example',
      HTTPS_PORT: 443,
      OPENVIDU_PUBLICURL: 'https://meet.example',
      OPENVIDU_CDR: true,
      OPENVIDU_SESSIONS_GARBAGE_INTERVAL: 0,
      OPENVIDU_SESSIONS_GARBAGE_THRESHOLD: 60,
      OPENVIDU_WEBHOOK: true,
      OPENVIDU_WEBHOOK_ENDPOINT: webhook.endpoint,
      OPENVIDU_WEBHOOK_HEADERS: webhook.headers,
      OPENVIDU_WEBHOOK_EVENTS: webhook.events,
    });
  });

  it.each([
    ['openvidu-version', 'text/plain; charset=utf-8', '2.32.2'],
    ['openvidu-recording', 'application/json; charset=utf-8', 'false'],
    ['openvidu-recording-path', 'text/plain; charset=utf-8', ''],
    ['openvidu-cdr', 'application/json; charset=utf-8', 'true'],
  ])('shows %s as %s', async (name, type, text) => {
    const url = await serve('http://localhost:4443', { ...DEFAULT_REPORTED_CONFIGURATION, cdr: true });
    const shown = await fetch(`${url}/${name}`);
    expect([shown.status, shown.headers.get('content-type'), await shown.text()]).toEqual([200, type, text]);
  });
});
