/** The program that loads a deployment with synthetic participants; its parent tells it what to do over IPC. */
import { setTimeout as sleep } from 'node:timers/promises';
import { DeploymentApi } from './deployment-api';
import type { JoinFigures, LoadAnswer, LoadCommand, LoadFigures, LoadPlan } from './load-messages';
import { Reception } from './reception';
import { SyntheticParticipant } from './synthetic-participant';

/** How often is looked whether something is due, ms. */
const TICK = 4;

/** Cameras do not run in step: each begins so much after the one before, ms. */
const PHASE = 7;

const reception = new Reception();
let participants: SyntheticParticipant[] = [];
let packetsSent = 0;
let speed = 0;
let time = 0;
let tickedAt = performance.now();

/** Time in the pattern goes `speed` times as fast as the clock. */
function tick(): void {
  const now = performance.now();
  time += (now - tickedAt) * speed;
  tickedAt = now;
  if (speed === 0) return;
  for (const [index, participant] of participants.entries()) packetsSent += participant.sendDue(time - index * PHASE);
}

async function join({ url, secret, participants: count }: LoadPlan): Promise<JoinFigures> {
  const api = new DeploymentApi(url, secret);
  const joins: number[] = [];
  for (let seed = 1; seed <= count; seed++) {
    const { participant, joinedAfter } = await SyntheticParticipant.join(api, url, 'bench', seed);
    participants.push(participant);
    joins.push(joinedAfter);
  }
  speed = 1;
  const firstPackets: number[] = [];
  for (const receiver of participants) {
    for (const sender of participants) {
      if (sender !== receiver) firstPackets.push(await receiver.receiveFrom(sender, reception));
    }
  }
  return { joins, firstPackets };
}

async function measure(milliseconds: number): Promise<LoadFigures> {
  reception.take();
  packetsSent = 0;
  const startedAt = performance.now();
  await sleep(milliseconds);
  return { ...reception.take(), packetsSent, milliseconds: performance.now() - startedAt };
}

async function leave(): Promise<void> {
  speed = 0;
  const leaving = participants;
  participants = [];
  for (const participant of leaving) await participant.close();
}

async function execute(command: LoadCommand): Promise<LoadAnswer> {
  if (command.name === 'join') return { joined: await join(command.plan) };
  if (command.name === 'measure') return { figures: await measure(command.milliseconds) };
  if (command.name === 'send') speed = command.speed;
  else await leave();
  return { done: true };
}

setInterval(tick, TICK);
process.on('disconnect', () => process.exit());
process.on('message', (command: LoadCommand) => {
  execute(command).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  );
});
