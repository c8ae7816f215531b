/** Colours of timelines and charts, as CSS writes them. */
export interface TimelinePalette {
  readonly paper: string;
  readonly card: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly line: string;
  readonly bite: string;
  readonly sip: string;
  readonly chew: string;
  readonly talk: string;
  readonly font: string;
}

/**
 * Reads the colours that the style sheets give the page now.
 * @param style of the root element
 */
export function readPalette(style: Pick<CSSStyleDeclaration, 'getPropertyValue'>): TimelinePalette {
  const read = (property: string): string => style.getPropertyValue(property).trim();
  return {
    paper: read('--paper'),
    card: read('--card'),
    ink: read('--ink'),
    inkSoft: read('--ink-soft'),
    line: read('--line'),
    bite: read('--bite'),
    sip: read('--sip'),
    chew: read('--chew'),
    talk: read('--talk'),
    font: read('--font'),
  };
}
