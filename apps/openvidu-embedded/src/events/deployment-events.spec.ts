import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import type { OpenviduEmbedded } from '../openvidu-embedded';
import { createConnection, join, requestJoin } from '../testing/connections';
import { callApi, startTestDeployment, TEST_AUTHORIZATION } from '../testing/deployment';
import { MediaPeer } from '../testing/media-peer';
import { RpcClient } from '../testing/rpc-client';
import { WebhookReceiver } from '../testing/webhook-receiver';
import { CDR_FILE } from './cdr-file';
import { EVENT_NAMES } from './openvidu-event';

let folder: string;
let receiver: WebhookReceiver;
let deployment: OpenviduEmbedded;

async function start(events: readonly string[] = EVENT_NAMES): Promise<void> {
  const webhook = { endpoint: receiver.endpoint, headers: { 'X-Secret': 's' }, events };
  deployment = await startTestDeployment({ webhook, cdrFolder: folder });
}

/** What the webhook received, each event with the fields that are asked for. */
function received(...fields: readonly string[]): unknown[] {
  return receiver.events.map(({ body }) => [body.event, ...fields.map((field) => body[field])]);
}

beforeEach(async () => {
  folder = mkdtempSync(joinPath(tmpdir(), 'openvidu-events-'));
  receiver = await WebhookReceiver.open();
});

afterEach(async () => {
  await deployment.close();
  await receiver.close();
  rmSync(folder, { recursive: true });
});

describe('DeploymentEvents', () => {
  it('tell a whole meeting in its order, alike to webhook and CDR', async () => {
    await start();
    const { id: idA, token } = await createConnection(deployment.url, 'Meal', { data: 'srvA' });
    const clientA = await RpcClient.connect(deployment.url);
    await requestJoin(clientA, 'Meal', token, '{"clientData":"me"}');
    const camera = await MediaPeer.create('sendonly');
    const stream = { doLoopback: false, hasAudio: true, hasVideo: true, typeOfVideo: 'CAMERA', frameRate: 30 };
    const { result } = await clientA.request('publishVideo', { ...stream, sdpOffer: camera.offer });
    const { client: clientB, id: idB } = await join(deployment.url, 'Meal');
    const screen = await MediaPeer.create('recvonly');
    await clientB.request('receiveVideoFrom', { sender: result?.id, sdpOffer: screen.offer });
    await clientB.request('sendMessage', { message: JSON.stringify({ to: [idA], type: 'signal:chat', data: 'hi' }) });
    await callApi(deployment.url, 'POST', '/signal', { session: 'Meal', type: 'signal:motion', data: 'bite' });
    await clientA.request('unpublishVideo', {});
    await clientB.request('leaveRoom', {});
    await clientA.request('leaveRoom', {});
    await Promise.all([camera.close(), screen.close()]);
    clientA.kill();
    clientB.kill();
    await deployment.close();

    expect(received('connectionId', 'connection', 'reason')).toEqual([
      ['sessionCreated', undefined, undefined, undefined],
      ['participantJoined', idA, undefined, undefined],
      ['webrtcConnectionCreated', idA, 'OUTBOUND', undefined],
      ['participantJoined', idB, undefined, undefined],
      ['webrtcConnectionCreated', idB, 'INBOUND', undefined],
      ['signalSent', undefined, undefined, undefined],
      ['signalSent', undefined, undefined, undefined],
      ['webrtcConnectionDestroyed', idB, 'INBOUND', 'unpublish'],
      ['webrtcConnectionDestroyed', idA, 'OUTBOUND', 'unpublish'],
      ['participantLeft', idB, undefined, 'disconnect'],
      ['participantLeft', idA, undefined, 'disconnect'],
      ['sessionDestroyed', undefined, undefined, 'lastParticipantLeft'],
    ]);
    const bodies = receiver.events.map(({ body }) => body);
    expect(bodies[1]).toMatchObject({ serverData: 'srvA', clientData: '{"clientData":"me"}', ip: '127.0.0.1' });
    expect(bodies[4]).toMatchObject({ receivingFrom: idA, streamId: result?.id, videoSource: 'CAMERA' });
    expect(bodies[5]).toMatchObject({ from: idB, to: [idA], type: 'chat', data: 'hi' });
    expect(bodies[6]).toMatchObject({ from: null, type: 'signal:motion', data: 'bite' });
    expect(new Set(bodies.map(({ uniqueSessionId }) => uniqueSessionId)).size).toBe(1);
    expect(receiver.events[0]?.headers).toMatchObject({ 'content-type': 'application/json', 'x-secret': 's' });

    const lines = readFileSync(joinPath(folder, CDR_FILE), 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
      bodies.map(({ event, ...fields }) => ({ [String(event)]: fields })),
    );
  });

  it('reach the webhook only where they are asked for', async () => {
    await start(['participantJoined', 'participantLeft']);
    const { client, id } = await join(deployment.url, 'Meal');
    await callApi(deployment.url, 'DELETE', `/sessions/Meal/connection/${id}`);
    client.kill();
    await deployment.close();
    expect(received('reason')).toEqual([
      ['participantJoined', undefined],
      ['participantLeft', 'forceDisconnectByServer'],
    ]);
  });

  it('tell the end of everything when the deployment is stopped', async () => {
    await start();
    const { client } = await join(deployment.url, 'Meal');
    await deployment.close();
    client.kill();
    expect(received('reason').slice(-2)).toEqual([
      ['participantLeft', 'openviduServerStopped'],
      ['sessionDestroyed', 'openviduServerStopped'],
    ]);
  });

  it('are shown over REST: the settings in the configuration, the events in the CDR file', async () => {
    await start(['sessionCreated']);
    await callApi(deployment.url, 'POST', '/sessions', { customSessionId: 'Meal' });
    const configuration = await (await callApi(deployment.url, 'GET', '/config')).json();
    expect(configuration).toMatchObject({
      OPENVIDU_CDR: true,
      OPENVIDU_WEBHOOK: true,
      OPENVIDU_WEBHOOK_ENDPOINT: receiver.endpoint,
      OPENVIDU_WEBHOOK_HEADERS: ['X-Secret: s'],
      OPENVIDU_WEBHOOK_EVENTS: ['sessionCreated'],
    });
    const cdr = await fetch(`${deployment.url}/openvidu/cdr/${CDR_FILE}`, {
      headers: { authorization: TEST_AUTHORIZATION },
    });
    expect(await cdr.text()).toMatch(/^\{"sessionCreated":\{"sessionId":"Meal",/);
  });
});
