import { parse } from '@bapsang/shared';
import { IsIn, IsInt, IsOptional, IsString, Length, Min } from 'class-validator';

/** What an entry says: `counted` the totals of a participant after a report, `ended` and `removed` what a host did. */
export const MEMORY_ENTRY_KINDS = ['counted', 'ended', 'removed'] as const;

/** One of {@link MEMORY_ENTRY_KINDS}. */
export type MemoryEntryKind = (typeof MEMORY_ENTRY_KINDS)[number];

/** One line of what the api remembers over a restart. It names ids, never people. */
export class MemoryEntry {
  @IsIn(MEMORY_ENTRY_KINDS)
  readonly kind!: MemoryEntryKind;

  /** When it happened, ms since the epoch. */
  @IsInt()
  readonly at!: number;

  @IsString()
  @Length(1, 100)
  readonly mealId!: string;

  /** For `counted` and `removed`. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly participantId?: string;

  /** For `counted`: who reported it, a worker or a browser that looks itself. */
  @IsOptional()
  @IsString()
  @Length(1, 300)
  readonly source?: string;

  /** For `counted`: the number of that report. */
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly sequence?: number;

  /** For `counted`, all together. */
  @IsOptional()
  @IsInt()
  @Min(0)
  readonly bites?: number;

  /** For `counted`, all together. */
  @IsOptional()
  @IsInt()
  @Min(0)
  readonly sips?: number;
}

/** @returns undefined for a line that is none, for example the half of one that a crash left */
export function readMemoryEntry(line: string): MemoryEntry | undefined {
  try {
    return parse(MemoryEntry, JSON.parse(line));
  } catch {
    return undefined;
  }
}
