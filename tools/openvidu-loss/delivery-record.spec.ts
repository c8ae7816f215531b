import { RTCDtlsTransport, RtpHeader } from 'werift';
import { DeliveryRecord } from './delivery-record';
import type { MediaPacket } from './media-packet';

const video = (sequenceNumber: number): MediaPacket => ({ kind: 'rtp', payloadType: 96, sequenceNumber, ssrc: 1 });
const retransmission = (sequenceNumber: number): MediaPacket =>
  ({ ...video(sequenceNumber), payloadType: 97, ssrc: 2 }) as MediaPacket;

/** Hands a retransmission of a packet to DTLS, which is not connected here and so sends nothing. */
async function retransmit(sequenceNumber: number, original: number): Promise<void> {
  const payload = Buffer.from([original >> 8, original & 0xff, 1, 2, 3]);
  const header = new RtpHeader({ payloadType: 97, sequenceNumber, ssrc: 2 });
  await RTCDtlsTransport.prototype.sendRtp.call({} as RTCDtlsTransport, payload, header);
}

describe('DeliveryRecord', () => {
  const { sendRtp } = RTCDtlsTransport.prototype as unknown as Record<'sendRtp', () => void>;
  let record: DeliveryRecord;

  beforeEach(() => {
    record = new DeliveryRecord();
    for (const sequenceNumber of [65_534, 65_535, 0, 1]) record.sentUp(video(sequenceNumber));
  });

  afterEach(() => {
    Object.assign(RTCDtlsTransport.prototype, { sendRtp });
  });

  it('counts what no copy of has been delivered', () => {
    for (const sequenceNumber of [65_534, 0, 0]) record.arrivedDown(video(sequenceNumber));
    expect(record.delivery).toEqual({ published: 4, missing: 2 });
  });

  it('counts what was delivered by a retransmission, whatever its own number is', async () => {
    for (const sequenceNumber of [65_534, 0, 1]) record.arrivedDown(video(sequenceNumber));
    await retransmit(7_000, 65_535);
    expect(record.delivery.missing).toBe(1);
    record.arrivedDown(retransmission(7_000));
    expect(record.delivery.missing).toBe(0);
  });

  it('does not take other media or what it knows nothing of for video', () => {
    record.sentUp({ ...video(50), payloadType: 111 } as MediaPacket);
    record.arrivedDown({ ...video(0), payloadType: 111 } as MediaPacket);
    record.arrivedDown(retransmission(9_999));
    expect(record.delivery).toEqual({ published: 4, missing: 4 });
  });

  it('forgets', () => {
    record.clear();
    expect(record.delivery).toEqual({ published: 0, missing: 0 });
  });
});
