import '@bapsang/shared';
import { join } from 'node:path';
import type { WrittenPart } from '../markdown/written-part';
import { contractSchemas, reachedSchemas, SCHEMA_PREFIX, type Schema } from './contract-schemas';
import { contractTable, eventTable } from './contract-table';
import { readDocstrings } from './docstrings';
import { readSocketEvents } from './socket-events';

const command = 'npm run openapi';

/** Parts of docs/sockets.md that hold the events of one direction, with the event map. */
const EVENT_MAPS = [
  { name: 'browser to worker', file: 'frames/frame-events.ts', map: 'BrowserToWorkerEvents' },
  { name: 'worker to browser', file: 'frames/frame-events.ts', map: 'WorkerToBrowserEvents' },
  { name: 'worker to api', file: 'workers/worker-events.ts', map: 'WorkerToApiEvents' },
  { name: 'api to worker', file: 'workers/worker-events.ts', map: 'ApiToWorkerEvents' },
  { name: 'api to admin', file: 'admin/admin-socket.ts', map: 'ApiToAdminEvents' },
] as const;

/** Parts that hold contracts, with those that the text before them names; what these refer to follows them. */
const CONTRACTS = [
  { name: 'frames', contracts: ['FrameTicketClaims', 'FrameHeader'] },
  {
    name: 'workers',
    contracts: [
      'ApiHello',
      'WorkerRegistration',
      'WorkerLoad',
      'MotionReportBatch',
      'Assignment',
      'AssignmentRelease',
      'ConsentWithdrawal',
    ],
  },
  { name: 'admin', contracts: ['AdminOverview', 'AdminEvent'] },
  { name: 'signals', contracts: ['MotionSignal', 'MuteRequestSignal', 'ChatSignal', 'ReactionSignal'] },
] as const;

/**
 * Everything in docs/sockets.md that is generated.
 * @param root the repository
 */
export function socketParts(root: string): readonly { readonly part: WrittenPart; readonly text: string }[] {
  const shared = join(root, 'libs/shared/src');
  const schemas = contractSchemas(readDocstrings([shared]));
  return [
    ...EVENT_MAPS.map(({ name, file, map }) => ({
      part: { name, command },
      text: eventTable(readSocketEvents(join(shared, file), map)),
    })),
    ...CONTRACTS.map(({ name, contracts }) => ({
      part: { name, command },
      text: contractSections(contracts, schemas),
    })),
  ];
}

function contractSections(contracts: readonly string[], schemas: Readonly<Record<string, Schema>>): string {
  const references = contracts.map((name) => ({ $ref: SCHEMA_PREFIX + name }));
  const reached = Object.keys(reachedSchemas(references, schemas)).filter((name) => !contracts.includes(name));
  return [...contracts, ...reached]
    .map((name) => {
      const schema = schemas[name];
      if (!schema) throw new Error(`libs/shared has no contract with the name ${name}.`);
      return `**\`${name}\`** ${schema.description ?? ''}\n\n${contractTable(schema)}`;
    })
    .join('\n\n');
}
