/**
 * The wheel that holds libtensorflow as shared libraries with their C interface (`libtensorflow_cc.so.2`; wheels before
 * 2.12 lack it). tfjs-node only calls the C interface, which newer versions keep.
 * https://pypi.org/project/tensorflow-cpu/2.15.1/#files
 */
export const WHEEL = {
  distribution: 'tensorflow-cpu',
  version: '2.15.1',
  python: '3.10',
  platform: 'manylinux2014_x86_64',
  file: 'tensorflow_cpu-2.15.1-cp310-cp310-manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
  url: 'https://files.pythonhosted.org/packages/d0/f4/058dc567de1ac67120a85119f19fe6288f45f6b08db8c03dfb38fa664874/tensorflow_cpu-2.15.1-cp310-cp310-manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
  /** Hexadecimal, as PyPI tells it. */
  sha256: 'ba9503db2c5357ea21938555323581fbdabf3d051b6bc1b5f73c5b0ae034d077',
  bytes: 207_165_286,
};

/** The libraries in the wheel; the first needs the second and looks for it beside itself. */
export const LIBRARIES = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];

/** Where in the wheel the libraries lie. */
export const LIBRARIES_IN_WHEEL = 'tensorflow/';

/** Where in the wheel the headers lie, and which of their folders the addon needs. */
export const HEADERS_IN_WHEEL = 'tensorflow/include/';
export const HEADER_FOLDERS = ['tensorflow/c/', 'tensorflow/core/platform/', 'tsl/c/', 'tsl/platform/'];

/** The package in question, and where package-lock.json puts it. */
export const TFJS_NODE = '@tensorflow/tfjs-node';
export const TFJS_NODE_PATH = `node_modules/${TFJS_NODE}`;

/** The version of Node-API that the addon is built for: the highest that tfjs-node 4.22.0 knows; every Node since 15.12. */
export const NODE_API = 8;

/** The headers of Node-API, for a Node without headers of its own; they are the same for all versions of Node. */
export const NODE_API_HEADERS = {
  name: 'node-api-headers',
  version: '1.9.0',
  integrity: 'sha512-2oNILP4jXwRB4ywnYKjVk1YyJ96n2D4EOVJO6S3oYZ5PtbJrw3Yt9TpAuX3nBLMuzn74rnfGQrv13pS9vC+YiA==',
};
