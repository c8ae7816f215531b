import fc from 'fast-check';
import { errorText, parseEnvelope, resultText } from './rpc-envelope';

describe('parseEnvelope', () => {
  it('reads a request', () => {
    const text = '{"jsonrpc":"2.0","method":"leaveRoom","params":{},"id":9}';
    expect(parseEnvelope(text)).toEqual({ kind: 'request', id: 9, method: 'leaveRoom', params: {} });
  });

  it('reads a request without params', () => {
    expect(parseEnvelope('{"jsonrpc":"2.0","method":"ping","id":0}')).toMatchObject({ kind: 'request', id: 0 });
  });

  it.each([
    ['no JSON', 'hello', null],
    ['a number', '7', null],
    ['a list', '[]', null],
    ['null', 'null', null],
    ['another protocol', '{"jsonrpc":"1.0","method":"ping","id":1}', 1],
    ['no method', '{"jsonrpc":"2.0","id":1}', 1],
    ['a method that is no text', '{"jsonrpc":"2.0","method":{},"id":1}', 1],
  ])('answers a fault to %s', (_, text, id) => {
    expect(parseEnvelope(text)).toMatchObject({ kind: 'fault', id });
  });

  it('ignores replies and notifications', () => {
    expect(parseEnvelope('{"jsonrpc":"2.0","result":{},"id":1}').kind).toBe('ignored');
    expect(parseEnvelope('{"jsonrpc":"2.0","method":"x"}').kind).toBe('ignored');
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseEnvelope(text)));
    fc.assert(fc.property(fc.json(), (text) => void parseEnvelope(text)));
  });

  it('reads back every request', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.string()), fc.string(), fc.jsonValue(), (id, method, params) => {
        const text = JSON.stringify({ jsonrpc: '2.0', id, method, params });
        const expected = JSON.parse(JSON.stringify({ kind: 'request', id, method, params })) as object;
        expect(parseEnvelope(text)).toEqual(expected);
      }),
    );
  });
});

describe('answers', () => {
  it('carry exactly one of result and error', () => {
    expect(JSON.parse(resultText(1, {}))).toEqual({ id: 1, jsonrpc: '2.0', result: {} });
    expect(JSON.parse(errorText(1, 401, 'no'))).toEqual({ id: 1, jsonrpc: '2.0', error: { code: 401, message: 'no' } });
  });
});
