import { writeFile } from 'node:fs/promises';

const SAMPLE_RATE = 48_000;
const DURATION_S = 2;
const HEADER_BYTES = 44;

/** Pitch of a voice, how far it moves, and how fast its syllables follow one another, Hz. */
const PITCH = 180;
const MELODY = 25;
const SYLLABLES = 4;

/** Share of a second that is spoken: without pauses, noise suppression takes a voice for noise. */
const SPOKEN = 0.75;

/** Writes a WAV of something like a voice, mono: harmonics that move and swell with every syllable, with short pauses. */
export async function writeVoiceClip(path: string): Promise<void> {
  const samples = SAMPLE_RATE * DURATION_S;
  const wave = Buffer.alloc(HEADER_BYTES + 2 * samples);
  wave.write('RIFF', 0);
  wave.writeUInt32LE(wave.length - 8, 4);
  wave.write('WAVEfmt ', 8);
  wave.writeUInt32LE(16, 16);
  wave.writeUInt16LE(1, 20);
  wave.writeUInt16LE(1, 22);
  wave.writeUInt32LE(SAMPLE_RATE, 24);
  wave.writeUInt32LE(2 * SAMPLE_RATE, 28);
  wave.writeUInt16LE(2, 32);
  wave.writeUInt16LE(16, 34);
  wave.write('data', 36);
  wave.writeUInt32LE(2 * samples, 40);
  for (let index = 0; index < samples; index += 1) {
    wave.writeInt16LE(Math.round(0x7fff * voiceAt(index / SAMPLE_RATE)), HEADER_BYTES + 2 * index);
  }
  await writeFile(path, wave);
}

/** @param at s */
function voiceAt(at: number): number {
  if (at % 1 > SPOKEN) return 0;
  const loudness = 0.35 + 0.25 * Math.sin(2 * Math.PI * SYLLABLES * at);
  const phase = 2 * Math.PI * PITCH * at - (MELODY / 1.5) * Math.cos(2 * Math.PI * 1.5 * at);
  const harmonics = [1, 2, 3, 4, 5].map((harmonic) => Math.sin(harmonic * phase) / harmonic);
  return (loudness * harmonics.reduce((sum, one) => sum + one, 0)) / 2;
}
