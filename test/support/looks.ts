import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ARTIFACTS } from './running-system';

/** How a page is looked at. */
export interface Look {
  readonly size: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
  readonly language: 'en' | 'ko';
}

const SIZES = [
  { width: 360, height: 640 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
] as const;

/** A phone, a tablet and a desktop, light and dark, in one language. */
export function looksIn(language: Look['language']): Look[] {
  return SIZES.flatMap((size) => (['light', 'dark'] as const).map((colorScheme) => ({ size, colorScheme, language })));
}

/** Gives a page a size and a colour scheme, and lets what moves with them come to rest. */
export async function wear(page: Page, { size, colorScheme }: Omit<Look, 'language'>): Promise<void> {
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme });
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(undefined)))),
  );
}

/** How far a page is wider than its window, px: 0 unless something sticks out. */
export async function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));
}

/** Keeps a picture of a page under the name of the page and of the look. */
export async function photograph(page: Page, name: string, { size, colorScheme, language }: Look): Promise<void> {
  const path = join(ARTIFACTS, 'pages', `${name}-${size.width}-${colorScheme}-${language}.png`);
  await page.screenshot({ path });
}
