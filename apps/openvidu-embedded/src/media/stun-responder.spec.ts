import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import fc from 'fast-check';
import { answerBinding } from './stun-message';
import { StunResponder } from './stun-responder';

const TRANSACTION = Buffer.from('0123456789ab');
const REQUEST = Buffer.concat([Buffer.from('000100002112a442', 'hex'), TRANSACTION]);

describe('answerBinding', () => {
  it('tells the address from which the request came', () => {
    // RFC 5769, 2.2: 192.0.2.1, port 32853.
    const answer = answerBinding(REQUEST, '192.0.2.1', 32_853)!;
    expect(answer.subarray(0, 8).toString('hex')).toBe('0101000c2112a442');
    expect(answer.subarray(8, 20)).toEqual(TRANSACTION);
    expect(answer.subarray(20).toString('hex')).toBe('002000080001a147e112a643');
  });

  it('answers nothing to rubbish', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const isRequest = Buffer.from(bytes).subarray(0, 2).equals(REQUEST.subarray(0, 2));
        fc.pre(!isRequest);
        expect(answerBinding(Buffer.from(bytes), '127.0.0.1', 1)).toBeUndefined();
      }),
    );
  });
});

describe('StunResponder', () => {
  it('answers over UDP', async () => {
    const responder = await StunResponder.open('127.0.0.1', 0);
    const socket = createSocket('udp4');
    socket.send(REQUEST, responder.port, '127.0.0.1');
    const [answer] = (await once(socket, 'message')) as [Buffer];
    expect(answer.subarray(0, 2).toString('hex')).toBe('0101');
    socket.close();
    await responder.close();
    await responder.close();
  });

  it('fails where the port is taken', async () => {
    const responder = await StunResponder.open('127.0.0.1', 0);
    await expect(StunResponder.open('127.0.0.1', responder.port)).rejects.toThrow('EADDRINUSE');
    await responder.close();
  });
});
