import axe, { type Result, type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

/** Rules of WCAG 2.2 AA and what axe counts as good practice. */
const OPTIONS: RunOptions = { resultTypes: ['violations'] };

/** What axe-core finds on a page that is serious or critical, one line each: the rule, the elements and the reason. */
export async function seriousFaults(page: Page): Promise<string[]> {
  const loaded = await page.evaluate(() => 'axe' in window);
  if (!loaded) await page.evaluate(axe.source);
  const violations = await page.evaluate(
    async (options) => (await (window as unknown as { axe: typeof axe }).axe.run(document, options)).violations,
    OPTIONS,
  );
  return violations.filter(isSerious).map(describeFault);
}

function isSerious({ impact }: Result): boolean {
  return impact === 'serious' || impact === 'critical';
}

function describeFault({ id, nodes }: Result): string {
  return nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`).join('\n');
}
