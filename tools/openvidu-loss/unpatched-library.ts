/**
 * Takes the repairs of werift out of the deployment that this process is about to load, so that production code needs no
 * switch for it. What is replaced is the module in Node's cache; it must be called before anything else loads the media.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { RtpHeader, RtpPacket, type RTCRtpSender } from 'werift';
import type { ForwardedPacket } from '../../apps/openvidu-embedded/src/media/forwarded-packet';

const load = createRequire(__filename);

const MEDIA = path.join(__dirname, '../../apps/openvidu-embedded/src/media');

/** The NACK sender that leaves werift's own handler in its place. */
class AbsentNackSender {
  close(): void {
    // There is nothing to end: werift ends its own handler with the receiver.
  }
}

/** The retransmitter that leaves the answers to NACKs to werift's sender, which keeps what it sends itself. */
function AbsentRetransmitter(): void {
  // There is nothing to do: no packet is shown to it either, as LibrarySender takes none.
}

/** The receiver that leaves every packet to werift. */
class AbsentDirectReceiver {
  take(): void {
    // There is nothing to take.
  }
}

/** Sends over werift's sender. */
class LibrarySender {
  constructor(private readonly sender: RTCRtpSender) {}

  send({ header: { sequenceNumber, timestamp, marker }, payload }: ForwardedPacket): boolean {
    const header = new RtpHeader({ sequenceNumber, timestamp, marker });
    this.sender.sendRtp(new RtpPacket(header, payload)).catch(() => undefined);
    return true;
  }

  sourceChanged(): void {
    // No case of the measurement reconnects a publisher.
  }
}

/** By module, what it exports and what stands in for that. */
type Replacements = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Our short way for packets: it would bring its own count of the rounds and its own history. */
const SHORT_WAY: Replacements = {
  'direct-receiver': { DirectReceiver: AbsentDirectReceiver },
  'forwarding-sender': { ForwardingSender: LibrarySender },
};

/** What stands in for each repair. */
const REPLACEMENTS: Replacements = {
  rollover: { repairRollover: () => undefined },
  'nack-sender': { NackSender: AbsentNackSender },
  retransmitter: { Retransmitter: AbsentRetransmitter },
};

/** The names of the repairs that are taken out. */
export const REPAIRS: readonly string[] = Object.values(REPLACEMENTS).flatMap((exports) => Object.keys(exports));

function replaceExports(name: string, replacements: Readonly<Record<string, unknown>>): void {
  const file = load.resolve(path.join(MEDIA, name));
  const original = load(file) as Readonly<Record<string, unknown>>;
  const missing = Object.keys(replacements).filter((key) => !(key in original));
  if (missing.length > 0) throw new Error(`media/${name} exports no ${missing.join(', ')}: adapt ${__filename}.`);
  const cached = load.cache[file];
  if (!cached) throw new Error(`${file} is not in Node's module cache: this program must run as CommonJS.`);
  cached.exports = { ...original, ...replacements };
}

/**
 * Takes the repairs out.
 * @throws Error when a repair is no longer where this file expects it
 */
export function useUnpatchedLibrary(): void {
  const all = { ...SHORT_WAY, ...REPLACEMENTS };
  for (const [name, replacements] of Object.entries(all)) replaceExports(name, replacements);
}
