import { unpackedPath } from './libraries.mjs';
import { platformFault } from './platform.mjs';

describe('platformFault', () => {
  it('names in one sentence why the libraries cannot run', () => {
    expect(platformFault({ platform: 'linux', architecture: 'x64', glibc: '2.36' })).toBeUndefined();
    expect(platformFault({ platform: 'darwin', architecture: 'arm64', glibc: undefined })).toMatch(/is darwin arm64/);
    expect(platformFault({ platform: 'linux', architecture: 'arm64', glibc: '2.36' })).toMatch(/is linux arm64/);
    expect(platformFault({ platform: 'linux', architecture: 'x64', glibc: undefined })).toMatch(/need glibc/);
  });
});

describe('unpackedPath', () => {
  it('takes the two libraries and the headers of the C interface out of the wheel, nothing else', () => {
    expect(unpackedPath('tensorflow/libtensorflow_cc.so.2')).toBe('lib/libtensorflow_cc.so.2');
    expect(unpackedPath('tensorflow/include/tensorflow/c/c_api.h')).toBe('include/tensorflow/c/c_api.h');
    expect(unpackedPath('tensorflow/include/tsl/c/tsl_status.h')).toBe('include/tsl/c/tsl_status.h');
    expect(unpackedPath('tensorflow/include/tensorflow/core/kernels/conv_2d.h')).toBeUndefined();
    expect(unpackedPath('tensorflow/python/_pywrap_tensorflow_internal.so')).toBeUndefined();
    expect(unpackedPath('tensorflow/include/tensorflow/c/')).toBeUndefined();
  });
});
