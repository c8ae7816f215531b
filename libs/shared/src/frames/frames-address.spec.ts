import { framesAddress } from './frames-address';

describe('framesAddress', () => {
  it.each([
    ['http://localhost:5001', 'http://localhost:5001/frames', '/socket.io'],
    ['http://localhost:5001/', 'http://localhost:5001/frames', '/socket.io'],
    ['https://meals.example/workers/0c1f9e2ab37d', 'https://meals.example/frames', '/workers/0c1f9e2ab37d/socket.io'],
    ['https://meals.example:8443/a/b//', 'https://meals.example:8443/frames', '/a/b/socket.io'],
  ])('of %s', (publicUrl, url, path) => {
    expect(framesAddress(publicUrl)).toEqual({ url, path });
  });
});
