/**
 * What lost packets do to the video of the embedded OpenVidu: a real Chromium publishes 640x480 at 30 frames/s, another
 * page receives, and the deployment's media sockets lose packets by a seeded model; each case with our repairs of the
 * media library and without. Usage: `npx tsx tools/openvidu-loss/measure-loss.ts [--seconds 20] [--seed 1] [--case wrap]
 * [--from-start]`; `--case` takes the cases whose name contains the text. Prints a table in Markdown.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { MeetingPages } from '../../apps/openvidu-embedded/src/testing/meeting-pages';
import { LOSS_CASES, type LossCase } from './loss-cases';
import { lossTable, type LossRow } from './loss-table';
import { measureCase, type MeasurementOptions } from './measure-case';
import { recordVideo, type RecordedFrame } from './record-video';
import { REPAIRS } from './unpatched-library';

const RECORDING = 10_000;

async function record(pages: MeetingPages): Promise<readonly RecordedFrame[]> {
  const page = await pages.newPage();
  try {
    return await recordVideo(page, RECORDING);
  } finally {
    await page.close();
  }
}

async function measureRow(lossCase: LossCase, isPatched: boolean, options: MeasurementOptions): Promise<LossRow> {
  const row = { name: lossCase.name, variant: isPatched ? 'ours' : 'unpatched' } as const;
  try {
    return { ...row, result: await measureCase(lossCase, isPatched, options) };
  } catch (error) {
    return { ...row, failure: String(error) };
  }
}

function printConditions(seed: number, seconds: number): void {
  const [model = 'unknown processor'] = cpus().map((cpu) => cpu.model);
  const load = loadavg()[0]?.toFixed(1) ?? '?';
  const date = new Date().toISOString().slice(0, 10);
  console.log(`${date}, ${cpus().length} x ${model}, Node ${process.version}, load ${load}, seed ${seed}`);
  console.log(`${seconds} s a case; "unpatched" lacks ${REPAIRS.join(', ')}`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      case: { type: 'string', default: '' },
      'from-start': { type: 'boolean', default: false },
    },
  });
  const cases = LOSS_CASES.filter(({ name }) => name.includes(values.case));
  if (cases.length === 0)
    throw new Error(`No case contains '${values.case}': ${LOSS_CASES.map(({ name }) => name).join('; ')}.`);
  const seconds = Number(values.seconds);
  const seed = Number(values.seed);
  if (!(seconds > 0) || !Number.isInteger(seed)) throw new Error('--seconds must be above 0 and --seed an integer.');
  printConditions(seed, seconds);
  const pages = await MeetingPages.open();
  const rows: LossRow[] = [];
  try {
    const recording = cases.some(({ source }) => source === 'replay') ? await record(pages) : [];
    const options = { pages, recording, seed, duration: seconds * 1_000, fromStart: values['from-start'] };
    for (const lossCase of cases) {
      for (const isPatched of [true, false]) {
        rows.push(await measureRow(lossCase, isPatched, options));
        console.error(`${rows.length} of ${2 * cases.length} measured`);
      }
    }
  } finally {
    await pages.close();
  }
  console.log(lossTable(rows));
  if (rows.some(({ variant, failure }) => variant === 'ours' && failure)) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
