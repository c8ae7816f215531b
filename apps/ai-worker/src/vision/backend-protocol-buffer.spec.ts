import { bytesField, floatField, numberField, varint } from './backend-protocol-buffer';

describe('protocol buffer fields', () => {
  // The examples of https://protobuf.dev/programming-guides/encoding/.
  it('encodes the examples of the specification', () => {
    expect(numberField(1, 150).toString('hex')).toBe('089601');
    expect(bytesField(2, 'testing').toString('hex')).toBe('120774657374696e67');
    expect(bytesField(3, [numberField(1, 150)]).toString('hex')).toBe('1a03089601');
    expect(varint(-2).toString('hex')).toBe('feffffffffffffffff01');
  });

  it('encodes a float in four bytes, the lowest first', () => {
    expect(floatField(4, 1).toString('hex')).toBe('250000803f');
  });

  it('encodes an empty message, an empty text and zero', () => {
    expect(bytesField(1, []).toString('hex')).toBe('0a00');
    expect(bytesField(1, '').toString('hex')).toBe('0a00');
    expect(varint(0).toString('hex')).toBe('00');
  });
});
