/**
 * Copies the weights of the landmark models out of installed npm packages into libs/recognition/models, so that nothing
 * is downloaded from elsewhere at run time. Files that are already there with the same content are left alone.
 *
 * Usage: node build/extract-models.mjs [directory]
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} Model
 * @property {string} name what the recognition calls it
 * @property {string} licence SPDX identifier of the weights
 * @property {string} package the npm package that carries it
 * @property {ModelFile[]} files
 */

/**
 * @typedef {object} ModelFile
 * @property {string} name the file's name in the target directory
 * @property {string} source path inside the package
 * @property {string} [packedAs] where `source` is an Emscripten bundle (`*.data` beside `*_loader.js`): the name in it
 */

/** @type {readonly Model[]} */
const MODELS = [
  {
    name: 'face-detection-short-range',
    licence: 'Apache-2.0',
    package: '@mediapipe/face_mesh',
    files: [
      {
        name: 'face-detection-short-range.tflite',
        source: 'face_mesh_solution_packed_assets.data',
        packedAs: '/third_party/mediapipe/modules/face_detection/face_detection_short_range.tflite',
      },
    ],
  },
  {
    name: 'face-landmark',
    licence: 'Apache-2.0',
    package: '@mediapipe/face_mesh',
    files: [
      {
        name: 'face-landmark.tflite',
        source: 'face_mesh_solution_packed_assets.data',
        packedAs: '/third_party/mediapipe/modules/face_landmark/face_landmark.tflite',
      },
    ],
  },
  {
    name: 'hand-landmark-lite',
    licence: 'Apache-2.0',
    package: '@mediapipe/hands',
    files: [{ name: 'hand-landmark-lite.tflite', source: 'hand_landmark_lite.tflite' }],
  },
  {
    name: 'movenet-lightning',
    licence: 'Apache-2.0',
    package: '@vladmandic/human',
    files: [
      { name: 'movenet-lightning.json', source: 'models/movenet-lightning.json' },
      { name: 'movenet-lightning.bin', source: 'models/movenet-lightning.bin' },
    ],
  },
];

const require = createRequire(import.meta.url);

/**
 * The folder of an installed package. `require.resolve` is of no use here: some packages hide their package.json.
 * @param {string} name
 */
function packageDirectory(name) {
  const directories = (require.resolve.paths(name) ?? []).map((path) => join(path, name));
  const found = directories.find((directory) => existsSync(join(directory, 'package.json')));
  if (!found) throw new Error(`The package ${name} is not installed. Run "npm ci" with development dependencies.`);
  return found;
}

/**
 * The bytes of one file inside an Emscripten bundle; the loader script beside the bundle lists names and positions.
 * @param {string} bundle path of the `*.data` file
 * @param {string} name the file's name in the bundle
 */
function readPacked(bundle, name) {
  const loader = readFileSync(bundle.replace(/\.data$/, '_loader.js'), 'utf8');
  const list = /"files":\s*(\[.*?\])/s.exec(loader)?.[1];
  /** @type {{ filename: string, start: number, end: number }[]} */
  const entries = list ? JSON.parse(list) : [];
  const entry = entries.find(({ filename }) => filename === name);
  if (!entry) throw new Error(`${bundle} holds no ${name}. The package has changed: look at its loader script.`);
  const content = readFileSync(bundle).subarray(entry.start, entry.end);
  if (content.length !== entry.end - entry.start) throw new Error(`${bundle} is shorter than its loader script says.`);
  return content;
}

/**
 * @param {Model} model
 * @param {ModelFile} file
 */
function readModelFile(model, file) {
  const path = join(packageDirectory(model.package), file.source);
  if (!existsSync(path)) throw new Error(`${model.package} no longer ships ${file.source}.`);
  const content = file.packedAs ? readPacked(path, file.packedAs) : readFileSync(path);
  if (file.name.endsWith('.tflite') && content.toString('latin1', 4, 8) !== 'TFL3') {
    throw new Error(`${file.packedAs ?? file.source} of ${model.package} is not a TFLite model.`);
  }
  return content;
}

/**
 * Writes through a temporary name, so that a reader never sees half a file, even when two extractions run at once.
 * @param {string} path
 * @param {Buffer} content
 * @returns {boolean} whether the file had to be written
 */
function writeWhereDifferent(path, content) {
  if (existsSync(path) && readFileSync(path).equals(content)) return false;
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, content);
  renameSync(temporary, path);
  return true;
}

/**
 * @param {string} directory where the models go
 * @returns {{ files: number, written: number }}
 */
function extractModels(directory) {
  mkdirSync(directory, { recursive: true });
  let written = 0;
  const manifest = MODELS.map((model) => {
    const { version } = JSON.parse(readFileSync(join(packageDirectory(model.package), 'package.json'), 'utf8'));
    const files = model.files.map((file) => {
      const content = readModelFile(model, file);
      if (writeWhereDifferent(join(directory, file.name), content)) written++;
      return { file: file.name, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
    });
    return { name: model.name, package: model.package, version, licence: model.licence, files };
  });
  const text = `${JSON.stringify({ models: manifest }, null, 2)}\n`;
  if (writeWhereDifferent(join(directory, 'manifest.json'), Buffer.from(text))) written++;
  return { files: manifest.flatMap(({ files }) => files).length + 1, written };
}

const directory = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..', 'models'));
try {
  const { files, written } = extractModels(directory);
  process.stdout.write(`models: ${files} files in ${directory}, ${written} of them written\n`);
} catch (error) {
  process.stderr.write(`models: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
